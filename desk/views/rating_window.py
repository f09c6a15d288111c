"""Days of rating per unit: staggered or extended by the BKD."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.http import Request
from indicators import access, queries
from indicators.access.window import may_set_windows
from indicators.forms import RatingWindowForm
from indicators.models import Period, RatingWindow
from indicators.views.loading import accepted, page, stamp

from ..operations.dates import remove_unit_days, set_unit_days
from ..queries.day_spans import change_of_units
from .dates import effects_page, is_confirmed, is_sent


@require_http_methods(["GET", "HEAD", "POST"])
def rating_window_list(request: Request, pk: int) -> HttpResponse:
    """Show the units with days of rating of their own; the BKD sets and extends them here."""
    today = timezone.localdate()
    require(access.may_manage_periods(request.user, today))
    period = get_object_or_404(Period, pk=pk)
    form = RatingWindowForm(request.POST or None, period=period, units=queries.staggered_units())

    def act() -> object:
        return set_unit_days(period=period, **stamp(request), **form.values())

    if is_sent(request) and not is_confirmed(request) and form.is_valid():
        change = change_of_units(period, form.cleaned_data["term"], form.values()["units"], form.span)
        return effects_page(request, period, [change], back="desk:rating-window-list")
    if is_confirmed(request) and form.is_valid() and accepted(form, act):
        messages.success(request, "Jadwal penilaian unit tersimpan.")
        return redirect("desk:rating-window-list", pk)
    return page(
        request,
        "desk/rating_window_list.html",
        form,
        period=period,
        terms=list(period.terms.order_by("number")),
        windows=queries.rating_windows_of(period),
        version=request.POST.get("version", period.version),
        may_set=may_set_windows(request.user, period, today),
    )


@require_POST
def rating_window_remove(request: Request, pk: int) -> HttpResponse:
    """Let a unit be rated on the usual days again."""
    require(access.may_manage_periods(request.user, timezone.localdate()))
    window = get_object_or_404(RatingWindow.objects.select_related("term__period", "unit"), pk=pk)
    back = reverse("desk:rating-window-list", args=[window.term.period_id])
    request.way_back = back  # type: ignore[attr-defined]
    if not is_confirmed(request):
        year = window.term.period
        change = change_of_units(year, window.term, [window.unit], None)
        return effects_page(request, year, [change], back="desk:rating-window-list", may_edit=False)
    remove_unit_days(window=window, **stamp(request))
    messages.success(request, f"{window.unit} kembali mengikuti jadwal umum {window.term.name}.")
    return redirect(back)
