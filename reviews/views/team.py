"""The superior's team, and one person in it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.http import Request
from organizations.access import is_head
from organizations.looking import looks
from organizations.queries import absence_notes
from organizations.rules import PositionKind

from ..access.evaluation import unread_by
from ..access.line import may_read_plan, supervised_plans
from ..models import Evaluation
from ..queries.assigned import own_matrix
from ..queries.evaluation import plan_progress
from ..queries.talk import agreed_talks
from ..queries.team import team_page
from ..queries.waiting import team_tasks
from .loading import this_year, with_people


@require_safe
def team(request: Request) -> HttpResponse:
    """Show the team by name, and what each waits for."""
    today = timezone.localdate()
    year = this_year(today)
    page = team_page(request.user, year, today, request.GET.dict())
    context = {
        "year": year,
        "today": today,
        "page": page,
        "tasks": team_tasks(request.user, year, today),
        "heads": is_head(request.user, today),
        "functional": any(row.placement.position.kind == PositionKind.FUNCTIONAL for row in page.members),
        "own_plan": own_matrix(request.user, year.period) if page.count else None,
        "rating_open": bool(year.period and today >= year.period.annual_from),
    }
    return TemplateResponse(request, "reviews/team.html", context)


@looks("plan.viewed", at="plan")
@require_safe
def team_plan_page(request: Request, plan: int) -> HttpResponse:
    """Show one person's progress by result, with feedback and evaluations."""
    today = timezone.localdate()
    row = get_object_or_404(with_people(supervised_plans(request.user, today)), pk=plan)
    if not may_read_plan(row):
        return redirect("indicators:plan-detail", row.pk)
    year = this_year(today)
    readable = Evaluation.objects.exclude(unread_by(request.user))
    judged = {found.term_id: found for found in readable.filter(plan=row)}
    terms = [*year.terms, year.final] if year.final else year.terms
    context = {
        "plan": row,
        "year": year,
        "notes": absence_notes(row, row.placement.employee_id, row.started_on, row.last_day),
        "progress": plan_progress(row, year.running),
        "talks": agreed_talks(row),
        "result": judged.get(year.final.pk) if year.final else None,
        "terms": [{"term": term, "evaluation": judged.get(term.pk)} for term in terms],
    }
    return TemplateResponse(request, "reviews/team_plan.html", context)
