"""Writing what units promise (perjanjian kinerja), and taking it into the plans of their heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import CharField, Max, Prefetch, ProtectedError, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.models import Employee, Unit

from .. import queries
from ..access import goal as access
from ..models import Goal, Indicator, KeyIndicator, Period, Plan, Result
from ..rules import (
    GOALS_AT_MOST,
    INDICATORS_AT_MOST,
    RESULTS_AT_MOST,
    Approach,
    Aspect,
    Direction,
    Form,
    KeyDraft,
    PlanMove,
    ResultKind,
    range_fault,
    same_words,
)
from .holding import advance, hold, refuse_closed

KEY_COLUMNS = ("order", "text", "target", "target_until", "measure", "direction")
AGAIN = "Sasaran ini sudah ada pada perjanjian kinerja unit."
REPORTED = (
    "Realisasi IKU ini sudah dilaporkan, jadi IKU-nya tetap. Anda masih bisa mengubah kalimat dan targetnya."
)


@transaction.atomic
def save_goal(
    *,
    period: Period,
    unit: Unit,
    version: int,
    by: Employee,
    at: datetime,
    text: str,
    keys: Sequence[KeyDraft],
    goal: Goal | None = None,
) -> Goal:
    """Add a goal or change one, with its key indicators as a whole.

    It may be incomplete; only what cannot be stored is refused, at its field. Raise Denied when the unit's
    goals are not this person's to write, Conflict when the period was closed or the goal changed meanwhile.
    """
    period = _hold(period, unit, by, at)
    text = " ".join(text.split())
    _refuse_goal(period, unit, goal, text)
    _refuse_keys(keys)

    if goal is None:
        row = Goal(period=period, unit=unit, order=_last(period, unit) + 1, text=text)
        before = None
        _once(row.save)
    else:
        row = _current(goal)
        before = stored_facts(row)
        _once(lambda: change(row, expect=version, text=text))
    write_keys(row, keys)
    action = "goal.changed" if before else "goal.added"
    audit.record(action=action, by=by, at=at, target=row, before=before, after=goal_facts(row, keys))
    return row


@transaction.atomic
def remove_goal(*, goal: Goal, version: int, by: Employee, at: datetime) -> None:
    """Take a goal with its key indicators away; results that took it stay and lose only the link."""
    row = _current(goal)
    _hold(row.period, row.unit, by, at)

    before = stored_facts(row)
    change(row, expect=version)
    audit.record(action="goal.removed", by=by, at=at, target=row, before=before)
    try:
        row.delete()
    except ProtectedError as error:
        raise Refused(REPORTED) from error


@transaction.atomic
def move_goal(*, goal: Goal, version: int, up: bool, by: Employee, at: datetime) -> Goal:
    """Swap a goal with its neighbour; at the end of the list nothing happens."""
    row = _current(goal)
    _hold(row.period, row.unit, by, at)
    rows = list(Goal.objects.filter(period=row.period, unit=row.unit).order_by("order", "pk"))
    here = rows.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return row

    before = [each.text for each in rows]
    change(row, expect=version)
    rows[here], rows[there] = rows[there], rows[here]
    for order, each in enumerate(rows, start=1):
        each.order = order
    Goal.objects.bulk_update(rows, ["order"])
    audit.record(
        action="goal.moved", by=by, at=at, target=row, before=before, after=[each.text for each in rows]
    )
    return row


@transaction.atomic
def take_goals(*, plan: Plan, version: int, goals: Iterable[Goal], by: Employee, at: datetime) -> Plan:
    """Write goals of the unit as main results into its head's draft, each with its key indicators.

    A goal is taken once per plan. Texts and targets are copied and the links kept, so that later changes
    of the goal are told and never change the plan by themselves. Raise Denied when it is not the plan of
    the unit's head or not open to changes, Refused when a goal belongs elsewhere or was taken already.
    """
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    require(access.may_take_goals(by, plan, timezone.localdate(at)))

    wanted = {goal.pk for goal in goals}
    keys = Prefetch("key_indicators", KeyIndicator.objects.order_by("order", "pk"))
    own = Goal.objects.filter(pk__in=wanted, period=plan.period_id, unit=plan.placement.unit_id)
    rows = list(own.prefetch_related(keys).order_by("order", "pk"))
    _refuse_taking(plan, wanted, rows)

    advance(plan, version=version, move=PlanMove.CHANGE)
    last = plan.results.filter(kind=ResultKind.MAIN).aggregate(last=Max("order"))["last"] or 0
    results = [
        Result(plan=plan, kind=ResultKind.MAIN.value, order=order, text=row.text, goal=row)
        for order, row in enumerate(rows, start=last + 1)
    ]
    Result.objects.bulk_create(results)
    Indicator.objects.bulk_create(
        _indicator(plan, result, key, order)
        for result, row in zip(results, rows, strict=True)
        for order, key in enumerate(row.key_indicators.all(), start=1)
    )
    after = [{"goal": row.pk, "text": row.text, "version": row.version} for row in rows]
    audit.record(action="plan.goals_taken", by=by, at=at, target=plan, after=after)
    return plan


def _refuse_taking(plan: Plan, wanted: set[int], rows: Sequence[Goal]) -> None:
    if not wanted:
        raise Refused("Pilih sasaran yang ingin Anda ambil.")
    if len(rows) != len(wanted):
        raise Refused("Sasaran ini tidak ada lagi pada perjanjian kinerja unit Anda.")
    if plan.results.filter(goal__in=wanted).exists():
        raise Refused("Sasaran ini sudah Anda ambil.")
    if plan.results.count() + len(rows) > RESULTS_AT_MOST:
        raise Refused(f"Satu SKP memuat paling banyak {RESULTS_AT_MOST} hasil kerja.")


def _indicator(plan: Plan, result: Result, key: KeyIndicator, order: int) -> Indicator:
    """Return a key indicator as an indicator of the head.

    The staff form asks for an aspect where targets are numbers: quantity is the suggestion.
    """
    needs_aspect = plan.form == Form.STAFF and plan.approach == Approach.QUANTITATIVE
    return Indicator(
        result=result,
        order=order,
        text=key.text,
        target=key.target,
        target_until=key.target_until,
        unit=key.measure,
        direction=key.direction,
        aspect=Aspect.QUANTITY.value if needs_aspect else "",
        key_indicator=key,
    )


# --- Parts that the import shares ---------------------------------------------------------------------


def write_keys(goal: Goal, drafts: Sequence[KeyDraft]) -> None:
    """Change the rows that stay, so that links to them last; add new ones, drop the others."""
    stored = {row.pk: row for row in goal.key_indicators.all()}
    gone = set(stored) - {draft.pk for draft in drafts}
    if gone:
        try:
            goal.key_indicators.filter(pk__in=gone).delete()
        except ProtectedError as error:
            raise Refused(REPORTED) from error
    changed: list[KeyIndicator] = []
    new: list[KeyIndicator] = []
    renamed: list[int] = []
    for order, draft in enumerate(drafts, start=1):
        row = stored.get(draft.pk) if draft.pk else None
        fresh = key_of(goal, draft, order, row)
        (changed if row else new).append(fresh)
        if row and row.text != fresh.text:
            renamed.append(row.pk)
    if renamed:  # two rows may swap their texts, and a text stands once per goal at every moment
        passing = Concat(Value("#"), Cast("pk", CharField()))
        goal.key_indicators.filter(pk__in=renamed).update(text=passing)
    KeyIndicator.objects.bulk_update(changed, KEY_COLUMNS)
    KeyIndicator.objects.bulk_create(new)


def key_of(goal: Goal, draft: KeyDraft, order: int, row: KeyIndicator | None = None) -> KeyIndicator:
    """Return a key indicator as the draft wants it, unsaved; with `row` under the same key."""
    return KeyIndicator(
        pk=row.pk if row else None,
        goal=goal,
        order=order,
        text=" ".join(draft.text.split()),
        target=draft.target,
        target_until=draft.target_until,
        measure=draft.measure.strip(),
        direction=str(draft.direction),
    )


def goal_facts(goal: Goal, drafts: Sequence[KeyDraft]) -> dict[str, Any]:
    """Return a goal with its key indicators as plain data for the audit trail."""
    lines = [
        f"{draft.text}: {queries.promised(draft.target, draft.target_until, draft.measure) or '-'}"
        f" ({draft.direction})"
        for draft in drafts
    ]
    return {"goal": goal.pk, "unit": goal.unit_id, "text": goal.text, "key_indicators": lines}


def stored_facts(goal: Goal) -> dict[str, Any]:
    """Return a stored goal as plain data for the audit trail."""
    rows = sorted(goal.key_indicators.all(), key=lambda row: (row.order, row.pk))
    return goal_facts(goal, [queries.key_draft(row) for row in rows])


def _hold(period: Period, unit: Unit, by: Employee, at: datetime) -> Period:
    """Keep the period open until the transaction ends and return it as it is now."""
    locking.share(period.pk)
    period = Period.objects.get(pk=period.pk)
    on = timezone.localdate(at)
    require(access.may_ever_change_goals(by, unit, on))
    refuse_closed(period)
    return period


def _current(goal: Goal) -> Goal:
    row = Goal.objects.select_related("period", "unit").filter(pk=goal.pk).first()
    if row is None:
        raise Conflict("Sasaran ini sudah dihapus sejak Anda membukanya.")
    return row


def _once(write: Any) -> None:
    """Write a goal; the second one with the same text is refused at its field."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        raise Refused(AGAIN, "text") from error


