"""What citizens say: room of a day, figures, and how texts are judged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules.wording import Names
from reviews.rules.voice import (
    ROOM,
    Flag,
    Kind,
    Quarter,
    allowance,
    kind_of,
    last_quarters,
    quarter_of,
    satisfaction_index,
)
from reviews.rules.voice_text import flag_of, fold
from tests.reviews.voices import TEXTS

NAMES = Names.of(["Ani Rahmawati", "Sri Wahyuni Lestari", "Bagus Agung Prasetyo", "I Made Budi"])


@pytest.mark.parametrize(
    ("taken", "allowed"), [(0, 20), (149, 20), (150, 3), (224, 3), (225, 1), (299, 1), (300, 0), (9999, 0)]
)
def test_a_network_may_say_less_the_fuller_the_day_is(taken: int, allowed: int) -> None:
    assert allowance(Kind.WORDS, taken, 20) == allowed


def test_a_small_policy_figure_is_never_exceeded() -> None:
    assert {allowance(Kind.MARK, taken, 2) for taken in range(ROOM[Kind.MARK])} == {2, 1}
    assert allowance(Kind.SUSPECT, 0, 0) == 0


@pytest.mark.parametrize(
    ("flag", "has_words", "kind"),
    [
        ("", True, Kind.WORDS),
        ("", False, Kind.MARK),
        (Flag.NAME, True, Kind.WORDS),
        (Flag.NUMBER, True, Kind.WORDS),
        (Flag.LINK, True, Kind.SUSPECT),
        (Flag.MACHINE, False, Kind.SUSPECT),
    ],
)
def test_each_kind_has_room_of_its_own(flag: str, has_words: bool, kind: Kind) -> None:
    assert kind_of(flag, has_words=has_words) is kind


@pytest.mark.parametrize(
    ("counts", "index"),
    [
        ({1: 0, 2: 0, 3: 0, 4: 29}, None),
        ({1: 0, 2: 0, 3: 0, 4: 30}, Decimal("100.00")),
        ({1: 30, 2: 0, 3: 0, 4: 0}, Decimal("25.00")),
        ({1: 1, 2: 3, 3: 16, 4: 11}, Decimal("79.84")),
        ({}, None),
    ],
)
def test_the_index_is_the_mean_mark_times_25_from_thirty_voices(
    counts: dict[int, int], index: Decimal | None
) -> None:
    assert satisfaction_index(counts) == index


def test_quarters_go_back_over_the_new_year() -> None:
    assert [quarter.code for quarter in last_quarters(date(2026, 2, 1), 3)] == ["2026-1", "2025-4", "2025-3"]
    assert (Quarter(2026, 4).started_on, Quarter(2026, 4).ended_on) == (
        date(2026, 10, 1),
        date(2026, 12, 31),
    )


@given(st.dates())
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = quarter_of(day)

    assert quarter.started_on <= day <= quarter.ended_on if day.year < 9999 else True


# --- Texts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Bagus!!! 123", "baguuus"),
        ("Toilet  kotor.", "toilet kotor"),
        ("Café", "CAFE"),
        ("Jelek", "jelek qzxvw"),
        ("kur-si", "kursi"),
        ("👍👍", "👍👍"),
    ],
)
def test_texts_that_differ_in_signs_alone_are_the_same(text: str, other: str) -> None:
    assert fold(text) == fold(other)


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS,
        "wc bau",
        "ok",
        "mantap",
        "KTP sy blm jd2 sdh 3 bln",
        "Plynn bgs, ptgs rmh",
        "matur nuwun sanget",
        "hatur nuhun pelayanana alus pisan",
        "Good service",
        "👍👍👍",
        "Mantap!!!!!!!!!!!",
        "Buka 08.00-15.00",
        "situs disdukcapil.arunika.go.id sering eror",
        "Bagus sekali, indah ruangnya",
    ],
)
def test_what_people_write_is_no_suspect(text: str) -> None:
    assert flag_of([text], NAMES) is None


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Klik http://contoh.example sekarang", Flag.LINK),
        ("menang besar di contoh.xyz", Flag.LINK),
        ("Daftar SLOT gacor", Flag.LINK),
        ("dasar goblok", Flag.RUDE),
        ("aaaaaaaaaaaa", Flag.RUBBISH),
        ("sdfghjkl", Flag.RUBBISH),
        ("k3j4h5g6f7", Flag.RUBBISH),
        ("!" * 25, Flag.RUBBISH),
        ("Pak Budi galak", Flag.NAME),
        ("ani rahmawati lambat", Flag.NAME),
        ("Petugas Wahyuni ramah", Flag.NAME),
        ("telepon saya di 0812-3456-7890", Flag.NUMBER),
        ("NIP 198801012012032005", Flag.NUMBER),
    ],
)
def test_what_somebody_should_look_at_first_is_flagged(text: str, flag: Flag) -> None:
    assert flag_of(["", text], NAMES) is flag


@given(st.text(max_size=200))
def test_any_text_can_be_judged(text: str) -> None:
    flag_of([text], NAMES)
    fold(text)
