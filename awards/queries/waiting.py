"""What waits for people because they sit on an award committee."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse

from organizations.models import Employee
from organizations.rules import Role
from reviews.queries.desk_tasks import waiting
from reviews.queries.year import Task

from ..models import AwardList
from ..rules.award import Choice


def award_tasks(user: Employee, roles: list[str], on: date) -> list[Task]:
    """Return the task of a committee with places to give (one query; none for anybody else)."""
    if Role.AWARD_COMMITTEE not in roles or not _undecided():
        return []
    hint = "Mesin mengusulkan, orang memutuskan."
    return [waiting("Putuskan usulan penghargaan", hint, reverse("awards:award-list"))]


def _undecided() -> bool:
    recommended = Count("candidates", filter=Q(candidates__decision=Choice.RECOMMENDED))
    lists = AwardList.objects.filter(closed_at__isnull=True).annotate(chosen=recommended)
    return lists.filter(chosen__lt=F("scheme__places")).exists()
