"""The indicator library: everybody reads and searches it, admins propose, the BKD decides."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appraisal.access import require
from appraisal.http import Request

from .. import operations, queries
from ..access import library as access
from ..forms import EntryForm, LibraryFilter, NoteForm
from ..models import LibraryEntry
from ..rules import EntryStatus
from .loading import accepted, page, stamp


@require_safe
def library(request: Request) -> HttpResponse:
    """Search the entries in force, twenty-five a page."""
    today = timezone.localdate()
    asked = LibraryFilter.chosen(request.GET)
    found = queries.library_page(asked | {"sesudah": request.GET.get("sesudah", "")[:40]})
    form = LibraryFilter(initial=asked)
    chosen = [
        {
            "label": value if name in {"q", "bidang"} else dict(form.fields[name].choices)[value],  # type: ignore[attr-defined]
            "href": "?" + urlencode({key: text for key, text in asked.items() if key != name}),
        }
        for name, value in asked.items()
    ]
    return page(
        request,
        "indicators/library.html",
        filter=form,
        chosen=chosen,
        asked=urlencode(asked),
        may_propose=access.may_propose(request.user, today),
        may_keep=access.may_keep_library(request.user, today),
        **found,
    )


@require_safe
def entry_detail(request: Request, pk: int) -> HttpResponse:
    """Show one entry, how it is counted, and its editions."""
    today = timezone.localdate()
    entry = _visible(request, pk)
    is_waiting = entry.status == EntryStatus.PROPOSED
    return page(
        request,
        "indicators/entry_detail.html",
        may_edit=access.may_edit(request.user, entry, today),
        may_decide=is_waiting and access.may_keep_library(request.user, today),
        is_accepted=entry.status == EntryStatus.ACCEPTED,
        **queries.entry_page(entry, request.user, today),
    )


@require_safe
def entry_queue(request: Request) -> HttpResponse:
    """Show what waits for the BKD, and what the person proposed."""
    today = timezone.localdate()
    require(access.may_propose(request.user, today))
    may_decide = access.may_keep_library(request.user, today)
    after = {"sesudah": request.GET.get("sesudah", "")[:40]}
    found = queries.entry_queue(request.user, after, decides=bool(may_decide))
    return page(request, "indicators/entry_queue.html", may_decide=may_decide, **found)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: Request) -> HttpResponse:
    """Propose an entry; the BKD adds it at once."""
    require(access.may_propose(request.user, timezone.localdate()))
    form = EntryForm(request.POST or None)
    return _written(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def entry_edit(request: Request, pk: int) -> HttpResponse:
    """Write a new edition of the entry in force, or mend an own proposal."""
    today = timezone.localdate()
    entry = _visible(request, pk)
    is_late = request.method == "POST" and entry.status == EntryStatus.REPLACED
    require(
        (access.may_propose(request.user, today)) if is_late else access.may_edit(request.user, entry, today)
    )
    return _written(request, EntryForm(request.POST or None, entry=entry), entry)


def _written(request: Request, form: EntryForm, entry: LibraryEntry | None) -> HttpResponse:
    keeps = access.may_keep_library(request.user, timezone.localdate())
    mends = entry is not None and entry.status in access.OPEN
    saved: list[LibraryEntry] = []

    def act() -> object:
        values = stamp(request) | {"facts": form.facts()}
        if entry is not None and mends:
            saved.append(operations.revise_entry(entry=entry, **values))
        else:
            write = operations.add_entry if keeps else operations.propose_entry
            saved.append(write(replaces=entry, **values))
        return None

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        code = saved[0].code
        done = f"{code} masuk kamus." if keeps and not mends else f"Usulan {code} terkirim ke BKD."
        messages.success(request, done, extra_tags=f"kamus-{entry.pk if entry else 'baru'}")
        return redirect("indicators:entry-detail", saved[0].pk)
    version = request.POST.get("version", entry.version if entry else "")
    return page(
        request,
        "indicators/entry_form.html",
        form,
        entry=entry,
        keeps=keeps and not mends,
        mends=mends,
        version=version,
    )


@require_POST
def entry_accept(request: Request, pk: int) -> HttpResponse:
    """Accept a proposal into the library."""
    entry = _visible(request, pk)
    request.way_back = reverse("indicators:entry-detail", args=[pk])  # type: ignore[attr-defined]
    operations.accept_entry(entry=entry, **stamp(request))
    messages.success(request, f"{entry.code} edisi {entry.edition} berlaku di kamus.")
    return redirect("indicators:entry-queue")


@require_http_methods(["GET", "HEAD", "POST"])
def entry_return(request: Request, pk: int) -> HttpResponse:
    """Send a proposal back with a note."""
    entry = _visible(request, pk)
    require(access.may_keep_library(request.user, timezone.localdate()))
    form = NoteForm(request.POST or None)

    def act() -> object:
        return operations.send_back_entry(entry=entry, **stamp(request), note=form.cleaned_data["note"])

    if request.method == "POST" and form.is_valid() and accepted(form, act):
        messages.success(request, f"Catatan untuk {entry.code} terkirim.", extra_tags=f"kamus-catatan-{pk}")
        return redirect("indicators:entry-queue")
    version = request.POST.get("version", entry.version)
    return page(request, "indicators/entry_return.html", form, entry=entry, version=version)


def _visible(request: Request, pk: int) -> LibraryEntry:
    entries = access.visible_entries(request.user, timezone.localdate())
    return get_object_or_404(entries.select_related("proposed_by", "decided_by"), pk=pk)
