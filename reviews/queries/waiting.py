"""What waits for a person in talks, plans, requests and results: the table of the kinds of tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from indicators.access.dialogue import awaiting
from indicators.access.rating import rating_spans
from indicators.models import Period, Plan, PlanRequest, Term, last_day
from indicators.rules import PlanStatus
from organizations.access import is_head, is_superior
from organizations.models import Employee, Placement, on_day

from ..access.line import of_supervised, supervised_plans
from ..access.remark import open_requests, requests_to
from ..models import Action, Evaluation, FollowUp, HelpRequest, RemarkRequest, Talk, Voice
from ..rules.evaluation import UNSHARED
from ..rules.talk import Side
from .achievement_tasks import KEYS_TO_REPORT, UNITS_TO_SET
from .credit_task import TO_CREDIT
from .objection_tasks import OBJECTION_ANSWERED, TO_DECIDE, TO_EXPLAIN
from .opinion_task import TO_ANSWER, TO_PROPOSE
from .result_tasks import TO_ASSESS, TO_JUDGE, TO_SHARE
from .spread_task import TITLE, only_differing, unexplained
from .task_source import Found, Source, Words, found_tasks
from .voice import waiting_voices
from .year import Rank, Task, Year

SOON = timedelta(days=7)
ME = OuterRef("pk")  # the person
OWNER = "placement__employee__name"


def waiting_tasks(people: Sequence[Employee], year: Year, on: date) -> dict[int, list[Task]]:
    """Return by person what waits, in the order of the table (at most two queries).

    Who leads nobody is not asked for what only superiors and heads have.
    """
    leading = [person for person in people if is_superior(person, on) or is_head(person, on)]
    alone = [person for person in people if person not in leading]
    found = only_differing(leading, found_tasks(leading, SOURCES, year, on), year, on)
    return found | found_tasks(alone, [source for source in SOURCES if not source.leads], year, on)


def team_tasks(user: Employee, year: Year, on: date) -> list[Task]:
    """Return what the team waits for from this superior, as the team page shows it (one query)."""
    kinds = [source for source in SOURCES if source.leads or source.team]
    kinds = [source for source in kinds if source.task is not EXPLAIN_SPREAD]  # of the unit, not the team
    return found_tasks([user], kinds, year, on)[user.pk]


# --- Rows: what the team waits for ----------------------------------------------------------------


def _unanswered_help(year: Year, on: date) -> QuerySet[HelpRequest]:
    open_now = HelpRequest.objects.filter(replied_at__isnull=True, closed_at__isnull=True)
    return open_now.filter(of_supervised(ME, on))


def _asked_plan(year: Year, on: date) -> QuerySet[PlanRequest]:
    """Return what `indicators.queries.askers` names: the team waits until a plan is handed in."""
    led = on_day(on, "placement__supervisions__") & Q(placement__supervisions__superior=ME)
    mine = Plan.objects.filter(placement__employee=OuterRef("superior"), period=year.period)
    rows = PlanRequest.objects.filter(~Exists(mine.exclude(status=PlanStatus.DRAFT)), period=year.period)
    return rows.filter(led, superior=ME)


def _unrated(year: Year, on: date) -> QuerySet[Plan]:
    """Return agreed plans without a shared result; a plan that is over waits for no window."""
    if year.period is None or year.final is None:
        return Plan.objects.none()
    shared = Evaluation.objects.filter(plan=OuterRef("pk"), term=year.final)
    rows = supervised_plans(ME, on).filter(period=year.period, status=PlanStatus.AGREED)
    rows = rows.filter(~Exists(shared.exclude(status__in=UNSHARED)))
    rows = rows.filter(placement__employee__is_active=True)
    rated = _rated_now(year.period, year.final, on)
    if rated is None:
        return rows
    over = Q(until__lt=Value(min(on, year.period.ended_on)))
    return rows.annotate(until=last_day()).filter(over | rated)


def _rated_now(period: Period, final: Term, on: date) -> Q | None:
    """Return the condition that the annual evaluation of the unit has begun; None when it has everywhere."""
    spans = rating_spans(period, final)
    usual = on >= spans.usual.started_on
    other = [unit for unit, span in spans.by_unit.items() if (on >= span.started_on) != usual]
    named = Q(placement__unit__in=other)
    if usual:
        return ~named if other else None
    return named if other else Q(pk=None)


def _led_talks(year: Year, on: date) -> QuerySet[Talk]:
    """Return the talks whose notes wait for the superior who held them."""
    held = Talk.objects.filter(held_on__isnull=False, superior_confirmed_at__isnull=True)
    return held.filter(superior=ME)


def _unnoted_talks(year: Year, on: date) -> QuerySet[Talk]:
    """Return planned talks whose day is over."""
    today = timezone.make_aware(datetime.combine(on, time()))
    rows = Talk.objects.filter(held_on=None, cancelled_at=None, planned_at__lt=today)
    return rows.filter(of_supervised(ME, on))


def _led_steps(year: Year, on: date) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(_soon(on), side=Side.SUPERIOR, talk__superior=ME)


def _voices(year: Year, on: date) -> QuerySet[Voice]:
    """Return what citizens said and nobody has read in the units that this person heads.

    Everybody above may read it as well; who heads the next unit is asked where the unit itself has no head.
    """
    headless = ~Exists(Placement.objects.on(on).filter(is_head=True, unit=OuterRef("point__unit")))
    near, above = (_headed(on, f"point__{unit}__placements__") for unit in ("unit", "unit__parent"))
    rows = waiting_voices(Voice.objects.filter(point__closed_at__isnull=True))
    return rows.filter(near | (Q(headless) & above))


def _headed(on: date, path: str) -> Q:
    return on_day(on, path) & Q(**{f"{path}is_head": True, f"{path}employee": ME})


# --- Rows: for everybody --------------------------------------------------------------------------


def _asked_remarks(year: Year, on: date) -> QuerySet[RemarkRequest]:
    return open_requests(requests_to(ME))


def _own_talks(year: Year, on: date) -> QuerySet[Talk]:
    """Return the talks whose notes wait for the employee."""
    held = Talk.objects.filter(held_on__isnull=False, employee_confirmed_at__isnull=True)
    return held.filter(plan__placement__employee=ME)


def _answered_help(year: Year, on: date) -> QuerySet[HelpRequest]:
    mine = HelpRequest.objects.filter(plan__placement__employee=ME)
    return mine.filter(replied_at__isnull=False, closed_at__isnull=True)


def _own_steps(year: Year, on: date) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(_soon(on), side=Side.EMPLOYEE, talk__plan__placement__employee=ME)


def _actions(year: Year, on: date) -> QuerySet[Action]:
    """Return the planned steps of agreed plans that are due soon."""
    rows = Action.objects.filter(_soon(on), removed_at__isnull=True, result__removed_at__isnull=True)
    agreed = {"result__plan__status": PlanStatus.AGREED, "result__plan__period": year.period}
    return rows.filter(result__plan__revises__isnull=True, result__plan__placement__employee=ME, **agreed)


def _soon(on: date) -> Q:
    return Q(done_on__isnull=True, due_on__lte=on + SOON)


# --- The table: what helps others first -----------------------------------------------------------


def _plan_asked(found: Found) -> Task:
    title = f"Susun SKP Anda: {found.count} orang menunggu"
    hint = "Tim Anda menautkan hasilnya setelah Anda mengajukan."
    return Task(title, hint, reverse("indicators:plan-mine"), "Menunggu Anda", "info", Rank.OTHERS)


TALK, TALKS = "reviews:talk-detail", "reviews:talk-list"
EVALUATION, TEAM = "reviews:evaluation-detail", "reviews:team"
ANSWER_HELP = Words(
    "Jawab permintaan bantuan",
    "{people} menunggu jawaban Anda.",
    "reviews:help-list",
    "reviews:help-detail",
    query="?lingkup=tim&keadaan=menunggu",
)
ANSWER_PLANS = Words("Tanggapi SKP tim Anda", "{people} menunggu jawaban Anda.", "indicators:plan-queue")
GIVE_REMARK = Words(
    "Beri umpan balik yang diminta",
    "{people} menunggu kata-kata Anda.",
    "reviews:remark-list",
    "reviews:request-answer",
)
ANSWER_VOICES = Words("Jawab suara warga", "{count} pesan warga menunggu dibaca.", "reviews:point-list")
CONFIRM_TALK = Words(
    "Setujui catatan dialog", "{people} menunggu. Baca dulu; bisa diubah bersama.", TALKS, TALK
)
CONFIRM_OWN_TALK = Words("Setujui catatan dialog Anda", "Baca dulu; bisa diubah bersama.", TALKS, TALK)
NOTE_TALK = Words(
    "Catat dialog yang sudah lewat",
    "{people}. Catat, atau pilih waktu lain.",
    TALKS,
    TALK,
    status="Menunggu Anda",
)
EXPLAIN_SPREAD = Words(
    TITLE,
    "Panduan dan angkanya ada di halaman sebaran. Bahan pertimbangan, bukan kuota.",
    "reviews:distribution",
)
RATE = Words(
    "Nilai dan bagikan hasil tim", "{count} orang belum menerima hasil.", TEAM, status="Bisa dimulai"
)
OWN_STEPS = Words(
    "Tindak lanjut dialog",
    "{count} hal yang Anda sepakati untuk pekan ini.",
    TALKS,
    TALK,
    status="",
    rank=Rank.DATED,
)
TEAM_STEPS = replace(OWN_STEPS, title="Tindak lanjut dialog dengan tim")
READ_HELP = Words(
    "Baca jawaban atas permintaan bantuan Anda",
    "Tutup bila hambatannya sudah teratasi.",
    "reviews:help-list",
    "reviews:help-detail",
    query="?lingkup=saya&keadaan=dijawab",
    status="Baru",
)
ACT = Words(
    "Selesaikan langkah rencana aksi",
    "{count} langkah untuk pekan ini.",
    "reviews:progress-mine",
    status="",
    rank=Rank.DATED,
)


def _awaiting(year: Year, on: date) -> QuerySet[Any]:
    return awaiting(ME, on)


def _unexplained(year: Year, on: date) -> QuerySet[Any]:
    return unexplained(year, on, unit__placements__employee=ME)


SOURCES = [
    Source(_unanswered_help, ANSWER_HELP, leads=True, who=f"plan__{OWNER}"),
    Source(_awaiting, ANSWER_PLANS, leads=True, who=OWNER),
    Source(_asked_plan, _plan_asked, leads=True, count="placement__employee"),
    Source(_asked_remarks, GIVE_REMARK, who=OWNER),
    TO_ANSWER,
    TO_PROPOSE,
    Source(_voices, ANSWER_VOICES, leads=True),
    TO_EXPLAIN,
    TO_DECIDE,
    OBJECTION_ANSWERED,
    Source(_led_talks, CONFIRM_TALK, leads=True, who=f"plan__{OWNER}"),
    Source(_own_talks, CONFIRM_OWN_TALK),
    Source(_unnoted_talks, NOTE_TALK, leads=True, who=f"plan__{OWNER}"),
    TO_SHARE,
    TO_JUDGE,
    Source(_unrated, RATE, leads=True),
    Source(_unexplained, EXPLAIN_SPREAD, leads=True),
    *(UNITS_TO_SET, KEYS_TO_REPORT),
    TO_CREDIT,
    Source(_answered_help, READ_HELP),
    Source(_led_steps, TEAM_STEPS, leads=True, pk="talk", due="due_on"),
    Source(_own_steps, OWN_STEPS, pk="talk", due="due_on"),
    Source(_actions, ACT, due="due_on"),
    TO_ASSESS,
]
