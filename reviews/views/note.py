"""Notes of progress: the quick box with the timeline, one note, and what a superior reads of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import ALLOW, require
from appraisal.forms import refusals
from appraisal.http import Request
from appraisal.templatetags.ui import tanggal
from indicators.access import may_read, visible_plans
from organizations.looking import looks
from organizations.rules import Span

from ..access import note as access
from ..access.line import actor_of
from ..forms.note import NoteFilterForm, NoteForm, stored_note
from ..forms.note_days import DaysForm, working_days
from ..models import Note
from ..operations import note as operations
from ..queries.note import DAY, last_before, monday_of, timeline
from ..queries.note_facts import own_facts, plan_facts, with_kept
from ..rules.evaluation import Actor
from ..rules.note import Facts
from .evidence import form_with_files
from .loading import progress_parts, version_of, with_people

NOTHING_YET = "Belum ada catatan. Satu kalimat tentang hari ini sudah cukup untuk memulai."
NOTHING_READ = "Belum ada catatan. Di sini tampil apa yang dicatat sepanjang tahun."
NOTHING_FOUND = "Tidak ada catatan dengan saringan ini. Hapus salah satu saringan untuk melihat yang lain."
NEW = "catatan-baru"  # under this name the browser keeps what is typed


@require_http_methods(["GET", "HEAD", "POST"])
def note_list(request: Request) -> HttpResponse:
    """Write what moved today, and read what moved before."""
    today, facts = timezone.localdate(), own_facts(request.user)
    own = access.own_notes(request.user)
    last = last_before(own, today) if "salin" in request.GET else None
    first = (_copied(last) if last else {}) | {"noted_on": today}
    form = form_with_files(NoteForm, request, None, ALLOW, facts=facts, today=today, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.write_notes(
                drafts=[form.draft()], files=form.chosen, by=request.user, at=timezone.now()
            )
            said = f"Catatan tersimpan pukul {timezone.localtime():%H.%M}."
            messages.success(request, said, extra_tags=NEW)
            return redirect("reviews:note-list")
    days = Span(_first_day(facts, today), today)
    context = _timeline(request, own, facts, days, facts.sealed)
    shown = [note.noted_on for note in context["timeline"].page.rows if note.noted_on < today]
    context |= {
        "form": form,
        "last_day": _spoken(shown[0], today) if shown and not request.GET else "",
        "parts": progress_parts("note-list"),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/note_list.html", context, status=status)


def _copied(last: Note) -> dict[str, Any]:
    """Return what is taken over from an earlier note: what was done and for what, no amounts or proofs."""
    return {
        name: value for name, value in stored_note(last).items() if name in ("text", "subject", "minutes")
    }


def _spoken(last: date, today: date) -> str:
    return "kemarin" if today - last == DAY else tanggal(last)


def _first_day(facts: Facts, today: date) -> date:
    """Return the day from which empty months are told: the year's first, or that of the first post."""
    first = min((post.days.started_on for post in facts.posts), default=today)
    return max(first, today.replace(month=1, day=1))


def _removable(request: Request, chosen: NoteFilterForm) -> list[dict[str, str]]:
    """Return the filters in use, each with the address without it."""
    rows = []
    for name, label in chosen.chosen():
        rest = request.GET.copy()
        for key in (name, "halaman"):
            rest.pop(key, None)
        rows.append({"label": label, "href": f"?{rest.urlencode()}"})
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def note_days(request: Request) -> HttpResponse:
    """Write the notes of several days in one table."""
    today, facts = timezone.localdate(), own_facts(request.user)
    weeks = [monday_of(today) - number * 7 * DAY for number in range(4)]
    chosen = next((week for week in weeks if week.isoformat() == request.GET.get("minggu")), None)
    days = [chosen + number * DAY for number in range(7)] if chosen else working_days(today)
    form = DaysForm(
        request.POST or None, facts=facts, today=today, days=[day for day in days if day <= today]
    )
    key = f"{NEW}-{chosen or 'kerja'}"
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            notes = operations.write_notes(drafts=form.drafts(), by=request.user, at=timezone.now())
            messages.success(request, f"{len(notes)} catatan tersimpan.", extra_tags=key)
            return redirect("reviews:note-list")
    context = {"form": form, "key": key, "weeks": _week_links(weeks, chosen)}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/note_days.html", context, status=status)


