"""Pages of the awards: the lists, a new proposal, one list, one candidate, settling, the document."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal import jobs
from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, version_of
from organizations.access import has_role
from organizations.looking import looks
from organizations.rules import Role
from reviews.rules.document import DocumentKind
from reviews.views.document import hand_over

from ..access import award as access
from ..forms.award import DecisionForm, ProposalForm, SettleForm
from ..models import AwardCandidate, AwardList
from ..operations import award as operations
from ..operations.proposal import begin_proposal, propose
from ..operations.settling import split_ties, why_fallen, why_no_quorum
from ..queries import award as queries
from ..queries import candidate as one_candidate
from ..queries import committee
from ..queries.changed import changed_since
from ..queries.eligibility import expected
from ..rules.award import Choice, Group
from ..rules.ties import band_of

EMPTY = {
    Group.PROPOSED: (
        "Belum ada yang memenuhi semua syarat. Biasanya mulai terisi setelah evaluasi tahunan diterima "
        "pegawai; usulannya bisa dihitung ulang kapan saja."
    ),
    Group.NOT_YET: "Semua pegawai yang datanya lengkap memenuhi syarat.",
    Group.NO_DATA: "Data semua pegawai sudah cukup untuk dihitung.",
}


@require_safe
def award_list(request: Request) -> HttpResponse:
    """Show every award list."""
    today = timezone.localdate()
    require(access.may_see(request.user, today))
    context = {"lists": queries.award_lists(), "may_propose": access.may_propose(request.user, today)}
    return TemplateResponse(request, "awards/award_list.html", context)


@require_http_methods(["GET", "POST"])
def award_new(request: Request) -> HttpResponse:
    """Show how a proposal is made, and compute one for a published scheme."""
    require(access.may_propose(request.user, timezone.localdate()))
    schemes = queries.schemes_to_compute()
    form = ProposalForm(request.POST if request.method == "POST" else None, schemes=schemes)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            told = {"scheme": form.cleaned_data["scheme"], "by": request.user, "at": timezone.now()}
            if jobs.is_large(expected(told["scheme"])):
                return redirect("desk:job-detail", begin_proposal(**told).pk)
            proposed = propose(**told)
            messages.success(request, "Usulan sudah dihitung. Tim penghargaan yang memutuskan.")
            return redirect("awards:award-detail", proposed.pk)
    context = {"form": form, "schemes": schemes}
    return TemplateResponse(request, "awards/award_new.html", context, status=422 if form.errors else 200)


@require_safe
def award_detail(request: Request, pk: int) -> HttpResponse:
    """Show one group of a list, twenty-five people a page."""
    today = timezone.localdate()
    shown = _list(request, pk)
    is_member = has_role(request.user, Role.AWARD_COMMITTEE, today)
    context = queries.list_page(
        shown,
        request.user,
        today,
        group=_group(request),
        number=_number(request.GET.get("halaman")),
        text=request.GET.get("q", ""),
        is_member=is_member,
    )
    context |= {
        "empty": EMPTY[context["group"]],
        "changed": bool(not shown.closed_at and changed_since(shown)),
        "may_propose": access.may_propose(request.user, today),
        "may_close": access.may_close(request.user, today),
        "is_member": is_member,
        "may_issue": access.may_issue(request.user, shown, today),
    }
    return TemplateResponse(request, "awards/award_detail.html", context)


def _list(request: Request, pk: int) -> AwardList:
    require(access.may_see(request.user, timezone.localdate()))
    rows = AwardList.objects.select_related("scheme__period", "proposed_by", "closed_by")
    return get_object_or_404(rows, pk=pk)


def _group(request: Request) -> Group:
    try:
        return Group(request.GET.get("kelompok", Group.PROPOSED.value))
    except ValueError:
        raise Http404 from None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1


@looks("award.viewed", at="candidate")
@require_http_methods(["GET", "POST"])
def candidate_decide(request: Request, pk: int) -> HttpResponse:
    """Show one candidate with arithmetic and evidence, and take the decision of the committee."""
    candidate = _candidate(request, pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=_initial(candidate))
    if request.method == "POST":
        require(access.may_decide(request.user, candidate, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.decide(
                candidate=candidate,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, f"Keputusan tentang {candidate.title} tersimpan.")
            return redirect("awards:award-detail", candidate.award_list_id)
    context = {"form": form} | _candidate_context(request, candidate)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/award_candidate.html", context, status=status)


def _initial(candidate: AwardCandidate) -> dict[str, str]:
    names = ("decision", "reason", "public_reason")
    return {name: getattr(candidate, name) for name in names}


def _candidate(request: Request, pk: int) -> AwardCandidate:
    today = timezone.localdate()
    require(access.may_see(request.user, today))
    rows = access.visible_candidates(request.user, today).select_related(
        "award_list__scheme__period", "employee", "placement__position", "placement__unit", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def _candidate_context(request: Request, candidate: AwardCandidate) -> dict[str, Any]:
    decision = access.may_decide(request.user, candidate, timezone.localdate())
    why_not = operations.why_undecidable(candidate) or decision.reason
    hidden = committee.hidden(candidate, request.user, timezone.localdate())
    return {
        "candidate": candidate,
        "hidden": hidden,
        "arithmetic": [] if hidden else one_candidate.arithmetic(candidate),
        "sentence": one_candidate.sentence_of(
            candidate, candidate.award_list.places, candidate.award_list.trials
        ),
        "change": one_candidate.change_of(candidate),
        "basis": one_candidate.basis_of(candidate, hidden),
        "band": band_of(candidate.share).value,
        "evidence": one_candidate.evidence_of(candidate),
        "decision_label": one_candidate.decision_label(candidate),
        "decision_kind": "ok" if candidate.decision == Choice.RECOMMENDED else "mute",
        "may_decide": not why_not,
        "why_not": why_not,
        "version": request.POST.get("version", candidate.version),
        "committee": committee.beside(candidate, request.user, timezone.localdate()),
    }


@require_http_methods(["GET", "POST"])
def award_close(request: Request, pk: int) -> HttpResponse:
    """Show the recommendation once more, and settle it."""
    today = timezone.localdate()
    shown = _list(request, pk)
    require(access.may_close(request.user, today))
    recommended, ties = queries.recommended_of(shown), split_ties(shown)
    form = SettleForm(request.POST or None, is_tied=bool(ties), is_empty=not recommended)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.close_list(
                award_list=shown,
                version=version_of(request) or 0,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, "Rekomendasi sudah ditetapkan.")
            return redirect("awards:award-detail", pk)
    context = {
        "award_list": shown,
        "recommended": recommended,
        "ties": ties,
        "form": form,
        "no_quorum": why_no_quorum(shown),
        "fallen": why_fallen(shown),
        "version": request.POST.get("version", shown.version),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/award_close.html", context, status=status)


@require_POST
def award_document(request: Request, pk: int) -> HttpResponse:
    """Issue the recommendation as a document and hand it over."""
    shown = _list(request, pk)
    require(access.may_issue(request.user, shown, timezone.localdate()))
    return hand_over(request, DocumentKind.AWARD, target=shown)
