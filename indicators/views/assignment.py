"""A person's answer to what leaders handed down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from appraisal.access import require
from appraisal.errors import Refused
from appraisal.http import Request

from .. import operations
from ..access.assignment import may_answer_assignment
from ..forms import ReplyForm
from ..models import Assignment, Plan
from .loading import accepted, page, stamp, visible_plan


@require_POST
def assignment_take(request: Request, pk: int) -> HttpResponse:
    """Make results of one's draft out of the proposals that were pressed, one or all."""
    plan = visible_plan(request, pk)
    request.way_back = reverse("indicators:plan-compose", args=[pk])  # type: ignore[attr-defined]
    taken = operations.take_assignments(plan=plan, **stamp(request), chosen=_chosen(request))
    messages.success(request, f"{len(taken)} usulan masuk ke draf Anda. Lengkapi indikator dan targetnya.")
    if len(taken) == 1:
        return redirect("indicators:result-edit", taken[0].pk)
    return redirect("indicators:plan-targets", pk)


def _chosen(request: Request) -> dict[int, int]:
    """Return the proposals of the pressed button with the version that was seen: "pk-version"."""
    parts = [part.partition("-") for value in request.POST.getlist("usulan") for part in value.split(",")]
    if not all(_is_key(pk) and _is_key(version) for pk, _, version in parts):
        raise Refused("Pilih usulan yang ingin Anda pakai.")
    return {int(pk): int(version) for pk, _, version in parts}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_decline(request: Request, pk: int) -> HttpResponse:
    """Say why a proposal does not fit; the leader reads it in the matrix."""
    own = Assignment.objects.filter(placement__employee=request.user)
    row = get_object_or_404(own.select_related("result__plan__period", "placement", "given_by"), pk=pk)
    require(may_answer_assignment(request.user, row))
    form = ReplyForm(request.POST or None)

    def act() -> object:
        return operations.decline_assignment(assignment=row, **stamp(request), **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and accepted(form, act, {"Usulan": row.text}):
        told = f"Jawaban Anda terbaca oleh {row.given_by.full_name}."
        messages.success(request, told, extra_tags=f"usulan-{pk}")
        plan = Plan.objects.filter(period=row.result.plan.period_id, placement=row.placement_id).first()
        return redirect("indicators:plan-compose", plan.pk) if plan else redirect("indicators:plan-mine")
    version = request.POST.get("version", row.version)
    return page(request, "indicators/assignment_decline.html", form, row=row, version=version)
