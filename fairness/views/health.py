"""The appraisal's own health: the dashboard, and the yearly report for the head of the agency."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.access import require
from appraisal.http import Request, download

from ..access.equal import may_see_groups
from ..access.pattern import latest_analyses
from ..documents.health import health_report
from ..queries.health_page import health_page, health_years


@require_safe
def health(request: Request) -> HttpResponse:
    """Show the figures of a year beside the last one, and what can be trusted."""
    require(may_see_groups(request.user, timezone.localdate()))
    years = health_years()
    year = request.GET.get("tahun") or str(years[0] if years else "")
    if years and year not in map(str, years):
        raise Http404("tahun")
    page = health_page(int(year)) if years else None
    others = [{"label": str(one), "href": f"?tahun={one}", "is_current": str(one) == year} for one in years]
    return TemplateResponse(request, "fairness/health.html", {"page": page, "years": others})


@require_safe
def health_file(request: Request, pk: int) -> HttpResponse:
    """Send the yearly report of the run that counts as PDF."""
    require(may_see_groups(request.user, timezone.localdate()))
    run = get_object_or_404(latest_analyses().exclude(health={}).select_related("period"), pk=pk)
    page = health_page(run.period.year)
    if page is None:
        raise Http404("tahun")
    return download(health_report(page, at=timezone.now()), f"kesehatan-penilaian-{page.year}.pdf")
