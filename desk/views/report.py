"""Reports of the desk: chosen, estimated, answered at once while small, else begun as a job."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Denied, Refused
from appraisal.http import Request, download
from indicators.models import Period
from indicators.rules import TermKind
from organizations.access import desk_scope, may_see_desk, scope_of
from organizations.models import Unit
from organizations.rules import Role
from reviews.views.loading import this_year

from ..access.report import may_report
from ..documents.tables import file_of
from ..forms.report import ReportForm
from ..operations.report import record_report, start_report
from ..queries.estimate import asked_table, estimate
from ..queries.report import Asked, top_units
from ..rules.report import Format, Report, safe_name


@require_safe
def report_files(request: Request) -> HttpResponse:
    """Offer the reports; with a choice in the address, say how much it is and offer to begin."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    year = this_year(today)
    if "report" not in request.GET and request.GET.get("format") in {"csv", "xlsx"} and year.period:
        return _recapitulation(request, Format(request.GET["format"]), today)
    form = _form(request, request.GET if "report" in request.GET else None, year.period)
    context: dict[str, Any] = {"form": form, "year": year}
    if form.is_bound and form.is_valid():
        asked = _asked(request, form, today)
        found = estimate(asked)
        if request.GET.get("unduh") and found.is_at_once:
            return _at_once(request, asked)
        hidden = [(name, value) for name, values in request.GET.lists() for value in values]
        context |= {"asked": asked, "estimate": found, "address": request.GET.urlencode(), "hidden": hidden}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/report_files.html", context, status=status)


@require_POST
def report_start(request: Request) -> HttpResponse:
    """Begin the report that was chosen."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    year = this_year(today)
    form = _form(request, request.POST, year.period)
    if form.is_valid():
        asked = _asked(request, form, today)
        try:
            job = start_report(asked=asked, estimate=estimate(asked), by=request.user, at=timezone.now())
        except Denied:
            raise
        except Refused as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, f"{job.title} sedang dibuat. Anda boleh menutup halaman ini.")
            return redirect("desk:job-detail", job.pk)
    context = {"form": form, "year": year}
    return TemplateResponse(request, "desk/report_files.html", context, status=422)


def _form(request: Request, data: Any, period: Period | None) -> ReportForm:
    today = timezone.localdate()
    scope = desk_scope(request.user, today)
    units = top_units(scope)
    asked = (data or {}).get("unit", "")
    if (
        asked.isdigit()
        and int(asked) not in dict(units)
        and bool(may_report(request.user, [int(asked)], today))
    ):
        units = [
            *units,
            *Unit.objects.filter(pk=int(asked)).values_list("pk", "name"),
        ]  # from a page of a unit
    may_issue = bool(scope_of(request.user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=today))
    return ReportForm(data, units=units, is_all=scope.is_all, period=period, may_issue=may_issue)


def _asked(request: Request, form: ReportForm, today: date) -> Asked:
    given, scope = form.cleaned_data, desk_scope(request.user, today)
    unit = given["unit"]
    roots = (unit,) if unit else () if scope.is_all else tuple(pk for pk, _ in top_units(scope))
    return Asked(
        report=given["report"],
        period=given["period"],
        term=given["term"] or given["period"].terms.filter(kind=TermKind.FINAL.value).first(),
        roots=roots,
        where={str(key): name for key, name in form.fields["unit"].choices}[str(unit)],  # type: ignore[attr-defined]
        posts=tuple(given["posts"]),
        copies=given["copies"] == "ya",
        final=given["final"],
        format=Format(given["format"]),
        on=today,
    )


def _recapitulation(request: Request, form: Format, today: date) -> HttpResponse:
    """Send the recapitulation of this year of all own units, as long as it is short enough."""
    period, scope = this_year(today).period, desk_scope(request.user, today)
    assert period is not None
    roots = () if scope.is_all else tuple(pk for pk, _ in top_units(scope))
    where = "Seluruh instansi" if scope.is_all else "Unit saya"
    asked = Asked(Report.RECAP, period, None, roots, where, (), False, False, form, today)
    if not estimate(asked).is_at_once:
        return redirect(
            f"{request.path}?report=rekap&unit=0&period={period.pk}&copies=ya&format={form.value}"
        )
    return _at_once(request, asked)


def _at_once(request: Request, asked: Asked) -> HttpResponse:
    """Return a short table as a file to download."""
    require(may_report(request.user, asked.roots, asked.on))
    now, table = timezone.now(), asked_table(asked)
    content = file_of(
        asked.format, asked.title, table.header, table.rows(0, table.count), timezone.localtime(now)
    )
    record_report(asked, action="report.exported", by=request.user, at=now)
    return download(content, f"{safe_name(asked.title, 120)}.{asked.format.value}")
