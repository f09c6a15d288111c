"""How predicates are spread over a unit and everything below it: counted in the database, by whole units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from appraisal.paging import counted_page
from indicators.models import Term
from organizations.models import Employee, Unit, on_day
from organizations.rules import PlacementKind

from ..access.line import of_supervised
from ..models import DistributionReason, Evaluation, OrganisationAchievement
from ..rules.distribution import check_distribution, describe_guide, is_small
from ..rules.evaluation import (
    GRADE_LABELS,
    MATRIX,
    PREDICATE_LABELS,
    RATING_LABELS,
    RELEASED,
    OrganisationGrade,
    Predicate,
    Rating,
)
from .matrix import COLUMNS, Cell, Row

LEAST_TEAM = 5  # people; a smaller team gets a sentence instead of bars (pages research 2.3)
PAGE = 50
ORDER = list(reversed(Predicate))  # Sangat Kurang first, as the curve of the form
Ratings = tuple[str, str]


@dataclass
class Spread:
    """How many people have which two ratings."""

    people: Counter[Ratings] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many people there are."""
        return self.people.total()

    @property
    def predicates(self) -> dict[Predicate, int]:
        """People per predicate, every predicate named."""
        found = dict.fromkeys(Predicate, 0)
        for (results, behaviour), count in self.people.items():
            found[MATRIX[Rating(results)][Rating(behaviour)]] += count
        return found

    @property
    def message(self) -> str:
        """The sentence that the bars tell: which predicate most people have."""
        predicates = self.predicates
        most = max(ORDER, key=lambda one: predicates[one])
        return f"{PREDICATE_LABELS[most]} paling banyak: {predicates[most]} dari {self.total} orang"

    def grid(self) -> list[Row]:
        """Return the 3×3 table of counts."""
        return [
            Row(
                RATING_LABELS[results],
                [
                    Cell(PREDICATE_LABELS[row[one]], False, self.people[results.value, one.value])
                    for one in COLUMNS
                ],
            )
            for results, row in MATRIX.items()
        ]

    def bars(self, before: Spread | None) -> list[dict[str, Any]]:
        """Return one bar per predicate, with the count of the term before where there is one."""
        earlier = before.predicates if before else {}
        return [
            {
                "label": PREDICATE_LABELS[one],
                "value": count,
                "level": len(ORDER) - ORDER.index(one),
                "text": f"{count} (sebelumnya {earlier[one]})" if earlier else str(count),
            }
            for one, count in ((one, self.predicates[one]) for one in ORDER)
        ]


@dataclass
class City:
    """The counts of every unit in a term and in the one before it, and the tree to add them up."""

    own: dict[tuple[int, bool], Spread] = field(default_factory=lambda: defaultdict(Spread))
    earlier: dict[tuple[int, bool], Spread] = field(default_factory=lambda: defaultdict(Spread))
    names: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    children: dict[int | None, list[int]] = field(default_factory=lambda: defaultdict(list))

    def below(self, unit: int, *, before: bool = False) -> Spread:
        """Return the counts of a unit and all below; its head is counted in the level above (SE 3/2023)."""
        rows, total, stack = (self.earlier if before else self.own), Spread(), [unit]
        while stack:
            current = stack.pop()
            for is_head in (False, True):
                if (current, is_head) in rows and not (is_head and current == unit):
                    total.people.update(rows[current, is_head].people)
            stack += self.children.get(current, [])
        return total

    def top(self) -> int | None:
        """Return the topmost unit that has more than one unit with results below it."""
        unit: int | None = next(iter(self.children.get(None, [])), None)
        while unit is not None:
            inside = [one for one in self.children.get(unit, []) if self.below(one).total]
            if len(inside) != 1:
                return unit
            unit = inside[0]
        return None

    def chain(self, unit: int) -> list[int]:
        """Return the unit and its parents, the unit first."""
        path: list[int] = []
        current: int | None = unit
        while current is not None and current not in path:
            path.append(current)
            current = self.parents.get(current)
        return path


def city(term: Term, earlier: Term | None, on: date) -> City:
    """Return the released ratings of a term by unit, and of the term before (two queries at any size).

    Each person counts once, where the definitive post is on the last day of the term, or today.
    """
    found = City()
    _count(found, term, earlier, on)
    units = Unit.objects.open().order_by("name", "pk").values_list("pk", "name", "parent")
    for pk, name, parent in units:
        found.names[pk], found.parents[pk] = name, parent
        found.children[parent].append(pk)
    return found


def _count(found: City, term: Term, earlier: Term | None, on: date) -> None:
    post = "plan__placement__"
    terms = [one for one in (term, earlier) if one is not None]
    then = Q()
    for one in terms:
        then |= Q(term=one) & on_day(min(on, one.ended_on), post)
    counted = Evaluation.objects.filter(
        then, term__in=terms, status__in=RELEASED, **{f"{post}kind": PlacementKind.DEFINITIVE}
    )
    columns = ("term", f"{post}unit", f"{post}is_head", "results_rating", "behaviour_rating")
    for part, unit, is_head, *ratings, count in (
        counted.values_list(*columns).annotate(count=Count("pk")).order_by()
    ):
        rows = found.own if part == term.pk else found.earlier
        rows[unit, is_head].people[tuple(ratings)] += count  # type: ignore[index]


