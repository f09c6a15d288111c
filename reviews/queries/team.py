"""The superior's page: everybody in the team, and what each waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from appraisal.paging import counted_page
from appraisal.templatetags.ui import tanggal
from indicators.access.rating import rating_spans
from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Absence, Employee, Placement, Supervision

from ..access.evaluation import unread_by
from ..access.line import supervised_plans
from ..models import Evaluation, HelpRequest, SelfAssessment, Talk
from ..rules.evaluation import UNSHARED, EvaluationStatus
from .help import open_help_of
from .note import last_note_days
from .talk import talks_by_plan
from .year import Year

PAGE = 50

PLAN_WORDS = {
    PlanStatus.DRAFT: ("Sedang disusun", "mute"),
    PlanStatus.RETURNED: ("Dikembalikan dengan saran", "warn"),
    PlanStatus.SUBMITTED: ("Menunggu Anda", "info"),
    PlanStatus.AGREED: ("Disepakati", "ok"),
    PlanStatus.CLOSED: ("Ditutup", "mute"),
}
EVALUATION_WORDS = {
    EvaluationStatus.DRAFT: ("Draf penilaian", "info"),
    EvaluationStatus.OFFERED: ("Dalam kalibrasi", "info"),
    EvaluationStatus.SHARED: ("Dibagikan, belum dibaca", "info"),
    EvaluationStatus.ACKNOWLEDGED: ("Sudah dibaca", "ok"),
    EvaluationStatus.OBJECTED: ("Keberatan", "warn"),
    EvaluationStatus.EXPLAINED: ("Menunggu putusan", "info"),
    EvaluationStatus.FINAL: ("Final", "ok"),
}


@dataclass
class Member:
    """One person of the team with the state of the plan and what was written and said last."""

    placement: Placement
    plan: Plan | None
    evaluation: Evaluation | None
    ended_on: date | None = None  # the last day of a plan that is over before its year
    is_away: bool = False  # in a way in which nobody expects a plan
    noted_on: date | None = None
    talked_on: date | None = None
    planned: Talk | None = None  # this quarter's talk, while it has not been held
    step: Step | None = None

    @property
    def name(self) -> str:
        """The name by which the team is ordered."""
        return self.placement.employee.name

    @property
    def plan_words(self) -> tuple[str, str]:
        """The plan's state in words and its kind of tag."""
        if self.plan is None:
            return ("Tidak diharapkan", "mute") if self.is_away else ("Belum disusun", "mute")
        return PLAN_WORDS[PlanStatus(self.plan.status)]

    @property
    def evaluation_words(self) -> tuple[str, str] | None:
        """The annual evaluation's state in words and its kind of tag; nothing before there is one."""
        if self.evaluation is None:
            return None
        words, kind = EVALUATION_WORDS[EvaluationStatus(self.evaluation.status)]
        return (f"{words}, ada tanggapan" if self.evaluation.comment else words, kind)

    @property
    def has_assessed(self) -> bool:
        """Whether a self-assessment came that no result has answered yet."""
        return getattr(self.plan, "has_assessed", False)

    @property
    def awaits_rating(self) -> bool:
        """Whether the agreed plan has no shared annual evaluation yet."""
        drafted = self.evaluation is None or self.evaluation.status in UNSHARED
        return self.plan is not None and self.plan.status == PlanStatus.AGREED and drafted


@dataclass(frozen=True)
class Step:
    """What the superior can do next with one person."""

    label: str
    href: str


@dataclass(frozen=True)
class TeamPage:
    """One page of the team, with how many there are in all and how many have a result."""

    members: list[Member]
    count: int
    rated: int
    drafted: int  # ratings of this person that wait to be shared
    query: str
    label: str
    prev_href: str
    next_href: str


def team(user: Employee, period: Period | None, final: Term | None, on: date) -> list[Member]:
    """Return the team by name with plan and annual evaluation (three queries at any size).

    The plans of the year count by the line of their own days, so that somebody who moved on in mid-year
    is still there for the part that this superior appraises; people without a plan follow today's line.
    """
    plans = supervised_plans(user, on).filter(period=period)
    plans = plans.select_related("placement__employee", "placement__position", "placement__unit")
    shared = Evaluation.objects.filter(plan=OuterRef("plan"), term=OuterRef("term")).exclude(
        status__in=UNSHARED
    )
    own_words = SelfAssessment.objects.filter(~Exists(shared), plan=OuterRef("pk"), sent_at__isnull=False)
    begun = list(plans.annotate(has_assessed=Exists(own_words)))
    judged = Evaluation.objects.filter(~unread_by(user), plan__in=[plan.pk for plan in begun], term=final)
    evaluations = {row.plan_id: row for row in judged}
    members = [Member(plan.placement, plan, evaluations.get(plan.pk), _over(plan, on)) for plan in begun]
    members += [
        Member(line.placement, None, None, is_away=line.is_away)  # type: ignore[attr-defined]
        for line in without_plan(user, period, on)
    ]
    return sorted(members, key=lambda member: (member.name, member.placement.pk))


