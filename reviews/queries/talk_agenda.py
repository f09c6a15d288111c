"""What two people may want to talk about: obstacles, results that need care, remarks, what was left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..access.remark import visible_remarks
from ..models import FollowUp, HelpRequest, Remark, ResultOutlook, Talk, TalkPoint
from ..rules.progress import OUTLOOK_LABELS, Outlook
from ..rules.remark import REMARK_LABELS, RemarkKind

LONGEST = 500  # letters of a point
EACH = 10  # suggestions of one kind
# what packages above suggest to a person for a talk on a day
MORE: list[Callable[[Talk, Employee, date], list[Suggested]]] = []


@dataclass(frozen=True)
class Suggested:
    """A point that the agenda can take over with one press."""

    key: str
    kind: str
    text: str
    help_request: HelpRequest | None = None
    remark: Remark | None = None


def points_of(talk: Talk) -> list[TalkPoint]:
    """Return the agenda of a talk, in the order in which it grew (one query)."""
    return list(talk.points.select_related("added_by").order_by("pk"))


def suggestions(talk: Talk, points: Iterable[TalkPoint], user: Employee, on: date) -> list[Suggested]:
    """Return what a person is offered for the agenda of a planned talk, not on it yet (four queries)."""
    points = list(points)
    texts = {point.text for point in points}
    helps = {point.help_request_id for point in points}
    remarks = {point.remark_id for point in points}
    offered = [
        *_obstacles(talk),
        *_outlooks(talk),
        *_left_open(talk),
        *_remarks(talk, visible_remarks(user, on)),
        *(each for more in MORE for each in more(talk, user, on)),
    ]
    return [
        each
        for each in offered
        if each.text not in texts
        and not (each.help_request and each.help_request.pk in helps)
        and not (each.remark and each.remark.pk in remarks)
    ]


def _obstacles(talk: Talk) -> list[Suggested]:
    rows = HelpRequest.objects.filter(plan=talk.plan_id, closed_at=None).order_by("asked_at", "pk")
    return [
        Suggested(f"bantuan-{row.pk}", "Hambatan", _short(row.text), help_request=row) for row in rows[:EACH]
    ]


def _outlooks(talk: Talk) -> list[Suggested]:
    wanted = [Outlook.HELP.value, Outlook.ATTENTION.value]
    rows = ResultOutlook.objects.filter(result__plan=talk.plan_id, term=talk.term_id, outlook__in=wanted)
    rows = rows.filter(result__removed_at=None).select_related("result").order_by("result__order", "pk")
    return [
        Suggested(
            f"status-{row.pk}",
            OUTLOOK_LABELS[Outlook(row.outlook)],
            _short(
                f"{row.result.text.rstrip('.')}: {row.note or OUTLOOK_LABELS[Outlook(row.outlook)].lower()}"
            ),
        )
        for row in rows[:EACH]
    ]


def _left_open(talk: Talk) -> list[Suggested]:
    rows = FollowUp.objects.filter(talk__plan=talk.plan_id, done_on=None).exclude(talk=talk)
    return [
        Suggested(
            f"tindak-{row.pk}", "Tindak lanjut lalu", _short(f"{row.text} (rencana {tanggal(row.due_on)})")
        )
        for row in rows.order_by("due_on", "pk")[:EACH]
    ]


def _remarks(talk: Talk, seen: QuerySet[Remark]) -> list[Suggested]:
    start = timezone.make_aware(datetime.combine(talk.term.started_on, time()))
    end = timezone.make_aware(datetime.combine(talk.term.ended_on + timedelta(days=1), time()))
    rows = seen.filter(placement=talk.plan.placement_id, given_at__gte=start, given_at__lt=end)
    return [
        Suggested(
            f"umpan-balik-{row.pk}",
            REMARK_LABELS[RemarkKind(row.kind)],
            words_of(row),
            remark=row,
        )
        for row in rows.select_related("given_by").order_by("-given_at", "-pk")[:EACH]
    ]


def words_of(remark: Remark) -> str:
    """Return a remark as a point of the agenda; its giver should be loaded."""
    return _short(f"{remark.given_by.full_name}: {remark.text}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
