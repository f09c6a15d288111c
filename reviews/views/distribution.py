"""How predicates are spread: over the own team, over a unit, and why they differ from the guide."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.errors import Denied
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Term
from indicators.queries import policy
from organizations.access import headed_units, is_superior
from organizations.models import Unit

from ..access.distribution import lies_below, may_give_reason, organised_tops, spread_tops
from ..forms.distribution import ReasonForm
from ..operations.distribution import explain_difference
from ..queries.distribution import (
    City,
    city,
    grades_of,
    guide_of,
    reasons_of,
    team_spread,
    term_before,
    unit_spread,
)
from ..queries.home import Year
from ..rules.distribution import SOURCE
from .loading import this_year, version_of


@require_safe
def distribution(request: Request) -> HttpResponse:
    """Show the counts of a unit and everything below it against the guide, and the units below by name."""
    today = timezone.localdate()
    tops = spread_tops(request.user, today)
    if not tops:
        raise Denied("Sebaran unit dibuka untuk kepala unit, admin BKD, admin unit, dan auditor.")
    year = this_year(today)
    term = asked_term(request, year, today)
    context: dict[str, Any] = {"year": year, "term": term, "source": SOURCE}
    if term is not None:
        earlier = term_before(term)
        made = city(term, earlier, today)
        unit = _unit(request, tops, made, today)
        figures = policy(term.period)
        page = unit_spread(unit, term, earlier, made, figures, request.GET.get("halaman", ""))
        context |= _unit_context(request, made, unit, tops)
        context |= {"page": page, "terms": term_links(year, term, f"unit={unit}&")}
        context |= {"bars": page.spread.bars(page.before), "cells": page.spread.grid()}
        differs = bool(page.guide.differences or page.reason)
        context["asks_reason"] = differs and may_give_reason(request.user, unit, today)
    return TemplateResponse(request, "reviews/distribution.html", context)


def _unit_context(request: Request, made: City, unit: int, tops: frozenset[int]) -> dict[str, Any]:
    chain = made.chain(unit)
    path = [one for one in reversed(chain) if lies_below(made.chain(one), tops)]
    return {
        "unit": unit,
        "may_open": lies_below(chain, organised_tops(request.user, timezone.localdate())),
        "name": made.names[unit],
        "path": [(one, made.names[one]) for one in path[:-1]],
    }


def _unit(request: Request, tops: frozenset[int], made: City, today: date) -> int:
    """Return the unit that was asked for inside the scope; else the one headed, or the top of the scope."""
    asked = request.GET.get("unit", "")
    if asked:
        found = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
        if found not in made.names or not lies_below(made.chain(found), tops):
            raise Http404("unit")
        return found
    root = any(made.parents.get(one) is None for one in tops)
    first = (
        [made.top()] if root else [*(unit.pk for unit in headed_units(request.user, today)), *sorted(tops)]
    )
    unit = next((one for one in first if one is not None and one in made.names), None)
    if unit is None:
        raise Http404("unit")
    return unit


def asked_term(request: Request, year: Year, today: date) -> Term | None:
    """Return the term that the address asks for, else the latest whose days of rating have begun."""
    terms = [*year.terms, *([year.final] if year.final else [])]
    asked = request.GET.get("masa", "")
    if asked:
        found = next((term for term in terms if str(term.pk) == asked), None)
        if found is None:
            raise Http404("masa")
        return found
    begun = [term for term in terms if (term.rated_from or term.period.annual_from) <= today]
    return next(reversed(begun or terms), None)


def term_links(year: Year, chosen: Term, kept: str = "") -> list[dict[str, Any]]:
    """Return the terms of the year as parts of the page."""
    terms = [*year.terms, *([year.final] if year.final else [])]
    return [
        {"label": term.name, "href": f"?{kept}masa={term.pk}", "is_current": term == chosen} for term in terms
    ]


@require_safe
def distribution_team(request: Request) -> HttpResponse:
    """Show the counts of the own team: bars from five people on, one sentence below."""
    today = timezone.localdate()
    if not is_superior(request.user, today):
        raise Denied("Sebaran tim dibuka untuk pejabat penilai.")
    year = this_year(today)
    term = asked_term(request, year, today)
    context: dict[str, Any] = {"year": year, "term": term, "source": SOURCE}
    if term is not None:
        earlier = term_before(term)
        team = team_spread(request.user, term, earlier, today)
        context |= {
            "team": team,
            "total": team.spread.total,
            "bars": team.spread.bars(team.before),
            "terms": term_links(year, term),
            "reads_units": bool(spread_tops(request.user, today)),
        }
    return TemplateResponse(request, "reviews/distribution_team.html", context)


@require_http_methods(["GET", "POST"])
def distribution_reason(request: Request, unit: int, term: int) -> HttpResponse:
    """Let the head of a unit say why it differs from the guide."""
    today = timezone.localdate()
    row = get_object_or_404(Unit, pk=unit)
    part = get_object_or_404(Term.objects.select_related("period"), pk=term)
    made = city(part, None, today)
    if not lies_below(made.chain(row.pk), spread_tops(request.user, today)):
        raise Http404
    require(may_give_reason(request.user, row, today))
    saved = reasons_of(part, [row.pk]).get(row.pk)
    form = ReasonForm(request.POST or None, initial={"reason": saved.reason if saved else ""})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            explain_difference(
                unit=row,
                term=part,
                version=version_of(request),
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Alasan tersimpan.", extra_tags=f"sebaran-{row.pk}-{part.pk}")
            return redirect(f"{reverse('reviews:distribution')}?unit={row.pk}&masa={part.pk}")
    grades = grades_of(part, made.chain(row.pk))
    context = {
        "unit": row,
        "term": part,
        "form": form,
        "version": request.POST.get("version", saved.version if saved else ""),
        "guide": guide_of(row.pk, made.below(row.pk), made, grades, policy(part.period)),
    }
    return TemplateResponse(
        request, "reviews/distribution_reason.html", context, status=422 if form.errors else 200
    )
