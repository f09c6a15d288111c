"""What units promise (perjanjian kinerja): the list, the sheet of a goal, taking goals into a plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.http import Request, is_partial
from organizations.models import Unit

from .. import operations, queries
from ..access import goal as access
from ..forms import ADD_ROW
from ..forms.goal import GoalSheet
from ..models import Goal, Period
from ..rules import GOALS_AT_MOST
from .loading import accepted, own_draft, page, stamp


@require_safe
def agreement_list(request: Request) -> HttpResponse:
    """Show the units of a year with what they promise; everybody reads it."""
    today = timezone.localdate()
    period = queries.chosen_year(request.GET.get("tahun", ""), today)
    context = {
        "period": period,
        "years": queries.year_links(period),
        "mine": queries.own_units(request.user, today),
        "listed": queries.agreement_list(period, request.GET.dict()) if period else None,
        "may_import": access.may_import_goals(request.user, today),
    }
    template = "indicators/agreement_list.html" + ("#rows" if is_partial(request) else "")
    return page(request, template, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: Request, year: int, unit: int) -> HttpResponse:
    """Add a goal of a unit."""
    period = get_object_or_404(Period, year=year)
    return _goal_page(request, period, get_object_or_404(Unit, pk=unit), None)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: Request, pk: int) -> HttpResponse:
    """Change a goal and its key indicators."""
    goal = _goal(pk)
    return _goal_page(request, goal.period, goal.unit, goal)


def _goal_page(request: Request, period: Period, unit: Unit, goal: Goal | None) -> HttpResponse:
    _guard(request, period, unit)
    data = request.POST if request.method == "POST" else None
    sheet = GoalSheet(goal=goal, data=data)
    theirs = queries.goal_texts(goal) if goal and data is not None else {}

    def act() -> object:
        return operations.save_goal(period=period, unit=unit, goal=goal, **stamp(request), **sheet.values())

    if sheet.is_valid() and accepted(sheet, act, theirs):
        messages.success(request, "Sasaran tersimpan.", extra_tags=_draft_of(period, unit, goal))
        if "lagi" in request.POST:
            return redirect("indicators:goal-new", period.year, unit.pk)
        return redirect(agreement_href(period, unit))
    template = "indicators/agreement_goal.html"
    if data is not None and ADD_ROW in data and is_partial(request):
        template += "#rows"
    return page(
        request,
        template,
        sheet,
        period=period,
        unit=unit,
        goal=goal,
        draft=_draft_of(period, unit, goal),
        back=agreement_href(period, unit),
        version=request.POST.get("version", goal.version if goal else 0),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def goal_remove(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then take a goal out of the perjanjian kinerja."""
    goal = _goal(pk)
    _guard(request, goal.period, goal.unit)
    if request.method == "POST":
        operations.remove_goal(goal=goal, **stamp(request))
        messages.success(request, "Sasaran dihapus dari perjanjian kinerja.")
        return redirect(agreement_href(goal.period, goal.unit))
    return page(request, "indicators/agreement_remove.html", goal=goal, taken=goal.results.count())


@require_POST
def goal_move(request: Request, pk: int) -> HttpResponse:
    """Move a goal one place up or down."""
    goal = _goal(pk)
    request.way_back = agreement_href(goal.period, goal.unit)  # type: ignore[attr-defined]
    operations.move_goal(goal=goal, **stamp(request), up=request.POST.get("arah") == "naik")
    return redirect(f"{agreement_href(goal.period, goal.unit)}#sasaran-{pk}")


@require_POST
def goal_take(request: Request, pk: int) -> HttpResponse:
    """Take one goal of the unit, or all that are left, into the own draft."""
    plan = own_draft(request, pk)
    request.way_back = reverse("indicators:plan-compose", args=[pk])  # type: ignore[attr-defined]
    keys = [
        int(text)
        for text in request.POST.getlist("goal")
        if text.isascii() and text.isdigit() and len(text) < 18
    ]
    goals = Goal.objects.filter(pk__in=keys[:GOALS_AT_MOST])
    operations.take_goals(plan=plan, goals=goals, **stamp(request))
    messages.success(request, f"{len(keys)} sasaran menjadi hasil kerja di draf Anda.")
    return redirect("indicators:plan-compose", pk)


def agreement_href(period: Period, unit: Unit) -> str:
    """Return the address of a unit's page; it shows progress, so it lives with the realisations."""
    return reverse("reviews:agreement-detail", args=[period.year, unit.pk])


def _goal(pk: int) -> Goal:
    return get_object_or_404(Goal.objects.select_related("period", "unit"), pk=pk)


def _guard(request: Request, period: Period, unit: Unit) -> None:
    """Raise Denied before a form is shown; what is sent meets the operation, which keeps both texts."""
    today = timezone.localdate()
    if request.method == "POST":
        require(access.may_ever_change_goals(request.user, unit, today))
    else:
        require(access.may_change_goals(request.user, unit, period, today))


def _draft_of(period: Period, unit: Unit, goal: Goal | None) -> str:
    return f"sasaran-{goal.pk}" if goal else f"sasaran-baru-{period.year}-{unit.pk}"
