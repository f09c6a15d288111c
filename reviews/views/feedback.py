"""The superior's official words of a term, beside what others said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from appraisal.access import require
from appraisal.errors import Conflict
from appraisal.http import Request
from indicators.models import Plan

from ..access import progress as access
from ..forms.feedback import FeedbackForm
from ..operations import progress as operations
from ..queries.beside import beside
from ..queries.evaluation import plan_progress
from .loading import team_plan, term_of, version_of


@require_http_methods(["GET", "POST"])
def feedback_give(request: Request, plan: int, term: int) -> HttpResponse:
    """Write feedback per result and behaviour of one person, all on one page."""
    today = timezone.localdate()
    row: Plan = team_plan(request, plan, today)
    part = term_of(row, term)
    progress = plan_progress(row, part)
    typed = request.POST if request.method == "POST" else None
    others = beside(row, part, progress, request.user)
    form = FeedbackForm(typed, progress=progress, term_id=part.pk, beside=others)
    if form.lost_results():
        raise Conflict("Rencana hasil kerja pada SKP ini baru saja berubah lewat perubahan yang disepakati.")
    if form.is_bound and form.is_valid():
        changed = operations.give_feedback(
            plan=row,
            term=part,
            results=form.texts("result_"),
            values=form.texts("value_"),
            version=version_of(request) or 0,
            by=request.user,
            at=timezone.now(),
        )
        said = f"{changed} umpan balik tersimpan." if changed else "Tidak ada yang berubah."
        messages.success(request, said, extra_tags=f"umpan-balik-{row.pk}-{part.pk}")
        return redirect("reviews:team-plan", row.pk)
    may = access.may_give_feedback(request.user, row, part, today)
    if request.method == "POST":
        require(may)
    version = request.POST.get("version", operations.feedback_version(progress.superiors(part)))
    context = {"form": form, "plan": row, "term": part, "may": may, "version": version}
    context["spoken_terms"] = progress.spoken_terms
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/feedback_give.html", context, status=status)
