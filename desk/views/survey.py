"""The survey of users: opened at the desk, answered by everybody, read by everybody once it is closed."""

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
from appraisal.paging import counted_page
from indicators.models import Period

from ..access.survey import may_answer_survey, may_run_surveys, may_see_results
from ..forms.survey import AnswerForm, SurveyForm
from ..models import Survey, SurveyDone
from ..operations import survey as operations
from ..queries.survey import draft_of, figures_of, surveys, wishes_of
from ..rules.survey import LEAST, PROMISE

SIZE = 50  # free texts a page


@require_http_methods(["GET", "POST"])
def survey_list(request: Request) -> HttpResponse:
    """Show the surveys of the agency with a ready-made draft of the next, and open it."""
    on = timezone.localdate()
    require(may_run_surveys(request.user, on))
    draft = draft_of(on)
    form = SurveyForm(request.POST or None, initial=draft or {})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        values["period"] = get_object_or_404(Period, pk=values["period"])
        with refusals(form):
            row = operations.open_survey(**values, by=request.user, at=timezone.now())
            messages.success(
                request, f"{row.name} disiapkan. Semua orang melihatnya di beranda selama dibuka."
            )
            return redirect("desk:survey-list")
    context = {"form": form if draft or form.errors else None, "surveys": surveys(), "today": on}
    return TemplateResponse(request, "desk/survey_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def survey_answer(request: Request, pk: int) -> HttpResponse:
    """Show the statements and keep an answer without its person."""
    survey = get_object_or_404(Survey, pk=pk)
    on = timezone.localdate()
    if request.method == "GET" and may_see_results(survey, on):
        return redirect("desk:survey-results", survey.pk)
    require(may_answer_survey(survey, on))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {"scores": form.scores, "wish": form.cleaned_data["wish"]}
        with refusals(form):
            operations.answer_survey(survey=survey, **values, by=request.user, at=timezone.now())
            messages.success(request, "Terima kasih. Jawaban Anda disimpan tanpa nama.")
            return redirect("desk:improvement-list")
    is_done = SurveyDone.objects.filter(survey=survey, employee=request.user).exists()
    context = {"survey": survey, "form": form, "is_done": is_done, "promise": PROMISE, "least": LEAST}
    return TemplateResponse(request, "desk/survey_answer.html", context, status=422 if form.errors else 200)


@require_safe
def survey_results(request: Request, pk: int) -> HttpResponse:
    """Show the counts of a closed survey to everybody, and the texts to BKD admins."""
    survey = get_object_or_404(Survey, pk=pk)
    on = timezone.localdate()
    require(may_see_results(survey, on))
    figures = figures_of(survey)
    context = {"survey": survey, "figures": figures, "least": LEAST, "promise": PROMISE}
    if figures and may_run_surveys(request.user, on):
        rows = wishes_of(survey)
        page = counted_page(request.GET.get("halaman", ""), rows.count(), SIZE)
        context |= {"page": page, "wishes": rows[page.part]}
    return TemplateResponse(request, "desk/survey_results.html", context)
