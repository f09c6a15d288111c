"""Planning talks: when, where, about what; moving and calling off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import berhari
from appraisal.versions import change
from indicators.models import Period, Plan, Term
from organizations.models import Employee

from ..access import talk as access
from ..access.line import line_of
from ..models import HelpRequest, Remark, Talk, TalkPoint
from ..rules.talk import TalkMove, time_fault
from .holding import hold

POINTS_AT_MOST = 30


@dataclass(frozen=True)
class Planned:
    """When and where a talk about a plan is going to be."""

    plan: Plan
    planned_at: datetime
    place: str = ""


@dataclass(frozen=True)
class PointDraft:
    """A point of the agenda, with what it comes from."""

    text: str
    help_request: HelpRequest | None = None
    remark: Remark | None = None


# --- The first steps of every change ---------------------------------------------------------------


def load(talk: Talk, *, move: TalkMove, by: Employee, at: datetime) -> Talk:
    """Hold the year, lock the talk, and return it as it is now; raise Denied when this may not be."""
    plan = hold(talk.plan)
    fresh = Talk.objects.select_for_update(of=("self",)).select_related("term").get(pk=talk.pk)
    fresh.plan = plan
    require(access.may(move, by, fresh, timezone.localdate(at)))
    return fresh


def leader(plan: Plan, on: date, otherwise: Employee | None = None) -> Employee:
    """Return who leads a talk about a plan on a day; raise Refused when nobody is named."""
    line = line_of(plan, on)
    superior = line.superior if line else None
    if superior is None and otherwise is None:
        raise Refused("Atasan untuk SKP ini belum ditetapkan. Hubungi BKD lewat Data saya.")
    return superior or otherwise  # type: ignore[return-value]


def latest_day(period: Period) -> date:
    """Return the last day for which a talk of the year can be planned."""
    return max(period.ended_on, period.annual_until)


# --- Planning --------------------------------------------------------------------------------------


@transaction.atomic
def plan_talk(*, planned: Planned, term: Term, by: Employee, at: datetime) -> Talk:
    """Plan a talk about a plan in a quarter, by either of the two, and return it.

    Raise Denied, Refused when the moment has passed or lies behind the year, or when a talk of this
    quarter is already planned (also when somebody else was faster).
    """
    plan = hold(planned.plan)
    on = timezone.localdate(at)
    require(access.may_plan(by, plan, term, on))

    _refuse_moment(planned.planned_at, plan.period, at, "day")
    try:
        with transaction.atomic():
            talk = Talk.objects.create(
                plan=plan,
                term=term,
                planned_at=planned.planned_at,
                place=planned.place.strip(),
                superior=leader(plan, on),
                planned_by=by,
            )
    except IntegrityError:
        raise _planned_already(plan, term) from None
    audit.record(action="talk.planned", by=by, at=at, target=talk, after=_times(talk))
    return talk


def _refuse_moment(moment: datetime, period: Period, at: datetime, field: str) -> None:
    local, now = (timezone.localtime(each).replace(tzinfo=None) for each in (moment, at))
    fault = time_fault(local, now=now, latest=latest_day(period))
    if fault:
        raise Refused(fault, field)


def _planned_already(plan: Plan, term: Term) -> Refused:
    talk = Talk.objects.filter(plan=plan, term=term, cancelled_at=None, held_on=None).first()
    when = f": {berhari(talk.planned_at)}" if talk else ""
    name = plan.placement.employee.full_name
    return Refused(
        f"Dialog {term.name} dengan {name} sudah direncanakan{when}. "
        "Buka dialog itu bila waktunya perlu diubah.",
        "term",
    )


@transaction.atomic
def plan_team(*, rows: Sequence[Planned], term: Term, by: Employee, at: datetime) -> list[Talk]:
    """Plan the talks of a team, all or none; `Refused.field` is "day-<plan>" of the row it is about."""
    talks = []
    for row in rows:
        try:
            talks.append(plan_talk(planned=row, term=term, by=by, at=at))
        except Refused as refused:
            refused.field = f"day-{row.plan.pk}"
            raise
    return talks


@transaction.atomic
def reschedule(
    *, talk: Talk, version: int, planned_at: datetime, place: str, by: Employee, at: datetime
) -> Talk:
    """Move a talk to another time or place; who leads on the day takes it over.

    Raise Denied, Refused when the moment has passed, Conflict with the stored time when second.
    """
    talk = load(talk, move=TalkMove.RESCHEDULE, by=by, at=at)

    _refuse_moment(planned_at, talk.plan.period, at, "day")
    before = _times(talk)
    superior = leader(talk.plan, timezone.localdate(at), otherwise=talk.superior)
    try:
        change(talk, expect=version, planned_at=planned_at, place=place.strip(), superior=superior)
    except Conflict as conflict:
        conflict.theirs = {"Waktu yang tersimpan": berhari(talk.planned_at), "Tempat": talk.place or "–"}
        raise
    audit.record(action="talk.moved", by=by, at=at, target=talk, before=before, after=_times(talk))
    return talk


@transaction.atomic
def cancel(*, talk: Talk, version: int, reason: str, by: Employee, at: datetime) -> Talk:
    """Call a planned talk off with a reason; raise Denied, Refused without words, Conflict when second."""
    talk = load(talk, move=TalkMove.CANCEL, by=by, at=at)

    if not reason.strip():
        raise Refused("Tulis alasannya, misalnya ada tugas luar pada hari itu.", "reason")

    try:
        change(talk, expect=version, cancelled_at=at)
    except Conflict as conflict:
        conflict.theirs = {"Waktu yang tersimpan": berhari(talk.planned_at)}
        raise
    audit.record(action="talk.cancelled", by=by, at=at, target=talk, note=reason.strip())
    return talk


def _times(talk: Talk) -> dict[str, str]:
    return {"planned_at": talk.planned_at.isoformat(), "place": talk.place}


# --- The agenda ------------------------------------------------------------------------------------


@transaction.atomic
def add_points(*, talk: Talk, points: Iterable[PointDraft], by: Employee, at: datetime) -> int:
    """Add points to the agenda and return how many were new; what stands there already is left out.

    The version stays: a point takes nothing away from what anybody else is typing.
    """
    talk = load(talk, move=TalkMove.ADD_POINT, by=by, at=at)

    stored = list(talk.points.values_list("text", "help_request", "remark"))
    texts, helps, remarks = ({row[column] for row in stored} - {None} for column in range(3))
    fresh = []
    for point in points:
        text = point.text.strip()
        help_pk, remark_pk = (each and each.pk for each in (point.help_request, point.remark))
        if text and text not in texts and help_pk not in helps and remark_pk not in remarks:
            texts.add(text)
            fresh.append((point, text))
    if len(stored) + len(fresh) > POINTS_AT_MOST:
        raise Refused(f"Satu dialog memuat paling banyak {POINTS_AT_MOST} pokok bahasan.", "text")

    TalkPoint.objects.bulk_create(
        TalkPoint(
            talk=talk,
            text=text,
            help_request=point.help_request,
            remark=point.remark,
            added_by=by,
            added_at=at,
        )
        for point, text in fresh
    )
    if fresh:
        after = {"points": [text for _, text in fresh]}
        audit.record(action="talk.points_added", by=by, at=at, target=talk, after=after)
    return len(fresh)


@transaction.atomic
def remove_point(*, point: TalkPoint, by: Employee, at: datetime) -> None:
    """Take a point off the agenda; who added it does so. Taking it off twice is one act."""
    talk = load(point.talk, move=TalkMove.ADD_POINT, by=by, at=at)
    if point.added_by_id != by.pk:
        raise Refused("Pokok bahasan dihapus oleh yang menambahkannya.")
    gone, _ = TalkPoint.objects.filter(pk=point.pk, talk=talk).delete()
    if gone:
        audit.record(action="talk.point_removed", by=by, at=at, target=talk, before={"point": point.text})
