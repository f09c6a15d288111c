"""Completeness: how far each unit is, from the plan to the result."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.access import require
from appraisal.http import Request
from organizations.access import desk_scope, may_see_desk
from organizations.queries import path_to, unit_page
from reviews.views.loading import asked_unit, this_year

from ..queries.counts import desk


@require_safe
def completeness(request: Request) -> HttpResponse:
    """Show how far each unit is, one level of the tree at a time."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    year = this_year(today)
    made = desk(year.period, year.final, today)
    scope = desk_scope(request.user, today)
    unit = asked_unit(request, scope, made)
    page = unit_page(made, unit, request.GET.get("halaman", "")) if unit else None
    path = [(pk, made.names[pk]) for pk in path_to(made, unit) if scope.is_all or pk in scope.unit_ids]
    context: dict[str, Any] = {
        "year": year,
        "rows": page.rows if page else [],
        "page": page,
        "at": made.at,
        "path": path[:-1],
        "unit": made.names.get(unit, "") if unit else "",
        "total": made.below(unit) if unit else None,
        "own": made.own.get(unit) if unit else None,
    }
    return TemplateResponse(request, "desk/completeness.html", context)
