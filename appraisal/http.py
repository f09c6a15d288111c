"""Typed requests and small answers that views share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from organizations.models import Employee

FILE_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HIDDEN = {"csrfmiddlewaretoken", "_once", "_owner", "_nip", "_sandi", "_tanpa_berkas", "version"}


class Request(HttpRequest):
    """A request of a logged-in employee."""

    user: Employee  # type: ignore[assignment]
    htmx: HtmxDetails


def is_partial(request: Any) -> bool:
    """Say whether htmx asks for a fragment and not for the page."""
    return bool(request.htmx) and not request.htmx.boosted


def is_prefetch(request: HttpRequest) -> bool:
    """Say whether the browser fetches ahead: nobody has opened the page then."""
    asked = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in purpose or "prerender" in purpose for purpose in asked)


def download(content: bytes, name: str) -> HttpResponse:
    """Return a file to keep under its name; what it is follows from the ending (csv, pdf, xlsx)."""
    kind = FILE_KINDS[name.rpartition(".")[2]]
    return HttpResponse(
        content, kind, headers={"Content-Disposition": content_disposition_header(True, name)}
    )


def version_of(request: HttpRequest) -> int | None:
    """Return the version that the form carries; None for a record that did not exist yet.

    What is no version becomes 0, which no record has: a conflict keeps the typed text.
    """
    text = request.POST.get("version", "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def page_of(request: HttpRequest, otherwise: str) -> str:
    """Return the page on which the form stood: its own address may take POST only, and so show nothing."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return otherwise
    parts = urlsplit(referer)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def lost_files(request: HttpRequest) -> list[tuple[str, str]]:
    """Return a hidden value for a form that goes on without the file that came with it; else nothing."""
    is_lost = bool(request.FILES) or "_tanpa_berkas" in request.POST
    return [("_tanpa_berkas", "1")] if is_lost else []


def typed_values(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the person typed as (name, value) pairs, without passwords and keys of the frame."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in HIDDEN and "password" not in name
    ]


def kept_form(request: HttpRequest) -> dict[str, Any]:
    """Return what the page needs that offers to send the same form once more, when nobody could take it."""
    keys = [(name, request.POST[name]) for name in ("_owner", "version") if name in request.POST]
    lost = lost_files(request)
    return {
        "values": typed_values(request),
        "keys": keys + lost,
        "action": request.get_full_path(),
        "has_files": bool(lost),
    }