def _week_links(weeks: list[date], chosen: date | None) -> list[dict[str, Any]]:
    """Return the stretches of days to choose from."""
    labels = ("Minggu ini", "Minggu lalu", *(f"{number} minggu lalu" for number in range(2, len(weeks))))
    links = [(label, f"?minggu={week}", week == chosen) for label, week in zip(labels, weeks, strict=True)]
    items = [("Hari kerja terakhir", "?", chosen is None), *links]
    return [{"label": label, "href": href, "is_current": now} for label, href, now in items]


@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: Request, pk: int) -> HttpResponse:
    """Change one's own note, or take it back."""
    note = _own(request, pk)
    facts, today = with_kept(own_facts(request.user), note), timezone.localdate()
    may, first = access.may_touch(request.user, note), stored_note(note)
    form = form_with_files(NoteForm, request, note, may, facts=facts, today=today, initial=first)
    form.fields["text"].label = "Apa yang bergerak hari itu?"
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            operations.change_note(
                note=note,
                version=version_of(request) or 0,
                draft=form.draft(),
                files=form.chosen,
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "Perubahan catatan tersimpan.", extra_tags=f"catatan-{pk}")
            return redirect("reviews:note-list")
    version = request.POST.get("version", note.version)
    context = {"form": form, "note": note, "may": may, "version": version}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "reviews/note_edit.html", context, status=status)


@require_POST
def note_remove(request: Request, pk: int) -> HttpResponse:
    """Take one's own note back."""
    note = _own(request, pk)
    operations.remove_note(note=note, version=version_of(request) or 0, by=request.user, at=timezone.now())
    messages.success(request, "Catatan diambil kembali.", extra_tags=f"catatan-{pk}")
    return redirect("reviews:note-list")


@looks("note.viewed", at="plan")
@require_safe
def note_team(request: Request, plan: int) -> HttpResponse:
    """Read the notes of the days of a plan, for everybody who may read the plan."""
    today = timezone.localdate()
    row = get_object_or_404(with_people(visible_plans(request.user, today)), pk=plan)
    require(may_read(request.user, row, today))
    days = Span(row.started_on, min(today, row.last_day))
    shown = _timeline(request, access.notes_of(row), plan_facts(row), days)
    leads = actor_of(request.user, row, today) == Actor.SUPERIOR
    back = "reviews:team-plan" if leads else "indicators:plan-detail"
    context = shown | {"plan": row, "back": reverse(back, args=[plan])}
    return TemplateResponse(request, "reviews/note_team.html", context)


def _timeline(
    request: Request, notes: QuerySet[Note], facts: Facts, days: Span, sealed: Iterable[Span] | None = None
) -> dict[str, Any]:
    """Return what a page of notes shows below the box: the filter, what is chosen, the notes."""
    until = days.ended_on or days.started_on
    form = NoteFilterForm(request.GET, facts=facts, since=days.started_on, today=until)
    shown = timeline(notes, form.asked(), request.GET.dict(), days, sealed)
    chosen = _removable(request, form)
    empty = NOTHING_FOUND if chosen else NOTHING_YET if sealed is not None else NOTHING_READ
    return {"filter": form, "timeline": shown, "chosen": chosen, "empty": empty}


def _own(request: Request, pk: int) -> Note:
    """Return a note of one's own; those of others, and those taken back, do not exist."""
    rows = access.own_notes(request.user).select_related("placement", "result__plan__placement", "indicator")
    note: Note = get_object_or_404(rows, pk=pk)
    return note
