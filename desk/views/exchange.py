"""Exchange with other systems: files under their names, codes, percents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Period
from indicators.queries import current_period

from ..access.exchange import may_exchange
from ..forms.exchange import CodesForm, FileForm, RatesForm
from ..models import AllowanceRate, ExchangeCode
from ..operations.delivery import begin_sending
from ..operations.exchange import begin_file, set_codes, set_rates
from ..queries.exchange import Asked, gaps
from ..queries.exchange_page import deliveries, rate_tables
from ..resources.siasn import is_on, siasn
from ..rules.exchange import ExchangeKind


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: Request) -> HttpResponse:
    """Offer the files of a year, say what they lack, and begin one."""
    today = timezone.localdate()
    require(may_exchange(request.user, today))
    years = Period.objects.exclude(opened_at=None).order_by("-year")
    asked = request.GET.get("tahun", "")
    is_year = asked.isascii() and asked.isdigit() and len(asked) == 4
    period = get_object_or_404(years, year=asked) if is_year else current_period(today)
    if period is None:
        return TemplateResponse(request, "desk/exchange.html", {"period": None})
    form = FileForm(request.POST or None, period=period)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            job = begin_file(form.asked(), form=form.cleaned_data["form"], by=request.user, at=timezone.now())
            return redirect("desk:job-detail", job.pk)
    context = {"form": form, "period": period, "years": years, "gaps": gaps(period)}
    context |= {"is_live": is_on(), "sent": deliveries(period)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/exchange.html", context, status=status)


@require_POST
def exchange_send(request: Request, pk: int) -> HttpResponse:
    """Begin sending the final annual results of a year to SIASN."""
    require(may_exchange(request.user, timezone.localdate()))
    period = get_object_or_404(Period.objects.exclude(opened_at=None), pk=pk)
    siasn()
    asked = Asked(ExchangeKind.SKP, period, None, only_final=True)
    job = begin_sending(asked, by=request.user, at=timezone.now())
    return redirect("desk:job-detail", job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def exchange_codes(request: Request) -> HttpResponse:
    """Show and write the numbers of SIASN."""
    require(may_exchange(request.user, timezone.localdate()))
    rows = list(ExchangeCode.objects.order_by("pk"))
    stored = {(row.kind, row.value): row.code for row in rows}
    initial = {"source": rows[0].source if rows else ""}
    form = CodesForm(request.POST or None, stored=stored, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            source, now = form.cleaned_data["source"], timezone.now()
            count = set_codes(form.codes(), source=source, by=request.user, at=now)
            messages.success(request, f"{count} kode SIASN tersimpan.")
            return redirect("desk:exchange")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/exchange_codes.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def exchange_rates(request: Request) -> HttpResponse:
    """Show the tables of percents, the newest first, and write one."""
    require(may_exchange(request.user, timezone.localdate()))
    form = RatesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        with refusals(form):
            day, basis = data["valid_from"], data["basis"]
            set_rates(form.percents(), valid_from=day, basis=basis, by=request.user, at=now)
            messages.success(request, "Tabel persentase tersimpan.")
            return redirect("desk:exchange-rates")
    context = {"form": form, "tables": rate_tables(AllowanceRate.objects.all())}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/exchange_rates.html", context, status=status)
