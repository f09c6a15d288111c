"""Roles: who holds them, giving and ending, and proposals that a second person decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of

from .. import access, operations, queries
from ..forms import DeclineForm
from ..models import Proposal, RoleGrant
from ..rules.proposal import ProposalKind, ProposalStatus


@require_safe
def role_list(request: Request) -> HttpResponse:
    """Show who holds which role, what ends soon, and what waits for a second person."""
    today = timezone.localdate()
    require(access.may_see_roles(request.user, today))
    context = queries.role_page(today, request.GET)
    context["may_administer"] = access.may_administer(request.user, today)
    return TemplateResponse(request, "organizations/role_list.html", context)


@require_POST
def role_end(request: Request, pk: int) -> HttpResponse:
    """End a role today."""
    require(access.may_administer(request.user, timezone.localdate()))
    grant = get_object_or_404(RoleGrant.objects.select_related("employee", "unit"), pk=pk)
    operations.end_role(grant=grant, by=request.user, at=timezone.now())
    messages.success(request, "Peran sudah diakhiri. Peran ini masih berlaku sampai akhir hari ini.")
    return redirect("organizations:employee-detail", grant.employee_id)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_decide(request: Request, pk: int) -> HttpResponse:
    """Show a proposal with what follows from it; the second person decides, the proposer may withdraw."""
    today = timezone.localdate()
    require(access.may_see_roles(request.user, today))
    rows = Proposal.objects.select_related("employee", "other", "unit", "proposed_by", "decided_by")
    proposal = get_object_or_404(rows, pk=pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST":
        with refusals(form):
            if said := _decide(request, proposal, form):
                messages.success(request, said, extra_tags=f"usulan-{pk}")
                return redirect("organizations:proposal-decide", pk)
    is_waiting = proposal.status == ProposalStatus.WAITING
    context = {
        "proposal": proposal,
        "form": form,
        "joining": queries.joining(proposal.employee, proposal.other)
        if is_waiting and proposal.other
        else None,
        "is_merge": proposal.kind == ProposalKind.MERGE,
        "is_waiting": is_waiting,
        "may_decide": access.may_decide(request.user, proposal, today),
        "may_withdraw": access.may_withdraw(request.user, proposal),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "organizations/proposal.html", context, status=status)


def _decide(request: Request, proposal: Proposal, form: DeclineForm) -> str:
    """Perform what was pressed and return what to say; nothing where the reason is missing."""
    keys: dict[str, Any] = {
        "proposal": proposal,
        "version": version_of(request) or 0,
        "by": request.user,
        "at": timezone.now(),
    }
    if request.POST.get("act") == "tarik":
        operations.withdraw_proposal(**keys)
        return "Usulan ditarik."
    if request.POST.get("act") == "setuju":
        operations.confirm_proposal(**keys)
        queries.forget_suspects()
        return "Usulan disetujui dan sudah dijalankan."
    if form.is_valid():
        operations.decline_proposal(note=form.cleaned_data["note"], **keys)
        return "Usulan tidak disetujui. Pengusul diberi tahu."
    return ""
