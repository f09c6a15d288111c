"""Rows that are taller than a page: cut into parts that each fit, without a word lost."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from reviews.documents import layout, print_document
from reviews.documents.fitting import cut, height, parts
from reviews.documents.payload import Measure, Outcome
from tests.documents import samples

pytestmark = pytest.mark.once

WORDS = "Terlaksananya pelayanan administrasi kependudukan yang tepat waktu bagi warga kota "
TEXTS = st.text(st.sampled_from("ab mW\n…1"), max_size=400)


def long(mark: str, letters: int) -> str:
    """Return a text of so many letters that begins and ends with a mark of its own."""
    return f"{mark}-awal {(WORDS * 40)[: letters - 2 * len(mark) - 11]} {mark}-akhir"


def outcome(number: int, *, text: int, measure: int, count: int) -> Outcome:
    return Outcome(
        number=number,
        text=long(f"hasil{number}", text),
        supports=long(f"dukung{number}", text),
        measures=tuple(
            Measure(
                text=long(f"ukur{number}.{each}", measure),
                target="90 sampai 95 persen",
                aspect="Kuantitas",
                perspective="Anggaran",
                realisation=long(f"capai{number}.{each}", measure),
            )
            for each in range(count)
        ),
        feedback=long(f"umpan{number}", text),
    )


def pages(sheet: Any) -> list[str]:
    made = print_document(samples.stamped(sheet)).pdf
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


@cache
def printed(name: str) -> tuple[list[str], list[str]]:
    """Return the pages of one of the SHEETS, and what printing them logged."""
    logged: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: logged.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("appraisal.pdf")
    logger.addHandler(handler)
    try:
        return pages(SHEETS[name]), logged
    finally:
        logger.removeHandler(handler)


# --- Counting lines -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("satu", 10, 1),
        ("satu dua tiga", 3, 3),
        ("W" * 20, 10, 2),
        ("a\nb", 10, 2),
        ("a\n\nb", 10, 3),
    ],
)
def test_lines_of_a_text(text: str, width: float, lines: int) -> None:
    assert height(text, width) == lines


@given(text=TEXTS, width=st.integers(3, 30), lines=st.integers(1, 9))
def test_cutting_loses_nothing_and_every_piece_fits(text: str, width: int, lines: int) -> None:
    pieces = cut(text, width, lines)

    kept = "".join(pieces).replace(" … … ", "") if len(pieces) > 1 else text
    plain = re.sub(r"[\s…]", "", text)
    assert re.sub(r"[\s…]", "", kept) == plain
    assert all(height(piece.strip("… "), width) <= lines for piece in pieces)


def test_a_row_that_fits_stays_whole() -> None:
    found = parts({"text": ("pendek", 20)}, [{"measure": ("satu", 20)}, {"measure": ("dua", 20)}], page=5)

    assert [(part.continued, part.cells, len(part.rows)) for part in found] == [
        (False, {"text": "pendek"}, 2)
    ]


def test_a_tall_row_goes_on_in_parts_that_say_so() -> None:
    rows = [{"measure": (WORDS * 3, 20)} for _ in range(3)]

    found = parts({"text": ("pendek", 20)}, rows, page=height(WORDS * 3, 20) + 1)

    assert [part.continued for part in found] == [False, True, True]
    assert [part.cells["text"] for part in found] == ["pendek", "", ""]


def test_a_continued_result_says_which_one_it_is() -> None:
    sheet = samples.stamped(samples.plan(main=(outcome(1, text=140, measure=1000, count=3),)))

    (_, found), _ = layout.results(sheet, evaluated=False)

    assert len(found) > 1
    assert found[0]["text"].endswith("hasil1-akhir")
    assert all(
        part["text"].endswith("(lanjutan)") and part["text"].startswith("hasil1") for part in found[1:]
    )


# --- On paper -------------------------------------------------------------------------------------

TALL = (
    outcome(1, text=2000, measure=1000, count=4),
    outcome(2, text=140, measure=90, count=3),
    outcome(3, text=140, measure=1000, count=2),
)
SHEETS: dict[str, Any] = {
    "staff": samples.plan(main=TALL, additional=()),
    "staff, Times": samples.plan(
        main=TALL, additional=(), letterhead=replace(samples.HEAD, typeface="Liberation Serif")
    ),
    "staff, Bookman, F4": samples.plan(
        main=TALL, additional=(), letterhead=replace(samples.HEAD, typeface="URW Bookman", paper="F4")
    ),
    "JPT": samples.plan(main=TALL, additional=(), form="JPT"),
    "wide": samples.plan(main=TALL, additional=(), approach="KUALITATIF"),
    "column": samples.plan(main=TALL, additional=(), approach="KUALITATIF", layout="KOLOM"),
    "evaluated": samples.evaluation(main=TALL, behaviours=samples.behaviours(WORDS * 20)),
    "evaluated, JPT": samples.evaluation(main=TALL, form="JPT"),
    "evaluated, column": samples.evaluation(main=TALL, approach="KUALITATIF", layout="KOLOM"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_texts_of_full_length_are_printed_whole_below_a_head(name: str) -> None:
    found, logged = printed(name)

    squeezed = "".join("".join(found).split())
    assert logged == [], "printed at the first try, tagged"
    marks = ["hasil1", "hasil2", *(f"ukur1.{each}" for each in range(4)), "ukur3.1"]
    assert [mark for mark in marks if f"{mark}-awal" not in squeezed or f"{mark}-akhir" not in squeezed] == []
    with_rows = [page for page in found if re.search(r"(hasil|ukur|capai)\d", page)]
    assert all("RENCANA HASIL KERJA" in page and "(2)" in page for page in with_rows)


@pytest.mark.parametrize("name", SHEETS)
def test_every_page_of_a_tall_result_names_its_number(name: str) -> None:
    going_on = [page for page in printed(name)[0] if re.search(r"ukur1\.\d-akhir", page)]

    assert all(re.search(r"(?m)^1\b", page) for page in going_on)


def test_sixty_results_are_printed_each_on_one_page() -> None:
    rows = tuple(outcome(number, text=140, measure=90, count=3) for number in range(1, 61))

    found = pages(samples.plan(main=rows, additional=()))

    for number in range(1, 61):
        assert (
            len([page for page in found if f"ukur{number}.0-a" in page or f"ukur{number}.2-a" in page]) == 1
        )
    assert len(found) < 35


def test_lists_of_the_annex_may_be_longer_than_a_page() -> None:
    lists = tuple(
        (label, tuple(long(f"butir{number}.{label[0]}", 290) for number in range(30)))
        for label in ("DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI")
    )

    found = pages(samples.plan(annexes=lists, main=TALL[1:2], additional=()))

    for label, _ in lists:
        on = [page for page in found if re.search(rf"butir\d+\.{label[0]}-awal", page)]
        assert len(on) > 1
        assert all(label in page for page in on)


def test_a_manual_stands_on_one_page_unless_it_is_longer() -> None:
    tall = replace(samples.manuals().manuals[0], number="2.1", lines=samples.manual_lines(9, WORDS * 11))
    rows = tuple(
        replace(samples.manuals().manuals[0], number=f"{number}.1", lines=samples.manual_lines(number))
        for number in range(3, 9)
    )

    found = pages(samples.manuals(manuals=(tall, *rows)))

    assert len([page for page in found if "INDIKATOR 2.1" in page]) > 1, "its head is repeated"
    for number in range(3, 9):
        (page,) = [page for page in found if f"INDIKATOR {number}.1" in page]
        assert f"isi-{number}-1" in page
        assert f"isi-{number}-7" in page
