"""The agency's holidays: read by year, written from the decree, removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.http import Request
from appraisal.templatetags.ui import tanggal

from .. import access, operations, queries
from ..forms import HolidayForm
from ..models import Holiday

YEARS = range(2000, 2201)


@require_http_methods(["GET", "HEAD", "POST"])
def holiday_list(request: Request) -> HttpResponse:
    """Show the holidays of a year; one or several are written here."""
    today = timezone.localdate()
    require(access.may_administer(request.user, today))
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        days, basis = form.cleaned_data["lines"], form.cleaned_data["basis"]
        count = operations.set_holidays(days=days, basis=basis, by=request.user, at=timezone.now())
        messages.success(request, f"{count} hari libur tersimpan.")
        return redirect(_page(min(days).year))
    content = queries.holiday_page(today, request.GET.get("tahun", ""))
    status = 422 if form.errors else 200
    context = {"content": content, "form": form}
    return TemplateResponse(request, "organizations/holiday_list.html", context, status=status)


@require_POST
def holiday_fill(request: Request, year: int) -> HttpResponse:
    """Add the national holidays with a fixed date to a year."""
    require(access.may_administer(request.user, timezone.localdate()))
    if year not in YEARS:
        raise Http404
    count = operations.fill_holidays(year=year, by=request.user, at=timezone.now())
    messages.success(request, f"{count} hari libur bertanggal tetap {year} ditambahkan.")
    return redirect(_page(year))


@require_POST
def holiday_remove(request: Request, pk: int) -> HttpResponse:
    """Make a holiday a working day again."""
    require(access.may_administer(request.user, timezone.localdate()))
    holiday = get_object_or_404(Holiday, pk=pk)
    operations.remove_holiday(holiday=holiday, by=request.user, at=timezone.now())
    messages.success(request, f"{tanggal(holiday.day)} bukan hari libur lagi.")
    return redirect(_page(holiday.day.year))


def _page(year: int) -> str:
    return f"{reverse('organizations:holiday-list')}?tahun={year}"
