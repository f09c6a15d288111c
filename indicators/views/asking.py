"""When the superior's plan is late: ask for it, and link to it once it is there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.http import Request

from .. import access, operations, queries
from ..forms import LinkForm
from ..models import Period
from .loading import accepted, number_of, own_draft, page, stamp


@require_POST
def plan_ask(request: Request) -> HttpResponse:
    """Ask the superior to write the plan that one's own shall serve."""
    period = get_object_or_404(Period, pk=number_of(request, "period"))
    placement = get_object_or_404(request.user.placements, pk=number_of(request, "placement"))
    plan = placement.plans.filter(period=period).first()
    back = reverse("indicators:plan-compose", args=[plan.pk]) if plan else reverse("indicators:plan-mine")
    request.way_back = back  # type: ignore[attr-defined]
    asked = operations.ask_for_plan(placement=placement, period=period, by=request.user, at=timezone.now())
    messages.success(request, f"Permintaan terkirim. {asked.superior.called} melihatnya di beranda.")
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_link(request: Request, pk: int) -> HttpResponse:
    """Choose for all results without link which result of the leader they serve."""
    plan = own_draft(request, pk)
    today = timezone.localdate()
    rows = queries.unlinked_results(plan)
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        rows=rows,
        offered=queries.supportable_results(plan, today) if rows else [],
    )
    theirs = {f"{number}. {row.text}": row.supports_text or row.no_support_reason for number, row in rows}

    def act() -> object:
        return operations.link_results(plan=plan, **stamp(request), links=form.links())

    if form.is_valid() and accepted(form, act, theirs):
        messages.success(request, f"{len(form.links())} hasil ditautkan ke RHK pimpinan.")
        return redirect(f"{reverse('indicators:plan-compose', args=[pk])}#hasil")
    version = request.POST.get("version", plan.version)
    superior = access.superior_on(plan, today)
    return page(request, "indicators/plan_link.html", form, plan=plan, superior=superior, version=version)
