"""The action plan of a quarter, and how the owner sees each result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.versions import change
from indicators.models import Plan, Result, Term
from organizations.models import Employee

from ..access import action as access
from ..models import Action, HelpRequest, ResultOutlook
from ..queries.action import previous_term, quarter_of
from ..rules.progress import MOST_STEPS, Outlook
from .help import ask
from .holding import hold


@dataclass(frozen=True)
class QuarterDraft:
    """What the form of one result in one quarter says."""

    steps: Sequence[str] = ()  # new ones
    due_on: date | None = None  # of the new ones
    done: frozenset[int] = frozenset()  # steps that are done, of those that exist
    removed: frozenset[int] = frozenset()  # steps that are taken out
    outlook: str = ""  # empty leaves what stands
    note: str = ""
    obstacle: str = ""  # asks for help together with the outlook "butuh bantuan"


@transaction.atomic
def save_quarter(
    *, result: Result, term: Term, version: int, draft: QuarterDraft, by: Employee, at: datetime
) -> HelpRequest | None:
    """Write steps and outlook of a result in a quarter; return the request for help that came of it.

    `version` is that of the quarter as the page showed it (`quarter_of`). Raise Denied for anybody but the
    owner, Refused with the field, Conflict when steps or outlook were changed meanwhile.
    """
    plan = _locked(result)
    on = timezone.localdate(at)
    require(access.may_plan_steps(by, plan, term))
    stored = quarter_of(result, term)
    if stored.version != version:
        raise Conflict(theirs=stored.told, version=stored.version)

    _check(draft, term, len(stored.actions) - len(draft.removed))
    changed = _write_steps(result, term, stored.actions, draft, at)
    request = None
    if draft.outlook:
        require(access.may_set_outlook(by, plan, term, on))
        changed += _write_outlook(result, term, stored.outlook, draft, at)
        is_asking = draft.outlook == Outlook.HELP and bool(draft.obstacle.strip())
        has_open = HelpRequest.objects.filter(result=result, closed_at__isnull=True).exists()
        if is_asking and not has_open:
            request = ask(plan=plan, result=result, text=draft.obstacle, by=by, at=at)
        elif draft.outlook == Outlook.HELP and not has_open:
            raise Refused("Tulis apa yang menghambat dan bantuan apa yang Anda perlukan.", "obstacle")
    if changed:
        after = {"term": term.name, "new": len(draft.steps), "outlook": draft.outlook}
        audit.record(action="action.planned", by=by, at=at, target=result, after=after)
    return request


def _locked(result: Result) -> Plan:
    plan = hold(result.plan)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    counts = access.still_promised(Result.every.get(pk=result.pk))
    if not counts:
        raise Conflict(counts.reason)
    return plan


def _check(draft: QuarterDraft, term: Term, kept: int) -> None:
    if draft.due_on and not term.started_on <= draft.due_on <= term.ended_on:
        raise Refused(f"Tanggalnya berada di dalam {term.name}.", "due_on")
    if any(len(step) > 500 for step in draft.steps):
        raise Refused("Satu langkah paling panjang 500 huruf. Pecah menjadi beberapa baris.", "steps")
    if kept + len(draft.steps) > MOST_STEPS:
        raise Refused(f"Paling banyak {MOST_STEPS} langkah untuk satu hasil dalam satu masa.", "steps")


def _write_steps(
    result: Result, term: Term, stored: Sequence[Action], draft: QuarterDraft, at: datetime
) -> int:
    """Take out, tick and add steps; return how many changed."""
    changed = 0
    for row in stored:
        if row.pk in draft.removed:
            change(row, expect=row.version, removed_at=at)
        elif (row.pk in draft.done) == (row.done_on is not None):
            continue
        else:
            done_on = timezone.localdate(at) if row.pk in draft.done else None
            change(row, expect=row.version, done_on=done_on)
        changed += 1
    known = {row.text for row in stored if row.pk not in draft.removed}
    fresh = [step for step in draft.steps if step not in known]
    Action.objects.bulk_create(
        Action(result=result, term=term, text=step, due_on=draft.due_on, written_at=at) for step in fresh
    )
    return changed + len(fresh)


def _write_outlook(
    result: Result, term: Term, row: ResultOutlook | None, draft: QuarterDraft, at: datetime
) -> int:
    values: dict[str, Any] = {"outlook": draft.outlook, "note": draft.note.strip()}
    if row is None:
        ResultOutlook.objects.create(result=result, term=term, set_at=at, **values)
    elif (row.outlook, row.note) == (values["outlook"], values["note"]):
        return 0
    else:
        change(row, expect=row.version, set_at=at, **values)
    return 1


@transaction.atomic
def tick(*, action: Action, version: int, by: Employee, at: datetime) -> Action:
    """Mark a step as done, or as open again; return it. Raise Denied, or Conflict when it was changed."""
    plan = _locked(action.result)
    require(access.may_plan_steps(by, plan, action.term))
    row = Action.objects.get(pk=action.pk)
    is_done = row.done_on is not None
    change(
        row,
        expect=version,
        where={"removed_at": None},
        done_on=None if is_done else timezone.localdate(at),
    )
    after = {"done": not is_done, "text": row.text}
    audit.record(action="action.ticked", by=by, at=at, target=row, after=after)
    return row


@transaction.atomic
def carry_over(*, plan: Plan, term: Term, by: Employee, at: datetime) -> int:
    """Copy the unfinished steps of the quarter before into this one; return how many.

    What stands there already is left out, so that a second press adds nothing. Dates are left behind.
    Raise Denied for anybody but the owner, Refused in the first quarter of the year.
    """
    held = hold(plan)
    Plan.objects.select_for_update(of=("self",)).get(pk=held.pk)
    require(access.may_plan_steps(by, held, term))
    before = previous_term(term)
    if before is None:
        raise Refused(f"Sebelum {term.name} tidak ada masa lain dalam tahun ini.")
    rows = Action.objects.filter(result__plan=held, result__removed_at__isnull=True, removed_at__isnull=True)
    here = set(rows.filter(term=term).values_list("result", "text"))
    open_rows = rows.filter(term=before, done_on__isnull=True).order_by("pk")
    fresh = [row for row in open_rows if (row.result_id, row.text) not in here]
    Action.objects.bulk_create(
        Action(result_id=row.result_id, term=term, text=row.text, written_at=at) for row in fresh
    )
    if fresh:
        after = {"from": before.name, "to": term.name, "steps": len(fresh)}
        audit.record(action="action.carried", by=by, at=at, target=held, after=after)
    return len(fresh)
