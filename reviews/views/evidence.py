"""Files that prove something: the own list, handing over, letting go; and how forms take them in."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from appraisal.access import Decision, require
from appraisal.files import FileKind, SoundFile, place_of
from appraisal.http import Request

from ..access import evidence as access
from ..forms.evidence import EvidencePart
from ..models import EvidenceFile, Note, Realisation
from ..operations import evidence as operations
from ..queries.evidence import allowance, files_of, own_page, recent_files
from .loading import progress_parts

LOG = logging.getLogger(__name__)
KNOWN = {kind.content_type for kind in FileKind}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@require_safe
def evidence_mine(request: Request) -> HttpResponse:
    """Show the own files: what they prove, how much room they take."""
    context = own_page(request.user, request.GET.get("halaman", ""))
    context |= {"allowance": allowance(timezone.localdate()), "parts": progress_parts("evidence-mine")}
    return TemplateResponse(request, "reviews/evidence_mine.html", context)


@require_safe
def evidence_download(request: Request, key: str) -> HttpResponseBase:
    """Hand a file over to somebody who may see what it proves: always as a file, never as a page."""
    file = get_object_or_404(access.visible_files(request.user, timezone.localdate()), key=key)
    try:
        content = storages["evidence"].open(place_of(file.key))
    except OSError as error:
        LOG.exception("The file of a row is missing: %s", file.key)
        raise Http404("file") from error
    operations.note_opening(file=file, by=request.user, at=timezone.now())
    shown = file.content_type if file.content_type in KNOWN else "application/octet-stream"
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=shown, headers=HEADERS)


@require_POST
def evidence_remove(request: Request, key: str) -> HttpResponse:
    """Take an own file off the list."""
    file = get_object_or_404(access.own_files(request.user), key=key)
    operations.remove(file=file, by=request.user, at=timezone.now())
    messages.success(request, f"Berkas {file.name} dihapus.", extra_tags=f"berkas-{file.pk}")
    return redirect("reviews:evidence-mine")


Form = TypeVar("Form", bound=EvidencePart)


def form_with_files(
    form_class: type[Form], request: Request, thing: Note | Realisation | None, may: Decision, **values: Any
) -> Form:
    """Return a form about a thing that files may prove; when it was sent, its file is kept already.

    Raise Denied before anything is kept when the person may not change the thing.
    """
    attached = list(files_of(thing)) if thing is not None else []
    values |= {
        "limit": allowance(timezone.localdate()).file,
        "offered": [*attached, *recent_files(request.user, attached)],
        "attached": [file.pk for file in attached],
    }
    if request.method != "POST":
        return form_class(**values)
    require(may)
    form = form_class(request.POST, request.FILES, **values)
    form.keep_file(partial(_keep, request))
    request.POST = form.data  # type: ignore[assignment]  # pages about the form know of the file as well
    return form


def _keep(request: Request, sound: SoundFile) -> EvidenceFile:
    return operations.keep(sound=sound, by=request.user, at=timezone.now())
