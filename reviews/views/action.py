"""The action plan of a quarter, and taking the number that notes come to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.errors import Conflict
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Plan, Term

from ..access import action as access
from ..access.progress import own_indicators, own_plans
from ..forms.action import QuarterForm
from ..operations import action as operations
from ..operations import counting
from ..queries.action import quarter_of
from .loading import term_of, version_of, with_people


@require_http_methods(["GET", "POST"])
def action_plan(request: Request, result: int, term: int) -> HttpResponse:
    """Plan the steps of a result for a quarter, tick them, and say how the result stands."""
    today = timezone.localdate()
    people = ("plan__period", "plan__placement__employee")
    row = get_object_or_404(access.own_results(request.user).select_related(*people), pk=result)
    part = term_of(row.plan, term)
    quarter = quarter_of(row, part)
    form = QuarterForm(request.POST or None, quarter=quarter, has_begun=today >= part.started_on)
    if request.method == "POST" and not (counts := access.still_promised(row)):
        raise Conflict(counts.reason)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            asked = operations.save_quarter(
                result=row,
                term=part,
                version=version_of(request) or 0,
                draft=form.draft(),
                by=request.user,
                at=timezone.now(),
            )
            said = "Tersimpan. Permintaan bantuan tersampaikan kepada atasan Anda." if asked else "Tersimpan."
            messages.success(request, said, extra_tags=f"rencana-{row.pk}-{part.pk}")
            return redirect(_quarter_page(row.plan, part) + f"#hasil-{row.pk}")
    may = access.may_plan_steps(request.user, row.plan, part)
    if form.errors:
        require(may)
    context = {
        "form": form,
        "result": row,
        "term": part,
        "quarter": quarter,
        "may": may,
        "version": request.POST.get("version", quarter.version),
        "back": _quarter_page(row.plan, part),
    }
    return TemplateResponse(request, "reviews/action_plan.html", context, status=422 if form.errors else 200)


def _quarter_page(plan: Plan, term: Term) -> str:
    return f"{reverse('reviews:progress-mine')}?skp={plan.pk}&masa={term.number}"


@require_POST
def action_tick(request: Request, pk: int) -> HttpResponse:
    """Mark a step as done, or as open again."""
    rows = access.own_actions(request.user).select_related("result__plan", "term")
    row = get_object_or_404(rows, pk=pk)
    done = operations.tick(action=row, version=version_of(request) or 0, by=request.user, at=timezone.now())
    said = f"Selesai: {done.text}" if done.done_on else f"Dibuka lagi: {done.text}"
    messages.success(request, said)
    return redirect(_quarter_page(row.result.plan, row.term) + f"#hasil-{row.result_id}")


@require_POST
def action_carry(request: Request, plan: int, term: int) -> HttpResponse:
    """Copy the unfinished steps of the quarter before."""
    row = get_object_or_404(with_people(own_plans(request.user)), pk=plan)
    part = term_of(row, term)
    count = operations.carry_over(plan=row, term=part, by=request.user, at=timezone.now())
    messages.success(
        request, f"{count} langkah disalin ke {part.name}." if count else "Semua sudah tersalin."
    )
    return redirect(_quarter_page(row, part))


@require_POST
def counted_take(request: Request, indicator: int, term: int) -> HttpResponse:
    """Put the number that the notes come to in the place of the one typed by hand."""
    people = ("result__plan__period", "result__plan__placement")
    row = get_object_or_404(own_indicators(request.user).select_related(*people), pk=indicator)
    plan = row.result.plan
    part = term_of(plan, term)
    counting.take_counted(
        indicator=row, term=part, version=version_of(request), by=request.user, at=timezone.now()
    )
    messages.success(request, "Realisasi sekarang mengikuti catatan Anda.")
    return redirect(_quarter_page(plan, part) + f"#hasil-{row.result_id}")
