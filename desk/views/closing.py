"""The last pages of a year: closing it, archiving it, taking it out of the archive."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.http import Request
from indicators import access, operations
from indicators.access.closing import may_archive, may_unarchive
from indicators.models import Period
from indicators.rules import TermKind
from indicators.views.loading import accepted, page, stamp

from ..forms.period import ClosingForm, ReasonForm
from ..operations.archiving import archive_year
from ..queries.closing import archive_obstacles, unfinished


def _period(request: Request, pk: int) -> Period:
    """Return a year for who manages years, or raise Denied or 404; refusals lead back to it."""
    require(access.may_manage_periods(request.user, timezone.localdate()))
    request.way_back = reverse("desk:period-detail", args=[pk])  # type: ignore[attr-defined]
    return get_object_or_404(Period, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def period_close(request: Request, pk: int) -> HttpResponse:
    """Say what follows and what is unfinished; close the year when it was typed and the numbers stand."""
    today = timezone.localdate()
    period = _period(request, pk)
    if request.method != "POST":
        require(access.may_close(request.user, period, today))
    final = period.terms.filter(kind=TermKind.FINAL).first()
    left = unfinished(period, final, today)
    form = ClosingForm(request.POST or None, asked=period.year)
    is_second_look = request.method == "POST" and request.POST.get("seen") != left.digest

    def act() -> object:
        return operations.close_period(period=period, **stamp(request))

    if form.is_bound and not is_second_look and form.is_valid() and accepted(form, act):
        messages.success(
            request, f"Tahun {period.year} sedang ditutup. Tidak ada lagi yang bisa mengubahnya."
        )
        return redirect("desk:period-detail", pk)
    context = {
        "period": period,
        "left": left,
        "is_second_look": is_second_look,
        "version": request.POST.get("version", period.version),
    }
    return page(request, "desk/period_close.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def period_archive(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then put the year into the archive."""
    period = _period(request, pk)
    if request.method == "POST":
        archive_year(period=period, **stamp(request))
        messages.success(request, f"Tahun {period.year} diarsipkan.")
        return redirect("desk:period-detail", pk)
    require(may_archive(request.user, period, timezone.localdate()))
    return page(request, "desk/period_archive.html", period=period, left=archive_obstacles(period))


@require_http_methods(["GET", "HEAD", "POST"])
def period_unarchive(request: Request, pk: int) -> HttpResponse:
    """Take the year out of the archive with a reason."""
    period = _period(request, pk)
    if request.method != "POST":
        require(may_unarchive(request.user, period, timezone.localdate()))
    form = ReasonForm(request.POST or None)

    def act() -> object:
        return operations.unarchive_period(period=period, **stamp(request), **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        messages.success(request, f"Tahun {period.year} dikeluarkan dari arsip. Isinya tetap ditutup.")
        return redirect("desk:period-detail", pk)
    version = request.POST.get("version", period.version)
    return page(request, "desk/period_unarchive.html", form, period=period, version=version)
