"""Handing results down to people, and their answer: taken into the own plan, or not fitting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from organizations.access import superior_of
from organizations.models import Employee, Placement

from .. import access
from ..access.assignment import may_answer_assignment, may_hand_down
from ..models import Assignment, Indicator, Plan, Result
from ..rules import (
    RESULTS_AT_MOST,
    Aspect,
    AssignmentStatus,
    CellMove,
    Form,
    PlanMove,
    cell_move,
    kind_of_assigned,
)
from .holding import advance, hold, refuse_closed

TEXT_AT_MOST = 2000
REPLY_AT_MOST = 500
Cell = tuple[int, int]  # ids of the placement and of the leader's result


class CellsChanged(Conflict):
    """Some cells are no longer as the leader saw them; `now` holds what stands there, None for nothing."""

    def __init__(self, now: Mapping[Cell, Assignment | None], theirs: dict[str, str]) -> None:
        taken = any(row and row.status == AssignmentStatus.TAKEN for row in now.values())
        told = "Sebagian sel sudah berubah sejak Anda membukanya."
        super().__init__(f"{told} Yang sudah dipakai pegawai tetap seperti itu." if taken else told, theirs)
        self.now = now


@transaction.atomic
def hand_down(
    *, plan: Plan, cells: Mapping[Cell, tuple[str, int]], by: Employee, at: datetime
) -> dict[CellMove, int]:
    """Write the changed cells of a leader's matrix and return how many were proposed, changed, withdrawn.

    `cells`: (placement id, result id) -> (text, version seen; 0 where nothing stood). Texts are at most
    2000 letters. Raise Denied unless it is the leader's own plan, Refused for a person or result that
    cannot be, CellsChanged when somebody else changed one of these cells: then nothing is written.
    """
    on = timezone.localdate(at)
    plan = _hold_matrix(plan)
    require(may_hand_down(by, plan, on))

    results = {row.pk: row for row in plan.results.all()}
    people = _people(plan, {placement for placement, _ in cells}, by, on)
    _refuse_cells(cells, results, people)
    stored = _standing(plan)
    moved = {cell: text for cell, (text, version) in cells.items() if _differs(stored.get(cell), text)}
    _refuse_changed(moved, cells, stored, results, people)

    facts = [_write(cell, text, stored.get(cell), by, at) for cell, text in moved.items()]
    counts = {move: sum(fact["move"] == move.value for fact in facts) for move in CellMove}
    if facts:
        after = {"count": len(facts), "cells": facts}
        audit.record(action="plan.handed_down", by=by, at=at, target=plan, after=after)
    return {move: count for move, count in counts.items() if count}


def _hold_matrix(plan: Plan) -> Plan:
    """Return the plan as it is now; one after the other hands down from it."""
    locking.share(plan.period_id)
    Plan.every.select_for_update(of=("self",)).get(pk=plan.pk)
    fresh: Plan = Plan.every.with_people().get(pk=plan.pk)
    refuse_closed(fresh.period)
    return fresh


def _people(plan: Plan, ids: set[int], by: Employee, on: date) -> dict[int, Placement]:
    """Return the placements to which results of this plan can be handed down, with their people."""
    rows = Placement.objects.filter(pk__in=ids, employee__is_active=True).exclude(employee=by)
    found = [row for row in rows.select_related("employee") if access.span_of(plan.period, row)]
    line = superior_of(plan.placement, on)
    above = {line.superior_id, line.upper_id} if line else set()
    return {row.pk: row for row in found if row.employee_id not in above}


def _refuse_cells(
    cells: Mapping[Cell, tuple[str, int]], results: Mapping[int, Result], people: Mapping[int, Placement]
) -> None:
    for (placement, result), (text, _) in cells.items():
        if result not in results:
            raise Refused("Salah satu hasil kerja sudah dihapus. Buka lagi matriksnya.")
        if placement not in people:
            raise Refused("Hasil kerja diturunkan ke pegawai aktif yang bukan Anda sendiri atau atasan Anda.")
        if len(text) > TEXT_AT_MOST:
            raise Refused(f"Tulisan ini paling panjang {TEXT_AT_MOST} huruf.")


def _standing(plan: Plan) -> dict[Cell, Assignment]:
    rows = Assignment.objects.filter(result__plan=plan).exclude(status=AssignmentStatus.WITHDRAWN)
    return {(row.placement_id, row.result_id): row for row in rows}


def _differs(row: Assignment | None, text: str) -> bool:
    return text.strip() != (row.text if row else "")


def _refuse_changed(
    moved: Mapping[Cell, str],
    cells: Mapping[Cell, tuple[str, int]],
    stored: Mapping[Cell, Assignment],
    results: Mapping[int, Result],
    people: Mapping[int, Placement],
) -> None:
    now = {
        cell: stored.get(cell)
        for cell in moved
        if (stored[cell].version if cell in stored else 0) != cells[cell][1]
        or (cell in stored and stored[cell].status == AssignmentStatus.TAKEN)
    }
    if now:
        theirs = {
            f"{people[cell[0]].employee.full_name}: {results[cell[1]].text[:60]}": _told(row)
            for cell, row in now.items()
        }
        raise CellsChanged(now, theirs)


def _told(row: Assignment | None) -> str:
    if row is None:
        return "Sudah dikosongkan."
    if row.status == AssignmentStatus.TAKEN:
        return f"{row.text} (sudah dipakai)"
    return f"{row.text} (belum sesuai: {row.reply})" if row.reply else row.text


def _write(cell: Cell, text: str, row: Assignment | None, by: Employee, at: datetime) -> dict[str, Any]:
    """Do what the text does to the cell, and return the fact for the record."""
    text = text.strip()
    move = cell_move(AssignmentStatus(row.status) if row else None, row.text if row else "", text)
    fact = {"move": move.value, "placement": cell[0], "result": cell[1], "text": text}
    if row is None:
        Assignment.objects.create(
            placement_id=cell[0], result_id=cell[1], text=text, given_by=by, given_at=at
        )
        return fact
    fact["before"] = row.text
    values: dict[str, Any] = {"status": AssignmentStatus.WITHDRAWN.value}
    if move == CellMove.CHANGE:
        values = {"status": AssignmentStatus.PROPOSED.value, "text": text, "reply": ""}
    change(row, expect=row.version, given_by=by, given_at=at, **values)
    return fact


# --- The person's answer ---------------------------------------------------------------------------


@transaction.atomic
def take_assignments(
    *, plan: Plan, version: int, chosen: Mapping[int, int], by: Employee, at: datetime
) -> list[Result]:
    """Make results of one's draft out of proposals (`chosen`: id -> version seen) and return them.

    Raise Denied when the plan is not one's own or not open to changes, Conflict when it or a proposal
    changed meanwhile, Refused when one is gone or the plan is full.
    """
    on = timezone.localdate(at)
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    rows = Assignment.objects.filter(
        pk__in=chosen, placement=plan.placement_id, result__plan__period=plan.period_id
    )
    found = list(rows.select_related("result").order_by("pk"))

    if not found or len(found) != len(chosen):
        raise Refused("Usulan ini sudah tidak ada. Muat ulang halamannya.")
    if plan.results.count() + len(found) > RESULTS_AT_MOST:
        raise Refused(f"Satu SKP memuat paling banyak {RESULTS_AT_MOST} hasil kerja.")

    advance(plan, version=version, move=PlanMove.CHANGE)
    superior = access.superior_on(plan, on)
    last = max((row.order for row in plan.results.all()), default=0)
    taken = [
        _take(plan, row, chosen[row.pk], last + number, superior) for number, row in enumerate(found, start=1)
    ]
    audit.record(
        action="plan.assignments_taken",
        by=by,
        at=at,
        target=plan,
        after={"results": [{"assignment": row.pk, "text": row.text} for row in found]},
    )
    return taken


def _take(plan: Plan, row: Assignment, seen: int, order: int, superior: Employee | None) -> Result:
    by_superior = superior is not None and row.given_by_id == superior.pk
    result: Result = Result.objects.create(
        plan=plan,
        order=order,
        kind=kind_of_assigned(by_superior=by_superior).value,
        text=row.text,
        supports=row.result if plan.form == Form.STAFF else None,
        assigned_by_id=row.given_by_id,
    )
    _begin_measure(result, row.result)
    proposed = {"status": AssignmentStatus.PROPOSED.value}
    change(row, expect=seen, where=proposed, status=AssignmentStatus.TAKEN.value, taken=result)
    return result


def _begin_measure(result: Result, handed: Result) -> None:
    """Give a taken result the first measure of the leader's, without its target: the share is one's own."""
    row = handed.indicators.order_by("order", "pk").first()
    if row is None:
        return
    aspect = row.aspect or Aspect.QUANTITY.value
    Indicator.objects.create(
        result=result,
        order=1,
        text=row.text,
        aspect=aspect if result.plan.form == Form.STAFF else "",
        unit=row.unit,
        direction=row.direction,
        entry_id=row.entry_id,
    )


@transaction.atomic
def decline_assignment(
    *, assignment: Assignment, version: int, reply: str, by: Employee, at: datetime
) -> Assignment:
    """Say why a proposal does not fit; the leader reads it and may propose anew.

    Raise Denied when it is not one's own, Refused without words, Conflict when it changed meanwhile.
    """
    locking.share(assignment.result.plan.period_id)
    row = Assignment.objects.select_related("placement", "result__plan__period").get(pk=assignment.pk)
    refuse_closed(row.result.plan.period)
    require(may_answer_assignment(by, row))

    reply = reply.strip()
    if not reply:
        raise Refused("Tulis alasan singkat, supaya pimpinan bisa menyesuaikan usulannya.", "reply")
    if len(reply) > REPLY_AT_MOST:
        raise Refused(f"Tulisan ini paling panjang {REPLY_AT_MOST} huruf.", "reply")

    proposed = {"status": AssignmentStatus.PROPOSED.value}
    change(row, expect=version, where=proposed, status=AssignmentStatus.DECLINED.value, reply=reply)
    audit.record(action="assignment.declined", by=by, at=at, target=row, note=reply)
    return row


def release(result: Result) -> None:
    """Let the proposal behind a result stand open again, before that result is taken out."""
    for row in result.taken_from.filter(status=AssignmentStatus.TAKEN.value):
        change(row, expect=row.version, status=AssignmentStatus.PROPOSED.value, taken=None)
