"""Progress: the own realisations, and the superior's feedback."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import first_denial
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Plan, Term
from indicators.rules import PlanStatus

from ..access import progress as access
from ..access.action import may_plan_steps
from ..access.line import may_count
from ..access.progress import own_indicators, own_plans
from ..forms.progress import RealisationForm
from ..models import Realisation
from ..operations import progress as operations
from ..queries.counting import counted_until, how_counted
from ..queries.evaluation import IndicatorProgress
from ..queries.home import Year
from ..queries.quarter import quarter_page
from .evidence import form_with_files
from .loading import progress_parts, term_of, this_year, version_of, with_people


@require_safe
def progress_mine(request: Request) -> HttpResponse:
    """Show the own results with what was reported, and where the next report goes."""
    today = timezone.localdate()
    year = this_year(today)
    rows = with_people(own_plans(request.user)).filter(period=year.period).order_by("-started_on", "-pk")
    plans = list(rows)
    plan = _plan(plans, request.GET.get("skp", ""), today)
    context: dict[str, Any] = {"year": year, "plan": plan, "progress": None, "term": None, "terms": []}
    context["parts"] = progress_parts("progress-mine")
    context["posts"] = _plan_links(plans, plan) if len(plans) > 1 else []
    if plan is not None and plan.status in (PlanStatus.AGREED, PlanStatus.CLOSED):
        terms = [term for term in year.terms if may_count(plan, term)]
        term = _chosen(terms, year, request.GET.get("masa", ""))
        links = _term_links(terms, term, plan, several=len(plans) > 1)
        progress = quarter_page(plan, term, year.terms) if term else None
        context |= {"term": term, "terms": links, "progress": progress}
        context["may_plan"] = term is not None and bool(may_plan_steps(request.user, plan, term))
    return TemplateResponse(request, "reviews/progress_mine.html", context)


def _plan(plans: list[Plan], asked: str, on: date) -> Plan | None:
    """Return the plan that was asked for, else the one in force today, the definitive post's first."""
    chosen = [plan for plan in plans if str(plan.pk) == asked]
    running = [plan for plan in plans if plan.span.holds(on)]
    definitive = [plan for plan in running if plan.placement.is_definitive]
    return next(iter([*chosen, *definitive, *running, *plans]), None)


def _plan_links(plans: list[Plan], chosen: Plan | None) -> list[dict[str, Any]]:
    return [
        {"label": plan.placement.label, "href": f"?skp={plan.pk}", "is_current": plan == chosen}
        for plan in plans
    ]


def _chosen(terms: list[Term], year: Year, number: str) -> Term | None:
    asked = next((term for term in terms if str(term.number) == number), None)
    running = year.running if year.running in terms else None
    return asked or running or next(iter(reversed(terms)), None)


def _term_links(terms: list[Term], chosen: Term | None, plan: Plan, *, several: bool) -> list[dict[str, Any]]:
    link = f"?skp={plan.pk}&masa=" if several else "?masa="
    return [
        {"label": term.name, "href": f"{link}{term.number}", "is_current": term == chosen} for term in terms
    ]


@require_http_methods(["GET", "POST"])
def progress_report(request: Request, indicator: int, term: int) -> HttpResponse:
    """Report what was reached for one indicator in one term."""
    row = get_object_or_404(
        own_indicators(request.user).select_related("result__plan__period", "result__plan__placement"),
        pk=indicator,
    )
    plan = row.result.plan
    part = term_of(plan, term)
    may = access.may_report(request.user, plan, part, timezone.localdate())
    saved = Realisation.objects.filter(indicator=row, term=part).first()
    form = form_with_files(RealisationForm, request, saved, may, initial=_initial(saved))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.report(
                indicator=row,
                term=part,
                version=version_of(request),
                by=request.user,
                at=timezone.now(),
                files=form.chosen,
                **form.cleaned_data,
            )
            said = f"Catatan tersimpan pukul {timezone.localtime():%H.%M}."
            messages.success(request, said, extra_tags=f"realisasi-{row.pk}-{part.pk}")
            if (asked := request.GET.get("untuk", "")).isdecimal():
                return redirect("reviews:self-assessment", plan.pk, int(asked[:9]))
            over = "" if plan.span.holds(timezone.localdate()) else f"skp={plan.pk}&"
            return redirect(f"{reverse('reviews:progress-mine')}?{over}masa={part.number}")
    counted = counted_until(plan, [row], part.ended_on).get(row.pk)
    context = {
        "form": form,
        "indicator": row,
        "target": IndicatorProgress(row, []).target,
        "term": part,
        "saved": saved,
        "counted": counted,
        "counted_how": how_counted(counted) if counted else "",
        "version": request.POST.get("version", saved.version if saved else ""),
        "may": first_denial(access.still_counts(row), may),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/progress_report.html", context, status=status)


def _initial(saved: Realisation | None) -> dict[str, Any]:
    if saved is None:
        return {"noted_on": timezone.localdate()}
    return {
        "amount": saved.amount,
        "note": saved.note,
        "noted_on": saved.noted_on,
        "evidence_url": saved.evidence_url,
    }
