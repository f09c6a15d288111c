"""What a person wants to grow in: the list, a new one, and what changed; the superior reads along."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Plan
from organizations.looking import looks
from reviews.views.loading import team_plan, this_year, version_of

from ..access import goal as access
from ..access.plan import visible_plans
from ..forms.goal import DevelopmentForm, FinishForm
from ..models import DevelopmentPlan
from ..operations import goal as operations
from ..queries.goal import begun_from, development_page, own_development


@require_safe
def development_list(request: Request) -> HttpResponse:
    """Show what the person is at, and what was done this year."""
    today = timezone.localdate()
    period = this_year(today).period
    context = {
        "page": own_development(request.user, period.started_on if period else None),
        "may_begin": access.may_begin(period),
        "today": today,
    }
    return TemplateResponse(request, "development/development_list.html", context)


@looks("plan.viewed", at="plan")
@require_safe
def development_of_plan(request: Request, plan: int) -> HttpResponse:
    """Show a superior what somebody of the team wants to grow in."""
    today = timezone.localdate()
    row = team_plan(request, plan, today)
    context = {
        "page": development_page(access.goals_beside(row), _support(request, row, today)),
        "plan": row,
        "today": today,
    }
    return TemplateResponse(request, "development/development_list.html", context)


def _support(request: Request, plan: Plan, on: date) -> QuerySet[DevelopmentPlan]:
    return visible_plans(request.user, on).filter(employee=plan.placement.employee_id)


@require_http_methods(["GET", "HEAD", "POST"])
def development_new(request: Request) -> HttpResponse:
    """Plan to grow in something, perhaps begun from a result of the 360."""
    today = timezone.localdate()
    period = this_year(today).period
    may = access.may_begin(period)
    require(may)
    assert period is not None
    is_from_opinions = request.GET.get("dari") == "360"
    form = DevelopmentForm(
        request.POST or None, initial={"goal": begun_from(request.user, request.GET, today)}
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.begin(
                period=period,
                from_opinions=is_from_opinions,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            said = "Rencana tersimpan. Selamat mencoba langkah pertamanya."
            messages.success(request, said, extra_tags="pengembangan-baru")
            return redirect("development:development-list")
    context = {"form": form, "is_from_opinions": is_from_opinions}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "development/development_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def development_done(request: Request, pk: int) -> HttpResponse:
    """Tell what changed, and close a goal."""
    goal = get_object_or_404(access.own_goals(request.user), pk=pk)
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.finish(
                goal=goal,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            said = "Tersimpan. Terima kasih sudah meluangkan waktu untuk berkembang."
            messages.success(request, said, extra_tags=f"pengembangan-{pk}")
            return redirect("development:development-list")
    may = access.may_finish(request.user, goal)
    if form.errors:
        require(may)
    context = {"form": form, "goal": goal, "may": may, "version": request.POST.get("version", goal.version)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "development/development_done.html", context, status=status)
