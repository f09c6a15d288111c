"""Files with goals in the browser: upload, preview, apply, download of template and rows to repair."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Refused
from appraisal.http import Request, download
from appraisal.sheets import write_xlsx
from organizations.forms import ConfirmForm
from organizations.models import Unit, Upload
from organizations.rules import UploadKind

from .. import operations, queries
from ..access import goal as access
from ..forms.goal import AgreementFileForm
from ..models import Period
from ..resources import goal as resources
from .loading import page


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_import(request: Request) -> HttpResponse:
    """Take a file and show its preview, or say what is wrong with the file."""
    today = timezone.localdate()
    require(access.may_import_goals(request.user, today))
    unit = _unit(request)
    periods = [row for row in queries.agreement_years() if row.closed_at is None]
    chosen = queries.chosen_year(request.GET.get("tahun", ""), today)
    first = {"year": chosen.year if chosen else None}
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AgreementFileForm(*data, periods=periods, initial=first)
    if form.is_valid():
        try:
            kept = _upload(request, form, unit)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("indicators:agreement-preview", kept.pk)
    return page(request, "indicators/agreement_import.html", form, unit=unit, header=resources.HEADER)


def _upload(request: Request, form: AgreementFileForm, unit: Unit | None) -> Upload:
    name, content = form.upload()
    return resources.upload_goals(
        period=form.period,
        name=name,
        content=content,
        scope=access.goal_scope(request.user, timezone.localdate()),
        default=unit,
        by=request.user,
        at=timezone.now(),
    )


@require_safe
def agreement_preview(request: Request, pk: int) -> HttpResponse:
    """Show what the file would change, or what it changed."""
    upload, period = _kept(request, pk)
    context: dict[str, Any] = resources.preview(upload, period, timezone.now())
    return page(request, "indicators/agreement_preview.html", **context)


@require_POST
def agreement_apply(request: Request, pk: int) -> HttpResponse:
    """Write what the preview showed; when it is no longer true, show a fresh one."""
    upload, _ = _kept(request, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Refused("Buka lagi halaman pratinjau, lalu terapkan dari sana.")
    try:
        operations.apply_goals(upload=upload, by=request.user, at=timezone.now(), **form.cleaned_data)
    except operations.OutOfDate as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, "Perjanjian kinerja tersimpan.")
    return redirect("indicators:agreement-preview", pk)


@require_safe
def agreement_refused(request: Request, pk: int) -> HttpResponse:
    """Return the rows to repair, in a form that can be uploaded again."""
    upload, _ = _kept(request, pk)
    return _workbook(f"perbaiki-perjanjian-{pk}.xlsx", *resources.faulty_rows(upload))


@require_safe
def agreement_template(request: Request) -> HttpResponse:
    """Return the file to fill in, with the unit's stored goals or with examples."""
    today = timezone.localdate()
    require(access.may_import_goals(request.user, today))
    period = queries.chosen_year(request.GET.get("tahun", ""), today)
    rows = resources.template_rows(period, _unit(request))
    return _workbook("perjanjian-kinerja.xlsx", resources.HEADER, rows)


def _workbook(name: str, header: Any, rows: Any) -> HttpResponse:
    return download(write_xlsx(header, rows, "Perjanjian kinerja"), name)


def _kept(request: Request, pk: int) -> tuple[Upload, Period]:
    """Return an upload of one's own with its year; what others uploaded does not exist."""
    require(access.may_import_goals(request.user, timezone.localdate()))
    own = Upload.objects.filter(kind=UploadKind.GOALS.value, uploaded_by=request.user)
    upload = get_object_or_404(own, pk=pk)
    return upload, get_object_or_404(Period, pk=upload.target)


def _unit(request: Request) -> Unit | None:
    """Return the unit from whose page the person came, when its goals are the person's to write."""
    text = request.GET.get("unit", "")
    key = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
    unit = Unit.objects.filter(pk=key).first()
    if unit and access.may_ever_change_goals(request.user, unit, timezone.localdate()):
        return unit
    return None
