"""Two versions of a plan side by side."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.access import require
from appraisal.http import Request

from .. import access, queries
from ..forms import VersionsForm
from .loading import page, visible_plan


@require_safe
def plan_compare(request: Request, pk: int) -> HttpResponse:
    """Show what changed between two versions, for everybody who reads the plan."""
    plan = visible_plan(request, pk)
    today = timezone.localdate()
    require(access.may_read(request.user, plan, today))
    found = queries.compare_page(plan, request.GET.get("lama", ""), request.GET.get("baru", ""))
    chosen = {"lama": found.before.key, "baru": found.after.key} if found.before and found.after else {}
    form = VersionsForm(initial=chosen, versions=[(each.key, each.label) for each in found.versions])
    return page(
        request,
        "indicators/plan_compare.html",
        plan=plan,
        found=found,
        choice=form,
        is_owner=plan.placement.employee_id == request.user.pk,
    )
