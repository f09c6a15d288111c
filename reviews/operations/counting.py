"""Realisations that follow from the amounts of notes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import product
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.models import Indicator, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Employee

from ..access import progress as access
from ..models import Evaluation, Note, Realisation
from ..queries.counting import amounts_until, counted_until, how_counted, is_how_counted, sum_up
from ..rules.evaluation import EvaluationStatus
from ..rules.progress import LARGEST, Counted
from .holding import hold

TOO_LARGE = "Jumlah semua catatan melampaui 12 angka. Periksa angka pada catatan ini."


@transaction.atomic
def recount(
    *, indicator: Indicator, on: date | Collection[date], by: Employee | None, at: datetime
) -> list[Realisation]:
    """Count an indicator anew after notes of a day, or several, came, changed or went; return what changed.

    Counted are the terms of the days, and later terms that have a counted realisation already. A number
    typed by hand stays; a term whose evaluation is final, a closed year and a plan that is not in force
    are left alone. The plan is locked, so that of two notes at once both are in the sum. Raise Refused
    when the sum does not fit into a realisation.
    """
    days = {on} if isinstance(on, date) else set(on)
    return _recount_plan(indicator.result.plan, {indicator.pk: days}, by, at)


def _recount_plan(
    plan: Plan, days: Mapping[int, Collection[date]], by: Employee | None, at: datetime
) -> list[Realisation]:
    """Count indicators of one plan anew, each for its days; return what changed."""
    plan = hold(plan)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.status != PlanStatus.AGREED or not plan.period.is_open:
        return []
    judged = Evaluation.objects.filter(plan=plan, status=EvaluationStatus.FINAL)
    decided = set(judged.values_list("term", flat=True))
    terms = list(plan.period.terms.order_by("number"))
    if any(term.is_final and term.pk in decided for term in terms):
        return []
    indicators = list(Indicator.objects.filter(pk__in=days, result__plan=plan).order_by("pk"))
    rows = Realisation.objects.filter(indicator__in=indicators)
    stored = {(row.indicator_id, row.term_id): row for row in rows}
    amounts = amounts_until(plan, days, plan.last_day)

    changed = []
    for indicator, term in product(indicators, terms):
        row, touched = stored.get((indicator.pk, term.pk)), days[indicator.pk]
        if term.pk in decided or not _concerned(term, row, touched):
            continue
        found = sum_up(indicator, amounts.get(indicator.pk, ()), term.ended_on)
        if found is not None and found.amount >= LARGEST:
            raise Refused(TOO_LARGE, "amount")
        if after := _write(indicator, term, row, found, by, at):
            changed.append(after)
    return changed


def _concerned(term: Term, row: Realisation | None, days: Collection[date]) -> bool:
    """Say whether notes of these days are counted in a term: its own, and later ones that follow notes."""
    if row is not None:
        return _follows(row) and term.ended_on >= min(days)
    return not term.is_final and any(term.started_on <= day <= term.ended_on for day in days)


def _follows(row: Realisation) -> bool:
    """Say whether a realisation takes its number from the notes: counted before, or without a number."""
    return row.is_counted or row.amount is None


def _write(
    indicator: Indicator,
    term: Term,
    row: Realisation | None,
    found: Counted | None,
    by: Employee | None,
    at: datetime,
) -> Realisation | None:
    """Write what was counted for one term; return the realisation if that changed anything."""
    if row is None:
        if found is None:
            return None
        return _first(indicator, term, found, by, at)
    before = _facts(row)
    if found is None:
        return _empty(row, before, by, at)
    values: dict[str, Any] = {"amount": found.amount, "is_counted": True}
    if is_how_counted(row.note):
        values |= {"note": how_counted(found), "noted_on": found.last_on}
    if all(getattr(row, name) == value for name, value in values.items()):
        return None
    change(row, expect=row.version, reported_at=at, **values)
    _record(row, before, by, at)
    return row


def _first(
    indicator: Indicator, term: Term, found: Counted, by: Employee | None, at: datetime
) -> Realisation:
    row = Realisation.objects.create(
        indicator=indicator,
        term=term,
        amount=found.amount,
        is_counted=True,
        note=how_counted(found),
        noted_on=found.last_on,
        reported_at=at,
    )
    _record(row, None, by, at)
    return row


def _empty(row: Realisation, before: dict[str, str], by: Employee | None, at: datetime) -> Realisation | None:
    """Take the number back when no note carries one any more: not reported, which is not 0."""
    if not row.is_counted:
        return None
    if is_how_counted(row.note) and not row.attachments.exists():
        key = row.pk
        row.delete()
        row.pk = key
    else:
        change(row, expect=row.version, amount=None, reported_at=at)
    row.amount = None
    _record(row, before, by, at)
    return row


def _facts(row: Realisation) -> dict[str, str]:
    return {"amount": "" if row.amount is None else str(row.amount), "note": row.note}


def _record(row: Realisation, before: dict[str, str] | None, by: Employee | None, at: datetime) -> None:
    audit.record(action="progress.counted", by=by, at=at, target=row, before=before, after=_facts(row))


@transaction.atomic
def take_counted(
    *, indicator: Indicator, term: Term, version: int | None, by: Employee, at: datetime
) -> Realisation:
    """Put the number that the notes come to in the place of the one typed by hand, and return the row.

    From then on it follows the notes. `version` is None where nothing was reported yet. Raise Denied for
    anybody but the owner, Refused when no note carries a number, Conflict when it was changed meanwhile.
    """
    plan = hold(indicator.result.plan)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    require(access.may_report(by, plan, term, timezone.localdate(at)))
    require(access.still_counts(indicator))
    found = counted_until(plan, [indicator], term.ended_on).get(indicator.pk)
    row = Realisation.objects.filter(indicator=indicator, term=term).first()
    if found is None:
        raise Refused("Belum ada catatan dengan angka untuk indikator ini.")
    if (row.version if row else None) != version:
        theirs = {"Realisasi yang tersimpan": _facts(row)["amount"]} if row else {}
        raise Conflict(theirs=theirs, version=row.version if row else None)
    if row is None:
        return _first(indicator, term, found, by, at)
    before = _facts(row)
    change(row, expect=row.version, amount=found.amount, is_counted=True, reported_at=at)
    _record(row, before, by, at)
    return row


def recount_notes(notes: Iterable[Note], *, by: Employee | None, at: datetime) -> None:
    """Count anew what these notes came, changed or went for, plan by plan.

    Plans go in their order, so that two callers lock plans in the same order. Call it
    inside the transaction that wrote the notes; `note.indicator_id` and `note.noted_on` are what counts.
    """
    days: dict[int, set[date]] = defaultdict(set)
    for note in notes:
        if note.indicator_id is not None:
            days[note.indicator_id].add(note.noted_on)
    rows = Indicator.objects.filter(pk__in=days, result__plan__revises__isnull=True)
    by_plan: dict[int, dict[int, set[date]]] = defaultdict(dict)
    for indicator, plan in rows.values_list("pk", "result__plan"):
        by_plan[plan][indicator] = days[indicator]
    for plan in Plan.objects.filter(pk__in=by_plan).order_by("pk"):
        _recount_plan(plan, by_plan[plan.pk], by, at)
