"""Asking for help and answering."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.errors import Denied
from appraisal.forms import refusals
from appraisal.http import Request
from indicators.models import Plan, Result
from indicators.rules import PlanStatus

from ..access import action as access
from ..access.progress import own_plans
from ..forms.action import HelpForm, ReplyForm
from ..models import HelpRequest
from ..operations import help as operations
from ..queries.help import help_page, request_of, state_words
from .loading import version_of, with_people


@require_safe
def help_list(request: Request) -> HttpResponse:
    """Show the requests this person asked, or may answer or read."""
    today = timezone.localdate()
    context = help_page(request.user, request.GET, today)
    context |= {"today": today, "may_ask": _asking_plan(request, "") is not None}
    return TemplateResponse(request, "reviews/help_list.html", context)


@require_http_methods(["GET", "POST"])
def help_new(request: Request) -> HttpResponse:
    """Ask the superior for help."""
    today = timezone.localdate()
    asked = request.GET.get("hasil", "")
    plan = _asking_plan(request, asked)
    if plan is None:
        raise Denied("Bantuan bisa diminta setelah SKP Anda disepakati.")
    results = Result.objects.filter(plan=plan).order_by("order", "pk")
    initial = {"result": asked} if asked.isascii() and asked.isdigit() else {}
    form = HelpForm(request.POST or None, results=results, initial=initial)
    may = access.may_ask(request.user, plan, today)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            row = operations.ask(plan=plan, by=request.user, at=timezone.now(), **form.cleaned_data)
            said = "Permintaan bantuan tersampaikan kepada atasan Anda."
            messages.success(request, said, extra_tags=f"bantuan-{plan.pk}")
            return redirect("reviews:help-detail", row.pk)
    if form.errors:
        require(may)
    context = {"form": form, "plan": plan, "may": may}
    return TemplateResponse(request, "reviews/help_new.html", context, status=422 if form.errors else 200)


def _asking_plan(request: Request, result: str) -> Plan | None:
    """Return the agreed plan to ask from: that of the result, else the one in force, definitive first."""
    today = timezone.localdate()
    rows = with_people(own_plans(request.user)).filter(status=PlanStatus.AGREED)
    plans = [plan for plan in rows.order_by("-started_on", "-pk") if plan.span.holds(today)]
    if result.isascii() and result.isdigit():
        held = set(Result.objects.filter(pk=result, plan__in=plans).values_list("plan", flat=True))
        plans = [plan for plan in plans if plan.pk in held] or plans
    return next(iter(sorted(plans, key=lambda plan: not plan.placement.is_definitive)), None)


def _request(request: Request, pk: int) -> HelpRequest:
    row = request_of(request.user, pk, timezone.localdate())
    if row is None:
        raise Http404
    return row


@require_http_methods(["GET", "POST"])
def help_detail(request: Request, pk: int) -> HttpResponse:
    """Show a request with its reply; who is above writes or changes the reply."""
    today = timezone.localdate()
    row = _request(request, pk)
    form = ReplyForm(request.POST or None, initial={"text": row.reply})
    may = access.may_reply(request.user, row, today)
    if request.method == "POST":
        if form.is_valid():
            with refusals(form):
                operations.reply(
                    request=row,
                    version=version_of(request) or 0,
                    by=request.user,
                    at=timezone.now(),
                    **form.cleaned_data,
                )
                name = row.plan.placement.employee.full_name
                said = f"Jawaban tersimpan. {name} sudah bisa membacanya."
                messages.success(request, said, extra_tags=f"jawaban-{row.pk}")
                return redirect("reviews:help-detail", row.pk)
        require(may)
    context = {
        "asked": row,
        "words": state_words(row),
        "today": today,
        "form": form if may else None,
        "is_mine": row.plan.placement.employee_id == request.user.pk,
        "may_close": access.may_close(request.user, row, today),
        "version": request.POST.get("version", row.version),
    }
    return TemplateResponse(request, "reviews/help_detail.html", context, status=422 if form.errors else 200)


@require_POST
def help_close(request: Request, pk: int) -> HttpResponse:
    """Close a request."""
    row = _request(request, pk)
    operations.close(request=row, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Permintaan bantuan ditutup. Anda bisa meminta lagi kapan saja.")
    return redirect("reviews:help-detail", row.pk)
