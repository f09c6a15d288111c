"""Many results at once from a file: upload, preview, apply, and the file to fill in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.errors import Conflict, Refused
from appraisal.http import Request, download
from appraisal.sheets import write_xlsx
from organizations.forms import SheetForm
from organizations.models import Upload
from organizations.rules import UploadKind

from .. import operations
from ..models import Plan
from ..resources import result as resources
from ..rules import Form
from .loading import own_draft, page, version_of


@require_http_methods(["GET", "HEAD", "POST"])
def results_upload(request: Request, pk: int) -> HttpResponse:
    """Take a file with results and show its preview, or say what is wrong with the file."""
    plan = own_draft(request, pk)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SheetForm(*data)
    if form.is_valid():
        name, content = form.upload()
        try:
            kept = resources.upload_results(
                plan=plan, name=name, content=content, by=request.user, at=timezone.now()
            )
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("indicators:results-preview", kept.pk)
    header, _ = resources.template_rows(Form(plan.form))
    return page(request, "indicators/results_upload.html", form, plan=plan, header=header)


@require_safe
def results_template(request: Request, pk: int) -> HttpResponse:
    """Return the file to fill in, with examples."""
    plan = own_draft(request, pk)
    header, rows = resources.template_rows(Form(plan.form))
    return download(write_xlsx(header, rows, "Hasil kerja"), f"hasil-kerja-{plan.period.year}.xlsx")


@require_safe
def results_preview(request: Request, pk: int) -> HttpResponse:
    """Show what the file would add; once it was applied, lead to the draft."""
    upload, plan = _kept(request, pk)
    if upload.applied_at is not None:
        return redirect("indicators:plan-compose", plan.pk)
    context = resources.results_preview(upload, plan, timezone.now())
    return page(request, "indicators/results_preview.html", plan=plan, **context)


@require_POST
def results_apply(request: Request, pk: int) -> HttpResponse:
    """Add what the preview showed to the draft."""
    upload, plan = _kept(request, pk)
    try:
        rows = operations.apply_results(
            upload=upload, version=version_of(request), by=request.user, at=timezone.now()
        )
    except Conflict as conflict:
        found = resources.results_preview(upload, plan, timezone.now())
        conflict.mine = {"Hasil dari berkas": "\n".join(each["text"] for each in found["new"])}  # type: ignore[attr-defined]
        conflict.theirs = {"Hasil di draf sekarang": "\n".join(row.text for row in plan.results.all())}
        raise
    messages.success(request, f"{len(rows)} hasil ditambahkan ke draf.")
    return redirect(f"{reverse('indicators:plan-compose', args=[plan.pk])}#hasil")


def _kept(request: Request, pk: int) -> tuple[Upload, Plan]:
    """Return an upload of one's own with its draft; what others uploaded does not exist."""
    own = Upload.objects.filter(kind=UploadKind.RESULTS.value, uploaded_by=request.user)
    upload = get_object_or_404(own, pk=pk)
    return upload, own_draft(request, upload.target or 0)
