"""Documents of record: a template and its data become the bytes of a PDF, the same ones every time."""

from __future__ import annotations

import atexit
import functools
import hashlib
import logging
import mimetypes
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string

from . import pluto

logger = logging.getLogger(__name__)

STYLESHEET = "css/document.css"
COPY_STYLESHEET = "css/copy.css"  # beside the other one, for what bears the mark of a copy
VARIANT = "pdf/ua-1"  # tagged, with title and language, for screen readers
SCHEME = "static:"  # the only addresses a document may use, such as static:img/logo.svg,
GIVEN = "given:"  # and the pictures that came with it, by the name under which they came
OURS = re.compile(rf"(?:{SCHEME}|{GIVEN})[\w./-]+")

LOOSE = "* { break-before: auto !important; break-inside: auto !important; break-after: auto !important; }"

# WeasyPrint keeps fonts and the parsed stylesheet in one process; Pango is not made for several threads.
_one_at_a_time = threading.Lock()


class PdfFailed(Exception):
    """The document cannot be made: it asks for a foreign address, or the engine gave up."""


class Engine(Enum):
    """Who draws: one for documents of record, a faster one without tags for copies in bulk (ADR 0028)."""

    RECORD = "WeasyPrint"
    COPY = "PlutoPrint"


@dataclass(frozen=True)
class Rendered:
    """A document in its two shapes, and the fingerprint of the second."""

    html: str
    pdf: bytes
    sha256: str


def render(
    template: str, context: dict[str, Any], *, identifier: str, given: Mapping[str, bytes] | None = None
) -> Rendered:
    """Print the template with the context and return HTML, PDF and the SHA-256 of the PDF.

    `given` are pictures that the template shows as `given:NAME`.

    The same context and identifier give the same bytes in every process: the identifier fills
    the PDF's /ID, and dates come from the template's meta elements only. Raise PdfFailed when the
    document asks for anything but our static files and what was given, or cannot be drawn.
    """
    html = render_to_string(template, context)
    pdf = to_pdf(html, identifier=identifier, given=given)
    return Rendered(html=html, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


def to_pdf(
    html: str,
    *,
    identifier: str,
    given: Mapping[str, bytes] | None = None,
    engine: Engine = Engine.RECORD,
    is_copy: bool = False,
    apart: bool = False,
) -> bytes:
    """Return the PDF of a whole HTML document, by the engine that is asked for.

    Of record: tagged; else with rows that may break; else untagged, too. The second and third try answer
    crashes of WeasyPrint (its page breaks and its tags); each is logged. As a copy it bears the mark of one
    on every page. Engine.COPY draws the same pages without tags; `apart` has it do so in a process of its
    own, which a crash of the library cannot leave. Where its extra is not installed the first one draws.
    Raise PdfFailed when nothing gives a document, at once for a foreign address.
    """
    if engine is Engine.COPY and pluto.is_there():
        return _quickly(html, given or {}, is_copy=is_copy, apart=apart)
    fault: Exception | None = None
    with _one_at_a_time:
        for variant, loose in ((VARIANT, False), (VARIANT, True), (None, True)):
            try:
                return _write(html, identifier, variant, loose=loose, given=given or {}, is_copy=is_copy)
            except PdfFailed:
                raise
            except Exception as error:
                fault = error
                logger.exception("No PDF as %s, loose=%s.", variant, loose)  # identifiers hold names
    raise PdfFailed(f"{type(fault).__name__}: {fault}") from fault


def _quickly(html: str, given: Mapping[str, bytes], *, is_copy: bool, apart: bool) -> bytes:
    """Draw with the second engine, which gets what the document names of ours and has no way to more."""
    files = {url: found for url in set(OURS.findall(html)) if (found := _ours(url, given))}
    draw = pluto.draw_apart if apart else pluto.draw
    try:
        return draw(html, _css(is_copy=is_copy), files)
    except pluto.Failed as error:
        raise PdfFailed(str(error)) from error


@functools.cache
def _css(*, is_copy: bool) -> str:
    names = (STYLESHEET, COPY_STYLESHEET) if is_copy else (STYLESHEET,)
    return "\n".join(Path(str(finders.find(name))).read_text(encoding="utf-8") for name in names)


def _ours(url: str, given: Mapping[str, bytes]) -> tuple[bytes, str] | None:
    """Return the bytes and the media type of a static file or of what was given; None for all else."""
    if url.startswith(GIVEN):
        picture = given.get(url.removeprefix(GIVEN))
        return (picture, _kind_of(picture)) if picture is not None else None
    name = url.removeprefix(SCHEME)
    try:
        path = finders.find(name) if url.startswith(SCHEME) and name else None
    except SuspiciousFileOperation:  # static:../settings.py
        path = None
    if not path:
        return None
    return Path(str(path)).read_bytes(), mimetypes.guess_type(name)[0] or "application/octet-stream"


def _write(
    html: str,
    identifier: str,
    variant: str | None,
    *,
    loose: bool,
    given: Mapping[str, bytes],
    is_copy: bool = False,
) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    tools = _tools()
    fetcher = offline_fetcher(given) if given else tools.fetcher
    try:
        document = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        sheets = [tools.stylesheet, *([tools.copy] if is_copy else []), *([tools.loose] if loose else [])]
        return document.write_pdf(
            stylesheets=sheets,
            font_config=tools.fonts,
            pdf_identifier=hashlib.sha256(identifier.encode()).digest()[:16],
            pdf_variant=variant,
        )
    except FatalURLFetchingError as error:  # a BaseException: it would end a worker
        raise PdfFailed(str(error)) from error


@dataclass(frozen=True)
class _Tools:
    stylesheet: Any
    copy: Any
    loose: Any
    fonts: Any
    fetcher: Any


@functools.cache
def _tools() -> _Tools:
    """Return the parsed stylesheets, the fonts and the fetcher: made once in a process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = offline_fetcher(), FontConfiguration()

    def parsed(css: str) -> Any:
        return CSS(string=css, font_config=fonts, base_url=SCHEME, url_fetcher=fetcher)

    atexit.register(_tools.cache_clear)  # fonts must go before the modules that free them
    css, copy = (
        Path(str(finders.find(name))).read_text(encoding="utf-8") for name in (STYLESHEET, COPY_STYLESHEET)
    )
    return _Tools(parsed(css), parsed(copy), parsed(LOOSE), fonts, fetcher)


def offline_fetcher(given: Mapping[str, bytes] | None = None) -> Any:
    """Return a fetcher that knows our static files and what was given; all else it refuses, fatally."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurFiles(URLFetcher):
        """Serve static:NAME and given:NAME; http, https, ftp, file and data have no way in, nor redirects."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            found = _ours(url, given or {})
            if found is None:
                raise ValueError(f"A document may not use {url[:100]!r}.")
            return URLFetcherResponse(url, found[0], {"Content-Type": found[1]})

    return OnlyOurFiles()


def _kind_of(picture: bytes) -> str:
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
