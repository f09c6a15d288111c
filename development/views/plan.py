"""Plans with support: begun from a result, agreed on by both, reviewed at talks, brought to an end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from appraisal.templatetags.ui import tanggal
from indicators.views.loading import page
from multirater.queries.people import colleagues
from organizations.looking import looks
from organizations.models import Employee

from ..access import plan as access
from ..forms.plan import ActionForm, BeginForm, CloseForm, FinishActionForm, ReviewForm
from ..models import DevelopmentAction, DevelopmentPlan
from ..operations import plan as operations
from ..queries import plan as queries
from ..rules.plan import HELPED_LABELS, last_day


def _plan(request: Request, pk: int) -> DevelopmentPlan:
    rows = access.visible_plans(request.user, timezone.localdate())
    return get_object_or_404(rows.select_related("employee", "evaluation__term__period"), pk=pk)


@require_safe
def care_list(request: Request) -> HttpResponse:
    """Show a superior who of the team has a result that asks for a plan, and how the plans stand."""
    care = queries.care_page(request.user, timezone.localdate())
    return page(request, "development/care_list.html", page=care)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_begin(request: Request, evaluation: int) -> HttpResponse:
    """Begin a plan from a shared result; who comes second finds the one that is there."""
    today = timezone.localdate()
    rows = access.caring_evaluations(request.user, today)
    row = get_object_or_404(rows.select_related("plan__placement__employee", "term__period"), pk=evaluation)
    if (plan := DevelopmentPlan.objects.filter(evaluation=row).first()) is not None:
        return redirect("development:plan-detail", plan.pk)
    require(access.may_begin(request.user, row, today))
    until = last_day(today, operations.months_of(row))
    form = BeginForm(request.POST or None, initial={"until": until})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            begun = operations.begin(evaluation=row, by=request.user, at=timezone.now(), **form.cleaned_data)
            said = "Rencana dimulai. Tambahkan kegiatan dan dukungannya, lalu sepakati berdua."
            messages.success(request, said, extra_tags=f"rencana-{row.pk}")
            return redirect("development:plan-detail", begun.pk)
    is_own = row.plan.placement.employee_id == request.user.pk
    return page(request, "development/plan_begin.html", form, evaluation=row, is_own=is_own, until=until)


@looks("plan_to_grow.viewed", at="plan")
@require_safe
def plan_detail(request: Request, pk: int) -> HttpResponse:
    """Show a plan to the two people whose it is."""
    today = timezone.localdate()
    plan = _plan(request, pk)
    is_own = plan.employee_id == request.user.pk
    context = {
        "plan": plan,
        "page": queries.plan_page(plan, request.user),
        "is_own": is_own,
        "may_write": plan.closed_on is None,
        "may_close": access.may_close(request.user, plan, today),
        "has_agreed": bool(plan.employee_agreed_at if is_own else plan.superior_agreed_at),
        "today": today,
        "answers": [(kind.value, label) for kind, label in HELPED_LABELS.items()],
    }
    return page(request, "development/plan_detail.html", None, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_new(request: Request, pk: int) -> HttpResponse:
    """Add what is done for a goal; whoever promises support is one of the two, or found by name."""
    today = timezone.localdate()
    plan = _plan(request, pk)
    require(access.may_write(request.user, plan, today))
    text = request.POST.get("q", request.GET.get("q", ""))
    people = _the_two(plan, request.user)
    found = colleagues(text, today, without={person.pk for person in people})
    form = ActionForm(people, found, request.POST or None, initial={"due_on": plan.until})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.add_action(
                plan=plan,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            said = "Kegiatan tercatat. Rencana disepakati lagi oleh keduanya."
            messages.success(request, said, extra_tags=f"kegiatan-{plan.pk}")
            return redirect("development:plan-detail", plan.pk)
    version = request.POST.get("version", plan.version)
    return page(request, "development/action_new.html", form, plan=plan, version=version, q=text, found=found)


def _the_two(plan: DevelopmentPlan, user: Employee) -> list[Employee]:
    """Return the superior and the person, the superior first, for support comes from there first."""
    line = access.lines(timezone.localdate()).filter(placement__employee=plan.employee_id)
    found = line.select_related("superior").order_by("pk").first()
    superior = found.superior if found else user
    return [superior, plan.employee] if superior and superior.pk != plan.employee_id else [plan.employee]


@require_POST
def action_drop(request: Request, pk: int) -> HttpResponse:
    """Take back something that was not done yet."""
    action = get_object_or_404(DevelopmentAction.objects.select_related("plan"), pk=pk)
    action.plan = _plan(request, action.plan_id)
    operations.drop_action(
        action=action, version=version_of(request) or 0, by=request.user, at=timezone.now()
    )
    messages.success(request, "Kegiatan itu dihapus dari rencana.")
    return redirect("development:plan-detail", action.plan_id)


@require_POST
def plan_agree(request: Request, pk: int) -> HttpResponse:
    """Say yes to the plan as it was read."""
    plan = _plan(request, pk)
    operations.agree(plan=plan, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Anda menyepakati rencana ini.")
    return redirect("development:plan-detail", plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def action_done(request: Request, pk: int) -> HttpResponse:
    """Say that something was done; the two and whoever promised it may."""
    today = timezone.localdate()
    rows = DevelopmentAction.objects.select_related("plan__employee", "promised_by")
    action = get_object_or_404(rows, pk=pk)
    if action.promised_by_id != request.user.pk:
        _plan(request, action.plan_id)
    may = access.may_finish(request.user, action, today)
    form = FinishActionForm(action.plan.employee_id == request.user.pk, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.finish_action(
                action=action,
                version=version_of(request) or 0,
                progress=form.cleaned_data["progress"],
                helped=form.cleaned_data.get("helped", ""),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Tercatat selesai.", extra_tags=f"selesai-{pk}")
            return redirect(_back(request, action))
    require(may)
    version = request.POST.get("version", action.version)
    return page(
        request,
        "development/action_done.html",
        form,
        action=action,
        version=version,
        back=_back(request, action),
    )


@require_POST
def action_helped(request: Request, pk: int) -> HttpResponse:
    """Let the person say whether something that was done helped."""
    rows = DevelopmentAction.objects.select_related("plan").filter(plan__employee=request.user)
    action = get_object_or_404(rows, pk=pk)
    operations.say_helped(
        action=action,
        version=version_of(request) or 0,
        helped=request.POST.get("helped", ""),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, "Terima kasih, jawaban Anda tersimpan.")
    return redirect("development:plan-detail", action.plan_id)


def _back(request: Request, action: DevelopmentAction) -> str:
    if access.visible_plans(request.user, timezone.localdate()).filter(pk=action.plan_id).exists():
        return reverse("development:plan-detail", args=[action.plan_id])
    return reverse("development:promises")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_review(request: Request, pk: int) -> HttpResponse:
    """Note how a plan stands, at a talk that was held or in between."""
    plan = _plan(request, pk)
    require(access.may_write(request.user, plan, timezone.localdate()))
    talks = [
        (talk, f"Dialog {tanggal(talk.held_on)}") for talk in queries.plan_page(plan, request.user).talks
    ]
    form = ReviewForm(talks, request.POST or None, initial={"talk": str(talks[0][0].pk) if talks else ""})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.review(
                plan=plan,
                talk=form.cleaned_data.get("talk"),
                text=form.cleaned_data["text"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Tinjauan tersimpan.", extra_tags=f"tinjauan-{plan.pk}")
            return redirect("development:plan-detail", plan.pk)
    return page(request, "development/plan_review.html", form, plan=plan)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_close(request: Request, pk: int) -> HttpResponse:
    """Bring a plan to its end with what changed."""
    plan = _plan(request, pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.close(
                plan=plan,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Rencana ditutup. Terima kasih sudah menemani.")
            return redirect("development:plan-detail", plan.pk)
    require(access.may_close(request.user, plan, timezone.localdate()))
    version = request.POST.get("version", plan.version)
    return page(request, "development/plan_close.html", form, plan=plan, version=version)


@require_safe
def promises(request: Request) -> HttpResponse:
    """Show what the person promised to others."""
    lines = queries.promises(request.user, timezone.localdate())
    return page(request, "development/promises.html", None, lines=lines)
