"""The agency's desk: where the year stands and what waits."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal.errors import Denied
from appraisal.http import Request
from organizations.access import (
    Scope,
    desk_scope,
    grants_of,
    may_administer,
    open_reports,
)
from reviews.models import Objection
from reviews.views.loading import this_year

from ..queries.counts import desk
from ..queries.sections import sections


@require_safe
def cycle(request: Request) -> HttpResponse:
    """Show where the year stands: four numbers, the phases, what waits for the desk."""
    today = timezone.localdate()
    if not grants_of(request.user, today):
        raise Denied("Halaman ini dibuka untuk yang memegang peran, misalnya admin BKD atau auditor.")
    year = this_year(today)
    scope = desk_scope(request.user, today)
    made = desk(year.period, year.final, today)
    counts = made.inside(scope)
    context = {
        "year": year,
        "counts": counts,
        "at": made.at,
        "has_desk": bool(scope),
        "may_administer": may_administer(request.user, today),
        "sections": sections(
            request.user,
            today,
            reports=open_reports(request.user, today).count(),
            objections=_open_objections(scope),
        ),
        "today": today,
    }
    return TemplateResponse(request, "desk/cycle.html", context)


def _open_objections(scope: Scope) -> int:
    """Return how many objections of the units in the scope wait for a decision."""
    waiting = Objection.objects.filter(decided_at__isnull=True)
    return scope.filter(waiting, "evaluation__plan__placement__unit").count() if scope else 0
