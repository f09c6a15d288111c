"""The home page: what this person can go on with, and where the year stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse

from indicators.models import Plan
from indicators.rules import PlanStatus
from organizations.access import grants_of, may_administer, open_attendance_reports, open_reports
from organizations.models import Employee
from organizations.rules import Role

from ..models import AwardList, Evaluation
from ..rules.evaluation import EvaluationStatus
from .own import OwnYear, own_tasks, own_year, own_years
from .waiting import waiting_tasks
from .year import Rank, Task, Year, in_order, year_on

__all__ = ["Task", "Year", "all_tasks", "home_page", "year_on"]

MOST_TASKS = 7


@dataclass(frozen=True)
class Step:
    """One step of the year."""

    label: str
    state: str
    note: str = ""


def home_page(user: Employee, year: Year, on: date, *, in_full: bool = False) -> dict[str, object]:
    """Return the first tasks, or all, and the steps of the year for one person (at most nine queries)."""
    own = own_year(user, year, on)
    tasks = tasks_of([user], {user.pk: own}, year, on)[user.pk]
    return {
        "tasks": tasks if in_full else tasks[:MOST_TASKS],
        "more": 0 if in_full else max(0, len(tasks) - MOST_TASKS),
        "steps": _steps(own.plan, own.result, year),
        "year": year,
        "plan": own.plan,
    }


def all_tasks(people: Sequence[Employee], year: Year, on: date) -> dict[int, list[Task]]:
    """Return the tasks of many people as their home shows them, in a number of queries that stays the same.

    Only who holds a role costs up to four more. People come with the flags of `with_flags`.
    """
    return tasks_of(people, own_years(people, year, on), year, on)


def tasks_of(
    people: Sequence[Employee], own: Mapping[int, OwnYear], year: Year, on: date
) -> dict[int, list[Task]]:
    """Return by person everything to go on with: where somebody waits, the desk of a role, the own year."""
    waiting = waiting_tasks(people, year, on)
    return {
        person.pk: in_order(
            [
                *waiting[person.pk],
                *_desk_tasks(person, year, on),
                *_own(waiting[person.pk], own_tasks(person, own[person.pk], year)),
            ]
        )
        for person in people
    }


def _own(waiting: list[Task], own: list[Task]) -> list[Task]:
    """Leave out the task to write the own plan where it stands on top already because the team waits."""
    asked = any(task.href == reverse("indicators:plan-mine") for task in waiting)
    return own[1:] if asked else own


def _desk_tasks(user: Employee, year: Year, on: date) -> list[Task]:
    """Return what waits for somebody with a role (no query for who has none)."""
    grants = grants_of(user, on)
    if not grants:
        return []
    tasks = []
    if reports := open_reports(user, on).count():
        hint, href = f"{reports} pegawai menunggu.", reverse("organizations:report-list")
        title = "Jawab laporan data keliru"
        tasks.append(Task(title, hint, href, "Menunggu Anda", "info", Rank.OTHERS, reports))
    if corrections := open_attendance_reports(user, on).count():
        hint, href = f"{corrections} pegawai menunggu.", reverse("organizations:attendance-reports")
        title = "Jawab koreksi kehadiran"
        tasks.append(Task(title, hint, href, "Menunggu Anda", "info", Rank.OTHERS, corrections))
    if any(grant.role == Role.AWARD_COMMITTEE for grant in grants):
        recommended = Count("candidates", filter=Q(candidates__decision="DIREKOMENDASIKAN"))
        lists = AwardList.objects.filter(closed_at__isnull=True).annotate(chosen=recommended)
        if lists.filter(chosen__lt=F("places")).exists():
            hint, href = "Mesin mengusulkan, orang memutuskan.", reverse("reviews:award-list")
            title = "Putuskan usulan penghargaan"
            tasks.append(Task(title, hint, href, "Menunggu Anda", "info", Rank.OTHERS))
    if year.period is None and may_administer(user, on):
        hint, href = "Tahun baru perlu tanggal dan angka kebijakan.", reverse("indicators:period-list")
        tasks.append(Task("Buka tahun penilaian", hint, href, "Belum dibuka", "info"))
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
