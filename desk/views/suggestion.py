"""Suggestions of everybody, the answers of the BKD, and the page of what was changed because of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from appraisal.paging import counted_page

from ..access.survey import may_run_surveys
from ..forms.survey import ImprovementForm, SuggestionAnswerForm, SuggestionForm
from ..models import Improvement, Suggestion, Survey
from ..operations import suggestion as operations
from ..queries.criteria import changed_figures, changed_schemes

SIZE = 50  # rows a page


def _page(request: Request, rows: Any) -> dict[str, Any]:
    page = counted_page(request.GET.get("halaman", ""), rows.count(), SIZE)
    return {"page": page, "rows": rows[page.part]}


@require_http_methods(["GET", "POST"])
def suggestion_list(request: Request) -> HttpResponse:
    """Show what the person proposed with the answers, and keep another suggestion."""
    form = SuggestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.suggest(**form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(request, "Saran Anda sampai ke BKD. Jawabannya tampil di halaman ini.")
            return redirect("desk:suggestion-list")
    rows = Suggestion.objects.filter(written_by=request.user).order_by("-written_at", "-pk")
    context = {"form": form} | _page(request, rows)
    return TemplateResponse(request, "desk/suggestion_list.html", context, status=422 if form.errors else 200)


@require_safe
def suggestion_desk(request: Request) -> HttpResponse:
    """Show all suggestions to BKD admins, the latest first."""
    require(may_run_surveys(request.user, timezone.localdate()))
    rows = Suggestion.objects.select_related("written_by").order_by("-written_at", "-pk")
    return TemplateResponse(request, "desk/suggestion_desk.html", _page(request, rows))


@require_http_methods(["GET", "POST"])
def suggestion_answer(request: Request, pk: int) -> HttpResponse:
    """Say how far a suggestion is."""
    require(may_run_surveys(request.user, timezone.localdate()))
    row = get_object_or_404(Suggestion.objects.select_related("written_by", "answered_by"), pk=pk)
    form = SuggestionAnswerForm(request.POST or None, initial={"state": row.state, "answer": row.answer})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            version = version_of(request) or 0
            operations.answer_suggestion(
                suggestion=row, version=version, **form.cleaned_data, by=request.user, at=timezone.now()
            )
            messages.success(request, "Jawaban disimpan dan terbaca oleh penulisnya.")
            return redirect("desk:suggestion-desk")
    context = {"form": form, "row": row}
    return TemplateResponse(
        request, "desk/suggestion_answer.html", context, status=422 if form.errors else 200
    )


@require_safe
def improvement_list(request: Request) -> HttpResponse:
    """Show everybody what was changed and because of what."""
    on = timezone.localdate()
    rows = Improvement.objects.select_related("survey", "published_by").order_by("-changed_on", "-pk")
    closed = Survey.objects.filter(closes_on__lt=on).order_by("-closes_on", "-pk")[:10]
    context = _page(request, rows) | {"closed": closed, "may_publish": may_run_surveys(request.user, on)}
    context |= {"schemes": changed_schemes(), "figures": changed_figures()}
    return TemplateResponse(request, "desk/improvement_list.html", context | {"today": on})


@require_http_methods(["GET", "POST"])
def improvement_new(request: Request) -> HttpResponse:
    """Tell everybody what was changed."""
    on = timezone.localdate()
    require(may_run_surveys(request.user, on))
    form = ImprovementForm(request.POST or None, initial={"changed_on": on})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.publish(**form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(request, "Perubahan ini diumumkan kepada semua orang.")
            return redirect("desk:improvement-list")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/improvement_new.html", {"form": form}, status=status)
