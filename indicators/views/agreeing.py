"""The superior's side of a plan: the queue, one plan after the other, the answer to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.http import Request

from .. import access, operations, queries
from ..models import Plan
from ..rules import PlanMove
from .detail import answer_form, detail
from .loading import accepted, guard, page, stamp, version_of, visible_plan


@require_safe
def plan_queue(request: Request) -> HttpResponse:
    """Show the plans that wait for this person, the oldest first, fifty a page."""
    number = request.GET.get("halaman", "")
    waiting = queries.queue_page(
        request.user, timezone.localdate(), int(number) if number.isdecimal() and len(number) < 6 else 1
    )
    return page(request, "indicators/plan_queue.html", queue=waiting)


@require_safe
def plan_next(request: Request) -> HttpResponse:
    """Lead to the plan to open next: the one after `setelah`, else one that was not opened yet."""
    today = timezone.localdate()
    key = request.GET.get("setelah", "")
    after = None
    if key.isdecimal() and len(key) < 18:
        after = access.visible_with_changes(request.user, today).filter(pk=int(key)).first()
    return _onward(queries.next_waiting(request.user, today, after))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_return(request: Request, pk: int) -> HttpResponse:
    """Give a subordinate's plan back with suggestions; the fields for them stand on the plan's page."""
    plan = _answerable(request, pk)
    if request.method != "POST":
        guard(request, PlanMove.RETURN, plan)
        return redirect(_address(plan) + "#tanggapan")
    form = answer_form(plan, request.POST)

    def act() -> object:
        return operations.return_plan(plan=plan, **stamp(request), **form.texts())

    said = f"Saran terkirim ke {plan.placement.employee.full_name} dan bisa dibaca."
    return _answer(request, plan, form, act, said)


@require_POST
def plan_agree(request: Request, pk: int) -> HttpResponse:
    """Agree to a subordinate's plan."""
    plan = _answerable(request, pk)
    form = answer_form(plan, request.POST, agreeing=True)
    if form.is_valid():
        request.way_back = _address(plan)  # type: ignore[attr-defined]

    def act() -> object:
        return operations.agree_plan(plan=plan, **stamp(request))

    what = "Perubahan SKP" if plan.revises_id else "SKP"
    return _answer(request, plan, form, act, f"{what} {plan.placement.employee.full_name} disepakati.")


@require_POST
def plans_agree(request: Request) -> HttpResponse:
    """Agree to the plans that were ticked in the queue, each in the version that was seen."""
    request.way_back = reverse("indicators:plan-queue")  # type: ignore[attr-defined]
    today = timezone.localdate()
    seen = dict(_choice(value) for value in request.POST.getlist("pilih"))
    plans = access.visible_with_changes(request.user, today).filter(pk__in=seen)
    plans = plans.select_related("placement__employee")
    choices = [(plan, seen[plan.pk]) for plan in plans.order_by("pk")]
    if len(choices) < len(seen):
        raise Http404("a plan that this person does not see")
    done = operations.agree_plans(choices=choices, by=request.user, at=timezone.now())
    (messages.success if done.agreed else messages.warning)(request, _told(done))
    return redirect("indicators:plan-queue")


def _answerable(request: Request, pk: int) -> Plan:
    """Return a plan that this person may see, or has opened before somebody else took over.

    The second one is told so by the operation; at a 404 the answer that was written would be lost.
    """
    try:
        return visible_plan(request, pk)
    except Http404:
        opened = Plan.every.filter(submissions__readings__reader=request.user).distinct()
        return get_object_or_404(queries.with_parts(opened), pk=pk)


def _answer(request: Request, plan: Plan, form: Any, act: Callable[[], object], said: str) -> HttpResponse:
    """Run an answer and lead to the next plan, or show the page again with what is missing.

    When the plan moved on meanwhile the operation says so, whatever the form holds.
    """
    moved_on = plan.version != version_of(request)
    if (form.is_valid() or moved_on) and accepted(form, act):
        onward = queries.next_waiting(request.user, timezone.localdate(), plan)
        more = " Ini SKP berikutnya yang menunggu Anda." if onward else " Tidak ada lagi yang menunggu Anda."
        messages.success(request, said + more, extra_tags=f"saran-{plan.pk}")
        return redirect(_address(onward) if onward else _home(plan))
    accepted(form, lambda: guard(request, PlanMove.RETURN, plan))
    return detail(request, plan.pk, form)


def _onward(plan: Plan | None) -> HttpResponse:
    return redirect(_address(plan)) if plan else redirect("indicators:plan-queue")


def _home(plan: Plan) -> str:
    """Return where a plan is read from now on: that of an agreed change is the plan in force."""
    return reverse("indicators:plan-detail", args=[plan.revises_id or plan.pk])


def _address(plan: Plan) -> str:
    return reverse("indicators:plan-detail", args=[plan.pk])


def _choice(value: str) -> tuple[int, int]:
    """Return the key and the version of a ticked plan, "12:3"."""
    key, _, version = value.partition(":")
    if not all(part.isdecimal() and part.isascii() and len(part) < 10 for part in (key, version)):
        raise Http404("no choice of ours")
    return int(key), int(version)


def _told(done: operations.Agreed) -> str:
    """Return one sentence: how many were agreed on, and by name what was not and why."""
    parts = [f"{len(done.agreed)} SKP disepakati"] if done.agreed else ["Belum ada SKP yang disepakati"]
    if done.changed:
        parts.append(f"{len(done.changed)} berubah sejak Anda membukanya: {', '.join(done.changed)}")
    parts += [f"{name}: {reason.rstrip('.')}" for name, reason in done.refused]
    return "; ".join(parts) + "."
