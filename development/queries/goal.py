"""What a person wants to grow in, as the pages list it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from indicators.queries.matrix import shortened
from multirater.queries.result import behaviour_named
from organizations.models import Employee
from reviews.access.remark import visible_remarks
from reviews.models import Evaluation
from reviews.rules.evaluation import RELEASED

from ..access.goal import own_goals
from ..models import DevelopmentGoal, DevelopmentPlan

LONGEST = 300  # letters of a goal
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


def begun_from(user: Employee, asked: Mapping[str, str], on: date) -> str:
    """Return the words a goal begins with: of an own behaviour, remark or result that the address names.

    Its text is in no address; nothing for what is not there or not the person's (at most two queries).
    """
    origin, pk = asked.get("dari", ""), asked.get("nomor", "")
    if origin == "360":
        return behaviour_named(user, asked.get("hasil", ""), asked.get("butir", ""))
    if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
        return ""
    found: str | None = ""
    if origin == "umpan-balik":
        rows = visible_remarks(user, on).filter(placement__employee=user, pk=int(pk))
        found = rows.values_list("text", flat=True).first()
    elif origin == "hasil":
        results = Evaluation.objects.filter(plan__placement__employee=user, status__in=RELEASED, pk=int(pk))
        found = results.values_list("recommendation", flat=True).first()
    return shortened(found or "", LONGEST)


def own_development(user: Employee, first_day: date | None) -> DevelopmentPage:
    """Return what a person is at, of any year, and what was done since the first day of the open year."""
    since = Q(done_on__gte=first_day) if first_day else Q()
    care = DevelopmentPlan.objects.filter(employee=user)
    return development_page(own_goals(user).filter(Q(done_on=None) | since), care)
