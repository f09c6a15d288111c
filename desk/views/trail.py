"""The audit trail: searched by the desk, one event in the chain, the own trail of everybody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal import audit, jobs, sheets
from appraisal.access import require
from appraisal.http import Request, download

from ..access.trail import may_read_trail, own_events, visible_events
from ..queries import trail as queries
from ..queries.chain_state import chain_state, place_of
from ..rules.trail import GROUPS, OPEN, PARTS
from ..tasks.trail_file import KIND

LARGEST = 20_000  # rows of one file


@require_safe
def trail(request: Request) -> HttpResponse:
    """Show who did or saw what, narrowed by person, object, group and days; and how the chain stands."""
    today = timezone.localdate()
    require(may_read_trail(request.user, today))
    asked, text, named = _asked(request)
    person = queries.person_of(asked.person) if asked.person else None
    waits = bool(text) and person is None
    rows = visible_events(request.user, today)
    context: dict[str, Any] = {
        "q": person.nip if person else text,
        "person": person,
        "named": named,
        "page": None if waits else queries.trail_page(rows, asked, request.GET.get("sesudah", "")[:60]),
        "asked": asked,
        "params": urlencode(asked.params),
        "groups": GROUPS,
        "parts": PARTS,
        "roles": queries.ROLES,
        "chain": chain_state(),
    }
    return TemplateResponse(request, "desk/trail.html", context)


def _asked(request: Request) -> tuple[queries.Asked, str, list[Any]]:
    """Return what was asked for; a name that means one person narrows, several are offered to choose from."""
    asked = queries.asked_of(request.GET, timezone.localdate())
    text = " ".join(request.GET.get("q", "").split())[:80]
    named = [] if asked.person else queries.people_named(text)
    if len(named) == 1:
        params = request.GET.dict() | {"orang": str(named[0].pk)}
        return queries.asked_of(params, timezone.localdate()), text, []
    return asked, text, named


@require_safe
def trail_event(request: Request, pk: int) -> HttpResponse:
    """Show one event: before and after where the desk may read it, and its place in the chain."""
    today = timezone.localdate()
    require(may_read_trail(request.user, today))
    rows = visible_events(request.user, today).select_related("by", "about")
    event = get_object_or_404(rows, pk=pk)
    is_open = event.action in OPEN
    context = {
        "event": event,
        "line": queries.line_of(event),
        "is_open": is_open,
        "facts": queries.facts_of(event) if is_open else [],
        "place": place_of(event),
    }
    return TemplateResponse(request, "desk/trail_event.html", context)


@require_safe
def trail_file(request: Request) -> HttpResponse:
    """Send the filtered trail as a spreadsheet; that it was taken is an event itself."""
    today, form = timezone.localdate(), request.GET.get("format", "xlsx")
    require(may_read_trail(request.user, today))
    if form not in ("csv", "xlsx"):
        raise Http404("format")
    asked, _, _ = _asked(request)
    sources = queries.narrowed(visible_events(request.user, today), asked)
    count = sum(rows[: LARGEST + 1].count() for rows in sources)
    if count > LARGEST:
        messages.warning(request, "Lebih dari 20.000 peristiwa. Persempit harinya, atau siapkan di latar.")
        return redirect(f"{reverse('desk:trail')}?{urlencode(asked.params)}")
    after = {"format": form, "rows": count, "filters": asked.params}
    audit.record(action="audit.exported", by=request.user, at=timezone.now(), after=after)
    name = f"jejak-audit-{today}.{form}"
    return _file(form, name, queries.file_rows(sources))


@require_POST
def trail_file_start(request: Request) -> HttpResponse:
    """Have the worker write the filtered trail, whatever its size."""
    today, now = timezone.localdate(), timezone.now()
    require(may_read_trail(request.user, today))
    asked = queries.asked_of(request.POST, today).params
    key = f"{KIND}-{request.user.pk}-{urlencode(asked)}"[:120]
    with transaction.atomic():
        job = jobs.start(KIND, {"asked": asked}, by=request.user, at=now, key=key)
    return redirect("desk:job-detail", job.pk)


def _file(form: str, name: str, rows: Any) -> HttpResponse:
    if form == "csv":
        return download(sheets.csv_bytes(queries.COLUMNS, rows), name)
    book = [("Jejak", queries.COLUMNS, rows, (20, 40, 70, 40, 40, 24, 12, 66))]
    return download(sheets.write_book(book), name)


@require_safe
def trail_own(request: Request) -> HttpResponse:
    """Show who saw or changed the own data; who wrote opinions in rounds leaves no event at all."""
    page = queries.own_page(own_events(request.user), request.GET.get("sesudah", "")[:60])
    return TemplateResponse(request, "desk/trail_own.html", {"page": page})
