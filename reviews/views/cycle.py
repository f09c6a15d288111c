"""The agency's desk: the cycle, completeness, reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal import audit, sheets
from appraisal.access import require
from appraisal.errors import Denied
from appraisal.http import Request
from multirater.access.raw_access import may_see_accesses
from organizations.access import (
    Scope,
    desk_scope,
    grants_of,
    may_administer,
    may_keep_attendance,
    may_see_desk,
    open_reports,
)
from organizations.queries import Branches, path_to, unit_page

from ..access.note import may_import_notes
from ..access.voice import may_keep_voices
from ..models import Objection
from ..queries.cycle import RECAP_COLUMNS, desk, recapitulation
from .loading import this_year


@require_safe
def cycle(request: Request) -> HttpResponse:
    """Show where the year stands: four numbers, the phases, what waits for the desk."""
    today = timezone.localdate()
    if not grants_of(request.user, today):
        raise Denied("Halaman ini dibuka untuk yang memegang peran, misalnya admin BKD atau auditor.")
    year = this_year(today)
    scope = desk_scope(request.user, today)
    made = desk(year.period, year.final, today)
    counts = made.inside(scope)
    context = {
        "year": year,
        "counts": counts,
        "at": made.at,
        "has_desk": bool(scope),
        "may_administer": may_administer(request.user, today),
        "may_keep_attendance": may_keep_attendance(request.user, today),
        "may_keep_voices": bool(may_keep_voices(request.user, today)),
        "may_see_accesses": bool(may_see_accesses(request.user, today)),
        "may_import_notes": bool(may_import_notes(request.user, today)),
        "reports": open_reports(request.user, today).count(),
        "objections": _open_objections(scope),
        "today": today,
    }
    return TemplateResponse(request, "reviews/cycle.html", context)


def _open_objections(scope: Scope) -> int:
    """Return how many objections of the units in the scope wait for a decision."""
    waiting = Objection.objects.filter(decided_at__isnull=True)
    return scope.filter(waiting, "evaluation__plan__placement__unit").count() if scope else 0


@require_safe
def completeness(request: Request) -> HttpResponse:
    """Show how far each unit is, one level of the tree at a time."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    year = this_year(today)
    made = desk(year.period, year.final, today)
    scope = desk_scope(request.user, today)
    unit = asked_unit(request, scope, made)
    page = unit_page(made, unit, request.GET.get("halaman", "")) if unit else None
    path = [(pk, made.names[pk]) for pk in path_to(made, unit) if scope.is_all or pk in scope.unit_ids]
    context: dict[str, Any] = {
        "year": year,
        "rows": page.rows if page else [],
        "page": page,
        "at": made.at,
        "path": path[:-1],
        "unit": made.names.get(unit, "") if unit else "",
        "total": made.below(unit) if unit else None,
        "own": made.own.get(unit) if unit else None,
    }
    return TemplateResponse(request, "reviews/completeness.html", context)


def asked_unit(request: Request, scope: Scope, made: Branches[Any]) -> int | None:
    """Return the unit that was asked for inside the scope, else the top of the scope."""
    asked = request.GET.get("unit", "")
    if asked:
        if not (asked.isascii() and asked.isdigit()):
            raise Http404("unit")
        pk = int(asked)
        if pk not in made.names or not (scope.is_all or pk in scope.unit_ids):
            raise Http404("unit")
        return pk
    if scope.is_all:
        return made.first_with_choice()
    tops = [grant.unit_id for grant in grants_of(request.user, timezone.localdate())]
    return next((pk for pk in tops if pk in scope.unit_ids), None)


@require_safe
def report_files(request: Request) -> HttpResponse:
    """Offer the recapitulation as a spreadsheet, or send it."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    year = this_year(today)
    form = request.GET.get("format", "")
    if form not in ("csv", "xlsx") or year.period is None:
        return TemplateResponse(request, "reviews/report_files.html", {"year": year})
    scope = desk_scope(request.user, today)
    after = {"format": form}
    audit.record(
        action="report.exported", by=request.user, at=timezone.now(), target=year.period, after=after
    )
    rows = recapitulation(scope, year.period, year.final, today)
    return _file(form, f"rekap-kinerja-{year.period.year}.{form}", rows)


def _file(form: str, name: str, rows: Iterator[list[Any]]) -> HttpResponse:
    """Return the rows as a spreadsheet to download."""
    if form == "csv":
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response.write("\ufeff")
        sheets.write_csv(response, RECAP_COLUMNS, rows, divider=";")  # type: ignore[arg-type]
    else:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        response = HttpResponse(sheets.write_xlsx(RECAP_COLUMNS, rows, title="Rekap"), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
