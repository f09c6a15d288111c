"""The home page: what this person can go on with, and where the year stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse

from indicators.access.dialogue import awaiting
from indicators.models import Plan, last_day
from indicators.queries import askers
from indicators.rules import PlanStatus
from organizations.access import grants_of, is_superior, may_administer
from organizations.models import DataReport, Employee
from organizations.rules import Role

from ..access.line import overseen_plans, supervised_plans
from ..models import AwardList, Evaluation
from ..rules.evaluation import EvaluationStatus
from .own import own_tasks, own_year
from .year import Task, Year, year_on

__all__ = ["Task", "Year", "home_page", "year_on"]

MOST_TASKS = 7


@dataclass(frozen=True)
class Step:
    """One step of the year."""

    label: str
    state: str
    note: str = ""


def home_page(user: Employee, year: Year, on: date) -> dict[str, object]:
    """Return the tasks and the steps of the year for one person (at most nine queries)."""
    own = own_year(user, year, on)
    plan, result = own.plan, own.result
    tasks = [
        *_awaited(own_tasks(user, own, year), user, plan, year, on),
        *_team_tasks(user, year, on),
        *_desk_tasks(user, year, on),
    ]
    return {"tasks": tasks[:MOST_TASKS], "steps": _steps(plan, result, year), "year": year, "plan": plan}


def _awaited(tasks: list[Task], user: Employee, plan: Plan | None, year: Year, on: date) -> list[Task]:
    """Say with the task of one's own plan how many of the team asked for it."""
    late = plan is None or plan.status == PlanStatus.DRAFT
    if year.period is None or not tasks or not late or not is_superior(user, on):
        return tasks
    if waiting := len(askers(user, year.period, on)):
        hint = "Tim Anda menautkan hasilnya setelah Anda mengajukan."
        tasks[0] = replace(tasks[0], title=f"Susun SKP Anda: {waiting} orang menunggu", hint=hint)
    return tasks


def _team_tasks(user: Employee, year: Year, on: date) -> list[Task]:
    if year.period is None:
        return []
    if not is_superior(user, on):
        return []  # an upper superior leads at least the appraiser
    tasks = _led_tasks(user, year, on)
    waiting = Evaluation.objects.filter(
        plan__in=overseen_plans(user, on),
        status__in=[EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED],
    )
    for pk in waiting.order_by("pk").values_list("pk", flat=True)[:3]:
        href = reverse("reviews:evaluation-detail", args=[pk])
        tasks.append(
            Task("Putuskan keberatan", "Keputusan Anda bersifat final.", href, "Menunggu Anda", "warn")
        )
    return tasks


def _led_tasks(user: Employee, year: Year, on: date) -> list[Task]:
    """Return what waits for a superior, from three small queries."""
    assert year.period is not None
    led = supervised_plans(user, on).filter(period=year.period, placement__employee__is_active=True)
    plans, over = {}, set()
    for pk, status, until in led.values_list("pk", "status", last_day()):
        plans[pk] = status
        if until < min(on, year.period.ended_on):
            over.add(pk)
    results = dict(
        Evaluation.objects.filter(plan__in=list(plans), term=year.final).values_list("plan", "status")
    )
    submitted = awaiting(user, on).count()
    objected = sum(status == EvaluationStatus.OBJECTED for status in results.values())
    open_now = plans if on >= year.period.annual_from else over  # a plan that is over waits for no window
    unrated = sum(
        plans[pk] == PlanStatus.AGREED and results.get(pk, EvaluationStatus.DRAFT) == EvaluationStatus.DRAFT
        for pk in open_now
    )
    team = reverse("reviews:team")
    tasks = []
    if submitted:
        hint = f"{submitted} orang menunggu jawaban Anda."
        queue = reverse("indicators:plan-queue")
        tasks.append(Task("Tanggapi SKP tim Anda", hint, queue, "Menunggu Anda", "info"))
    if objected:
        hint = f"{objected} keberatan menunggu penjelasan."
        tasks.append(Task("Jelaskan penilaian yang diberi keberatan", hint, team, "Menunggu Anda", "warn"))
    if unrated:
        hint = f"{unrated} orang belum menerima hasil."
        tasks.append(Task("Nilai dan bagikan hasil tim", hint, team, "Bisa dimulai", "info"))
    return tasks


def _desk_tasks(user: Employee, year: Year, on: date) -> list[Task]:
    tasks = []
    if may_administer(user, on):
        if year.period is None:
            tasks.append(
                Task(
                    "Buka tahun penilaian",
                    "Tahun baru perlu tanggal dan angka kebijakan.",
                    reverse("indicators:period-list"),
                    "Belum dibuka",
                    "info",
                )
            )
        reports = DataReport.objects.filter(answered_at__isnull=True).count()
        if reports:
            tasks.append(
                Task(
                    "Jawab laporan data keliru",
                    f"{reports} pegawai menunggu.",
                    reverse("organizations:report-list"),
                    "Menunggu Anda",
                    "info",
                )
            )
    if any(grant.role == Role.AWARD_COMMITTEE for grant in grants_of(user, on)):
        recommended = Count("candidates", filter=Q(candidates__decision="DIREKOMENDASIKAN"))
        lists = AwardList.objects.filter(closed_at__isnull=True).annotate(chosen=recommended)
        if lists.filter(chosen__lt=F("places")).exists():
            tasks.append(
                Task(
                    "Putuskan usulan penghargaan",
                    "Mesin mengusulkan, orang memutuskan.",
                    reverse("reviews:award-list"),
                    "Menunggu Anda",
                    "info",
                )
            )
    return tasks


def _steps(plan: Plan | None, result: Evaluation | None, year: Year) -> list[Step]:
    agreed = plan is not None and plan.status in (PlanStatus.AGREED, PlanStatus.CLOSED)
    parts = len(year.terms)
    now = year.running.number if year.running else 0
    return [
        Step("Rencana disepakati", "done" if agreed else "now"),
        Step(
            "Kemajuan triwulan",
            "done" if result else ("now" if agreed else "next"),
            f"{now} dari {parts}" if agreed and parts else "",
        ),
        Step("Penilaian dan dialog", "done" if result else "next"),
        Step(
            "Hasil final",
            "done" if result and result.status == EvaluationStatus.FINAL else ("now" if result else "next"),
        ),
    ]