def team_page(user: Employee, year: Year, on: date, params: Mapping[str, str]) -> TeamPage:
    """Return fifty people of the team by name, found by "q", with their next step (seven queries)."""
    members = team(user, year.period, year.final, on)
    words = params.get("q", "").strip()[:80]
    found = [member for member in members if words.lower() in member.name.lower()]
    kept = ({"q": words} if words else {}) | {"halaman": ""}
    page = counted_page(params.get("halaman", ""), len(found), PAGE, "?" + urlencode(kept))
    shown = found[page.part]
    _fill(shown, year, on)
    rated = sum(1 for member in members if member.plan and not member.awaits_rating)
    drafts = [row.evaluation for row in members if row.evaluation and row.evaluation.status in UNSHARED]
    drafted = sum(1 for row in drafts if row.predicate and row.appraiser_id == user.pk)
    links = (page.label, page.prev_href, page.next_href)
    return TeamPage(shown, len(members), rated, drafted, words, *links)


def _fill(members: Sequence[Member], year: Year, on: date) -> None:
    """Add the last note, the last talk and the next step to the people that are shown (three queries)."""
    notes = last_note_days([member.placement.pk for member in members])
    plans = [member.plan for member in members if member.plan]
    talks, calls = talks_by_plan([plan.pk for plan in plans]), open_help_of(plans)
    for member in members:
        member.noted_on = notes.get(member.placement.pk)
        if member.plan is not None:
            held = talks.get(member.plan.pk, [])
            member.talked_on = max((talk.held_on for talk in held if talk.held_on), default=None)
            member.planned = next((talk for talk in held if _is_planned(talk, year.running)), None)
            waiting = [call for call in calls.get(member.plan.pk, []) if call.replied_at is None]
            member.step = _step(member, member.plan, waiting, year, on)


def _is_planned(talk: Talk, term: Term | None) -> bool:
    """Say whether a talk of the quarter was not held yet."""
    return term is not None and talk.term_id == term.pk and talk.held_on is None


def _step(member: Member, plan: Plan, waiting: Sequence[HelpRequest], year: Year, on: date) -> Step | None:
    """Return the next step with one person: what helps the person first."""
    judged = member.evaluation
    if waiting:
        return Step("Jawab permintaan bantuan", reverse("reviews:help-detail", args=[waiting[0].pk]))
    if plan.status == PlanStatus.SUBMITTED:
        return Step("Tanggapi SKP", reverse("indicators:plan-detail", args=[plan.pk]))
    if judged is not None and judged.status == EvaluationStatus.OBJECTED:
        return Step("Beri penjelasan", reverse("reviews:evaluation-detail", args=[judged.pk]))
    if member.awaits_rating and year.final and _rates_now(member, year, on):
        return Step("Nilai", reverse("reviews:evaluation-rate", args=[plan.pk, year.final.pk]))
    if judged is not None:
        return Step("Lihat hasil", reverse("reviews:evaluation-detail", args=[judged.pk]))
    if plan.status != PlanStatus.AGREED or not year.running:
        return None
    if member.planned is not None:
        day = tanggal(timezone.localdate(member.planned.planned_at))
        return Step(f"Dialog {day}", reverse("reviews:talk-detail", args=[member.planned.pk]))
    if member.talked_on is None or member.talked_on < year.running.started_on:
        return Step("Rencanakan dialog", reverse("reviews:talk-plan", args=[plan.pk]))
    return Step("Beri umpan balik", reverse("reviews:feedback-give", args=[plan.pk, year.running.pk]))


def _rates_now(member: Member, year: Year, on: date) -> bool:
    """Say whether the annual evaluation has begun: in the unit, or because the plan is over."""
    if member.ended_on:
        return True
    if year.period is None or year.final is None:
        return False
    return on >= rating_spans(year.period, year.final).of(member.placement.unit_id).started_on


def _over(plan: Plan, on: date) -> date | None:
    """Return the last day of a plan that ended with its placement, None for one that runs."""
    return plan.last_day if plan.last_day < min(on, plan.ended_on) else None


def without_plan(user: Employee, period: Period | None, on: date) -> list[Supervision]:
    """Return today's lines to people who have not begun a plan."""
    planned = Plan.objects.filter(period=period, placement=OuterRef("placement"))
    lines = Supervision.objects.on(on).filter(superior=user, placement__employee__is_active=True)
    away = Absence.objects.on(on).without_plan().filter(employee=OuterRef("placement__employee"))
    lines = lines.filter(~Exists(planned)).annotate(is_away=Exists(away))
    return list(lines.select_related("placement__employee", "placement__position", "placement__unit"))
