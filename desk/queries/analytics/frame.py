"""What every page of the analytics asks for: whose units, which year and term; and the tree to add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone

from appraisal.paging import CountedPage, counted_page
from indicators.models import Period, Plan, Term
from organizations.access import Scope
from organizations.models import Unit
from organizations.queries import REMEMBERED
from organizations.rules import PlacementKind
from reviews.queries.goal import IN_FORCE

from ...rules.chart_table import TableRow
from ...rules.chart_words import compared

TOO_FEW = (
    "Angka unit ini tidak ditampilkan tersendiri: orangnya kurang dari {least}, atau angkanya akan "
    "menyingkap unit kecil di sebelahnya. Orangnya terhitung pada unit lain di atas atau di bawahnya."
)
UNITS = 25  # units of a chart and of its table
FRESH = timedelta(minutes=10)  # figures of months and years move slowly; each page says when they were made
KEPT = 30 * 60  # seconds; older ones are not shown any more
AT_ONCE = 2  # counts that one page makes anew while others are at hand, so that no page pays for all of them
Made = TypeVar("Made")
Own = Mapping[int, Counter[Hashable]]  # what is counted, by unit


@dataclass
class UnitTree:
    """The open units: names, and what lies below what, by name."""

    names: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    children: dict[int | None, list[int]] = field(default_factory=lambda: defaultdict(list))

    def inside(self, unit: int) -> Iterator[int]:
        """Yield a unit and all below it."""
        stack = [unit]
        while stack:
            current = stack.pop()
            yield current
            stack += self.children.get(current, [])

    def path(self, unit: int) -> list[int]:
        """Return the units from the top down to this one."""
        found: list[int] = []
        current: int | None = unit
        while current is not None and current not in found:
            found.insert(0, current)
            current = self.parents.get(current)
        return found

    def below(self, own: Own, unit: int) -> Counter[Hashable]:
        """Return the counts of a unit and all below it."""
        total: Counter[Hashable] = Counter()
        for one in self.inside(unit):
            if one in own:
                total.update(own[one])
        return total


def unit_tree() -> UnitTree:
    """Return the tree of the open units (one query, remembered a minute)."""

    tree: UnitTree | None = cache.get("analytics-units")
    if tree is None:
        tree = UnitTree()
        rows = Unit.objects.open().order_by("name", "pk").values_list("pk", "name", "parent")
        for pk, name, parent in rows:
            tree.names[pk], tree.parents[pk] = name, parent
            tree.children[parent].append(pk)
        cache.set("analytics-units", tree, REMEMBERED)
    return tree


@dataclass
class Ask:
    """What somebody looks at: a unit with all below it, in a year and a term, beside the year before."""

    scope: Scope
    tree: UnitTree
    unit: int
    period: Period
    terms: list[Term]
    term: Term
    on: date
    years: list[int]
    earlier: Period | None = None
    earlier_terms: list[Term] = field(default_factory=list)
    number: str = ""
    is_whole: bool = False  # a file holds all units, a page the first of them
    made_at: list[datetime] = field(default_factory=list)
    page: CountedPage | None = None
    anew: int = 0

    @property
    def name(self) -> str:
        """The name of the unit."""
        return self.tree.names[self.unit]

    @property
    def reach(self) -> str:
        """Whose figures these are, in words."""
        return f"{self.name} dan unit di bawahnya" if self.tree.children.get(self.unit) else self.name

    @property
    def at(self) -> datetime:
        """When the oldest of the counts was made."""
        return min(self.made_at, default=timezone.now())

    @property
    def year_before(self) -> str:
        """The year that is compared with."""
        return str(self.period.year - 1)

    @property
    def parts(self) -> list[Term]:
        """The parts of the year without the annual evaluation."""
        return [term for term in self.terms if not term.is_final]

    @property
    def begun(self) -> list[Term]:
        """The parts of the year that have begun."""
        return [term for term in self.parts if term.started_on <= self.on]

    @property
    def latest(self) -> Term | None:
        """Return the chosen part of the year, else the last that has ended, else the running one."""
        ended = [term for term in self.begun if term.ended_on < self.on]
        chosen = self.term if self.term in self.begun else None
        return chosen or next(reversed(ended), None) or next(reversed(self.begun), None)

    def before(self, term: Term) -> Term | None:
        """Return the same term of the year before."""
        return next(
            (one for one in self.earlier_terms if (one.kind, one.number) == (term.kind, term.number)), None
        )

    @property
    def until(self) -> str:
        """Up to when the chosen term goes, as a sentence says it."""
        return "akhir tahun" if self.term.is_final else self.term.name

    def compared(self, now: int | None, before: int | None) -> str:
        """Return how a share stands to last year's; nothing where the house knows no last year."""
        return f" {compared(now, before, self.earlier.year)}" if self.earlier and now is not None else ""

    def counted(self, key: str, make: Callable[[], Made]) -> Made:
        """Return what was counted at most ten minutes ago, or half an hour when others were made anew."""
        name, now = f"analytics-{key}", timezone.now()
        found: tuple[Made, datetime] | None = cache.get(name)
        if found is None or found[1] < now - FRESH and self.anew < AT_ONCE:
            self.anew += 1
            found = make(), now
            cache.set(name, found, KEPT)
        self.made_at.append(found[1])
        return found[0]

    def link(self, unit: int) -> str:
        """Return the address of this page for another unit."""
        return "?" + urlencode({"unit": unit, "tahun": self.period.year, "masa": self.term.number})

    def page_of(self, units: list[int]) -> CountedPage:
        """Return which of the units below stand on this page."""
        size = max(len(units), 1) if self.is_whole else UNITS
        self.page = counted_page(self.number, len(units), size, f"{self.link(self.unit)}&halaman=")
        return self.page

    def row(self, unit: int, *cells: Any) -> TableRow:
        """Return the row of a unit below, with the way to it."""
        return TableRow([self.tree.names[unit], *cells], self.link(unit))


def plans_of(period: Period) -> Any:
    """Return the plans in force of a year on definitive posts."""
    return Plan.objects.filter(period=period, status__in=IN_FORCE, placement__kind=PlacementKind.DEFINITIVE)


def people_with_plans(ask: Ask, period: Period) -> dict[int, int]:
    """Return how many plans are in force, by unit (one query)."""
    rows = plans_of(period).values_list("placement__unit").annotate(Count("pk")).order_by()
    return ask.counted(f"plans-{period.pk}", lambda: dict(rows))
