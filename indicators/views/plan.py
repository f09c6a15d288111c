"""A plan from draft to agreement: the pages of its owner and of the superior."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import first_denial
from appraisal.http import Request
from organizations.looking import looks

from .. import access, operations, queries
from ..access.assignment import may_hand_down
from ..access.window import within_window
from ..forms import SettingsForm
from ..models import Period, Plan
from .composing import compose_parts, placed_findings
from .detail import detail
from .loading import accepted, number_of, own_draft, page, stamp, visible_plan


@require_safe
def plan_mine(request: Request) -> HttpResponse:
    """Show one's own plans: where each stands and who acts next."""
    return page(
        request, "indicators/plan_mine.html", mine=queries.my_plans(request.user, timezone.localdate())
    )


@require_POST
def plan_draft(request: Request) -> HttpResponse:
    """Begin a plan for one's own placement, or open the one that exists."""
    period = get_object_or_404(Period, pk=number_of(request, "period"))
    placement = get_object_or_404(request.user.placements, pk=number_of(request, "placement"))
    plan = Plan.objects.filter(period=period, placement=placement).first()
    if plan is None:
        plan = operations.draft_plan(placement=placement, period=period, by=request.user, at=timezone.now())
    return redirect("indicators:plan-copy" if "salin" in request.POST else "indicators:plan-compose", plan.pk)


@looks("plan.viewed", at="content.plan", where="may_read")
@require_safe
def plan_detail(request: Request, pk: int) -> HttpResponse:
    """Show a plan; of a draft others see only that it exists."""
    return detail(request, pk)


@require_safe
def plan_compose(request: Request, pk: int) -> HttpResponse:
    """Show the parts of a draft as a task list."""
    plan = visible_plan(request, pk)
    today = timezone.localdate()
    if plan.placement.employee_id != request.user.pk or not access.may_change(request.user, plan, today):
        return redirect("indicators:plan-detail", pk)
    content = queries.plan_page(plan, request.user, today, advising=True)
    asked = (
        queries.waiting_for(plan.placement, plan.period, content.superior, today)
        if content.waits_for_leader
        else None
    )
    proposals = queries.proposals(plan.placement, plan.period)
    leads = may_hand_down(request.user, plan, today)
    agreement = queries.taking(plan)
    return page(
        request,
        "indicators/plan_compose.html",
        content=content,
        proposals=proposals,
        leads=leads,
        waiting=asked,
        agreement=agreement,
        **compose_parts(content),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_settings(request: Request, pk: int) -> HttpResponse:
    """Show data and superior, and set approach and span."""
    plan = own_draft(request, pk)
    initial = {"approach": plan.approach, "started_on": plan.started_on, "ended_on": plan.last_day}
    form = SettingsForm(request.POST or None, initial=initial)

    def act() -> object:
        return operations.change_plan(plan=plan, **stamp(request), **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        messages.success(request, "Data SKP tersimpan.")
        return redirect("indicators:plan-compose", pk)
    superior = access.superior_on(plan, timezone.localdate())
    version = request.POST.get("version", plan.version)
    return page(request, "indicators/plan_settings.html", form, plan=plan, superior=superior, version=version)


@require_safe
def plan_check(request: Request, pk: int) -> HttpResponse:
    """Show everything once more, what is missing, and the button that submits."""
    plan = own_draft(request, pk)
    today = timezone.localdate()
    content = queries.plan_page(plan, request.user, today, advising=True)
    able = first_denial(access.may_submit(request.user, plan, today), within_window(plan, today))
    return page(
        request,
        "indicators/plan_check.html",
        content=content,
        findings=placed_findings(content),
        able=able,
        may_submit=able and not content.blocking,
    )


@require_POST
def plan_submit(request: Request, pk: int) -> HttpResponse:
    """Hand a plan to the superior."""
    plan = visible_plan(request, pk)
    request.way_back = _address("indicators:plan-check", pk)  # type: ignore[attr-defined]
    plan = operations.submit_plan(plan=plan, **stamp(request))
    superior = plan.submitted_to.full_name if plan.submitted_to else "atasan"
    messages.success(request, f"{_named(plan)} diajukan ke {superior} untuk ditanggapi.")
    return redirect("indicators:plan-detail", pk)


@require_POST
def plan_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a submitted plan back."""
    plan = visible_plan(request, pk)
    request.way_back = _address("indicators:plan-detail", pk)  # type: ignore[attr-defined]
    operations.withdraw_plan(plan=plan, **stamp(request))
    messages.success(request, "SKP ditarik kembali dan menjadi draf. Anda bisa mengubahnya lagi.")
    return redirect("indicators:plan-compose", pk)


def _named(plan: Plan) -> str:
    return "Perubahan SKP" if plan.revises_id else "SKP"


def _address(name: str, pk: int) -> str:
    return reverse(name, args=[pk])
