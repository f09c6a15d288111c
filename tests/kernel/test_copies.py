"""The second engine: nothing from outside gets in, every page says what it is, a crash hurts nobody else."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from appraisal import pdf, pluto
from tests.kernel.test_pdf import OUTSIDE, PAGE, SILENT, listener, nobody_came

__all__ = ["listener"]
pytestmark = pytest.mark.once

BODY = '<body class="f4-landscape" data-holder="{}" data-proof="Salinan">{}</body>'
DOCUMENT = (
    '<!doctype html><html lang="id"><head><title>Uji &amp; coba</title>'
    '<meta name="dcterms.created" content="2026-11-22T10:42:00+07:00"></head>' + BODY + "</html>"
)


def copy(html: str, **how: Any) -> bytes:
    return pdf.to_pdf(html, identifier="uji", engine=pdf.Engine.COPY, is_copy=True, **how)


def pages(made: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]


@pytest.fixture
def host(listener: socket.socket) -> Iterator[str]:
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    assert nobody_came(listener)


@pytest.mark.parametrize("body", [*OUTSIDE.values(), *SILENT.values()], ids=[*OUTSIDE, *SILENT])
def test_nothing_from_outside_is_fetched(body: str, host: str) -> None:
    try:
        made = copy(PAGE.format(body.format(host=host)))
    except pdf.PdfFailed:
        return
    assert b"EmbeddedFile" not in made
    assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in pages(made)[0]


ASKED_FOR = ("image", "local file", "stylesheet", "import", "background", "font", "svg image")


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_document_that_asks_for_it_is_not_handed_out(name: str, host: str) -> None:
    with pytest.raises(pdf.PdfFailed, match="may not use"):
        copy(PAGE.format((OUTSIDE | SILENT)[name].format(host=host)))


def test_an_svg_in_a_picture_reaches_nothing_either(host: str) -> None:
    nested = f"%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='http://{host}/x'/%3E%3C/svg%3E"
    with pytest.raises(pdf.PdfFailed):
        copy(PAGE.format(f'<img src="data:image/svg+xml,{nested}">'))


def test_what_is_ours_and_what_was_given_is_shown() -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
        "00000500017a5eab3f0000000049454e44ae426082"
    )
    shown = '<img src="static:img/logo.svg" alt=""><img src="given:lambang" alt="">'

    assert copy(PAGE.format(shown), given={"lambang": png}).startswith(b"%PDF")
    with pytest.raises(pdf.PdfFailed, match="given:lambang"):
        copy(PAGE.format(shown))


@pytest.mark.parametrize("engine", pdf.Engine)
def test_every_page_says_that_it_is_a_copy(engine: pdf.Engine) -> None:
    body = '<div class="copy-mark">SALINAN</div>' + '<p style="break-after: page">isi</p>' * 3
    made = pages(pdf.to_pdf(DOCUMENT.format("Ani", body), identifier="x", engine=engine, is_copy=True))

    assert len(made) >= 3
    assert all("SALINAN dari rancangan, bukan dokumen resmi" in page for page in made)
    assert all(page.replace(" ", "").count("SALINAN") == 2 for page in made), (
        "the mark lies across the page as well"
    )


def test_a_record_bears_no_mark_of_a_copy() -> None:
    assert "SALINAN" not in pages(pdf.to_pdf(DOCUMENT.format("Ani", "<p>isi"), identifier="x"))[0]


def test_paper_foot_title_and_day_come_from_the_template() -> None:
    html = DOCUMENT.format("Ani &quot;} @import url(http://x) &#x27;\\&quot; · é", "<p>isi")
    made = copy(html)
    reader = PdfReader(io.BytesIO(made))

    box = reader.pages[0].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [330, 215]
    assert "Ani \"} @import url(http://x) '\\" in pages(made)[0]
    assert reader.metadata is not None
    assert reader.metadata.title == "Uji & coba"
    assert made == copy(html)


def test_without_the_extra_the_first_engine_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "plutoprint", None)

    assert not pluto.is_there()
    reader = PdfReader(io.BytesIO(copy(PAGE.format("<p>isi"))))
    assert reader.metadata is not None
    assert "WeasyPrint" in str(reader.metadata.producer)


# --- In a process of its own ---------------------------------------------------------------------------


def test_apart_the_same_bytes_come_out() -> None:
    html = DOCUMENT.format("Ani", "<p>isi")
    assert copy(html, apart=True) == copy(html)


def test_apart_it_may_use_no_more_than_here(host: str) -> None:
    with pytest.raises(pdf.PdfFailed, match="may not use"):
        copy(PAGE.format(f'<img src="http://{host}/x">'), apart=True)


@pytest.mark.parametrize(
    "command",
    ["import os; os.abort()", "import time; time.sleep(9)", "print('no PDF')", "raise SystemExit(3)"],
)
def test_a_crash_or_an_endless_document_ends_itself_only(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(given: list[str], **how: Any) -> Any:
        return run([sys.executable, "-c", command], **how | {"timeout": 0.5})

    run = subprocess.run
    monkeypatch.setattr(pluto.subprocess, "run", other)
    with pytest.raises(pdf.PdfFailed):
        copy(PAGE.format("<p>isi"), apart=True)
