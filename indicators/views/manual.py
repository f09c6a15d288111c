"""The manuals of indicators: the list of a plan, and one of them."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.http import Request

from .. import access, operations, queries
from ..forms import ManualForm
from ..models import Indicator, Plan
from ..rules import PlanMove
from .loading import accepted, guard, page, stamp, visible_plan


@require_safe
def manual_list(request: Request, pk: int) -> HttpResponse:
    """Show which indicators of a plan have their manual, to everybody who reads the plan."""
    today = timezone.localdate()
    plan = visible_plan(request, pk)
    require(access.may_read(request.user, plan, today))
    groups = queries.manual_groups(plan)
    return page(
        request,
        "indicators/manual_list.html",
        plan=plan,
        groups=groups,
        written=sum(row.is_written for group in groups for row in group.rows),
        count=sum(len(group.rows) for group in groups),
        may_change=access.may_change(request.user, plan, today),
        may_print=access.may_print(request.user, plan, today),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def manual_edit(request: Request, pk: int) -> HttpResponse:
    """Write the manual of an indicator while its plan is open; show it to the others who read the plan."""
    today = timezone.localdate()
    plan, row = _indicator(request, pk, today)
    may_change = access.may_change(request.user, plan, today)
    if request.method != "POST" and not may_change:
        require(access.may_read(request.user, plan, today))
        return page(request, "indicators/manual_detail.html", plan=plan, **_told(row))
    guard(request, PlanMove.CHANGE, plan)
    form = ManualForm(request.POST or None, initial=queries.first_manual(row))

    def act() -> object:
        return operations.save_manual(plan=plan, **stamp(request), indicator=row, manual=form.draft())

    if request.method == "POST" and form.is_valid() and accepted(form, act, dict(queries.manual_lines(row))):
        messages.success(request, "Manual indikator tersimpan.", extra_tags=f"manual-{pk}")
        return redirect("indicators:manual-list", plan.pk)
    version = request.POST.get("version", plan.version)
    return page(request, "indicators/manual_edit.html", form, plan=plan, version=version, **_told(row))


def _indicator(request: Request, pk: int, today: date) -> tuple[Plan, Indicator]:
    """Return an indicator with its plan, when this person may see the plan, or 404."""
    rows = Indicator.objects.select_related("result", "entry", "manual")
    row = get_object_or_404(rows, pk=pk, result__plan__in=access.visible_with_changes(request.user, today))
    return visible_plan(request, row.result.plan_id), row


def _told(row: Indicator) -> dict[str, object]:
    target = queries.promised(row.target, row.target_until, row.unit)
    return {"indicator": row, "target": target, "lines": queries.manual_lines(row)}
