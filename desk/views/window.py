"""Days of planning per unit: staggered or extended by the BKD."""

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
from indicators.forms import UnitWindowForm
from indicators.models import Period, PlanningWindow
from indicators.views.loading import accepted, page, stamp

from ..operations.dates import remove_unit_days, set_unit_days
from ..queries.day_spans import change_of_units
from .dates import effects_page, is_confirmed, is_sent


@require_http_methods(["GET", "HEAD", "POST"])
def window_list(request: Request, pk: int) -> HttpResponse:
    """Show the units with days of their own; the BKD sets and extends them here."""
    today = timezone.localdate()
    require(access.may_manage_periods(request.user, today))
    period = get_object_or_404(Period, pk=pk)
    form = UnitWindowForm(request.POST or None, period=period, units=queries.staggered_units())

    def act() -> object:
        return set_unit_days(period=period, term=None, **stamp(request), **form.values())

    if is_sent(request) and not is_confirmed(request) and form.is_valid():
        change = change_of_units(period, None, form.values()["units"], form.span)
        return effects_page(request, period, [change], back="desk:window-list")
    if is_confirmed(request) and form.is_valid() and accepted(form, act):
        messages.success(request, "Jadwal unit tersimpan.")
        return redirect("desk:window-list", pk)
    return page(
        request,
        "desk/window_list.html",
        form,
        period=period,
        windows=queries.windows_of(period),
        version=request.POST.get("version", period.version),
        may_set=may_set_windows(request.user, period, today),
    )


@require_POST
def window_remove(request: Request, pk: int) -> HttpResponse:
    """Let a unit follow the usual days again."""
    require(access.may_manage_periods(request.user, timezone.localdate()))
    window = get_object_or_404(PlanningWindow.objects.select_related("period", "unit"), pk=pk)
    back = reverse("desk:window-list", args=[window.period_id])
    request.way_back = back  # type: ignore[attr-defined]
    if not is_confirmed(request):
        change = change_of_units(window.period, None, [window.unit], None)
        return effects_page(request, window.period, [change], back="desk:window-list", may_edit=False)
    remove_unit_days(window=window, **stamp(request))
    messages.success(request, f"{window.unit} kembali mengikuti jadwal umum.")
    return redirect(back)
