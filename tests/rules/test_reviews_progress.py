"""How amounts of notes become a realisation, how far it is in words, and how steps are read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import Direction, achievement
from reviews.rules.progress import achieved_in_words, adds_up, counted, steps_of

# unit, aspect, whether amounts add up
UNITS = [
    ("dokumen", "KUANTITAS", True),
    ("orang", "KUANTITAS", True),
    ("rupiah", "BIAYA", True),
    ("", "KUANTITAS", True),
    ("", "", True),
    ("jam pelajaran", "KUANTITAS", True),
    ("hari pelatihan", "KUANTITAS", True),
    ("orang hari", "KUANTITAS", True),
    ("hari", "KUANTITAS", False),
    ("hari kerja", "KUANTITAS", False),
    ("Menit", "KUANTITAS", False),
    ("jam per berkas", "KUANTITAS", False),
    ("%", "BIAYA", False),
    ("% dari anggaran", "BIAYA", False),
    ("Persen", "KUANTITAS", False),
    ("indeks", "", False),
    ("skor (1-5)", "KUANTITAS", False),
    ("nilai", "KUANTITAS", False),
    ("laporan", "WAKTU", False),
    ("warga", "KUALITAS", False),
]


@pytest.mark.parametrize(("unit", "aspect", "adds"), UNITS)
def test_things_and_money_add_up_and_levels_do_not(unit, aspect, adds):
    assert adds_up(unit=unit, aspect=aspect) is adds


def on(day: int, amount: str) -> tuple[date, Decimal]:
    return date(2026, 3, day), Decimal(amount)


# amounts, adds, what they come to
COUNTS = [
    ([], True, None),
    ([], False, None),
    ([on(1, "0")], True, "0"),
    ([on(1, "0")], False, "0"),
    ([on(1, "5"), on(2, "4"), on(9, "5")], True, "14"),
    ([on(1, "90"), on(2, "40"), on(12, "35")], False, "35"),
    ([on(12, "40"), on(12, "35")], False, "35"),
    ([on(1, "0.125"), on(2, "0.25")], True, "0.375"),
]


@pytest.mark.parametrize(("amounts", "adds", "expected"), COUNTS)
def test_amounts_come_to_a_number(amounts, adds, expected):
    found = counted(amounts, adds=adds)

    assert (found and found.amount) == (None if expected is None else Decimal(expected))
    if found is not None:
        assert (found.notes, found.last_on, found.is_sum) == (len(amounts), amounts[-1][0], adds)


AMOUNTS = st.lists(st.decimals(min_value=0, max_value=10**9, places=3), min_size=1, max_size=30)


@given(amounts=AMOUNTS, cut=st.integers(0, 30))
def test_a_sum_is_the_same_however_the_notes_are_split(amounts, cut):
    dated = [(date(2026, 3, 1), amount) for amount in amounts]
    parts = [counted(part, adds=True) for part in (dated[:cut], dated[cut:])]

    whole = counted(dated, adds=True)

    assert whole.amount == sum(part.amount for part in parts if part)


# realised, target, direction, words (measurement research 6.1)
WORDS = [
    (None, "100", Direction.HIGHER, "Belum dilaporkan."),
    (None, "0", Direction.LOWER, "Belum dilaporkan."),
    ("0", "100", Direction.HIGHER, "0% target (realisasi ÷ target)."),
    ("50", "100", Direction.HIGHER, "50% target (realisasi ÷ target)."),
    ("500", "100", Direction.HIGHER, "120% target (realisasi ÷ target)."),
    (
        "3.6",
        "3",
        Direction.LOWER,
        "80% target (1 + (1 − realisasi ÷ target), karena makin kecil makin baik).",
    ),
    ("0", "0", Direction.LOWER, "100% target (1 + (1 − realisasi ÷ target), karena makin kecil makin baik)."),
    ("1", "0", Direction.LOWER, "Target 0: persentase tidak dihitung."),
    ("0", "0", Direction.HIGHER, "Target 0: persentase tidak dihitung."),
    (
        "90",
        "100",
        Direction.STABLE,
        "90% target (1 − selisih dengan target ÷ target, karena yang baik adalah tetap).",
    ),
    (
        "80",
        "80",
        Direction.RANGE,
        "100% target (100% di dalam rentang; di luarnya diukur dari batas terdekat).",
    ),
]


@pytest.mark.parametrize(("realised", "target", "direction", "words"), WORDS)
def test_the_achievement_is_said_with_its_formula(realised, target, direction, words):
    amount = None if realised is None else Decimal(realised)
    share = achievement(realised=amount, target=Decimal(target), direction=direction)

    assert achieved_in_words(share, realised=amount, direction=direction) == words


# typed, steps
STEPS = [
    ("", []),
    ("  \n\n", []),
    ("Menyusun jadwal", ["Menyusun jadwal"]),
    (
        "- Menyusun jadwal\n• Melatih petugas\n\n3. Menghitung antrean",
        ["Menyusun jadwal", "Melatih petugas", "Menghitung antrean"],
    ),
    ("Rapat  dengan   RT\nRapat dengan RT", ["Rapat dengan RT"]),
    ("12 laporan\n-5 derajat", ["12 laporan", "-5 derajat"]),
]


@pytest.mark.parametrize(("typed", "steps"), STEPS)
def test_each_line_is_a_step(typed, steps):
    assert steps_of(typed) == steps
