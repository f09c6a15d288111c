"""Planning to grow in something, and telling what changed (rencana pengembangan)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change
from indicators.models import Period
from organizations.models import Employee

from ..access import goal as access
from ..models import DevelopmentGoal

NO_GOAL = "Tulis satu hal yang ingin Anda kembangkan."
NO_STEP = "Tulis satu langkah kecil yang bisa dimulai, misalnya belajar pada rekan yang sudah mahir."
NO_EFFECT = "Tulis apa yang berubah, walau sedikit. Satu kalimat cukup."


@transaction.atomic
def begin(
    *,
    period: Period,
    goal: str,
    step: str,
    support: str,
    due_on: date,
    from_opinions: bool = False,
    by: Employee,
    at: datetime,
) -> DevelopmentGoal:
    """Note what a person wants to grow in, with a next step and a date, and return it.

    Raise Denied while no year is open, Refused without goal or step and for a day that is past.
    """
    require(access.may_begin(period))
    for text, name, sentence in ((goal, "goal", NO_GOAL), (step, "step", NO_STEP)):
        if not text.strip():
            raise Refused(sentence, name)
    if due_on < timezone.localdate(at):
        raise Refused("Pilih tanggal mulai hari ini.", "due_on")
    row = DevelopmentGoal.objects.create(
        employee=by,
        period=period,
        goal=goal.strip(),
        step=step.strip(),
        support=support.strip(),
        due_on=due_on,
        from_opinions=from_opinions,
        created_at=at,
    )
    after = {"goal": row.goal, "due_on": due_on.isoformat()}
    audit.record(action="development.begun", by=by, at=at, target=row, after=after)
    return row


@transaction.atomic
def finish(
    *, goal: DevelopmentGoal, version: int, effect: str, by: Employee, at: datetime
) -> DevelopmentGoal:
    """Note what changed and close the goal; return it.

    Raise Denied for anybody but the owner, Refused without words, Conflict when it was closed meanwhile.
    """
    if goal.done_on is not None and goal.version != version:
        theirs = {"Yang berubah": goal.effect, "Selesai": tanggal(goal.done_on)}
        raise Conflict("Rencana ini baru saja ditutup.", theirs=theirs, version=goal.version)
    require(access.may_finish(by, goal))
    if not effect.strip():
        raise Refused(NO_EFFECT, "effect")
    values = {"done_on": timezone.localdate(at), "effect": effect.strip()}
    change(goal, expect=version, where={"done_on": None}, **values)
    audit.record(action="development.finished", by=by, at=at, target=goal, after={"effect": goal.effect})
    return goal
