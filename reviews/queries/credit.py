"""Credit points of a person: what was counted, how, and where one stands to the next rank and level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from appraisal.errors import Refused
from appraisal.templatetags.ui import MONTHS, angka
from indicators.models import Period
from indicators.queries import policy
from indicators.rules import DEFAULT_FIGURES
from organizations.models import Employee, Placement
from organizations.rules import FunctionalLevel, PositionKind, rank_label

from ..models import CreditEntry, Evaluation, matter
from ..rules import credit as rules
from ..rules.credit import CREDIT_SOURCE_LABELS, LEVEL_LABELS, NEXT_LEVEL, CreditSource, Figures, Months
from ..rules.evaluation import PREDICATE_LABELS, EvaluationStatus, Predicate

_DEFAULTS: Figures = {figure.key: Decimal(figure.value) for figure in DEFAULT_FIGURES}

# --- One result -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Conversion:
    """What a final result is worth, before anybody has set it."""

    level: FunctionalLevel
    year: int
    months: Months
    predicate: Predicate
    percent: Decimal
    coefficient: Decimal
    points: Decimal


def conversion_of(evaluation: Evaluation, figures: Figures) -> Conversion:
    """Return what a result is worth; raise Refused where it is worth nothing, with the reason.

    The annual result counts for the months of its plan, a periodic one for those of its term as well.
    """
    plan, term = evaluation.plan, evaluation.term
    placement = plan.placement
    if evaluation.status != EvaluationStatus.FINAL:
        raise Refused("Angka kredit dihitung setelah hasilnya final.")
    if not placement.is_definitive or placement.position.kind != PositionKind.FUNCTIONAL:
        raise Refused("Angka kredit dihitung untuk jabatan fungsional definitif.")
    if not placement.position.level:
        raise Refused("Jenjang jabatan fungsional ini belum tercatat. Mintalah BKD melengkapinya.")
    year = plan.period.year
    months = rules.months_of(max(plan.started_on, term.started_on), min(plan.last_day, term.ended_on), year)
    if months is None:
        raise Refused("Masa ini tidak mencakup satu bulan pun untuk angka kredit.")
    level, predicate = FunctionalLevel(placement.position.level), Predicate(evaluation.predicate)
    percent, coefficient = rules.percent(predicate, figures), rules.coefficient(level, figures)
    points = rules.points(percent=percent, coefficient=coefficient, months=months.count)
    return Conversion(level, year, months, predicate, percent, coefficient, points)


def with_post(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Load what a conversion needs, and what pages say about it."""
    return evaluations.select_related(*matter())


