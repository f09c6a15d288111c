"""Second opinions: asked for and written on pages of their own, read on the page of the result."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.errors import Denied
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from reviews.access.evaluation import visible_evaluations
from reviews.access.objection import may_object
from reviews.models import Evaluation, matter, with_title
from reviews.queries.objection import objection_days

from ..access import second_opinion as access
from ..forms.second_opinion import AnswerForm, AskForm
from ..models import SecondOpinion
from ..operations import second_opinion as operations


@require_http_methods(["GET", "HEAD", "POST"])
def opinion_ask(request: Request, evaluation: int) -> HttpResponse:
    """Ask for a second opinion on a result; who comes second finds the one that is there."""
    today = timezone.localdate()
    rows = with_title(visible_evaluations(request.user, today)).select_related("upper", *matter())
    row = get_object_or_404(rows, pk=evaluation)
    require(access.may_ask(request.user, row))
    if access.open_opinion(row) is not None and request.method != "POST":
        return redirect("reviews:evaluation-detail", row.pk)
    reader = access.reader_of(row, today)
    if reader is None:
        raise Denied(access.BY_BKD)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.ask(evaluation=row, by=request.user, at=timezone.now(), **form.cleaned_data)
            said = f"Permintaan Anda tercatat. {reader.full_name} akan membacanya."
            messages.success(request, said, extra_tags=f"pendapat-minta-{row.pk}")
            return redirect("reviews:evaluation-detail", row.pk)
    context = {"evaluation": row, "reader": reader, "form": form, "until": _until(request, row, today)}
    return TemplateResponse(request, "fairness/opinion_ask.html", context, status=422 if form.errors else 200)


def _until(request: Request, evaluation: Evaluation, today: date) -> date | None:
    """Return the last day on which the person may object; None for others and afterwards."""
    if evaluation.plan.placement.employee_id != request.user.pk or evaluation.shared_at is None:
        return None
    shared_on = timezone.localdate(evaluation.shared_at)
    days = objection_days(evaluation.plan.period, shared_on)
    return days.last_day(shared_on) if may_object(request.user, evaluation, days, today) else None


def _opinion(request: Request, pk: int) -> SecondOpinion:
    """Return an opinion that this person reads, with its result, or 404."""
    rows = access.visible_opinions(request.user, timezone.localdate())
    opinion = get_object_or_404(rows.select_related("asked_by", "asked_of"), pk=pk)
    evaluations = with_title(Evaluation.objects.all()).select_related(*matter())
    opinion.evaluation = evaluations.get(pk=opinion.evaluation_id)
    return opinion


@require_http_methods(["GET", "HEAD", "POST"])
def opinion_answer(request: Request, pk: int) -> HttpResponse:
    """Write the opinion that was asked for."""
    opinion, version = _opinion(request, pk), version_of(request)
    if request.method != "POST" or version == opinion.version:
        require(access.may_answer(request.user, opinion))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.answer(
                opinion=opinion,
                version=version or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            said = "Pendapat Anda tersimpan. Pegawai dan pejabat penilai membacanya."
            messages.success(request, said, extra_tags=f"pendapat-jawab-{pk}")
            return redirect("reviews:evaluation-detail", opinion.evaluation_id)
    context = {"opinion": opinion, "evaluation": opinion.evaluation, "form": form}
    context["version"] = request.POST.get("version", opinion.version)
    return TemplateResponse(
        request, "fairness/opinion_answer.html", context, status=422 if form.errors else 200
    )


@require_POST
def opinion_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a request back."""
    opinion = _opinion(request, pk)
    operations.withdraw(opinion=opinion, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Permintaan pendapat kedua ditarik.")
    return redirect("reviews:evaluation-detail", opinion.evaluation_id)
