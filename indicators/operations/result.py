"""Writing the parts of a plan: results with indicators, expectations, annexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from appraisal import audit
from appraisal.errors import Refused
from organizations.models import Employee

from .. import access, queries
from ..models import AnnexItem, BehaviourExpectation, Indicator, LibraryEntry, Plan, Result
from ..rules import (
    INDICATORS_AT_MOST,
    PERSPECTIVE_SETS,
    RESULTS_AT_MOST,
    Actor,
    AnnexKind,
    Aspect,
    Direction,
    EntryStatus,
    IndicatorDraft,
    PlanMove,
    Promise,
    ResultKind,
    range_fault,
)
from .assignment import release
from .holding import advance, hold

ANNEX_LINES_AT_MOST = 30


@transaction.atomic
def save_result(
    *,
    plan: Plan,
    version: int,
    by: Employee,
    at: datetime,
    kind: str,
    text: str,
    indicators: Sequence[IndicatorDraft],
    result: Result | None = None,
    supports: Result | None = None,
    supports_text: str = "",
    no_support_reason: str = "",
) -> Result:
    """Add a result or change one, with its indicators as a whole.

    A draft may be incomplete; only what cannot be stored is refused, at its field. Raise Denied when
    the plan is not one's own or not open to changes, Conflict when it changed meanwhile.
    """
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    row = plan.results.filter(pk=result.pk).first() if result else None

    if result is not None and row is None:
        raise Refused("Hasil kerja ini sudah dihapus. Tambahkan sebagai hasil baru.")
    _refuse_result(plan, row, kind, text)
    _refuse_support(plan, row, supports, timezone.localdate(at))
    refuse_indicators(indicators)

    before = snapshot(row) if row else None
    advance(plan, version=version, move=PlanMove.CHANGE)
    row = row or Result(plan=plan, order=0)
    if row.order == 0 or row.kind != kind:
        row.order = last_order(plan, kind) + 1
    row.kind, row.text = kind, text.strip()
    row.supports, row.supports_text = supports, supports_text.strip()
    row.no_support_reason = no_support_reason.strip()
    row.save()
    write_indicators(row, indicators)
    _record("plan.result_saved", plan, by, at, before, snapshot(row))
    return row


def add_result(plan: Plan, promise: Promise) -> Result:
    """Add a result to a plan that is held, by the rules of `save_result`; it links to nothing yet."""
    _refuse_result(plan, None, promise.kind, promise.text)
    refuse_indicators(promise.indicators)
    row: Result = Result.objects.create(
        plan=plan,
        kind=promise.kind,
        order=last_order(plan, promise.kind) + 1,
        text=promise.text,
        supports_text=promise.supports_text,
    )
    write_indicators(row, promise.indicators)
    return row


def _refuse_result(plan: Plan, row: Result | None, kind: str, text: str) -> None:
    if kind not in set(ResultKind):
        raise Refused("Pilih utama atau tambahan.", "kind")
    if not text.strip():
        raise Refused("Tulis hasil yang Anda rencanakan.", "text")
    if row is None and plan.results.count() >= RESULTS_AT_MOST:
        raise Refused(f"Satu SKP memuat paling banyak {RESULTS_AT_MOST} hasil kerja.")


def _refuse_support(plan: Plan, row: Result | None, supports: Result | None, on: date) -> None:
    if supports is None or (row is not None and row.supports_id == supports.pk):
        return
    if supports.pk not in {each.pk for each in queries.supportable_results(plan, on)}:
        raise Refused("Pilih salah satu dari daftar.", "supports")


def refuse_indicators(drafts: Sequence[IndicatorDraft]) -> None:
    """Raise Refused for the first indicator of a result that cannot be stored."""
    if len(drafts) > INDICATORS_AT_MOST:
        raise Refused(f"Satu hasil kerja memuat paling banyak {INDICATORS_AT_MOST} indikator.")
    for draft in drafts:
        if not draft.text.strip():
            raise Refused("Tulis indikatornya, misalnya jumlah laporan yang selesai.")
        if draft.target is not None and draft.target < 0:
            raise Refused("Target paling kecil 0.")
        fault = range_fault(
            target=draft.target, until=draft.target_until, direction=draft.direction, open_end=True
        )
        if fault:
            raise Refused(fault)
        known = draft.aspect in {"", *Aspect} and draft.perspectives in PERSPECTIVE_SETS
        if not known or draft.direction not in set(Direction):
            raise Refused("Pilih salah satu dari daftar.")


def write_indicators(result: Result, drafts: Sequence[IndicatorDraft]) -> None:
    """Change the rows that stay, so that manuals and links last; add new ones, drop the others."""
    stored = {row.pk: row for row in result.indicators.all()}
    kept = {draft.pk for draft in drafts}
    result.indicators.filter(pk__in=[pk for pk in stored if pk not in kept]).delete()
    entries = _entries(drafts)
    changed: list[Indicator] = []
    new: list[Indicator] = []
    for order, draft in enumerate(drafts, start=1):
        row = stored.pop(draft.pk, None) if draft.pk else None
        (changed if row else new).append(row := row or Indicator(result=result))
        known = draft.entry if draft.entry in entries else None
        for name, value in (_columns(draft) | {"order": order, "entry_id": known}).items():
            setattr(row, name, value)
    Indicator.objects.bulk_update(changed, [*_columns(IndicatorDraft("")), "order", "entry_id"])
    Indicator.objects.bulk_create(new)


def _entries(drafts: Sequence[IndicatorDraft]) -> set[int]:
    """Return which of the named entries the library holds; a proposal is nothing to refer to."""
    named = {draft.entry for draft in drafts if draft.entry and 0 < draft.entry < 2**63}
    if not named:
        return set()
    status = [EntryStatus.ACCEPTED.value, EntryStatus.REPLACED.value]
    rows = LibraryEntry.objects.filter(pk__in=named, status__in=status)
    return set(rows.values_list("pk", flat=True))


def _columns(draft: IndicatorDraft) -> dict[str, Any]:
    return {
        "text": draft.text.strip(),
        "aspect": str(draft.aspect),
        "target": draft.target,
        "target_until": draft.target_until,
        "unit": draft.unit.strip(),
        "direction": str(draft.direction),
        "perspectives": draft.perspectives,
    }


def last_order(plan: Plan, kind: str) -> int:
    """Return the place of the last result of this kind in a plan, 0 without one."""
    return plan.results.filter(kind=kind).aggregate(last=Max("order"))["last"] or 0


@transaction.atomic
def remove_result(*, plan: Plan, version: int, result: Result, by: Employee, at: datetime) -> Plan:
    """Take a result with its indicators out of a draft."""
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    row = plan.results.filter(pk=result.pk).first()
    if row is None:
        raise Refused("Hasil kerja ini sudah dihapus.")

    before = snapshot(row)
    advance(plan, version=version, move=PlanMove.CHANGE)
    release(row)
    row.delete()
    _record("plan.result_removed", plan, by, at, before, None)
    return plan


@transaction.atomic
def move_result(*, plan: Plan, version: int, result: Result, up: bool, by: Employee, at: datetime) -> Plan:
    """Swap a result with its neighbour of the same kind; at the end of the list nothing happens."""
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)

    rows = list(plan.results.filter(kind=result.kind).order_by("order", "pk"))
    keys = [row.pk for row in rows]
    here = keys.index(result.pk) if result.pk in keys else -1
    there = here - 1 if up else here + 1
    if here < 0 or not 0 <= there < len(rows):
        return plan

    before = [row.text for row in rows]
    advance(plan, version=version, move=PlanMove.CHANGE)
    rows[here], rows[there] = rows[there], rows[here]
    for order, row in enumerate(rows, start=1):
        row.order = order
    Result.objects.bulk_update(rows, ["order"])
    _record("plan.result_moved", plan, by, at, before, [row.text for row in rows])
    return plan


@transaction.atomic
def set_expectations(
    *, plan: Plan, version: int, texts: Mapping[int, str], by: Employee, at: datetime
) -> Plan:
    """Write the special expectations per core value (`texts`: value id -> text).

    The owner proposes them in a draft, the superior sets them in a submitted plan.
    """
    on = timezone.localdate(at)
    is_superior = access.actor_of(by, plan, on) == Actor.SUPERIOR
    move = PlanMove.EXPECT if is_superior else PlanMove.CHANGE
    plan = hold(plan, version=version, move=move, by=by, at=at)
    rows = list(plan.behaviours.select_related("value").order_by("value__number"))

    before = {row.value.name: row.text for row in rows}
    advance(plan, version=version, move=move)
    for row in rows:
        row.text = texts.get(row.value_id, row.text).strip()
    BehaviourExpectation.objects.bulk_update(rows, ["text"])
    after = {row.value.name: row.text for row in rows}
    _record("plan.expectations_set", plan, by, at, before, after)
    return plan


@transaction.atomic
def set_annexes(
    *, plan: Plan, version: int, items: Mapping[AnnexKind, Sequence[str]], by: Employee, at: datetime
) -> Plan:
    """Replace the three annex lists by the given lines; empty lines fall away."""
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    lines = {kind: [text.strip() for text in texts if text.strip()] for kind, texts in items.items()}
    for kind, texts in lines.items():
        if len(texts) > ANNEX_LINES_AT_MOST:
            raise Refused(f"Tulis paling banyak {ANNEX_LINES_AT_MOST} baris.", kind.value)

    before = _annexes(plan)
    advance(plan, version=version, move=PlanMove.CHANGE)
    plan.annexes.filter(kind__in=[kind.value for kind in lines]).delete()
    AnnexItem.objects.bulk_create(
        AnnexItem(plan=plan, kind=kind.value, order=order, text=text)
        for kind, texts in lines.items()
        for order, text in enumerate(texts, start=1)
    )
    _record("plan.annexes_set", plan, by, at, before, _annexes(plan))
    return plan


def _annexes(plan: Plan) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {kind.value: [] for kind in AnnexKind}
    for kind, text in plan.annexes.order_by("kind", "order").values_list("kind", "text"):
        texts[kind].append(text)
    return texts


def snapshot(row: Result) -> dict[str, Any]:
    """Return a result with its indicators as plain data for the audit trail."""
    rows = row.indicators.order_by("order", "pk")
    return {
        "result": row.pk,
        "kind": row.kind,
        "text": row.text,
        "supports": row.supports_id,
        "supports_text": row.supports_text,
        "no_support_reason": row.no_support_reason,
        "indicators": [
            f"{each.text}: {queries.promised(each.target, each.target_until, each.unit) or '-'}"
            for each in rows
        ],
    }


def _record(action: str, plan: Plan, by: Employee, at: datetime, before: Any, after: Any) -> None:
    audit.record(action=action, by=by, at=at, target=plan, before=before, after=after)
