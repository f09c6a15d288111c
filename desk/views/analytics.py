"""Analytics: an overview with one sentence and a small chart a question, a page per question, files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from appraisal import audit, sheets
from appraisal.access import require
from appraisal.http import Request, download
from indicators.models import Period, Term
from organizations.access import Scope, desk_scope

from ..access.analytics import analytics_scope, may_see_analytics
from ..queries.analytics import QUESTIONS, Ask, Question, UnitTree, unit_tree
from ..rules.chart_table import Figure


@require_safe
def analytics(request: Request) -> HttpResponse:
    """Show every question with one sentence and a small chart."""
    today = timezone.localdate()
    require(may_see_analytics(request.user, today))
    ask = _asked(request, today)
    context: dict[str, Any] = {"ask": ask, "path": [], "at_desk": bool(desk_scope(request.user, today))}
    if ask is not None:
        parts = [(question, question.glance(ask)) for question in QUESTIONS.values()]
        context |= {"parts": parts} | _frame(request, ask, None)
    return TemplateResponse(request, "desk/analytics.html", context)


@require_safe
def analytics_question(request: Request, question: str) -> HttpResponse:
    """Show one question for a unit with all below it, or send one of its tables as a file."""
    today = timezone.localdate()
    require(may_see_analytics(request.user, today))
    chosen = QUESTIONS.get(question)
    if chosen is None:
        raise Http404("question")
    ask = _asked(request, today)
    context: dict[str, Any] = {"ask": ask, "question": chosen, "here": "", "path": []}
    if ask is None:
        return TemplateResponse(request, "desk/analytics_question.html", context)
    form = request.GET.get("format", "")
    ask.is_whole = form in ("csv", "xlsx")
    figures = chosen.figures(ask)
    if ask.is_whole:
        return _file(request, ask, chosen, figures, form)
    context |= {"figures": figures} | _frame(request, ask, chosen)
    return TemplateResponse(request, "desk/analytics_question.html", context)


# --- What is looked at ---------------------------------------------------------------------------


def _asked(request: Request, today: date) -> Ask | None:
    """Return unit, year and term of the address; None before a year was opened, 404 outside the scope."""
    periods = list(Period.objects.filter(opened_at__isnull=False).order_by("-year"))
    year = request.GET.get("tahun", "")
    open_ = [one for one in periods if one.is_open] or periods
    usual = next((one for one in open_ if one.started_on <= today <= one.ended_on), next(iter(open_), None))
    period = usual if not year else next((one for one in periods if str(one.year) == year), None)
    if period is None:
        if year and periods:
            raise Http404("tahun")
        return None
    earlier = next((one for one in periods if one.year == period.year - 1), None)
    by_period: dict[int, list[Term]] = {period.pk: [], **({earlier.pk: []} if earlier else {})}
    for term in Term.objects.filter(period__in=by_period).select_related("period").order_by("number"):
        by_period[term.period_id].append(term)
    terms = by_period[period.pk]
    if not terms:
        return None
    scope, tree = analytics_scope(request.user, today), unit_tree()
    return Ask(
        scope=scope,
        tree=tree,
        unit=_unit(request, scope, tree),
        period=period,
        terms=terms,
        term=_term(request, terms, today),
        on=today,
        years=[one.year for one in periods],
        earlier=earlier,
        earlier_terms=by_period[earlier.pk] if earlier else [],
        number=request.GET.get("halaman", ""),
    )


def _unit(request: Request, scope: Scope, tree: UnitTree) -> int:
    asked = request.GET.get("unit", "")
    if asked:
        pk = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0
        if pk not in tree.names or not (scope.is_all or pk in scope.unit_ids):
            raise Http404("unit")
        return pk
    mine = tree.names.keys() if scope.is_all else scope.unit_ids & tree.names.keys()
    top = next((pk for pk in tree.names if pk in mine and tree.parents[pk] not in mine), None)
    if top is None:
        raise Http404("unit")
    while scope.is_all and len(tree.children.get(top, [])) == 1:  # the first one with a choice below it
        top = tree.children[top][0]
    return top


def _term(request: Request, terms: list[Term], today: date) -> Term:
    """Return the asked term, else the latest whose days of rating have begun, else the running one."""
    asked = request.GET.get("masa", "")
    if asked:
        found = next((term for term in terms if str(term.number) == asked), None)
        if found is None:
            raise Http404("masa")
        return found
    rated = [term for term in terms if (term.rated_from or term.period.annual_from) <= today]
    begun = [term for term in terms if term.started_on <= today and not term.is_final]
    return next(reversed(rated), None) or next(reversed(begun), None) or terms[0]


def _frame(request: Request, ask: Ask, question: Question | None) -> dict[str, Any]:
    """Return the ways to other units, years and terms, and to the other questions."""
    inside = [pk for pk in ask.tree.path(ask.unit) if ask.scope.is_all or pk in ask.scope.unit_ids]
    link = f"?unit={ask.unit}"
    terms = [
        {
            "label": term.name,
            "href": f"{link}&tahun={ask.period.year}&masa={term.number}",
            "is_current": term == ask.term,
        }
        for term in ask.terms
    ]
    return {
        "path": [(ask.link(pk), ask.tree.names[pk]) for pk in inside[:-1]],
        "below": [(pk, ask.tree.names[pk]) for pk in ask.tree.children.get(ask.unit, [])],
        "years": [
            {"label": str(year), "href": f"{link}&tahun={year}", "is_current": year == ask.period.year}
            for year in ask.years
        ],
        "terms": terms if question and question.has_terms else [],
        "here": ask.link(ask.unit),
        "questions": QUESTIONS.values(),
    }


# --- Files ---------------------------------------------------------------------------------------


def _file(request: Request, ask: Ask, question: Question, figures: list[Figure], form: str) -> HttpResponse:
    """Return the table of one figure with all its rows; the download is on record."""
    figure = next((one for one in figures if one.key == request.GET.get("angka", "")), figures[0])
    after = {"format": form, "angka": f"{question.slug} {figure.key}", "unit": ask.unit}
    audit.record(action="report.exported", by=request.user, at=timezone.now(), target=ask.period, after=after)
    columns, rows = figure.table.columns, [row.cells for row in figure.table.rows]
    name = f"analitik-{question.slug}-{figure.key}-{ask.period.year}.{form}"
    is_csv = form == "csv"
    content = sheets.csv_bytes(columns, rows) if is_csv else sheets.write_xlsx(columns, rows, question.title)
    return download(content, name)
