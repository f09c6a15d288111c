"""What a person wants to grow in, as the pages list it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from organizations.models import Employee

from ..access.goal import own_goals
from ..models import DevelopmentGoal, DevelopmentPlan

MOST = 100  # a person has a handful; the list stays one page


@dataclass(frozen=True)
class DevelopmentPage:
    """Goals under way, the nearest date first, and those that are done, the latest first."""

    running: Sequence[DevelopmentGoal]
    done: Sequence[DevelopmentGoal]
    care: Sequence[DevelopmentPlan] = ()  # agreed on with the superior, the latest first


def development_page(
    goals: QuerySet[DevelopmentGoal], care: QuerySet[DevelopmentPlan] | None = None
) -> DevelopmentPage:
    """Return goals in the order of the page (one query, and one for plans with support)."""
    rows = list(goals.order_by("due_on", "pk")[:MOST])
    done = sorted((row for row in rows if row.done_on), key=lambda row: (row.done_on, row.pk), reverse=True)
    plans = list(care.order_by("-started_on", "-pk")[:MOST]) if care is not None else []
    return DevelopmentPage([row for row in rows if not row.done_on], done, plans)


def own_development(user: Employee, first_day: date | None) -> DevelopmentPage:
    """Return what a person is at, of any year, and what was done since the first day of the open year."""
    since = Q(done_on__gte=first_day) if first_day else Q()
    care = DevelopmentPlan.objects.filter(employee=user)
    return development_page(own_goals(user).filter(Q(done_on=None) | since), care)
