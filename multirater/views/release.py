"""The end of a round: closing it, and releasing what may be told; both say first what will happen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of

from ..access.release import may_close, may_release
from ..forms.release import CloseForm
from ..models import Round
from ..operations.closing import close_round
from ..operations.large_round import Act, begin_large
from ..operations.outlook import comments_waiting, outlook_of
from ..operations.release import release_round
from ..rules import RoundStatus
from ..rules.answering import IN_TIME, LATE
from .round import load_round


@require_http_methods(["GET", "POST"])
def round_close(request: Request, pk: int) -> HttpResponse:
    """Say how far the answering is and what closing does; close it."""
    row, today = load_round(request, pk, to_run=True), timezone.localdate()
    require(may_close(request.user, row, today, early=True))
    form = CloseForm(request.POST if request.method == "POST" else None, is_early=today <= row.answer_until)
    outlook = outlook_of(row, IN_TIME)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            early = form.cleaned_data.get("early", False)
            if outlook.is_large:
                job = begin_large(row=row, act=Act.CLOSE, early=early, **_by(request))
                return redirect("desk:job-detail", job.pk)
            close_round(row=row, early=early, **_by(request))
            messages.success(request, "Putaran ditutup. Jawaban dan komentar siap diperiksa.")
            return redirect("multirater:round-detail", pk)
    return _page(request, "round_close", row, {"form": form, "outlook": outlook})


@require_http_methods(["GET", "POST"])
def round_release(request: Request, pk: int) -> HttpResponse:
    """Show in counts who will read what; release it to all at once."""
    row = load_round(request, pk, to_run=True)
    require(may_release(request.user, row, timezone.localdate()))
    is_late = row.status == RoundStatus.RELEASED
    batch = LATE if is_late else IN_TIME
    outlook = outlook_of(row, batch)
    if request.method == "POST" and outlook.is_large:
        job = begin_large(row=row, act=Act.RELEASE, **_by(request))
        return redirect("desk:job-detail", job.pk)
    if request.method == "POST":
        made = release_round(row=row, **_by(request))
        count = made.results.count()
        messages.success(request, f"Hasil dirilis untuk {count} pegawai.")
        return redirect("multirater:round-detail", pk)
    context = {
        "outlook": outlook,
        "is_late": is_late,
        "comments": comments_waiting(row, batch),
    }
    return _page(request, "round_release", row, context)


def _by(request: Request) -> dict[str, Any]:
    return {"version": version_of(request) or 0, "by": request.user, "at": timezone.now()}


def _page(request: Request, name: str, row: Round, context: dict[str, Any]) -> HttpResponse:
    form = context.get("form")
    context |= {"row": row, "version": request.POST.get("version", row.version)}
    status = 422 if form is not None and form.errors else 200
    return TemplateResponse(request, f"multirater/{name}.html", context, status=status)
