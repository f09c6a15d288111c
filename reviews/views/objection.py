"""Objections: filed on a page of their own, explained and decided on the page of the result."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request
from organizations.access import has_role
from organizations.rules import Role

from ..access import objection as access
from ..forms.objection import DeciderForm, DecisionForm, ExplanationForm, ObjectionForm
from ..operations import objection as operations
from ..queries.objection import hearing_of, objection_days
from ..queries.objection_desk import objections_page, standing, with_matter
from .evaluation import answer, load_result
from .evidence import form_with_files
from .loading import version_of


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_object(request: Request, pk: int) -> HttpResponse:
    """Object to the own result with reasons and evidence."""
    evaluation, today = load_result(request, pk), timezone.localdate()
    received = timezone.localdate(evaluation.shared_at)
    days = objection_days(evaluation.plan.period, received)
    may = access.may_object(request.user, evaluation, days, today)
    require(may)
    form = form_with_files(ObjectionForm, request, None, may)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.object_to(
                evaluation=evaluation,
                version=version_of(request) or 0,
                text=form.cleaned_data["text"],
                files=form.chosen,
                by=request.user,
                at=timezone.now(),
            )
            said = "Keberatan Anda tercatat. Pejabat penilai memberi penjelasan, lalu atasannya memutuskan."
            messages.success(request, said, extra_tags=f"keberatan-{pk}")
            return redirect("reviews:evaluation-detail", pk)
    version = request.POST.get("version", evaluation.version)
    context = {"evaluation": evaluation, "form": form, "version": version, "today": today}
    context |= {"days": days, "until": days.last_day(received)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/objection_new.html", context, status=status)


@require_POST
def evaluation_explain(request: Request, pk: int) -> HttpResponse:
    """Explain the objected rating."""
    form = ExplanationForm(request.POST)
    return answer(request, pk, form, "explanation_form", operations.explain, "Penjelasan Anda tersimpan.")


@require_POST
def evaluation_decide(request: Request, pk: int) -> HttpResponse:
    """Decide the objection; the result is final."""
    form = DecisionForm(request.POST)
    done = "Keputusan tersimpan. Hasil ini sekarang final."
    return answer(request, pk, form, "decision_form", operations.decide, done)


@require_safe
def objection_list(request: Request) -> HttpResponse:
    """Show the objections of the desk's units: where each stands, whom it waits for, until when."""
    today = timezone.localdate()
    require(access.may_see_objections(request.user, today))
    asked = request.GET.get("halaman", "")
    context = objections_page(request.user, request.GET.get("keadaan", ""), asked, today)
    context["standing"] = standing(request.user, today)
    context["may_name"] = has_role(request.user, Role.BKD_ADMIN, today)
    return TemplateResponse(request, "reviews/objection_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decider_name(request: Request, pk: int) -> HttpResponse:
    """Name who decides an objection that the line leaves without anybody."""
    today = timezone.localdate()
    objection = get_object_or_404(with_matter(access.desk_objections(request.user, today)), pk=pk)
    require(access.may_name_decider(request.user, objection.evaluation, today))
    form = DeciderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.name_decider(
                objection=objection,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            name = form.cleaned_data["decider"].full_name
            messages.success(request, f"{name} ditunjuk memutuskan.", extra_tags=f"pejabat-{pk}")
            return redirect("reviews:objection-list")
    version = request.POST.get("version", objection.version)
    context = {"objection": objection, "form": form, "version": version}
    context |= {"evaluation": objection.evaluation, "hearing": hearing_of(objection.evaluation, today)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/decider_name.html", context, status=status)