def waiting(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Keep the results whose points were not set yet, or were set on another predicate."""
    entries = CreditEntry.objects.valid().filter(evaluation=OuterRef("pk"), predicate=OuterRef("predicate"))
    return evaluations.filter(~Exists(entries))


# --- A person -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """An entry as pages and papers show it."""

    entry: CreditEntry
    label: str
    months: str
    predicate: str
    percent: str
    coefficient: str
    points: str
    words: str


def row_of(entry: CreditEntry) -> Row:
    """Return an entry in words; what was brought in has dashes."""
    shown = angka(rules.shown(entry.points), 2)
    label = CREDIT_SOURCE_LABELS[CreditSource(entry.source)]
    if entry.source != CreditSource.CONVERSION:
        until = "s.d. Desember" if entry.source == CreditSource.FORMER else "-"
        return Row(entry, label, until, "-", "-", "-", shown, f"{label}: {shown}. Dasar: {entry.basis}.")
    months = months_in(entry)
    percent, coefficient = f"{angka(entry.percent)}%", angka(entry.coefficient)
    if not months.is_whole_year:
        percent = f"{months.count}/12 × {percent}"
    predicate = PREDICATE_LABELS[Predicate(entry.predicate)]
    return Row(
        entry,
        label,
        months_label(months),
        predicate,
        percent,
        coefficient,
        shown,
        f"{percent} × {coefficient} = {shown}",
    )


def months_in(entry: CreditEntry) -> Months:
    """Return the months of a conversion."""
    return Months(entry.month_from or 1, entry.month_until or rules.YEAR)


def months_label(months: Months) -> str:
    """Return "Januari s.d. Desember", or the one month."""
    first, last = MONTHS[months.first - 1], MONTHS[months.last - 1]
    return first if first == last else f"{first} s.d. {last}"


def order_of(entry: CreditEntry) -> tuple[int, int, int]:
    """Return what entries are sorted by: the year, what was brought in first, then the months."""
    return entry.year, entry.month_until or 0, entry.pk


@dataclass(frozen=True)
class Aim:
    """The next rank or level: what it asks and how much is missing or over."""

    name: str
    needed: Decimal
    left: Decimal

    @property
    def sentence(self) -> str:
        """How far it is, in words."""
        amount = angka(rules.shown(abs(self.left)), 2)
        return f"masih perlu {amount}" if self.left < 0 else f"sudah terpenuhi, lebih {amount}"


@dataclass(frozen=True)
class Standing:
    """Where a person stands in one level."""

    level: FunctionalLevel
    entries: tuple[CreditEntry, ...]
    total: Decimal
    rank: Aim | None
    next_level: Aim | None
    conclusion: tuple[str, ...]

    @property
    def label(self) -> str:
        """The level in words."""
        return LEVEL_LABELS[self.level]

    @property
    def rows(self) -> list[Row]:
        """The entries in the order of time."""
        return [row_of(entry) for entry in self.entries]

    @property
    def shown(self) -> str:
        """The total with two decimals."""
        return angka(rules.shown(self.total), 2)

    @property
    def aims(self) -> list[Aim]:
        """What lies ahead: the rank, then the level."""
        return [aim for aim in (self.rank, self.next_level) if aim is not None]


def standing(
    employee: Employee, level: FunctionalLevel, entries: Iterable[CreditEntry], figures: Figures
) -> Standing:
    """Return where a person stands in a level, from all valid entries of the person."""
    known = sorted(entries, key=order_of)
    own = tuple(entry for entry in known if entry.level == level)
    total = sum((entry.points for entry in own), Decimal(0))
    asked = rules.need(level, employee.rank, figures)
    above = NEXT_LEVEL[level]
    level_name = LEVEL_LABELS[above] if above else ""
    return Standing(
        level=level,
        entries=own,
        total=total,
        rank=_aim(next_rank(level, employee.rank), total, asked.for_rank),
        next_level=_aim(level_name, total, asked.for_level),
        conclusion=tuple(rules.conclusion(total, asked, latest_predicates(known))),
    )


def _aim(name: str, total: Decimal, needed: Decimal | None) -> Aim | None:
    return None if needed is None else Aim(name, needed, total - needed)


def next_rank(level: FunctionalLevel, rank: str) -> str:
    """Return the rank after this one as forms print it, through the levels if need be."""
    ranks = list(rules.RANKS[level])
    above = NEXT_LEVEL[level]
    ranks += list(rules.RANKS[above]) if above else []
    place = ranks.index(rank) + 1 if rank in ranks else len(ranks)
    return rank_label(ranks[place]) if place < len(ranks) else "berikutnya"


def latest_predicates(entries: Sequence[CreditEntry]) -> list[Predicate]:
    """Return one predicate per year, newest first: that of the last months which were counted."""
    by_year = {
        entry.year: Predicate(entry.predicate) for entry in sorted(entries, key=order_of) if entry.predicate
    }
    return [by_year[year] for year in sorted(by_year, reverse=True)]


def all_entries(employee: Employee) -> list[CreditEntry]:
    """Return everything on file of a person, cancelled entries as well, in the order of time (one query)."""
    loaded = CreditEntry.objects.filter(employee=employee).select_related(
        "evaluation__term",
        "evaluation__appraiser",
        "evaluation__plan__placement__position",
        "evaluation__plan__placement__unit",
        "cancelled_by",
    )
    return sorted(loaded, key=order_of)


def valid_entries(employee: Employee, until: int | None = None) -> list[CreditEntry]:
    """Return what counts for a person, up to a year if one is given (one query)."""
    return [
        entry
        for entry in all_entries(employee)
        if entry.cancelled_at is None and (until is None or entry.year <= until)
    ]


def functional_post(employee: Employee, on: date) -> Placement | None:
    """Return the functional post that a person holds definitively on a day."""
    posts = Placement.objects.on(on).definitive().filter(employee=employee)
    posts = posts.filter(position__kind=PositionKind.FUNCTIONAL)
    return posts.select_related("position", "unit").order_by("-started_on").first()


def level_of(post: Placement | None, entries: Sequence[CreditEntry]) -> FunctionalLevel | None:
    """Return the level to look at: that of the post, else that of the last entry."""
    if post is not None and post.position.level:
        return FunctionalLevel(post.position.level)
    return FunctionalLevel(entries[-1].level) if entries else None


def figures_of(year: int) -> Figures:
    """Return the figures of a year; those the regulation names where the year is not on file."""
    period = Period.objects.filter(year=year).first()
    return policy(period) if period else _DEFAULTS
