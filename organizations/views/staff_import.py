"""Staff files in the browser: upload, preview, confirm, download of the rows to repair."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import jobs
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.http import Request, download, version_of
from appraisal.sheets import csv_bytes

from .. import access, resources
from ..forms import ConfirmForm, UploadForm
from ..models import StaffImport
from ..operations.import_undo import begin_undo


@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: Request) -> HttpResponse:
    """Take the files and show their preview, or say what is wrong with a file."""
    require(access.may_import(request.user, timezone.localdate()))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            run = resources.upload(by=request.user, at=timezone.now(), **form.uploads())
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return redirect("organizations:import-preview", run.pk)
    context = {
        "form": form,
        "runs": resources.last_imports(),
        "waits_for": resources.half_written_import(),
    }
    return TemplateResponse(
        request, "organizations/import_start.html", context, status=422 if form.errors else 200
    )


@require_safe
def import_preview(request: Request, pk: int) -> HttpResponse:
    """Show what the files would change, or what they changed."""
    run = _run(request, pk)
    return TemplateResponse(
        request, "organizations/import_preview.html", resources.import_page(run, timezone.now())
    )


@require_POST
def import_confirm(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed; when it is no longer true, show a fresh one."""
    run = _run(request, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Refused("Buka lagi halaman pratinjau, lalu terapkan dari sana.")
    try:
        run = resources.confirm(run=run, by=request.user, at=timezone.now(), **form.cleaned_data)
    except resources.OutOfDate as refused:
        messages.warning(request, str(refused))
    else:
        if run.confirmed_at:
            messages.success(request, "Data unit dan pegawai sudah tersimpan.")
    return redirect("organizations:import-preview", pk)


@require_safe
def import_history(request: Request) -> HttpResponse:
    """Show all finished imports: when, by whom, what came of them, and whether they were taken back."""
    require(access.may_import(request.user, timezone.localdate()))
    context = resources.import_history(request.GET.get("halaman", ""))
    return TemplateResponse(request, "organizations/import_history.html", context)


@require_POST
def import_undo(request: Request, pk: int) -> HttpResponse:
    """Take an import back: a small one at once, a large one by a worker."""
    run = _run(request, pk)
    run = begin_undo(run=run, version=version_of(request) or 0, by=request.user, at=timezone.now())
    if run.job and run.undone_at is None and not jobs.is_large(resources.effect_of(run)):
        ended = jobs.run(run.job.pk)
        if ended is not None and ended.status == jobs.JobStatus.FAILED:
            raise Refused(ended.fault)
        messages.success(request, "Impor dibatalkan. Data kembali seperti sebelumnya.")
    return redirect("organizations:import-preview", pk)


@require_safe
def import_refused(request: Request, pk: int) -> HttpResponse:
    """Return the rows to repair as CSV, in a form that can be uploaded again."""
    run = _run(request, pk)
    which = "units" if request.GET.get("berkas") == "unit" else "staff"
    return download(csv_bytes(*resources.refused_rows(run, which)), f"belum-terimpor-{which}-{run.pk}.csv")


def _run(request: Request, pk: int) -> StaffImport:
    require(access.may_import(request.user, timezone.localdate()))
    run = get_object_or_404(
        StaffImport.objects.select_related("uploaded_by", "confirmed_by", "undone_by", "job"), pk=pk
    )
    require(access.may_see_import(request.user, run))
    return run
