"""Results as the person and the superior read them: the lists, one result, and its paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal import audit
from appraisal.http import Request, is_prefetch
from indicators.queries import current_period
from organizations.queries import page_after

from ..access.result import readable_results
from ..documents.result import result_file as printed
from ..models import Reviewee
from ..queries.nomination import nominations_of_team
from ..queries.result import own_results, results_of_team
from ..queries.result_page import result_page


@require_safe
def result_list(request: Request) -> HttpResponse:
    """Show the rounds about the person, with their results once they are released."""
    context = {"rows": own_results(request.user)}
    return TemplateResponse(request, "multirater/result_list.html", context)


@require_safe
def team_results(request: Request) -> HttpResponse:
    """Show whose results of the year a superior reads, by name and without a number."""
    today = timezone.localdate()
    period = current_period(today)
    params = {"sesudah": request.GET.get("sesudah", "")[:300]}
    page = None
    if period is not None:
        rows = results_of_team(request.user, period, today)
        page = page_after(rows, key=("employee__name", "pk"), params=params)
    nominations = nominations_of_team(request.user)
    context = {"page": page, "period": period, "nominations": nominations}
    return TemplateResponse(request, "multirater/team_results.html", context)


@require_safe
def result_detail(request: Request, reviewee: int) -> HttpResponse:
    """Show a released result: what to keep and to develop first, then behaviours in words."""
    row, is_owner = _result(request, reviewee)
    context = {
        "reviewee": row,
        "round": row.round,
        "page": result_page(row, is_owner=is_owner),
        "is_owner": is_owner,
    }
    return TemplateResponse(request, "multirater/result_detail.html", context)


@require_safe
def result_file(request: Request, reviewee: int) -> HttpResponse:
    """Hand over the paper of a released result under a name that tells nothing."""
    row, is_owner = _result(request, reviewee)
    paper = printed(result_page(row, is_owner=is_owner), is_owner=is_owner)
    headers = {
        "Content-Disposition": 'attachment; filename="hasil-360.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _result(request: Request, pk: int) -> tuple[Reviewee, bool]:
    """Return a result that this person reads, or 404; that somebody else looked is kept."""
    rows = readable_results(request.user, timezone.localdate())
    rows = rows.select_related("round__period", "round__questionnaire", "employee", "unit")
    row: Reviewee = get_object_or_404(rows, pk=pk)
    is_owner = row.employee_id == request.user.pk
    if not is_owner and request.method == "GET" and not is_prefetch(request):
        audit.seen(action="result360.viewed", by=request.user, at=timezone.now(), target=row)
    return row, is_owner
