"""The BKD chooses the rhythm of a year before it is opened."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.http import Request
from indicators import access, operations
from indicators.forms import RhythmForm
from indicators.models import Period
from indicators.rules import REPORTING_LABELS
from indicators.views.loading import accepted, page, stamp


@require_http_methods(["GET", "HEAD", "POST"])
def period_rhythm(request: Request, pk: int) -> HttpResponse:
    """Show the parts of a year, and replace them by months, quarters or halves."""
    today = timezone.localdate()
    require(access.may_manage_periods(request.user, today))
    period = get_object_or_404(Period, pk=pk)
    terms = list(period.terms.order_by("number"))
    form = RhythmForm(request.POST or None, initial={"kind": terms[0].kind})

    def act() -> object:
        return operations.set_rhythm(period=period, **stamp(request), kind=form.kind_chosen)

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        label = REPORTING_LABELS[form.kind_chosen].lower()
        messages.success(request, f"Evaluasi {period.year} kini {label}. Periksa tanggal tiap masanya.")
        return redirect("desk:period-detail", pk)
    context = {"period": period, "terms": terms, "version": request.POST.get("version", period.version)}
    return page(request, "desk/period_rhythm.html", form, **context)
