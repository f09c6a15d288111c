"""What any free text is judged by: whom it names, and whether it was written in words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules.wording import Names, is_rubbish, redact
from tests.reviews.voices import rubbish

NAMES = Names.of(["Ani Rahmawati", "Sri Wahyuni Lestari", "Bagus Agung Prasetyo", "I Made Budi"])


def test_random_letters_are_caught_but_for_one_in_a_hundred() -> None:
    rng = random.Random(7)

    assert sum(is_rubbish(rubbish(rng)) for _ in range(500)) >= 495


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Terima kasih Bu Ani.", "Terima kasih Bu [nama]."),
        ("Sri Wahyuni Lestari hebat", "[nama] hebat"),
        ("NIK 3276012345678901 salah", "NIK [nomor] salah"),
        ("Ruangnya bagus dan agung", "Ruangnya bagus dan agung"),
        ("Antre 20 menit, 2 loket", "Antre 20 menit, 2 loket"),
    ],
)
def test_names_and_numbers_are_taken_out_before_everybody_reads(text: str, shown: str) -> None:
    assert redact(text, NAMES) == shown


@given(st.text(max_size=200))
def test_any_text_can_be_redacted(text: str) -> None:
    redact(text, NAMES)
