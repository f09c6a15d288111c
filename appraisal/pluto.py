"""The second engine, PlutoPrint: many times faster than WeasyPrint, without tags (ADR 0028).

It knows nothing of Django, so that it also runs as a process of its own (`python -m appraisal.pluto`): a
document that once ended a worker is tried there, and takes nothing with it but itself.
"""

from __future__ import annotations

import base64
import html as markup
import io
import json
import re
import resource
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

PAPERS = {
    "a4-portrait": (210, 297),
    "a4-landscape": (297, 210),
    "f4-portrait": (215, 330),
    "f4-landscape": (330, 215),
}
BODY = re.compile(r'<body class="([\w-]+)[^"]*" data-holder="([^"]*)" data-proof="([^"]*)"')
TITLE = re.compile(r"<title>([^<]*)</title>")
MADE_AT = re.compile(r'name="dcterms.created" content="([^"]*)"')

# It knows neither named strings nor pages of another size by name, and breaks words at every letter where
# WeasyPrint breaks only what is too long; what belongs to the first row group stays together by itself.
OWN = """
body {{ overflow-wrap: break-word; page: auto; }}
.first {{ break-inside: avoid; }}
@page {{
  size: {width}mm {height}mm;
  margin-top: {top}mm;
  @bottom-left {{ content: "{holder}" "\\A" "{proof}"; }}
}}
"""
SECONDS, MEMORY = 60, 2 << 30  # of a process that draws one document


class Failed(Exception):
    """The document asks for what it may not have, or cannot be drawn."""


def is_there() -> bool:
    """Say whether the optional extra `bulk` is installed and its library loads."""
    try:
        import plutoprint  # noqa: F401
    except ImportError:
        return False
    return True


def draw(html: str, css: str, files: Mapping[str, tuple[bytes, str]]) -> bytes:
    """Return the PDF of a document of ours; `files` are all it may use: address -> bytes and media type.

    Raise Failed when it asks for anything else, though nothing else is ever fetched, and when the library
    gives up.
    """
    import plutoprint

    fetcher = _fetcher(files)
    paper, holder, proof = _facts(html)
    width, height = PAPERS[paper]
    size = plutoprint.PageSize(width * plutoprint.UNITS_MM, height * plutoprint.UNITS_MM)
    book = plutoprint.Book(size, plutoprint.PAGE_MARGINS_NONE, plutoprint.MEDIA_TYPE_PRINT)
    book.custom_resource_fetcher = fetcher
    top = 12 if height > width else 15
    own = OWN.format(width=width, height=height, top=top, holder=_quoted(holder), proof=_quoted(proof))
    stream = io.BytesIO()
    try:
        book.load_html(html, user_style=css + own, base_url="static:")
        book.set_metadata(plutoprint.PDF_METADATA_CREATOR, "Capaian")
        book.set_metadata(plutoprint.PDF_METADATA_TITLE, _found(TITLE, html))
        if made_at := _found(MADE_AT, html):  # the same copy twice has the same bytes
            book.set_metadata(plutoprint.PDF_METADATA_CREATION_DATE, made_at)
            book.set_metadata(plutoprint.PDF_METADATA_MODIFICATION_DATE, made_at)
        book.write_to_pdf_stream(stream)
    except plutoprint.Error as error:
        raise Failed(str(error)) from error
    if fetcher.refused:
        raise Failed(f"A document may not use {fetcher.refused[0][:100]!r}.")
    return stream.getvalue()


def draw_apart(html: str, css: str, files: Mapping[str, tuple[bytes, str]]) -> bytes:
    """Draw as `draw` does, in a process of its own with limits of time and memory; Failed when it dies."""
    given = {url: (base64.b64encode(content).decode(), kind) for url, (content, kind) in files.items()}
    question = json.dumps({"html": html, "css": css, "files": given}).encode()
    command = [sys.executable, "-m", "appraisal.pluto"]
    try:
        done = subprocess.run(command, input=question, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"No end after {SECONDS} seconds.") from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Failed(said[-1] if said else f"The engine ended with {done.returncode}.")
    return done.stdout


def main() -> None:
    """Draw the one document that stands on the input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    question = json.load(sys.stdin.buffer)
    files = {url: (base64.b64decode(content), kind) for url, (content, kind) in question["files"].items()}
    sys.stdout.buffer.write(draw(question["html"], question["css"], files))


def _fetcher(files: Mapping[str, tuple[bytes, str]]) -> Any:
    import plutoprint

    class OnlyGiven(plutoprint.ResourceFetcher):
        """Hand out what was given; everything else is nothing, and remembered."""

        def __init__(self) -> None:
            self.refused: list[str] = []

        def fetch_url(self, url: str) -> plutoprint.ResourceData:
            content, kind = files.get(url, (b"", "application/octet-stream"))
            if url not in files:
                self.refused.append(url)
            return plutoprint.ResourceData(content, mime_type=kind)

    return OnlyGiven()


def _facts(html: str) -> tuple[str, str, str]:
    """Return paper and the two lines at the foot, which our templates write into the body tag."""
    found = BODY.search(html)
    if found is None or found[1] not in PAPERS:
        return "a4-portrait", "", ""
    return found[1], markup.unescape(found[2]), markup.unescape(found[3])


def _found(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return markup.unescape(found[1]) if found else ""


def _quoted(text: str) -> str:
    """Return a text as it may stand in a string of CSS: no letter of it can end the string."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in text)


if __name__ == "__main__":
    main()
