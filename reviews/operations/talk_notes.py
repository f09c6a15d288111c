"""What was said in a talk: notes, confirmations, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import berhari, tanggal
from appraisal.versions import change
from indicators.models import Plan, Term
from organizations.models import Employee

from ..access import talk as access
from ..models import FollowUp, Talk
from ..rules.talk import SIDE_LABELS, FollowUpDraft, Side, TalkMove, TalkState, held_fault
from .holding import hold
from .talk import leader, load

FOLLOW_UPS_AT_MOST = 10


@transaction.atomic
def write_notes(
    *,
    talk: Talk,
    version: int,
    held_on: date,
    notes: str,
    follow_ups: Sequence[FollowUpDraft],
    by: Employee,
    at: datetime,
) -> Talk:
    """Write the shared notes of a talk, the day it was held, and what follows.

    Any change takes both confirmations back, for nobody has confirmed the new text. Raise Denied,
    Refused with the field, Conflict with the stored texts when the other wrote meanwhile. Nothing
    changes when everything stands there already.
    """
    talk = load(talk, move=TalkMove.WRITE, by=by, at=at)
    before = noted(talk)
    if talk.version != version:
        raise Conflict(theirs=texts_of(talk), version=talk.version)

    _refuse_notes(talk.plan, talk.term, held_on, notes, follow_ups, at)
    changed = _keep_follow_ups(talk, follow_ups)
    if not changed and (talk.held_on, talk.notes) == (held_on, notes.strip()):
        return talk
    change(
        talk,
        expect=version,
        held_on=held_on,
        notes=notes.strip(),
        superior=leader(talk.plan, held_on, otherwise=talk.superior),
        employee_confirmed_at=None,
        superior_confirmed_at=None,
    )
    audit.record(action="talk.noted", by=by, at=at, target=talk, before=before, after=noted(talk))
    return talk


@transaction.atomic
def record_talk(
    *,
    plan: Plan,
    held_on: date,
    notes: str,
    follow_ups: Sequence[FollowUpDraft],
    by: Employee,
    at: datetime,
) -> Talk:
    """Record a talk that was held without planning, in the quarter of its day, and return it.

    Raise Denied, Refused with the field when the day lies ahead or in no quarter of the plan.
    """
    plan = hold(plan)
    on = timezone.localdate(at)
    require(access.may_plan(by, plan, None, on))

    terms = plan.period.terms.filter(started_on__lte=held_on, ended_on__gte=held_on).order_by("number")
    term = next((row for row in terms if not row.is_final), None)
    if term is None:
        raise Refused(f"Isi tanggal dalam tahun {plan.period.year}.", "held_on")
    require(access.may_plan(by, plan, term, on))
    _refuse_notes(plan, term, held_on, notes, follow_ups, at)

    talk = Talk.objects.create(
        plan=plan,
        term=term,
        planned_at=timezone.make_aware(datetime.combine(held_on, time(9))),
        held_on=held_on,
        notes=notes.strip(),
        superior=leader(plan, held_on),
        planned_by=by,
    )
    _keep_follow_ups(talk, follow_ups)
    audit.record(action="talk.recorded", by=by, at=at, target=talk, after=noted(talk))
    return talk


def _refuse_notes(
    plan: Plan, term: Term, held_on: date, notes: str, drafts: Sequence[FollowUpDraft], at: datetime
) -> None:
    first = max(term.started_on, plan.started_on)
    fault = held_fault(held_on, first=first, today=timezone.localdate(at))
    if fault:
        raise Refused(fault, "held_on")
    if not notes.strip():
        raise Refused("Tulis pokok pembicaraan dalam satu atau dua kalimat.", "notes")
    if len(drafts) > FOLLOW_UPS_AT_MOST:
        raise Refused(f"Satu dialog memuat paling banyak {FOLLOW_UPS_AT_MOST} tindak lanjut.")
    early = next((draft for draft in drafts if draft.due_on < held_on), None)
    if early is not None:
        raise Refused(f"“{early.text[:60]}”: isi tanggal sejak hari dialog, {tanggal(held_on)}.")


def _keep_follow_ups(talk: Talk, drafts: Sequence[FollowUpDraft]) -> bool:
    """Let the follow-ups of a talk be these, and say whether anything changed; done ones stay done."""
    stored = {row.pk: row for row in talk.follow_ups.select_for_update().order_by("pk")}
    changed = False
    for draft in drafts:
        row = stored.pop(draft.pk or 0, None)
        values: dict[str, Any] = {
            "text": draft.text.strip(),
            "side": draft.side.value,
            "due_on": draft.due_on,
        }
        if row is None:
            FollowUp.objects.create(talk=talk, **values)
            changed = True
        elif any(getattr(row, name) != value for name, value in values.items()):
            change(row, expect=row.version, **values)
            changed = True
    gone, _ = FollowUp.objects.filter(pk__in=list(stored)).delete()
    return changed or bool(gone)


def texts_of(talk: Talk) -> dict[str, str]:
    """Return what is stored, for the person whose own text was not saved."""
    texts = {"Catatan dialog": talk.notes} if talk.notes else {"Waktu dialog": berhari(talk.planned_at)}
    if talk.held_on:
        texts["Tanggal dialog"] = tanggal(talk.held_on)
    for number, row in enumerate(talk.follow_ups.order_by("pk"), start=1):
        label = SIDE_LABELS[Side(row.side)].lower()
        texts[f"Tindak lanjut {number}"] = f"{row.text} (oleh {label}, {tanggal(row.due_on)})"
    return texts


def noted(talk: Talk) -> dict[str, Any]:
    """Return what an event tells about the notes of a talk."""
    rows = talk.follow_ups.order_by("pk").values_list("text", "side", "due_on")
    return {
        "held_on": str(talk.held_on or ""),
        "notes": talk.notes,
        "follow_ups": [f"{side} {due_on} {text}" for text, side, due_on in rows],
        "confirmed": sorted(talk.confirmed),
    }


@transaction.atomic
def confirm(*, talk: Talk, version: int, by: Employee, at: datetime) -> Talk:
    """Confirm the notes that were read, for one side; when both have, they are fixed.

    A confirmation covers the version that the person saw and no other: Conflict when the notes changed
    meanwhile. It leaves the version as it is, for it changes no text, and both may press at once.
    Pressing twice is one confirmation.
    """
    talk = load(talk, move=TalkMove.CONFIRM, by=by, at=at)
    if talk.version != version:
        told = "Catatan dialog berubah sejak Anda membacanya, jadi persetujuan Anda belum tersimpan."
        raise Conflict(told, texts_of(talk))

    side = access.side_of(by, talk, timezone.localdate(at))
    assert side is not None
    if side in talk.confirmed:
        return talk
    column = "employee_confirmed_at" if side == Side.EMPLOYEE else "superior_confirmed_at"
    Talk.objects.filter(pk=talk.pk).update(**{column: at})
    setattr(talk, column, at)
    after = {"side": side.value, "version": version, "fixed": talk.state == TalkState.FIXED}
    audit.record(action="talk.confirmed", by=by, at=at, target=talk, after=after)
    return talk


@transaction.atomic
def finish(*, follow_up: FollowUp, version: int, is_done: bool, by: Employee, at: datetime) -> FollowUp:
    """Say that a follow-up is done today, or open it again; either side does. Conflict when second."""
    load(follow_up.talk, move=TalkMove.FINISH, by=by, at=at)

    done_on = timezone.localdate(at) if is_done else None
    change(follow_up, expect=version, done_on=done_on)
    after = {"text": follow_up.text, "done_on": str(done_on or "")}
    audit.record(action="talk.follow_up", by=by, at=at, target=follow_up.talk, after=after)
    return follow_up
