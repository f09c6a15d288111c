"""All indicators and targets of a draft on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from appraisal.http import Request

from .. import operations, queries
from ..forms import TargetsForm
from .loading import accepted, own_draft, page, stamp

RESULTS_PER_PAGE = 10


@require_http_methods(["GET", "HEAD", "POST"])
def plan_targets(request: Request, pk: int) -> HttpResponse:
    """Write the indicators and targets of ten results at a time, with one press."""
    plan = own_draft(request, pk)
    text = request.GET.get("mulai", "")
    start = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    every = queries.ordered_results(plan)
    results = every[start : start + RESULTS_PER_PAGE]
    form = TargetsForm(request.POST or None, plan=plan, results=results)
    theirs = {label: words for row in results for label, words in queries.stored_texts(row).items()}

    def act() -> object:
        return operations.save_indicators(plan=plan, **stamp(request), rows=form.drafts())

    following = start + RESULTS_PER_PAGE if start + RESULTS_PER_PAGE < len(every) else None
    if request.method == "POST" and form.is_valid() and accepted(form, act, theirs):
        messages.success(request, "Indikator dan target tersimpan.", extra_tags=f"target-{pk}-{start}")
        if following is not None:
            return redirect(f"{request.path}?mulai={following}")
        return redirect("indicators:plan-compose", pk)
    return page(
        request,
        "indicators/plan_targets.html",
        form,
        plan=plan,
        start=start,
        first=start + 1,
        last=start + len(results),
        total=len(every),
        following=following,
        version=request.POST.get("version", plan.version),
    )
