"""Long work: the list, how far one is, stopping, going on, and the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal import audit, jobs
from appraisal.access import require
from appraisal.http import Request, is_partial
from appraisal.jobs import Job, workers
from organizations.access import may_administer

from ..access.job import may_download, visible_jobs
from ..queries.job import job_row, job_rows


@require_safe
def job_list(request: Request) -> HttpResponse:
    """Show the own long work, newest first; BKD admins see everybody's."""
    today, now = timezone.localdate(), timezone.now()
    rows, page = job_rows(visible_jobs(request.user, today), request.GET.get("halaman", ""))
    context = {
        "rows": rows,
        "page": page,
        "is_admin": bool(may_administer(request.user, today)),
        "left_alone": workers.LEFT_ALONE if workers.is_work_left_alone(now) else "",
    }
    return TemplateResponse(request, "desk/job_list.html", context)


@require_safe
def job_detail(request: Request, pk: int) -> HttpResponse:
    """Show how far a job is; htmx asks for that part alone every three seconds."""
    row = job_row(_job(request, pk), timezone.now())
    if is_partial(request):
        return _fragment(request, row)
    context: dict[str, Any] = {
        "row": row,
        "may_download": row.has_file and may_download(request.user, row.job, timezone.localdate()),
        "left_alone": workers.LEFT_ALONE,
    }
    return TemplateResponse(request, "desk/job_detail.html", context)


def _fragment(request: Request, row: Any) -> HttpResponse:
    """Return the progress alone; once it has ended the whole page is asked for again."""
    response = TemplateResponse(request, "components/job.html", {"row": row})
    if not row.is_unfinished:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def job_turn(request: Request, pk: int, *, turn: Callable[..., bool], told: str) -> HttpResponse:
    """End a job after the step it is in, or let it go on where it was (see urls)."""
    if turn(job=_job(request, pk), by=request.user, at=timezone.now()):
        messages.success(request, told)
    return redirect("desk:job-detail", pk)


@require_safe
def job_download(request: Request, pk: int) -> HttpResponseBase:
    """Hand over the result in pieces, under its name; who may is asked again."""
    job = _job(request, pk)
    require(may_download(request.user, job, timezone.localdate()))
    try:
        content = jobs.results.open_result(job)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(content, as_attachment=True, filename=job.file_name)
    response["Content-Length"] = str(job.file_size)
    response["X-Content-Type-Options"] = "nosniff"
    audit.record(action="job.downloaded", by=request.user, at=timezone.now(), target=job, note=job.file_name)
    return response


def _job(request: Request, pk: int) -> Job:
    rows = visible_jobs(request.user, timezone.localdate()).select_related("by")
    return get_object_or_404(rows, pk=pk)
