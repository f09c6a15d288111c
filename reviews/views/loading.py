"""How the views of reviews load what they show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from appraisal.access import require
from appraisal.http import Request, version_of
from indicators.models import Plan, Term
from indicators.queries import current_period
from organizations.access import Scope, grants_of
from organizations.models import Absence
from organizations.queries import Branches

from ..access.line import may_read_plan, remember_superior, supervised_plans
from ..models import Evaluation, matter, with_title
from ..queries.home import Year, year_on

__all__ = [
    "asked_unit",
    "progress_parts",
    "team_plan",
    "term_of",
    "this_year",
    "version_of",
    "with_people",
    "with_plan",
]


def this_year(on: date) -> Year:
    """Return the open year with its terms."""
    return year_on(current_period(on), on)


Plans = QuerySet[Plan]


def team_plan(request: Request, pk: int, on: date, also: Callable[[Plans], Plans] | None = None) -> Plan:
    """Return a plan that this person appraises, or 404; raise Denied while it is a draft.

    `also` adds to the query what else the page needs.
    """
    plans = with_people(supervised_plans(request.user, on))
    plan = get_object_or_404(also(plans) if also else plans, pk=pk)
    remember_superior(request.user, plan, on)
    require(may_read_plan(plan))
    return plan


def with_people(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Load everything a page says about whose plan it is."""
    rows = plans.select_related("period", "placement__employee", "placement__position", "placement__unit")
    return rows.annotate(was_away=Exists(Absence.objects.filter(employee=OuterRef("placement__employee"))))


def progress_parts(current: str) -> list[dict[str, Any]]:
    """Return the parts of one's own progress, with the name of the page that is open."""
    names = (("Catatan", "note-list"), ("Per masa", "progress-mine"), ("Bukti dukung", "evidence-mine"))
    return [
        {"label": label, "href": reverse(f"reviews:{name}"), "is_current": name == current}
        for label, name in names
    ]


def term_of(plan: Plan, pk: int) -> Term:
    """Return a term of the plan's year, or 404."""
    return get_object_or_404(Term, pk=pk, period_id=plan.period_id)


def with_plan(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Load everything a page says about an evaluation."""
    objection = [f"objection__{name}" for name in ("explained_by", "decider", "decided_by")]
    return with_title(evaluations).select_related("upper", *objection, *matter())


def asked_unit(request: Request, scope: Scope, made: Branches[Any]) -> int | None:
    """Return the unit that was asked for inside the scope, else the top of the scope."""
    asked = request.GET.get("unit", "")
    if asked:
        if not (asked.isascii() and asked.isdigit()):
            raise Http404("unit")
        pk = int(asked)
        if pk not in made.names or not (scope.is_all or pk in scope.unit_ids):
            raise Http404("unit")
        return pk
    if scope.is_all:
        return made.first_with_choice()
    tops = [grant.unit_id for grant in grants_of(request.user, timezone.localdate())]
    return next((pk for pk in tops if pk in scope.unit_ids), None)
