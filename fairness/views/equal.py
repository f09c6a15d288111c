"""Equal treatment, stage by stage."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.access import require
from appraisal.http import Request

from ..access.equal import may_see_groups
from ..queries.equal_page import equal_page, equal_years
from ..rules.equal_words import STEPS


@require_safe
def equal(request: Request) -> HttpResponse:
    """Show how groups of people fared at one stage of a year, and where it is worth looking together."""
    require(may_see_groups(request.user, timezone.localdate()))
    years = equal_years()
    year = request.GET.get("tahun") or str(years[0] if years else "")
    if years and year not in map(str, years):
        raise Http404("tahun")
    page = equal_page(int(year)) if years else None
    stages = {stage.key: stage for stage in page.stages} if page else {}
    key = request.GET.get("tahap") or next(iter(stages), "")
    if page and key not in stages:
        raise Http404("tahap")
    parts = [
        {"label": stage.title, "href": f"?tahun={year}&tahap={one}", "is_current": one == key}
        for one, stage in stages.items()
    ]
    others = [{"label": str(one), "href": f"?tahun={one}", "is_current": str(one) == year} for one in years]
    context = {"page": page, "stage": stages.get(key), "parts": parts, "years": others, "steps": STEPS}
    return TemplateResponse(request, "fairness/equal.html", context)
