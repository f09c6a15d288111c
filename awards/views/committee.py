"""Pages of the committee: points of the jury, stepping aside, notes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from appraisal.access import require
from appraisal.forms import refusals
from appraisal.http import Request

from ..access import award as access
from ..access import committee as parts
from ..access.conflict import not_apart
from ..forms.committee import JuryForm, NoteForm, RecusalForm
from ..models import AwardCandidate, AwardList, JuryScore
from ..operations import committee as operations
from ..operations.committee import Given
from ..queries import committee as queries
from ..queries.jury import jury_criteria


def load_list(request: Request, pk: int) -> AwardList:
    """Return a list for whoever reads lists, or 404."""
    require(access.may_see(request.user, timezone.localdate()))
    return get_object_or_404(AwardList, pk=pk)


def load_candidate(request: Request, pk: int) -> AwardCandidate:
    """Return a candidate inside the units of the person's roles, or 404."""
    today = timezone.localdate()
    require(access.may_see(request.user, today))
    rows = access.visible_candidates(request.user, today).select_related(*queries.LOADED)
    return get_object_or_404(rows, pk=pk)


@require_safe
def jury_list(request: Request, pk: int) -> HttpResponse:
    """Show the candidates to score, with what this member has given."""
    today, shown = timezone.localdate(), load_list(request, pk)
    require(parts.may_note(request.user, today))
    page = queries.jury_page(shown, request.user, today, request.GET.get("halaman", ""))
    return TemplateResponse(request, "awards/jury_list.html", {"award_list": shown} | page)


@require_http_methods(["GET", "POST"])
def jury_score(request: Request, pk: int) -> HttpResponse:
    """Show the scales for one candidate and take the points of this member; then the next candidate."""
    today, candidate = timezone.localdate(), load_candidate(request, pk)
    require(parts.may_judge(request.user, candidate, today))
    criteria = jury_criteria(candidate.award_list)
    own = {
        row.criterion_id: row for row in JuryScore.objects.filter(candidate=candidate, member=request.user)
    }
    form = JuryForm(request.POST or None, criteria=criteria, initial=_given(own))
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            given = {row.pk: _typed(request, form, row.pk) for row in criteria}
            operations.score(candidate=candidate, given=given, by=request.user, at=timezone.now())
            messages.success(request, f"Nilai untuk {candidate.title} tersimpan.")
            following = queries.next_to_judge(candidate, request.user, today)
            if following and "lanjut" in request.POST:
                return redirect("awards:jury-score", following.pk)
            return redirect("awards:jury-list", candidate.award_list_id)
    kept = {f"version-{key}": row.version for key, row in own.items()}
    names = [f"version-{row.pk}" for row in criteria]
    versions = [(name, request.POST.get(name, kept.get(name, 0))) for name in names]
    context = {"candidate": candidate, "form": form, "versions": versions, "criteria": criteria}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "awards/jury_score.html", context, status=status)


def _given(own: dict[int, JuryScore]) -> dict[str, Any]:
    points = {f"points-{key}": row.points for key, row in own.items()}
    return points | {f"note-{key}": row.note for key, row in own.items()}


def _typed(request: Request, form: JuryForm, key: int) -> Given:
    version = request.POST.get(f"version-{key}", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 7 else 0
    return Given(form.cleaned_data[f"points-{key}"], form.cleaned_data[f"note-{key}"], number)


@require_http_methods(["GET", "POST"])
def recusal(request: Request, pk: int) -> HttpResponse:
    """Let a member step aside about a candidate, with the reason."""
    candidate = load_candidate(request, pk)
    require(parts.may_recuse(request.user, candidate, timezone.localdate()))
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            reason = form.cleaned_data["reason"]
            operations.recuse(candidate=candidate, reason=reason, by=request.user, at=timezone.now())
            messages.success(request, f"Anda mengundurkan diri dari penilaian {candidate.title}.")
            return redirect("awards:candidate-decide", pk)
    status = 422 if form.errors else 200
    return TemplateResponse(
        request, "awards/recusal.html", {"candidate": candidate, "form": form}, status=status
    )


@require_http_methods(["GET", "POST"])
def note_list(request: Request, pk: int) -> HttpResponse:
    """Show what was said about the list, and add a note."""
    today, shown = timezone.localdate(), load_list(request, pk)
    may_note = shown.closed_at is None and bool(parts.may_note(request.user, today))
    form = NoteForm(request.POST or None)
    if request.method == "POST":
        require(parts.may_note(request.user, today))
        if form.is_valid():
            with refusals(form):
                text = form.cleaned_data["text"]
                operations.add_note(
                    award_list=shown, candidate=None, text=text, by=request.user, at=timezone.now()
                )
                messages.success(request, "Catatan tersimpan.")
                return redirect("awards:note-list", pk)
    context = {
        "title": "Catatan diskusi",
        "award_list": shown,
        "form": form if may_note else None,
        "notes": queries.notes_on_list(shown),
    }
    return TemplateResponse(request, "awards/note_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def candidate_notes(request: Request, pk: int) -> HttpResponse:
    """Show what was said about a candidate to who does not stand apart, and add a note."""
    today, candidate = timezone.localdate(), load_candidate(request, pk)
    require(not_apart(request.user, candidate, today))
    member = parts.may_recuse(request.user, candidate, today)
    form = NoteForm(request.POST or None)
    if request.method == "POST":
        require(member)
        if form.is_valid():
            with refusals(form):
                text = form.cleaned_data["text"]
                operations.add_note(
                    award_list=candidate.award_list,
                    candidate=candidate,
                    text=text,
                    by=request.user,
                    at=timezone.now(),
                )
                messages.success(request, "Catatan tersimpan.")
                return redirect("awards:candidate-notes", pk)
    may_note = member and candidate.award_list.closed_at is None
    context = {
        "title": f"Catatan tentang {candidate.title}",
        "award_list": candidate.award_list,
        "candidate": candidate,
        "form": form if may_note else None,
        "notes": queries.notes_about(candidate),
    }
    return TemplateResponse(request, "awards/note_list.html", context, status=422 if form.errors else 200)