def _last(period: Period, unit: Unit) -> int:
    return Goal.objects.filter(period=period, unit=unit).aggregate(last=Max("order"))["last"] or 0


def _refuse_goal(period: Period, unit: Unit, goal: Goal | None, text: str) -> None:
    if not text:
        raise Refused("Tulis sasarannya.", "text")
    others = Goal.objects.filter(period=period, unit=unit)
    others = others.exclude(pk=goal.pk) if goal else others
    texts = [same_words(each) for each in others.values_list("text", flat=True)]
    if goal is None and len(texts) >= GOALS_AT_MOST:
        raise Refused(f"Satu unit memuat paling banyak {GOALS_AT_MOST} sasaran.")
    if same_words(text) in texts:
        raise Refused(AGAIN, "text")


def _refuse_keys(drafts: Sequence[KeyDraft]) -> None:
    if len(drafts) > INDICATORS_AT_MOST:
        raise Refused(f"Satu sasaran memuat paling banyak {INDICATORS_AT_MOST} indikator.")
    texts = [same_words(draft.text) for draft in drafts]
    for draft in drafts:
        if not draft.text.strip():
            raise Refused("Tulis indikatornya, misalnya indeks kepuasan masyarakat.")
        if texts.count(same_words(draft.text)) > 1:
            raise Refused(f"Indikator “{draft.text}” tertulis dua kali. Sisakan satu saja.")
        if draft.direction not in set(Direction):
            raise Refused("Pilih salah satu dari daftar.")
        if any(number is not None and number < 0 for number in (draft.target, draft.target_until)):
            raise Refused("Target paling kecil 0.")
        fault = range_fault(target=draft.target, until=draft.target_until, direction=draft.direction)
        if fault:
            raise Refused(fault)
