"""The home page: what this person can go on with, and where the year stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from indicators.models import Plan
from indicators.rules import PlanStatus
from organizations.models import Employee

from ..access.talk import visible_talks
from ..models import Evaluation, Talk
from ..rules.evaluation import EvaluationStatus
from .desk_tasks import desk_tasks
from .own import OwnYear, own_tasks, own_year, own_years
from .remark import latest_appreciation
from .talk import with_all
from .waiting import waiting_tasks
from .year import Task, Year, in_order, year_on

__all__ = ["Task", "Year", "all_tasks", "home_page", "year_on"]

MOST_TASKS = 7


@dataclass(frozen=True)
class Step:
    """One step of the year."""

    label: str
    state: str
    note: str = ""


def home_page(user: Employee, year: Year, on: date, *, in_full: bool = False) -> dict[str, object]:
    """Return the first tasks, or all, and the steps of the year for one person (at most twelve queries)."""
    own = own_year(user, year, on)
    tasks = tasks_of([user], {user.pk: own}, year, on)[user.pk]
    return {
        "tasks": tasks if in_full else tasks[:MOST_TASKS],
        "more": 0 if in_full else max(0, len(tasks) - MOST_TASKS),
        "steps": _steps(own.plan, own.result, year),
        "appreciation": latest_appreciation(user),
        "talk": next_talk(user, on),
        "today": on,
        "year": year,
        "plan": own.plan,
        "has_post": own.post is not None,
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
    waiting, desks = waiting_tasks(people, year, on), desk_tasks(people, year, on)
    return {
        person.pk: in_order(
            [
                *waiting[person.pk],
                *desks[person.pk],
                *_own(waiting[person.pk], own_tasks(person, own[person.pk], year)),
            ]
        )
        for person in people
    }


def _own(waiting: list[Task], own: list[Task]) -> list[Task]:
    """Leave out the task to write the own plan where it stands on top already because the team waits."""
    asked = any(task.href == reverse("indicators:plan-mine") for task in waiting)
    return own[1:] if asked else own


def next_talk(user: Employee, on: date) -> Talk | None:
    """Return the next planned talk of a person, as employee or as superior (one query)."""
    today = timezone.make_aware(datetime.combine(on, time()))
    rows = visible_talks(user, on).filter(held_on=None, cancelled_at=None, planned_at__gte=today)
    return with_all(rows).order_by("planned_at", "pk").first()


def _steps(plan: Plan | None, result: Evaluation | None, year: Year) -> list[Step]:
    agreed = plan is not None and plan.status in (PlanStatus.AGREED, PlanStatus.CLOSED)
    parts = len(year.terms)
    now = year.running.number if year.running else 0
    return [
        Step("Rencana disepakati", "done" if agreed else "now"),
        Step(
            "Kemajuan",
            "done" if result else ("now" if agreed else "next"),
            f"{now} dari {parts}" if agreed and parts else "",
        ),
        Step("Penilaian dan dialog", "done" if result else "next"),
        Step(
            "Hasil final",
            "done" if result and result.status == EvaluationStatus.FINAL else ("now" if result else "next"),
        ),
    ]
