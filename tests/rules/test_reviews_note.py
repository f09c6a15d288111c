"""Where a note belongs, as a table: posts, days, results, amounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from organizations.rules import Span
from reviews.rules.note import (
    Facts,
    Misfit,
    NoteDraft,
    Placed,
    Post,
    Subject,
    letter,
    place,
    same_words,
)

TODAY = date(2026, 11, 22)
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
SECOND_HALF = Span(date(2026, 7, 1), date(2026, 12, 31))
FACTS = Facts(
    posts=(
        Post(1, Span(date(2024, 1, 1), date(2026, 6, 30))),
        Post(2, Span(date(2026, 7, 1), None)),
        Post(3, Span(date(2026, 9, 1), None), is_definitive=False),
    ),
    subjects=(
        Subject("1", "Akta terbit", 9, 2, 2026, SECOND_HALF, 10, countable=(100,)),
        Subject("1a", "Jumlah akta", 9, 2, 2026, SECOND_HALF, 10, indicator=100),
        Subject("2", "Arsip tertata", 9, 2, 2026, SECOND_HALF, 20, countable=(200, 201)),
        Subject("2b", "Jumlah boks", 9, 2, 2026, SECOND_HALF, 20, indicator=201),
        Subject("3", "Loket ramah", 9, 2, 2026, SECOND_HALF, 30),
    ),
    sealed=(Span(date(2025, 1, 1), date(2025, 12, 31)),),
)


def draft(**values: Any) -> NoteDraft:
    return NoteDraft(**{"text": "Sepuluh akta terbit.", "noted_on": TODAY} | values)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (draft(), Placed(2)),
        (draft(noted_on=date(2026, 6, 30)), Placed(1)),
        (draft(noted_on=date(2026, 7, 1)), Placed(2)),
        (draft(result=10), Placed(2, 10)),
        (draft(result=10, amount=Decimal(4)), Placed(2, 10, 100)),
        (draft(result=10, indicator=100, amount=Decimal(0)), Placed(2, 10, 100)),
        (draft(result=20, indicator=201, amount=Decimal("1.5")), Placed(2, 20, 201)),
        (draft(result=30, minutes=1440), Placed(2, 30)),
    ],
)
def test_a_note_finds_its_post_its_result_and_its_indicator(typed: NoteDraft, expected: Placed) -> None:
    assert place(typed, FACTS, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        (draft(text=" \n"), "text", "Tulis satu kalimat"),
        (draft(noted_on=date(2026, 11, 23)), "noted_on", "belum tiba"),
        (draft(noted_on=date(2025, 12, 31)), "noted_on", "Tahun 2025 sudah ditutup"),
        (draft(noted_on=date(2023, 12, 31)), "noted_on", "belum ada jabatan"),
        (
            draft(result=10, noted_on=date(2026, 6, 30)),
            "subject",
            "berlaku sejak 01-07-2026 sampai 31-12-2026",
        ),
        (draft(result=99), "subject", "tidak ada di SKP Anda"),
        (draft(result=10, indicator=201), "subject", "tidak ada di SKP Anda"),
        (draft(amount=Decimal(1)), "subject", "satu indikator"),
        (draft(result=20, amount=Decimal(1)), "subject", "satu indikator"),
        (draft(result=30, amount=Decimal(1)), "subject", "satu indikator"),
        (draft(amount=Decimal(-1)), "amount", "paling kecil 0"),
        (draft(minutes=0), "minutes", "1 sampai 1.440"),
        (draft(minutes=1441), "minutes", "1 sampai 1.440"),
    ],
)
def test_what_cannot_stand_is_told_with_field_cause_and_repair(
    typed: NoteDraft, field: str, says: str
) -> None:
    with pytest.raises(Misfit) as caught:
        place(typed, FACTS, TODAY)

    assert caught.value.field == field
    assert says in str(caught.value)
    assert caught.value.cause
    assert caught.value.repair


def test_an_acting_post_takes_notes_where_there_is_no_other() -> None:
    acting = replace(FACTS, posts=(FACTS.posts[2],))

    assert place(draft(), acting, TODAY) == Placed(3)


@pytest.mark.parametrize(
    ("code", "on", "found"),
    [("2b", TODAY, 201), (" 2B ", TODAY, 201), ("9", TODAY, "none"), ("2b", date(2027, 1, 1), "none")],
)
def test_results_are_found_by_the_number_in_files_and_on_paper(code: str, on: date, found: Any) -> None:
    subject = FACTS.named(code, on)

    assert (subject.indicator if subject else "none") == found


def test_letters_number_the_indicators_of_a_result() -> None:
    assert [letter(number) for number in (0, 1, 25, 26)] == ["a", "b", "z", "x26"]


def test_spaces_and_capitals_make_no_other_note() -> None:
    assert same_words(" Rapat  KOTA\n") == same_words("rapat kota")
