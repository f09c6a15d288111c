"""The PDF function: nothing from outside gets in, crashes have a second way, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from appraisal import pdf

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent.parent
PAGE = "<!doctype html><html lang=id><head><title>Uji</title></head><body>{}</body></html>"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server that would notice a visitor."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        yield server


def nobody_came(server: socket.socket) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return True
    return False


OUTSIDE = {
    "image": '<img src="http://{host}/x">',
    "local file": '<img src="file:///etc/hostname">',
    "embedded data": '<img src="data:image/png;base64,iVBORw0KGgo=">',
    "svg in data": '<img src="data:image/svg+xml,%3Csvg%3E%3Cimage href=%22file:///etc/hostname%22/%3E%3C/svg%3E">',
    "attached file": '<link rel="attachment" href="file:///etc/hostname">',
    "attached link": '<a rel="attachment" href="file:///etc/hostname">x</a>',
    "stylesheet": '<link rel="stylesheet" href="http://{host}/x.css">',
    "import": '<style>@import "http://{host}/x";</style>',
    "background": '<p style="background:url(http://{host}/x)">a</p>',
    "font": "<style>@font-face{{font-family:x;src:url(http://{host}/x)}}p{{font-family:x}}</style><p>a</p>",
    "generated content": "<style>p::before{{content:url(file:///etc/hostname)}}</style><p>a</p>",
    "object": '<object data="http://{host}/x"></object>',
    "embed": '<embed src="http://{host}/x">',
    "bullet": '<ul style="list-style-image:url(http://{host}/x)"><li>x</li></ul>',
    "foreign base": '<base href="http://{host}/"><img src="x">',
    "above static": '<img src="static:../appraisal/settings.py">',
    "absolute static": '<img src="static:/etc/hostname">',
    "unknown static": '<img src="static:img/tidak-ada.svg">',
}
SILENT = {
    "svg image": '<svg width="9" height="9"><image href="http://{host}/x" width="5" height="5"/></svg>',
    "svg use": '<svg width="9" height="9"><use href="http://{host}/x#a"/></svg>',
    "svg import": '<svg width="9" height="9"><style>@import "http://{host}/x";</style></svg>',
    "frame": '<iframe src="http://{host}/x"></iframe>',
    "script": '<script src="http://{host}/x">1</script>',
}


@pytest.mark.parametrize("body", OUTSIDE.values(), ids=OUTSIDE)
def test_an_address_outside_our_static_files_ends_the_document(body: str, listener: socket.socket) -> None:
    host = f"127.0.0.1:{listener.getsockname()[1]}"

    with pytest.raises(pdf.PdfFailed):
        pdf.to_pdf(PAGE.format(body.format(host=host)), identifier="uji")

    assert nobody_came(listener)


@pytest.mark.parametrize("body", SILENT.values(), ids=SILENT)
def test_what_weasyprint_leaves_out_by_itself_is_not_asked_for_either(
    body: str, listener: socket.socket
) -> None:
    host = f"127.0.0.1:{listener.getsockname()[1]}"

    made = pdf.to_pdf(PAGE.format(body.format(host=host)), identifier="uji")

    assert made.startswith(b"%PDF")
    assert nobody_came(listener)


def test_our_static_files_are_served() -> None:
    made = pdf.to_pdf(PAGE.format('<img src="static:img/logo.svg" alt="Capaian">'), identifier="uji")

    assert made.startswith(b"%PDF")


def test_a_failure_is_an_ordinary_exception() -> None:
    assert issubclass(pdf.PdfFailed, Exception)


def test_document_is_tagged_with_title_and_language() -> None:
    reader = PdfReader(io.BytesIO(pdf.to_pdf(PAGE.format("<h1>Judul</h1>"), identifier="uji")))

    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert reader.metadata is not None
    assert reader.metadata.title == "Uji"


def test_a_crash_of_the_tags_gives_a_plain_document_and_a_log_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write = pdf._write

    def crash(html: str, identifier: str, variant: str | None, **kwargs: Any) -> bytes:
        if variant is not None:
            raise ValueError("Table wrapper without a table")
        return write(html, identifier, variant, **kwargs)

    monkeypatch.setattr(pdf, "_write", crash)

    made = pdf.to_pdf(PAGE.format("a"), identifier="uji")

    assert "/MarkInfo" not in PdfReader(io.BytesIO(made)).trailer["/Root"]  # type: ignore[operator]
    assert "No PDF as pdf/ua-1" in caplog.text


def test_a_part_too_tall_to_be_kept_together_still_comes_out() -> None:
    rows = "".join(f"<tr><td>baris {n}</td></tr>" for n in range(120))
    body = (
        f'<table class="form"><thead><tr><th>K</th></tr></thead><tbody class="first">{rows}</tbody></table>'
    )

    made = pdf.to_pdf(PAGE.format(body), identifier="uji")

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert [n for n in range(120) if f"baris {n}" not in text] == []


def test_nothing_helps_when_every_way_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: Any, **kwargs: Any) -> bytes:
        raise ZeroDivisionError("no")

    monkeypatch.setattr(pdf, "_write", crash)

    with pytest.raises(pdf.PdfFailed, match="ZeroDivisionError"):
        pdf.to_pdf("x", identifier="uji")


def test_other_identifier_other_bytes_and_the_fingerprint_is_of_the_bytes() -> None:
    first, second = (pdf.to_pdf(PAGE.format("a"), identifier=name) for name in ("satu", "dua"))

    assert hashlib.sha256(first).digest() != hashlib.sha256(second).digest()
    assert first == pdf.to_pdf(PAGE.format("a"), identifier="satu")


PROBE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from tests.documents.samples import evaluation, stamped
from reviews.documents import print_document
print(print_document(stamped(evaluation())).sha256)
"""


def test_two_processes_print_the_same_bytes() -> None:
    def run(seed: str) -> str:
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "TZ": f"Etc/GMT+{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", PROBE],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert re.fullmatch(r"[0-9a-f]{64}\n", run("1"))
    assert run("1") == run("2")


def test_stylesheet_has_nothing_slow_and_nothing_from_outside() -> None:
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "static/css/document.css").read_text(), flags=re.DOTALL)

    assert re.findall(r"\b(?:flex|grid|url|@import|@font-face|@media|var)\b", css) == []
