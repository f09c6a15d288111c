"""What a leader assigned outside the own line, with progress and feedback."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request

from ..access import progress as access
from ..forms.progress import AssignersFeedbackForm
from ..operations import progress as operations
from ..queries.assigned import assigned_by, result_progress
from .loading import term_of, this_year, version_of


@require_safe
def assigned_mine(request: Request) -> HttpResponse:
    """Show what this person assigned to people outside the own line."""
    today = timezone.localdate()
    year = this_year(today)
    rows = assigned_by(request.user, year.period, today)
    return TemplateResponse(request, "reviews/assigned_mine.html", {"year": year, "rows": rows})


@require_http_methods(["GET", "POST"])
def assigned_result(request: Request, result: int, term: int) -> HttpResponse:
    """Show one assigned result with its progress, and take the giver's feedback on it."""
    today = timezone.localdate()
    people = (
        "plan__period",
        "plan__placement__employee",
        "plan__placement__position",
        "plan__placement__unit",
    )
    row = get_object_or_404(access.assigned_results(request.user).select_related(*people), pk=result)
    part = term_of(row.plan, term)
    progress = result_progress(row, request.user, part)
    saved = next((text for text in progress.feedback if text.term_id == part.pk), None)
    form = AssignersFeedbackForm(request.POST or None, initial={"text": saved.text if saved else ""})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.give_assigners_feedback(
                result=row,
                term=part,
                version=version_of(request),
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            said = "Umpan balik tersimpan dan terbaca oleh pegawai dan atasannya."
            messages.success(request, said, extra_tags=f"penugasan-{row.pk}-{part.pk}")
            return redirect("reviews:assigned-mine")
    may = access.may_speak_as_assigner(request.user, row, row.plan, part, today)
    if form.errors:
        require(may)
    context = {
        "form": form,
        "item": progress,
        "result": row,
        "term": part,
        "may": may,
        "version": request.POST.get("version", saved.version if saved else ""),
    }
    return TemplateResponse(
        request, "reviews/assigned_result.html", context, status=422 if form.errors else 200
    )
