"""Units whose achievement waits: to be set by the leader above or BKD, to be reported by their heads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from indicators.access.rating import rating_spans
from indicators.models import KeyIndicator, Term
from organizations.models import Placement, Unit, on_day

from ..models import KeyRealisation, OrganisationAchievement
from .task_source import Source, Words
from .year import Year


def to_set(year: Year, on: date) -> QuerySet[Unit]:
    """Return open units with key indicators and no grade of their own in a term whose days of rating run."""
    valid = OrganisationAchievement.objects.valid().filter(unit=OuterRef("pk"))
    keys = KeyIndicator.objects.filter(goal__unit=OuterRef("pk"), goal__period=year.period)
    waiting = Q(pk=None)
    for term, running in _running(year, on, "pk"):
        waiting |= running & Q(~Exists(valid.filter(term=term)))
    return Unit.objects.filter(waiting, Exists(keys), closed_on__isnull=True)


def to_report(year: Year, on: date) -> QuerySet[KeyIndicator]:
    """Return key indicators without a report in a term whose days of rating run."""
    told = KeyRealisation.objects.filter(key_indicator=OuterRef("pk"))
    waiting = Q(pk=None)
    for term, running in _running(year, on, "goal__unit"):
        waiting |= running & Q(~Exists(told.filter(term=term)))
    return KeyIndicator.objects.filter(waiting, goal__period=year.period, goal__unit__closed_on__isnull=True)


def is_headless(on: date, unit: str) -> Q:
    """Return the condition that nobody heads the unit at this lookup path on a day."""
    return Q(~Exists(Placement.objects.on(on).filter(is_head=True, unit=OuterRef(unit))))


def _running(year: Year, on: date, unit: str) -> Iterator[tuple[Term, Q]]:
    """Return each term that is rated on a day anywhere, with the condition on the unit at this path."""
    if year.period is None:
        return
    for term in [*year.terms, *([year.final] if year.final else [])]:
        spans = rating_spans(year.period, term)
        usual = spans.usual.holds(on)
        other = [key for key, span in spans.by_unit.items() if span.holds(on) != usual]
        named = Q(**{f"{unit}__in": other})
        if usual:
            yield term, ~named if other else Q()
        elif other:
            yield term, named


# --- What heads are told --------------------------------------------------------------------------

ME = OuterRef("pk")  # the person


def _below_me(year: Year, on: date) -> QuerySet[Unit]:
    """Return the units whose grade this person sets: below those led, or below one that nobody leads."""
    near, above = _headed(on, "parent"), _headed(on, "parent__parent")
    return to_set(year, on).filter(near | (is_headless(on, "parent") & above))


def _of_me(year: Year, on: date) -> QuerySet[KeyIndicator]:
    return to_report(year, on).filter(_headed(on, "goal__unit"))


def _headed(on: date, unit: str) -> Q:
    path = f"{unit}__placements__"
    return on_day(on, path) & Q(**{f"{path}is_head": True, f"{path}employee": ME})


LIST = "reviews:achievement-list"
UNITS_TO_SET = Source(
    _below_me, Words("Tetapkan capaian unit", "{count} unit di bawah Anda menunggu.", LIST), leads=True
)
KEYS_TO_REPORT = Source(
    _of_me,
    Words("Laporkan realisasi IKU unit Anda", "{count} IKU menjadi bahan penetapan capaian.", LIST),
    leads=True,
)
