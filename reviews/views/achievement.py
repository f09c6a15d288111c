"""Pages of the achievement of units: the list, one unit in a term, its report, a recommendation."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import ALLOW, require
from appraisal.errors import Conflict, Denied
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Term
from organizations.models import Unit

from ..access import achievement as access
from ..forms.achievement import AdviceForm, GradeForm, KeySheet
from ..models import GradeAdvice
from ..operations import achievement as operations
from ..queries.achievement import achievement_page, evidence_of, sheet_version, told_by_head
from ..queries.achievement_list import achievement_list as listed_units
from ..queries.achievement_list import chosen_term
from ..rules.achievement import GRADE_ADVISER_LABELS, GradeAdviser
from .loading import this_year, version_of


@require_safe
def achievement_list(request: Request) -> HttpResponse:
    """Show the units whose achievement the person sets, reports or reads."""
    today = timezone.localdate()
    year = this_year(today)
    term = chosen_term(year, request.GET.get("masa", ""), today)
    if term is None:
        return TemplateResponse(request, "reviews/achievement_list.html", {"year": year, "term": None})
    listed = listed_units(request.user, term, request.GET.dict(), today)
    unit = f"&unit={listed.chosen.unit.pk}" if listed.chosen else ""
    terms = [
        {"label": each.name, "href": f"?masa={each.pk}{unit}", "is_current": each == term}
        for each in [*year.terms, *([year.final] if year.final else [])]
    ]
    context = {"year": year, "term": term, "terms": terms, "listed": listed}
    return TemplateResponse(request, "reviews/achievement_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def achievement_detail(request: Request, unit: int, term: int) -> HttpResponse:
    """Show the evidence, the recommendations and the grade of a unit in a term, and take a grade."""
    today = timezone.localdate()
    row, part, terms = _loaded(request, unit, term)
    may_set = access.may_set(request.user, row, part, today)
    data = request.POST if request.method == "POST" else None
    form = GradeForm(data, is_annual=part.is_final)
    with _answered(form):
        require(may_set if data is not None else ALLOW)
        if form.is_valid():
            operations.set_grade(unit=row, term=part, **_stamp(request), **form.cleaned_data)
            messages.success(request, f"Capaian {row} tersimpan.", extra_tags=f"capaian-{unit}-{term}")
            return redirect("reviews:achievement-detail", unit, term)
    content = achievement_page(row, row.tree_path[::-1], part, request.user, today)
    version = content.valid.version if content.valid else 0
    context = {
        "form": form if may_set else None,
        "why_not": "" if may_set or not content.in_full else may_set.reason,
        "content": content,
        "may_report": access.may_report(request.user, row, part, today),
        "terms": _terms(row, part, terms),
        "version": request.POST.get("version", version),
    }
    return _answer(request, "reviews/achievement_detail.html", row, part, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
def achievement_report(request: Request, unit: int, term: int) -> HttpResponse:
    """Write what the unit reached of all its key indicators up to the end of a term."""
    row, part, _ = _loaded(request, unit, term)
    goals = evidence_of(row, part)
    by_head = told_by_head(goals, row, part)
    form = KeySheet(request.POST if request.method == "POST" else None, goals=goals, by_head=by_head)
    with _answered(form):
        require(access.may_report(request.user, row, part, timezone.localdate()))
        if form.is_valid():
            count = operations.report(unit=row, term=part, **_stamp(request), reports=form.reports())
            said = f"Realisasi {count} IKU tersimpan." if count else "Tidak ada yang berubah."
            messages.success(request, said, extra_tags=f"realisasi-iku-{unit}-{term}")
            return redirect("reviews:achievement-detail", unit, term)
    stored = [key.row for goal in goals for key in goal.keys if key.row]
    context = {
        "form": form,
        "version": request.POST.get("version", sheet_version(stored)),
        "has_keys": bool(goals),
    }
    return _answer(request, "reviews/achievement_report.html", row, part, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
def achievement_advise(request: Request, unit: int, term: int, adviser: str) -> HttpResponse:
    """Write what one side recommends for a unit in a term."""
    row, part, _ = _loaded(request, unit, term)
    side = _adviser(adviser)
    stored = GradeAdvice.objects.filter(unit=row, term=part, adviser=side).first()
    initial = {"grade": stored.grade, "text": stored.text, "letter": stored.letter} if stored else {}
    form = AdviceForm(request.POST if request.method == "POST" else None, adviser=side, initial=initial)
    draft = f"rekomendasi-{unit}-{term}-{side.value}"
    with _answered(form):
        require(access.may_advise(request.user, row, side, part, timezone.localdate()))
        if form.is_valid():
            operations.advise(unit=row, term=part, adviser=side, **_stamp(request), **form.cleaned_data)
            messages.success(request, "Rekomendasi tersimpan.", extra_tags=draft)
            return redirect("reviews:achievement-detail", unit, term)
    context = {
        "form": form,
        "version": request.POST.get("version", stored.version if stored else 0),
        "label": GRADE_ADVISER_LABELS[side],
        "draft": draft,
    }
    return _answer(request, "reviews/achievement_advise.html", row, part, form, context)


@contextlib.contextmanager
def _answered(form: Any) -> Iterator[None]:
    """Turn a refusal into an error of the form; the pages of a conflict and a denial tell what was typed."""
    try:
        with refusals(form):
            yield
    except (Conflict, Denied) as refused:
        refused.mine = form.mine() if form.is_bound else {}  # type: ignore[union-attr]
        raise


def _adviser(text: str) -> GradeAdviser:
    try:
        return GradeAdviser(text.upper())
    except ValueError:
        raise Http404("adviser") from None


def _loaded(request: Request, unit: int, term: int) -> tuple[Unit, Term, list[Term]]:
    """Return the unit with its place in the tree and the term with its year's terms, or 404 for strangers."""
    terms = Term.objects.filter(period__terms__pk=term).select_related("period").order_by("number")
    parts = {each.pk: each for each in terms}
    units = Unit.objects.with_tree_fields().select_related("parent")
    row: Unit = get_object_or_404(units, pk=unit)
    if term not in parts or not access.may_read(request.user, row, parts[term], timezone.localdate()):
        raise Http404("achievement")
    return row, parts[term], list(parts.values())


def _stamp(request: Request) -> dict[str, Any]:
    return {"version": version_of(request) or 0, "by": request.user, "at": timezone.now()}


def _terms(unit: Unit, chosen: Term, terms: list[Term]) -> list[dict[str, Any]]:
    return [
        {
            "label": each.name,
            "href": reverse("reviews:achievement-detail", args=[unit.pk, each.pk]),
            "is_current": each == chosen,
        }
        for each in terms
    ]


def _answer(
    request: Request, template: str, unit: Unit, term: Term, form: Any, context: dict[str, Any]
) -> HttpResponse:
    status = 422 if form.errors else 200
    return TemplateResponse(request, template, context | {"unit": unit, "term": term}, status=status)