def term_before(term: Term) -> Term | None:
    """Return the latest earlier term of the same kind, or None."""
    rows = Term.objects.filter(kind=term.kind, ended_on__lt=term.started_on)
    return rows.order_by("-ended_on", "-pk").first()


@dataclass(frozen=True)
class Guide:
    """What the guide says about the counts of a unit."""

    grade: str  # as people read it; nothing where the unit has no grade of its own
    words: str  # the guide in a sentence
    differences: list[str]
    is_small: bool
    graded_above: str = ""  # the name of the unit above whose grade counts

    @property
    def agrees(self) -> bool:
        """Whether the counts were compared and fit."""
        return bool(self.grade) and not self.differences and not self.is_small


def guide_of(unit: int, spread: Spread, made: City, grades: Mapping[int, str], figures: Figures) -> Guide:
    """Return how a unit lies to the guide; only a unit that received a grade itself is compared."""
    graded = next((one for one in made.chain(unit) if one in grades), None)
    if graded is None:
        return Guide("", "", [], False)
    grade = OrganisationGrade(grades[graded])
    label, words = GRADE_LABELS[grade], describe_guide(grade, figures)
    if graded != unit:
        return Guide("", words, [], False, f"{made.names[graded]}: {label}")
    small = is_small(spread.total, figures)
    return Guide(label, words, check_distribution(grade, spread.predicates, figures), small)


Figures = Mapping[str, Decimal]


def grades_of(term: Term, units: Iterable[int]) -> dict[int, str]:
    """Return the valid grades of units in a term (one query)."""
    rows = OrganisationAchievement.objects.valid().filter(term=term, unit__in=list(units))
    return dict(rows.values_list("unit_id", "grade"))


def reasons_of(term: Term, units: Iterable[int]) -> dict[int, DistributionReason]:
    """Return by unit why it differs, as its head said (one query)."""
    rows = DistributionReason.objects.filter(term=term, unit__in=list(units)).select_related("given_by")
    return {row.unit_id: row for row in rows}


@dataclass(frozen=True)
class UnitRow:
    """One unit of the list."""

    pk: int
    name: str
    has_children: bool
    total: int
    counts: list[tuple[str, int]]
    guide: Guide
    reason: DistributionReason | None


@dataclass(frozen=True)
class UnitSpread:
    """The page of a unit: its own counts and guide, and one page of the units directly below it."""

    spread: Spread
    before: Spread | None
    guide: Guide
    reason: DistributionReason | None
    labels: list[str]
    rows: list[UnitRow]
    label: str
    prev_href: str
    next_href: str


def unit_spread(
    unit: int, term: Term, earlier: Term | None, made: City, figures: Figures, number: str
) -> UnitSpread:
    """Return the page of a unit from what was counted (two more queries); units by name."""
    inside = [pk for pk in made.children.get(unit, []) if made.below(pk).total]
    page = counted_page(number, len(inside), PAGE, f"?unit={unit}&masa={term.pk}&halaman=")
    shown = inside[page.part]
    grades, reasons = grades_of(term, [*made.chain(unit), *shown]), reasons_of(term, [unit, *shown])
    spread = made.below(unit)

    def row(pk: int) -> UnitRow:
        below = made.below(pk)
        counts = [(PREDICATE_LABELS[one], below.predicates[one]) for one in ORDER]
        guide = guide_of(pk, below, made, grades, figures)
        children = bool(made.children.get(pk))
        return UnitRow(pk, made.names[pk], children, below.total, counts, guide, reasons.get(pk))

    return UnitSpread(
        spread=spread,
        before=made.below(unit, before=True) if earlier else None,
        guide=guide_of(unit, spread, made, grades, figures),
        reason=reasons.get(unit),
        labels=[PREDICATE_LABELS[one] for one in ORDER],
        rows=[row(pk) for pk in shown],
        label=page.label,
        prev_href=page.prev_href,
        next_href=page.next_href,
    )


@dataclass(frozen=True)
class TeamSpread:
    """The counts of a superior's own team, drafts of the superior included."""

    spread: Spread
    before: Spread | None

    @property
    def is_shown(self) -> bool:
        """Whether the team is large enough for bars."""
        return self.spread.total >= LEAST_TEAM


def team_spread(user: Employee, term: Term, earlier: Term | None, on: date) -> TeamSpread:
    """Return the counts of the own people, in this term and the one before (one query)."""
    seen = Q(status__in=RELEASED) | Q(appraiser=user)
    terms = [one for one in (term, earlier) if one is not None]
    rows = Evaluation.objects.filter(of_supervised(user, on), seen, term__in=terms).exclude(predicate="")
    found: dict[int, Spread] = defaultdict(Spread)
    columns = ("term", "results_rating", "behaviour_rating")
    for key, *ratings, count in rows.values_list(*columns).annotate(count=Count("pk")).order_by():
        found[key].people[tuple(ratings)] += count  # type: ignore[index]
    return TeamSpread(found[term.pk], found[earlier.pk] if earlier else None)
