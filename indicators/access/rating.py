"""On which days a term is rated: the usual days, or those of the nearest unit that has other ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Q

from organizations.models import Unit
from organizations.rules import Span

from ..models import Period, Plan, RatingWindow, Term
from ..rules import nearest_window

REMEMBERED = 300  # seconds; a change of the days is a new version of the year and seen at once


@dataclass(frozen=True)
class RatingSpans:
    """The days of rating of a term: for everybody, and for the units below one with other days."""

    usual: Span
    by_unit: Mapping[int, Span]

    def of(self, unit: int) -> Span:
        """Return the days of a unit."""
        return self.by_unit.get(unit, self.usual)


def rating_spans(period: Period, term: Term) -> RatingSpans:
    """Return the days of rating of a term for every unit.

    Two queries when the days of the whole year are made anew, then none.
    """
    usual = Span(term.rated_from or period.annual_from, term.rated_until or period.annual_until)
    key = f"rating-spans-{period.pk}-{period.version}"
    found: dict[int, dict[int, Span]] | None = cache.get(key)
    if found is None:
        found = _by_term_and_unit(period)
        cache.set(key, found, REMEMBERED)
    return RatingSpans(usual, found.get(term.pk, {}))


def being_rated(terms: Iterable[Term], on: date, unit: str) -> Q:
    """Return the condition that a day lies in the days of rating of a row's term and unit.

    `unit` is the path from the rows to the unit, their term is `term`; the terms' period should be loaded.
    """
    found = Q(pk=None)
    for term in terms:
        spans = rating_spans(term.period, term)
        others = list(spans.by_unit)
        running = [pk for pk, span in spans.by_unit.items() if span.holds(on)]
        if spans.usual.holds(on):
            found |= Q(term=term) & ~Q(**{f"{unit}__in": others}) if others else Q(term=term)
        if running:
            found |= Q(term=term, **{f"{unit}__in": running})
    return found


def _by_term_and_unit(period: Period) -> dict[int, dict[int, Span]]:
    """Return the days of every unit that has other ones or lies below such a unit, by term."""
    windows: dict[int, dict[int, Span]] = defaultdict(dict)
    rows = RatingWindow.objects.filter(term__period=period)
    for term, unit, start, end in rows.values_list("term", "unit", "started_on", "ended_on"):
        windows[term][unit] = Span(start, end)
    if not windows:
        return {}
    parents = dict(Unit.objects.without_tree_fields().values_list("pk", "parent"))
    chains = {unit: _chain(unit, parents) for unit in parents}
    return {
        term: {
            unit: nearest_window(chain, own, own[next(iter(own))])
            for unit, chain in chains.items()
            if not own.keys().isdisjoint(chain)
        }
        for term, own in windows.items()
    }


def _chain(unit: int, parents: Mapping[int, int | None]) -> list[int]:
    chain: list[int] = []
    above: int | None = unit
    while above is not None and above not in chain:
        chain.append(above)
        above = parents.get(above)
    return chain


def rating_span(plan: Plan, term: Term) -> Span:
    """Return the days of rating of a plan in a term; period and placement of the plan should be loaded."""
    return rating_spans(plan.period, term).of(plan.placement.unit_id)


def rated_from(plan: Plan, term: Term) -> date:
    """Return the first day of rating of a plan: with its days, or its last day when it ended earlier."""
    return min(rating_span(plan, term).started_on, plan.last_day)
