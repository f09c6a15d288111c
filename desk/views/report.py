"""Reports of the desk: what is counted and listed, as files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal import audit, sheets
from appraisal.access import require
from appraisal.http import Request
from organizations.access import desk_scope, may_see_desk
from reviews.views.loading import this_year

from ..queries.recapitulation import RECAP_COLUMNS, recapitulation


@require_safe
def report_files(request: Request) -> HttpResponse:
    """Offer the recapitulation as a spreadsheet, or send it."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    year = this_year(today)
    form = request.GET.get("format", "")
    if form not in ("csv", "xlsx") or year.period is None:
        return TemplateResponse(request, "desk/report_files.html", {"year": year})
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
