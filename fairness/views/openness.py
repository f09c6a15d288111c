"""How the appraisal is kept fair, for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.http import Request
from indicators.queries import current_period, policy

from ..queries.openness import told_openly


@require_safe
def how_fair(request: Request) -> HttpResponse:
    """Tell methods, limits and the agency's own figures in plain words."""
    today = timezone.localdate()
    period = current_period(today)
    figures = policy(period) if period else {}
    return TemplateResponse(
        request,
        "fairness/how_fair.html",
        {"found": told_openly(today), "days": figures.get("keberatan_hari")},
    )
