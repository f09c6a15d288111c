"""The desk reads how far the evaluation of a term is, and who is not evaluated."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from appraisal import audit, sheets
from appraisal.access import require
from appraisal.http import Request, download
from appraisal.paging import counted_page
from indicators.access.rating import rating_spans
from indicators.models import Term
from organizations.access import desk_scope, may_see_desk
from organizations.queries import PAGE, path_to, unit_page

from ..queries.coverage import LEFT_OUT_COLUMNS, left_out_rows, term_coverage, units_below
from ..queries.year import Year
from .loading import asked_unit, this_year


@require_safe
def coverage_list(request: Request) -> HttpResponse:
    """Show per unit how many evaluations of a term are expected, begun, final and late."""
    context = _loaded(request)
    if context["found"] is not None and context["unit"]:
        kept = f"masa={context['term'].pk}&"
        made, unit = context["found"].made, context["unit"]
        page = unit_page(made, unit, request.GET.get("halaman", ""), kept)
        context |= {"page": page, "total": made.below(unit), "own": made.own.get(unit)}
    return TemplateResponse(request, "reviews/coverage_list.html", context)


@require_safe
def coverage_left_out(request: Request) -> HttpResponse:
    """Show by name who is not evaluated in a term, with the reason; as a file on request."""
    context = _loaded(request)
    if context["found"] is None or not context["unit"]:
        raise Http404("term")
    found, term = context["found"], context["term"]
    units = units_below(found.made, context["unit"], context["scope"])
    if request.GET.get("format") == "csv":
        after = {"format": "csv", "term": term.pk, "unit": context["unit"]}
        audit.record(action="left_out.exported", by=request.user, at=timezone.now(), target=term, after=after)
        return _file(f"tidak-dievaluasi-{context['year'].period.year}-{term.number}.csv", found, units)
    rows = found.left_out_of(units)
    kept = {"masa": term.pk, "unit": context["unit"], "halaman": ""}
    page = counted_page(request.GET.get("halaman", ""), len(rows), PAGE, "?" + urlencode(kept))
    shown = [(row, found.made.names.get(row.unit, "")) for row in rows[page.part]]
    context |= {"rows": shown, "count": len(rows), "page": page}
    return TemplateResponse(request, "reviews/coverage_left_out.html", context)


def _loaded(request: Request) -> dict[str, Any]:
    """Return the term and the unit that were asked for, within the reader's units."""
    today = timezone.localdate()
    require(may_see_desk(request.user, today))
    year, scope = this_year(today), desk_scope(request.user, today)
    term = _term(request, year)
    if year.period is None or term is None:
        return {"year": year, "terms": [], "term": None, "found": None, "unit": None, "path": []}
    found = term_coverage(year.period, term)
    unit = asked_unit(request, scope, found.made)
    path = [pk for pk in path_to(found.made, unit) if scope.is_all or pk in scope.unit_ids]
    kept = f"&unit={unit}" if unit else ""
    here = reverse(f"reviews:{request.resolver_match.url_name}")  # type: ignore[union-attr]
    return {
        "year": year,
        "scope": scope,
        "term": term,
        "terms": [
            {"label": row.name, "href": f"{here}?masa={row.pk}{kept}", "is_current": row.pk == term.pk}
            for row in _terms(year)
        ],
        "days": rating_spans(year.period, term).of(unit or 0),
        "found": found,
        "unit": unit,
        "unit_name": found.made.names.get(unit, "") if unit else "",
        "path": [(pk, found.made.names[pk]) for pk in path[:-1]],
    }


def _terms(year: Year) -> list[Term]:
    return [*year.terms, year.final] if year.final else year.terms


def _term(request: Request, year: Year) -> Term | None:
    """Return the term that was asked for, else the latest one that has begun, or 404."""
    asked = request.GET.get("masa", "")
    if not asked:
        return year.running or next(iter(_terms(year)), None)
    found = next((term for term in _terms(year) if str(term.pk) == asked), None)
    if found is None:
        raise Http404("term")
    return found


def _file(name: str, found: Any, units: set[int]) -> HttpResponse:
    return download(sheets.csv_bytes(LEFT_OUT_COLUMNS, left_out_rows(found, units)), name)
