"""State medals: who comes up, the file of them, proposals with their papers, letters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal import audit
from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request, download, version_of
from appraisal.sheets import csv_bytes, write_xlsx
from organizations.looking import looks
from organizations.models import Employee
from reviews.queries.evidence import allowance
from reviews.rules.document import DocumentKind
from reviews.views.document import hand_over

from ..access import record as access
from ..forms.medal import AttachForm, LetterForm, MoveForm, PapersForm
from ..models import MedalLetter, MedalPaper, MedalProposal
from ..operations import medal as operations
from ..queries import medal as queries
from ..rules.proposal import Paper, ProposalState, next_states
from ..rules.service import Medal

SAVED = {
    ProposalState.COMPLETE: "Berkasnya lengkap. Usulan bisa masuk surat.",
    ProposalState.PREPARED: "Berkasnya dibuka lagi.",
    ProposalState.POSTPONED: "Usulan ditunda, dan alasannya terbaca pegawainya.",
    ProposalState.RECEIVED: "Penerimaan tercatat di catatan kepegawaiannya.",
}


@require_safe
def medal_list(request: Request) -> HttpResponse:
    """Show who comes up for a medal, by class and unit."""
    today = timezone.localdate()
    require(access.may_keep_records(request.user, today))
    context = queries.candidate_page(today, request.GET)
    return TemplateResponse(request, "awards/medal_list.html", context)


@require_safe
def medal_file(request: Request) -> HttpResponse:
    """Return the list as a file, filtered as the page was; the trail keeps who took it."""
    today = timezone.localdate()
    require(access.may_keep_records(request.user, today))
    kind = request.GET.get("berkas", "xlsx")
    if kind not in {"xlsx", "csv"}:
        raise Http404
    rows = queries.candidate_rows(today, queries.Asked.of(request.GET))
    made = write_xlsx(queries.HEADER, rows, "Calon") if kind == "xlsx" else csv_bytes(queries.HEADER, rows)
    audit.record(action="medal.exported", by=request.user, at=timezone.now())
    return download(made, f"calon-satyalancana-{today:%Y-%m-%d}.{kind}")


@require_POST
def medal_prepare(request: Request, pk: int) -> HttpResponse:
    """Begin a proposal for a person."""
    require(access.may_keep_records(request.user, timezone.localdate()))
    person = get_object_or_404(Employee.objects.filter(merged_into=None), pk=pk)
    medal = request.POST.get("medal", "")
    if medal not in set(Medal):
        raise Http404
    made = operations.prepare(employee=person, medal=Medal(medal), by=request.user, at=timezone.now())
    messages.success(request, "Usulan disiapkan. Tandai berkas yang sudah ada.")
    return redirect("awards:medal-proposal", made.pk)


@require_safe
def medal_proposals(request: Request) -> HttpResponse:
    """Show the proposals in one state; the complete ones can go into a letter."""
    require(access.may_keep_records(request.user, timezone.localdate()))
    return _proposals(request, request.GET.get("keadaan", ""), LetterForm())


def _proposals(request: Request, state: str, form: LetterForm) -> HttpResponse:
    context = queries.proposal_page(state, request.GET.get("halaman", "")) | {"form": form}
    context["chosen"] = request.POST.getlist("pilih")
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/medal_proposals.html", context, status=status)


@require_POST
def medal_letter_new(request: Request) -> HttpResponse:
    """Put the chosen proposals into a letter."""
    require(access.may_keep_records(request.user, timezone.localdate()))
    form = LetterForm(request.POST)
    if form.is_valid():
        chosen = [int(pk) for pk in request.POST.getlist("pilih") if pk.isascii() and pk.isdigit()]
        with refusals(form):
            letter = operations.send(
                proposals=chosen, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Suratnya siap. Unduh PDF-nya di bawah.")
            return redirect("awards:medal-letter", letter.pk)
    return _proposals(request, ProposalState.COMPLETE.value, form)


@require_safe
def medal_letter(request: Request, pk: int) -> HttpResponse:
    """Show a letter with the people it proposes."""
    letter = _letter(request, pk)
    rows = letter.proposals.select_related("employee").order_by("medal", "employee__name", "pk")
    return TemplateResponse(request, "awards/medal_letter.html", {"letter": letter, "rows": rows})


@require_POST
def medal_letter_document(request: Request, pk: int) -> HttpResponse:
    """Issue the letter as a document of record and hand it over."""
    return hand_over(request, DocumentKind.MEDAL, target=_letter(request, pk))


def _letter(request: Request, pk: int) -> MedalLetter:
    require(access.may_keep_records(request.user, timezone.localdate()))
    return get_object_or_404(MedalLetter.objects.select_related("made_by"), pk=pk)


# --- One proposal -----------------------------------------------------------------------------------


@looks("medal.viewed", at="proposal")
@require_safe
def medal_proposal(request: Request, pk: int) -> HttpResponse:
    """Show a proposal: its papers, and where it can go."""
    return _page(request, _proposal(request, pk))


@require_POST
def medal_papers(request: Request, pk: int) -> HttpResponse:
    """Save the checklist."""
    proposal = _proposal(request, pk)
    form = PapersForm(request.POST, papers=_papers(proposal))
    if form.is_valid():
        operations.check_papers(proposal=proposal, checked=form.checked(), **_who(request))
        messages.success(request, "Daftar berkas tersimpan.")
        return redirect("awards:medal-proposal", pk)
    return _page(request, proposal, papers_form=form)


@require_POST
def medal_attach(request: Request, pk: int) -> HttpResponse:
    """Keep a file as one of the papers."""
    proposal = _proposal(request, pk)
    require(access.may_keep_of(request.user, proposal.employee, timezone.localdate()))
    form = _attach_form(_papers(proposal), request.POST, request.FILES)
    if form.is_valid():
        with refusals(form):
            paper, sound = Paper(form.cleaned_data["paper"]), form.cleaned_data["evidence_file"]
            operations.attach(proposal=proposal, paper=paper, sound=sound, **_who(request))
            messages.success(request, f"Berkas {sound.name} tersimpan.")
            return redirect("awards:medal-proposal", pk)
    return _page(request, proposal, attach_form=form)


@require_POST
def medal_move(request: Request, pk: int) -> HttpResponse:
    """Move a proposal on, or note that the medal was given."""
    proposal = _proposal(request, pk)
    form = MoveForm(request.POST, proposal=proposal)
    if form.is_valid():
        with refusals(form):
            to = ProposalState(form.cleaned_data["to"])
            _move(request, proposal, to, form.cleaned_data)
            messages.success(request, SAVED[to])
            return redirect("awards:medal-proposal", pk)
    return _page(request, proposal, move_form=form)


def _move(request: Request, proposal: MedalProposal, to: ProposalState, data: dict[str, Any]) -> None:
    if to == ProposalState.RECEIVED:
        decree = {name: data[name] for name in ("letter_number", "letter_on")}
        operations.receive(proposal=proposal, **decree, **_who(request))
        return
    operations.move(proposal=proposal, to=to, reason=data.get("reason", ""), **_who(request))


def _who(request: Request) -> dict[str, Any]:
    return {"version": version_of(request) or 0, "by": request.user, "at": timezone.now()}


def _proposal(request: Request, pk: int) -> MedalProposal:
    require(access.may_keep_records(request.user, timezone.localdate()))
    rows = MedalProposal.objects.select_related("employee", "letter", "record", "moved_by", "prepared_by")
    return get_object_or_404(rows, pk=pk)


def _papers(proposal: MedalProposal) -> list[MedalPaper]:
    return list(proposal.papers.select_related("file", "looked_by").order_by("pk"))


def _attach_form(papers: list[MedalPaper], *sent: Any) -> AttachForm:
    return AttachForm(*sent, papers=papers, limit=allowance(timezone.localdate()).file)


def _page(request: Request, proposal: MedalProposal, **forms: Any) -> HttpResponse:
    papers = _papers(proposal)
    is_open = proposal.state == ProposalState.PREPARED
    context = {
        "proposal": proposal,
        "may_keep": access.may_keep_of(request.user, proposal.employee, timezone.localdate()),
        "is_open": is_open,
        "papers": papers,
        "papers_form": PapersForm(papers=papers),
        "attach_form": _attach_form(papers),
        "move_form": MoveForm(proposal=proposal),
        "has_steps": bool(next_states(ProposalState(proposal.state))),
        "version": request.POST.get("version", proposal.version),
        "tag": queries.STATE_TAGS[ProposalState(proposal.state)],
    } | forms
    status = 422 if any(form.errors for form in forms.values()) else 200
    return TemplateResponse(request, "awards/medal_proposal.html", context, status=status)
