"""Days of planning and rating by unit, before and after a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from indicators.models import Period, PlanningWindow, RatingWindow, Term
from indicators.rules import nearest_window
from organizations.models import Unit
from organizations.rules import Span

Spans = Mapping[int, Span]  # days by unit


@dataclass(frozen=True)
class Change:
    """Other days of one phase for some units; `term` is None for planning."""

    label: str
    before: Spans
    after: Spans
    term: Term | None = None

    @property
    def units(self) -> list[int]:
        """The units whose days differ."""
        return sorted(pk for pk, days in self.after.items() if days != self.before[pk])


class Tree:
    """The parents of all units, read once (one query)."""

    def __init__(self) -> None:
        self.parents = dict(Unit.objects.without_tree_fields().values_list("pk", "parent"))

    def spans(self, usual: Span, windows: Spans) -> dict[int, Span]:
        """Return the days of every unit: its own, of the nearest unit above, or the usual ones."""
        return {unit: nearest_window(self.chain(unit), windows, usual) for unit in self.parents}

    def chain(self, unit: int) -> list[int]:
        """Return a unit and those above it, the unit first."""
        found: list[int] = []
        above: int | None = unit
        while above is not None and above not in found:
            found.append(above)
            above = self.parents.get(above)
        return found


def windows_of(period: Period, term: Term | None = None) -> dict[int, Span]:
    """Return the days that units have of their own, for planning or for the rating of a term (one query)."""
    rows = RatingWindow.objects.filter(term=term) if term else PlanningWindow.objects.filter(period=period)
    return {unit: Span(start, end) for unit, start, end in rows.values_list("unit", "started_on", "ended_on")}


def usual_days(period: Period, term: Term | None = None) -> Span:
    """Return the days of those without days of their own."""
    if term is None:
        return Span(period.planning_from, period.planning_until)
    return Span(term.rated_from or period.annual_from, term.rated_until or period.annual_until)


def change_of(
    period: Period,
    term: Term | None,
    tree: Tree,
    *,
    usual: Span | None = None,
    units: Mapping[int, Span | None] | None = None,
) -> Change:
    """Return the change when the usual days become others, or units get days of their own or lose them."""
    windows = windows_of(period, term)
    was = usual_days(period, term)
    fresh: dict[int, Span] = {
        unit: days for unit, days in {**windows, **(units or {})}.items() if days is not None
    }
    label = f"Penilaian {term.name}" if term else "Perencanaan"
    return Change(label, tree.spans(was, windows), tree.spans(usual or was, fresh), term)


@dataclass(frozen=True)
class Beyond:
    """Days of a unit that lie outside the new usual ones."""

    unit: str
    label: str
    span: Span


def beyond(period: Period, usual: Mapping[int | None, Span], terms: Iterable[Term]) -> list[Beyond]:
    """Return the units' own days that go beyond new usual days, by phase and unit (at most two queries).

    `usual` holds the new usual days by term; None is planning.
    """
    found = []
    if None in usual:
        rows = PlanningWindow.objects.filter(_outside(usual[None]), period=period).select_related("unit")
        found = [
            Beyond(str(row.unit), "Perencanaan", Span(row.started_on, row.ended_on))
            for row in rows.order_by("unit__name", "pk")
        ]
    changed = [term for term in terms if term.pk in usual]
    condition = Q(pk=None)
    for term in changed:
        condition |= Q(term=term) & _outside(usual[term.pk])
    if changed:
        others = RatingWindow.objects.filter(condition).select_related("unit", "term")
        found += [
            Beyond(str(row.unit), f"Penilaian {row.term.name}", Span(row.started_on, row.ended_on))
            for row in others.order_by("term__number", "unit__name", "pk")
        ]
    return found


def _outside(usual: Span) -> Q:
    return Q(started_on__lt=usual.started_on) | Q(ended_on__gt=usual.ended_on)


def changes_of_dates(
    period: Period, terms: Iterable[Term], dates: Mapping[str, date], rating: Mapping[int, tuple[date, date]]
) -> list[Change]:
    """Return the phases that other dates of the year change; those that stay as they are are left out."""
    tree, found = Tree(), []
    planning = Span(dates["planning_from"], dates["planning_until"])
    if planning != usual_days(period):
        found.append(change_of(period, None, tree, usual=planning))
    for term in terms:
        days = (dates["annual_from"], dates["annual_until"]) if term.is_final else rating[term.pk]
        if Span(*days) != usual_days(period, term):
            found.append(change_of(period, term, tree, usual=Span(*days)))
    return found


def change_of_units(period: Period, term: Term | None, units: Iterable[Unit], days: Span | None) -> Change:
    """Return the change when units get days of their own, or lose them (None)."""
    return change_of(period, term, Tree(), units={unit.pk: days for unit in units})
