"""Reads about talks: one's own and the team's, the agenda with suggestions, what is due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from appraisal.models import Event
from indicators.access import remember_line
from indicators.models import Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Absence, Employee, Supervision
from organizations.queries import holiday_names
from organizations.rules import Span

from ..access.line import line_of, supervised_plans
from ..access.talk import TALKED_ABOUT, side_of, visible_talks
from ..models import FollowUp, Talk
from ..rules.talk import SIDE_LABELS, Side, TalkState, advice, due_words

FOLLOW_UPS_SHOWN = 30
SOON = 7  # days ahead in which a talk and a follow-up show up among the tasks
FIXED = Q(employee_confirmed_at__isnull=False, superior_confirmed_at__isnull=False)
STATE_WORDS = {
    TalkState.PLANNED: ("Direncanakan", "info"),
    TalkState.NOTED: ("Menunggu persetujuan", "info"),
    TalkState.FIXED: ("Disetujui bersama", "ok"),
    TalkState.CANCELLED: ("Dibatalkan", "mute"),
}


@dataclass
class TalkRow:
    """A talk as lists and pages show it to one person on a day."""

    talk: Talk
    user: Employee
    today: date
    is_away: bool = False
    holidays: Mapping[date, str] = field(default_factory=dict)

    @property
    def other(self) -> Employee:
        """The one whom the person talks with."""
        owner = self.talk.plan.placement.employee
        return self.talk.superior if owner.pk == self.user.pk else owner

    @property
    def title(self) -> str:
        """The talk by the one whom the person talks with; who only reads sees both."""
        owner, superior = self.talk.plan.placement.employee, self.talk.superior
        if self.user.pk in (owner.pk, superior.pk):
            return f"Dialog kinerja dengan {self.other.full_name}"
        return f"Dialog kinerja {owner.full_name} dan {superior.full_name}"

    @property
    def is_begun(self) -> bool:
        """Whether the planned day has come."""
        return timezone.localdate(self.talk.planned_at) <= self.today

    @property
    def is_past(self) -> bool:
        """Whether a planned talk lies behind and has no notes yet."""
        planned = timezone.localdate(self.talk.planned_at)
        return self.talk.state == TalkState.PLANNED and planned < self.today

    @property
    def words(self) -> tuple[str, str]:
        """The state in words and its kind of tag."""
        return ("Belum dicatat", "info") if self.is_past else STATE_WORDS[self.talk.state]

    @property
    def waits_for_me(self) -> bool:
        """Whether the notes wait for this person."""
        side = side_of(self.user, self.talk, self.today)
        return self.talk.state == TalkState.NOTED and side is not None and side not in self.talk.confirmed

    @property
    def waits_for(self) -> str:
        """Whose confirmation the notes wait for, by name."""
        return " dan ".join(name for _, name, at in self.confirmations if at is None)

    @property
    def confirmations(self) -> list[tuple[str, str, datetime | None]]:
        """Who confirms: side, name, and when that was done."""
        talk = self.talk
        return [
            (SIDE_LABELS[Side.EMPLOYEE], talk.plan.placement.employee.full_name, talk.employee_confirmed_at),
            (SIDE_LABELS[Side.SUPERIOR], talk.superior.full_name, talk.superior_confirmed_at),
        ]

    @property
    def advice(self) -> list[str]:
        """What speaks against the planned time, as long as it lies ahead."""
        if self.talk.state != TalkState.PLANNED or self.is_past:
            return []
        term = Span(self.talk.term.started_on, self.talk.term.ended_on)
        return advice(local(self.talk.planned_at), term=term, is_away=self.is_away, holidays=self.holidays)


@dataclass
class FollowUpRow:
    """A follow-up as one person sees it."""

    row: FollowUp
    user: Employee
    today: date

    @property
    def is_mine(self) -> bool:
        """Whether the person is the one who does it."""
        talk = self.row.talk
        own = talk.plan.placement.employee_id == self.user.pk
        return own if self.row.side == Side.EMPLOYEE else talk.superior_id == self.user.pk

    @property
    def other(self) -> Employee:
        """The one whom the person talked with."""
        talk = self.row.talk
        owner = talk.plan.placement.employee
        return talk.superior if owner.pk == self.user.pk else owner

    @property
    def who(self) -> str:
        """Who does it, as the person reads it in a list."""
        return "Anda" if self.is_mine else self.name

    @property
    def name(self) -> str:
        """Who does it, by name."""
        talk = self.row.talk
        person = talk.plan.placement.employee if self.row.side == Side.EMPLOYEE else talk.superior
        return person.full_name

    @property
    def words(self) -> tuple[str, str]:
        """How it stands, in neutral words, and the kind of tag."""
        return due_words(due_on=self.row.due_on, done_on=self.row.done_on, today=self.today)


@dataclass(frozen=True)
class TalkList:
    """The talks of a person: what comes, what was, and what is still to be done."""

    ahead: list[TalkRow]
    unconfirmed: list[TalkRow]
    behind: list[TalkRow]
    follow_ups: list[FollowUpRow]
    has_more_follow_ups: bool
    has_more: bool


def local(moment: datetime) -> datetime:
    """Return a moment as the clock on the wall shows it, without a zone."""
    return timezone.localtime(moment).replace(tzinfo=None)


def with_all(talks: QuerySet[Talk]) -> QuerySet[Talk]:
    """Load everything that a page says about a talk."""
    return with_both(talks).select_related(
        "planned_by", "plan__period", "plan__placement__position", "plan__placement__unit"
    )


def with_both(talks: QuerySet[Talk]) -> QuerySet[Talk]:
    """Load what a list says about talks: the two who talk, and the quarter."""
    return talks.select_related("term", "superior", "plan__placement__employee")


def rows_of(talks: Iterable[Talk], user: Employee, on: date) -> list[TalkRow]:
    """Return talks as a person sees them: leaders, who is away, holidays (three queries)."""
    found = list(talks)
    ahead = [talk for talk in found if talk.state == TalkState.PLANNED]
    _name_leaders(ahead, on)
    people = {talk.plan.placement.employee_id for talk in ahead}
    days = [timezone.localdate(talk.planned_at) for talk in ahead]
    free = holiday_names(min(days), max(days)) if days else {}
    away: dict[int, list[Span]] = {}
    if people:
        for row in Absence.objects.filter(employee__in=people).order_by("pk"):
            away.setdefault(row.employee_id, []).append(Span(row.started_on, row.ended_on))
    return [
        TalkRow(
            talk,
            user,
            on,
            any(
                span.holds(timezone.localdate(talk.planned_at))
                for span in away.get(talk.plan.placement.employee_id, [])
            ),
            free,
        )
        for talk in found
    ]


def _name_leaders(ahead: list[Talk], on: date) -> None:
    """Name on planned talks who leads them today: the superior may have changed since (one query)."""
    running = [talk.plan for talk in ahead if talk.plan.last_day >= on]
    lines = Supervision.objects.on(on).filter(placement__in=[plan.placement_id for plan in running])
    found = {line.placement_id: line for line in lines.select_related("superior", "upper")} if running else {}
    for plan in running:
        remember_line(plan, on, found.get(plan.placement_id))
    for talk in ahead:
        line = line_of(talk.plan, on)
        if line is not None and line.superior is not None:
            talk.superior = line.superior


def talk_list(user: Employee, on: date, *, page: int = 1, size: int = 30) -> TalkList:
    """Return the talks of a person and of the team he or she leads (at most six queries)."""
    seen = with_both(visible_talks(user, on)).defer("notes")
    is_open = Q(cancelled_at=None) & ~FIXED
    going = seen.filter(is_open).order_by("planned_at", "pk")
    past = list(seen.exclude(is_open).order_by("-planned_at", "-pk")[(page - 1) * size : page * size + 1])
    rows, follow_ups = rows_of(going, user, on), open_follow_ups(user, on)
    return TalkList(
        ahead=[row for row in rows if row.talk.state == TalkState.PLANNED],
        unconfirmed=[row for row in rows if row.talk.state == TalkState.NOTED],
        behind=rows_of(past[:size], user, on),
        follow_ups=follow_ups[:FOLLOW_UPS_SHOWN],
        has_more_follow_ups=len(follow_ups) > FOLLOW_UPS_SHOWN,
        has_more=len(past) > size,
    )


def open_follow_ups(user: Employee, on: date) -> list[FollowUpRow]:
    """Return the first of what is still to be done after the talks that a person sees (one query)."""
    rows = FollowUp.objects.filter(talk__in=visible_talks(user, on), done_on=None)
    rows = rows.select_related("talk__superior", "talk__term", "talk__plan__placement__employee")
    return [FollowUpRow(row, user, on) for row in rows.order_by("due_on", "pk")[: FOLLOW_UPS_SHOWN + 1]]


def follow_ups_of(talk: Talk, user: Employee, on: date) -> list[FollowUpRow]:
    """Return the follow-ups of one loaded talk in the order of their days (one query)."""
    rows = list(talk.follow_ups.order_by("due_on", "pk"))
    for row in rows:
        row.talk = talk
    return [FollowUpRow(row, user, on) for row in rows]


def cancel_reason(talk: Talk) -> str:
    """Return why a talk was cancelled, as the event tells it (a query for cancelled ones only)."""
    if talk.cancelled_at is None:
        return ""
    told = Event.objects.filter(target_type="reviews.talk", target_id=talk.pk, action="talk.cancelled")
    return told.order_by("pk").values_list("note", flat=True).last() or ""


# --- For other pages --------------------------------------------------------------------------------


def talks_by_plan(plan_ids: Collection[int]) -> dict[int, list[Talk]]:
    """Return the talks that were held or are planned, by plan, without what was said in them (one query)."""
    found: dict[int, list[Talk]] = {}
    for talk in Talk.objects.filter(plan__in=plan_ids, cancelled_at=None).defer("notes").order_by("pk"):
        found.setdefault(talk.plan_id, []).append(talk)
    return found


def team_without_talk(user: Employee, term: Term, on: date) -> list[Plan]:
    """Return the plans that a person leads and that have no talk in a quarter yet, by name (one query)."""
    talks = Talk.objects.filter(plan=OuterRef("pk"), term=term, cancelled_at=None)
    led = supervised_plans(user, on).values("pk")
    plans = Plan.objects.with_people().filter(~Exists(talks), pk__in=led, period=term.period_id)
    plans = plans.filter(status__in=TALKED_ABOUT, placement__employee__is_active=True)
    rows = plans.order_by("placement__employee__name", "pk")
    return [plan for plan in rows if plan.started_on <= term.ended_on and plan.last_day >= term.started_on]


def agreed_talks(plan: Plan) -> list[Talk]:
    """Return the talks that both have confirmed, the latest first, with what follows of each (one query)."""
    names = ("pk", "text", "side", "due_on", "done_on")
    rows = Talk.objects.filter(FIXED, plan=plan).select_related("term", "superior")
    rows = rows.annotate(**{f"step_{name}": F(f"follow_ups__{name}") for name in names})
    found: dict[int, Talk] = {}
    for row in rows.order_by("-held_on", "-pk", "follow_ups__due_on", "follow_ups__pk"):
        talk = found.setdefault(row.pk, row)
        steps = talk.__dict__.setdefault("agreed_steps", [])
        values = {name: getattr(row, f"step_{name}") for name in names}
        if values["pk"] is not None:
            steps.append(FollowUp(talk=talk, **values))
    return list(found.values())


def talked_on(plan: Plan, term: Term, on: date) -> date | None:
    """Return the day of the latest talk in a quarter, or in the year for the annual evaluation."""
    rows = Talk.objects.filter(plan=plan, held_on__lte=on)
    if not term.is_final:
        rows = rows.filter(term=term)
    found: date | None = rows.aggregate(last=Max("held_on"))["last"]
    return found


def own_plan(user: Employee, on: date) -> Plan | None:
    """Return the plan about which a person can ask for a talk, the running one first."""
    plans = Plan.objects.filter(placement__employee=user, status__in=TALKED_ABOUT, period__closed_at=None)
    rows = list(plans.exclude(status=PlanStatus.CLOSED).with_people().order_by("-started_on", "-pk"))
    return next((plan for plan in rows if plan.span.holds(on)), next(iter(rows), None))
