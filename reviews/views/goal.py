"""The page of a unit's perjanjian kinerja: what it promised, how far it got, who serves it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.http import Request
from indicators.access import goal as access
from indicators.models import Period
from organizations.models import Unit

from ..queries.goal import agreement_page


@require_safe
def agreement_detail(request: Request, year: int, unit: int) -> HttpResponse:
    """Show what a unit promised in a year; everybody of the agency reads it."""
    today = timezone.localdate()
    period = get_object_or_404(Period, year=year)
    row = get_object_or_404(Unit.objects.select_related("parent"), pk=unit)
    context = {
        "period": period,
        "unit": row,
        "content": agreement_page(period, row, request.user, today),
        "may_change": access.may_change_goals(request.user, row, period, today),
    }
    return TemplateResponse(request, "reviews/agreement_detail.html", context)
