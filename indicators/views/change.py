"""An agreed plan in mid-year: begin a change, ask for one, give it up, and read every version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.http import Request
from organizations.looking import looks

from .. import access, operations, queries
from ..access.change import may_ask_change, may_start_change
from ..forms import AskForm, ChangeForm
from ..models import Plan
from ..rules import PlanMove
from .loading import accepted, guard, page, stamp, visible_plan, visible_whole


@require_http_methods(["GET", "HEAD", "POST"])
def change_start(request: Request, pk: int) -> HttpResponse:
    """Begin a change of one's own agreed plan, or go on with the one that is under way."""
    plan, changes = visible_whole(request, pk)
    guard(request, PlanMove.START, plan)
    begun = queries.under_way(changes)
    if begun is not None and request.method != "POST":
        return redirect("indicators:plan-compose", begun.pk)
    if request.method != "POST":
        require(may_start_change(request.user, plan, timezone.localdate()))
    form = ChangeForm(request.POST or None, initial={"reason": plan.suggestion})
    drafts: list[Plan] = []

    def act() -> object:
        drafts.append(operations.start_change(plan=plan, **stamp(request), **form.cleaned_data))
        return drafts

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        messages.success(
            request, "Perubahan dimulai dari isi SKP yang berlaku.", extra_tags=f"perubahan-{pk}"
        )
        return redirect("indicators:plan-compose", drafts[0].pk)
    version = request.POST.get("version", plan.version)
    return page(request, "indicators/change_start.html", form, plan=plan, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def change_ask(request: Request, pk: int) -> HttpResponse:
    """Ask the owner of an agreed plan for a change."""
    plan = visible_plan(request, pk)
    guard(request, PlanMove.ASK, plan)
    if request.method != "POST":
        require(may_ask_change(request.user, plan, timezone.localdate()))
    form = AskForm(request.POST or None, initial={"suggestion": plan.suggestion})

    def act() -> object:
        return operations.ask_change(plan=plan, **stamp(request), **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        name = plan.placement.employee.full_name
        messages.success(request, f"Permintaan terkirim ke {name}.", extra_tags=f"permintaan-{pk}")
        return redirect("indicators:plan-detail", pk)
    version = request.POST.get("version", plan.version)
    return page(request, "indicators/change_ask.html", form, plan=plan, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def change_cancel(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then give a change up."""
    plan = visible_plan(request, pk)
    guard(request, PlanMove.CANCEL, plan)
    if request.method == "POST":
        operations.cancel_change(plan=plan, **stamp(request))
        messages.success(request, "Perubahan dibatalkan. SKP yang disepakati tetap berlaku.")
        return redirect("indicators:plan-detail", plan.revises_id)
    return page(request, "indicators/change_cancel.html", plan=plan)


@looks("plan.viewed", at="plan")
@require_safe
def plan_version(request: Request, pk: int, number: int) -> HttpResponse:
    """Show an agreed version of a plan as it was frozen."""
    plan, changes = visible_whole(request, pk)
    require(access.may_read(request.user, plan, timezone.localdate()))
    copy = get_object_or_404(plan.copies.select_related("agreed_by"), revision=number)
    found = queries.versions(plan, changes)
    version = next(each for each in found if each.number == number)
    return page(
        request,
        "indicators/plan_version.html",
        plan=plan,
        content=queries.version_page(version, copy),
        is_owner=plan.placement.employee_id == request.user.pk,
        others=[each for each in found if each is not version],
    )
