"""The BKD prepares and opens a year, and confirms its figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.http import Request
from appraisal.models import Job
from indicators import access, operations, queries
from indicators.access.closing import may_archive, may_unarchive
from indicators.forms import FigureForm, PeriodForm
from indicators.models import Period, PolicyFigure
from indicators.operations.closing import CLOSING
from indicators.rules import TermKind
from indicators.views.loading import accepted, page, stamp

from ..queries.opening import readiness


@require_safe
def period_list(request: Request) -> HttpResponse:
    """Show all years."""
    require(access.may_manage_periods(request.user, timezone.localdate()))
    archived = "arsip" in request.GET
    rows = queries.period_rows(archived=archived)
    has_archive = Period.objects.filter(archived_at__isnull=False).exists()
    return page(request, "desk/period_list.html", rows=rows, archived=archived, has_archive=has_archive)


@require_http_methods(["GET", "HEAD", "POST"])
def period_new(request: Request) -> HttpResponse:
    """Prepare a year."""
    today = timezone.localdate()
    require(access.may_manage_periods(request.user, today))
    form = PeriodForm(request.POST or None, initial={"year": today.year, "kind": TermKind.QUARTERLY})

    def act() -> object:
        return operations.create_period(
            by=request.user,
            at=timezone.now(),
            year=int(form.cleaned_data["year"]),
            kind=TermKind(form.cleaned_data["kind"]),
        )

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        period = Period.objects.get(year=form.cleaned_data["year"])
        messages.success(
            request, f"Periode {period.year} disiapkan. Periksa tanggal dan angkanya, lalu buka."
        )
        return redirect("desk:period-detail", period.pk)
    return page(request, "desk/period_new.html", form)


@require_safe
def period_detail(request: Request, pk: int) -> HttpResponse:
    """Show a year with its windows, terms and figures, and what can be done with it."""
    user, today = request.user, timezone.localdate()
    require(access.may_manage_periods(user, today))
    people = ("opened_by", "closed_by", "archived_by")
    period = get_object_or_404(Period.objects.select_related(*people), pk=pk)
    return page(
        request,
        "desk/period_detail.html",
        content=queries.period_page(period),
        may_change=access.may_change_period(user, period, today),
        may_change_figures=access.may_change_figures(user, period, today),
        may_open=access.may_open(user, period, today),
        may_close=access.may_close(user, period, today),
        may_archive=may_archive(user, period, today),
        may_unarchive=may_unarchive(user, period, today),
        closing=Job.objects.filter(kind=CLOSING, key=f"{CLOSING}-{pk}").order_by("-pk").first(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def period_open(request: Request, pk: int) -> HttpResponse:
    """Ask once more, then open the year."""
    today = timezone.localdate()
    require(access.may_manage_periods(request.user, today))
    period = get_object_or_404(Period, pk=pk)
    if request.method == "POST":
        request.way_back = reverse("desk:period-detail", args=[pk])  # type: ignore[attr-defined]
        operations.open_period(period=period, **stamp(request))
        messages.success(request, f"Periode {period.year} dibuka. SKP sudah bisa diajukan.")
        return redirect("desk:period-detail", pk)
    require(access.may_open(request.user, period, today))
    terms = list(period.terms.order_by("number"))
    checks = readiness(period, terms, today)
    return page(request, "desk/period_open.html", period=period, checks=checks)


@require_http_methods(["GET", "HEAD", "POST"])
def figure_edit(request: Request, pk: int) -> HttpResponse:
    """Change or confirm one figure of a year that is not open yet."""
    figure = get_object_or_404(PolicyFigure.objects.select_related("period"), pk=pk)
    require(access.may_change_figures(request.user, figure.period, timezone.localdate()))
    names = ("value", "source", "sourced_on", "confirmed")
    form = FigureForm(request.POST or None, initial={name: getattr(figure, name) for name in names})

    def act() -> object:
        return operations.change_figure(
            figure=figure, by=request.user, at=timezone.now(), **form.cleaned_data
        )

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        messages.success(request, f"Angka “{figure.label}” tersimpan.")
        return redirect("desk:period-detail", figure.period_id)
    return page(request, "desk/figure_edit.html", form, figure=figure)
