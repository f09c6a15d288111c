"""Documents of record: a template and its data become the bytes of a PDF, the same ones every time."""

from __future__ import annotations

import atexit
import functools
import hashlib
import logging
import mimetypes
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

STYLESHEET = "css/document.css"
VARIANT = "pdf/ua-1"  # tagged, with title and language, for screen readers
SCHEME = "static:"  # the only addresses a document may use, such as static:img/logo.svg,
GIVEN = "given:"  # and the pictures that came with it, by the name under which they came

LOOSE = "* { break-before: auto !important; break-inside: auto !important; break-after: auto !important; }"

# WeasyPrint keeps fonts and the parsed stylesheet in one process; Pango is not made for several threads.
_one_at_a_time = threading.Lock()


class PdfFailed(Exception):
    """The document cannot be made: it asks for a foreign address, or WeasyPrint gave up."""


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


def to_pdf(html: str, *, identifier: str, given: Mapping[str, bytes] | None = None) -> bytes:
    """Return the PDF of a whole HTML document: tagged; else with rows that may break; else untagged, too.

    The second and third try answer crashes of WeasyPrint (its page breaks and its tags); each is
    logged. Raise PdfFailed when none gives a document, at once for a foreign address.
    """
    fault: Exception | None = None
    with _one_at_a_time:
        for variant, loose in ((VARIANT, False), (VARIANT, True), (None, True)):
            try:
                return _write(html, identifier, variant, loose=loose, given=given or {})
            except PdfFailed:
                raise
            except Exception as error:
                fault = error
                logger.exception("No PDF of %s as %s, loose=%s.", identifier, variant, loose)
    raise PdfFailed(f"{type(fault).__name__}: {fault}") from fault


def _write(
    html: str, identifier: str, variant: str | None, *, loose: bool, given: Mapping[str, bytes]
) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    tools = _tools()
    fetcher = offline_fetcher(given) if given else tools.fetcher
    try:
        document = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
        return document.write_pdf(
            stylesheets=[tools.stylesheet, tools.loose] if loose else [tools.stylesheet],
            font_config=tools.fonts,
            pdf_identifier=hashlib.sha256(identifier.encode()).digest()[:16],
            pdf_variant=variant,
        )
    except FatalURLFetchingError as error:  # a BaseException: it would end a worker
        raise PdfFailed(str(error)) from error


@dataclass(frozen=True)
class _Tools:
    stylesheet: Any
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
    css = Path(str(finders.find(STYLESHEET))).read_text(encoding="utf-8")
    return _Tools(parsed(css), parsed(LOOSE), fonts, fetcher)


def offline_fetcher(given: Mapping[str, bytes] | None = None) -> Any:
    """Return a fetcher that knows our static files and what was given; all else it refuses, fatally."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurFiles(URLFetcher):
        """Serve static:NAME and given:NAME; http, https, ftp, file and data have no way in, nor redirects."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            picture = (given or {}).get(url.removeprefix(GIVEN)) if url.startswith(GIVEN) else None
            if picture is not None:
                return URLFetcherResponse(url, picture, {"Content-Type": _kind_of(picture)})
            name = url.removeprefix(SCHEME)
            path = finders.find(name) if url.startswith(SCHEME) and name else None
            if not path:
                raise ValueError(f"A document may not use {url[:100]!r}.")
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, Path(str(path)).read_bytes(), {"Content-Type": kind})

    return OnlyOurFiles()


def _kind_of(picture: bytes) -> str:
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
