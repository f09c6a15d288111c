"""The library of indicators: the shipped set is useful and sound, and the rules say what an entry needs."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import (
    FIELD_CODES,
    POSITION_LABELS,
    Aspect,
    Direction,
    EntryFacts,
    check_entry,
    is_code_of,
    next_code,
    same_words,
    stems,
)
from organizations.rules import PositionKind

STARTER = Path(__file__).parents[2] / "indicators/library/starter.csv"
with STARTER.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
COLUMNS = (
    *("code", "field", "position_kind", "aspect", "text"),
    *("measure", "direction", "formula", "source", "example"),
)
QUEUE = EntryFacts(
    text="Rata-rata waktu tunggu warga di loket",
    field="Layanan Publik",
    aspect="WAKTU",
    measure="menit",
    direction="TURUN",
    formula="Jumlah menit tunggu ÷ jumlah warga",
    source="Mesin antrean",
)


# --- The shipped set ----------------------------------------------------------------------------


def test_the_shipped_set_is_large_and_every_column_of_every_entry_is_filled():
    assert len(ROWS) >= 150
    assert all(tuple(row) == COLUMNS for row in ROWS)
    assert [row["code"] for row in ROWS if not all(row[name].strip() for name in COLUMNS)] == []


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_a_shipped_entry_is_sound(row):
    facts = EntryFacts(**{name: text for name, text in row.items() if name != "code"})

    assert check_entry(facts) == []
    assert is_code_of(row["code"], row["field"])
    assert int(row["code"][4:]) <= 100, "higher numbers belong to the agency"
    assert row["text"][0].isupper()
    assert not row["text"].endswith(".")
    assert "target" in row["example"].lower(), "an example names result and target"
    assert all(value == " ".join(value.split()) for value in row.values())


def test_no_two_shipped_entries_have_the_same_code_or_say_the_same():
    for column in ("code", "text"):
        seen = Counter(same_words(row[column]) for row in ROWS)
        assert [text for text, count in seen.items() if count > 1] == []


def test_the_shipped_set_serves_every_field_kind_of_position_aspect_and_direction():
    by_field = Counter(row["field"] for row in ROWS)

    assert set(by_field) == set(FIELD_CODES)
    assert min(by_field.values()) >= 5
    assert {row["aspect"] for row in ROWS} == {aspect.value for aspect in Aspect}
    assert {row["direction"] for row in ROWS} == {direction.value for direction in Direction}
    assert {row["position_kind"] for row in ROWS} == {
        PositionKind.JPT_PRATAMA,
        PositionKind.ADMINISTRATOR,
        PositionKind.SUPERVISOR,
        PositionKind.FUNCTIONAL,
        PositionKind.EXECUTIVE,
    }


def test_what_citizens_feel_is_in_the_shipped_set():
    texts = [row["text"].lower() for row in ROWS if row["field"] == "Layanan Publik"]

    for felt in ("waktu tunggu", "pengaduan", "kepuasan", "waktu pelayanan", "satu kali datang"):
        assert any(felt in text for text in texts), felt


def test_percent_is_counted_as_a_share_and_ranges_name_two_bounds():
    for row in ROWS:
        if row["text"].startswith("Persentase") and row["measure"] == "persen":
            assert "÷" in row["formula"], row["code"]
            assert "100" in row["formula"], row["code"]
        if row["direction"] == Direction.RANGE:
            assert " sampai " in row["example"].split("target")[1], row["code"]


# --- What an entry needs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"text": "Melaksanakan pelayanan loket"}, "text"),
        ({"text": "“Menyiapkan” bahan rapat"}, "text"),
        ({"measure": ""}, "measure"),
        ({"measure": "x" * 41}, "measure"),
        ({"formula": ""}, "formula"),
        ({"source": "\n"}, "source"),
        ({"example": "x" * 501}, "example"),
        ({"field": "Antariksa"}, "field"),
        ({"field": ""}, "field"),
        ({"aspect": ""}, "aspect"),
        ({"aspect": "BENTUK"}, "aspect"),
        ({"direction": ""}, "direction"),
        ({"position_kind": "PEJABAT_POLITIK"}, "position_kind"),
    ],
)
def test_what_is_missing_is_said_at_its_column(changes, column):
    assert [name for name, _ in check_entry(replace(QUEUE, **changes))] == [column]


def test_example_and_kind_of_position_may_stay_empty():
    assert check_entry(QUEUE) == []


# --- Codes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ([], "KES-101"),
        (["KES-001", "KES-012"], "KES-101"),
        (["KES-101", "KES-104", "PND-230"], "KES-105"),
        (["KES-999"], "KES-1000"),
        (["KES-x", "kes-300", ""], "KES-101"),
    ],
)
def test_own_codes_follow_each_other_after_the_shipped_ones(taken, code):
    assert next_code("Kesehatan", taken) == code


@given(st.sampled_from(sorted(FIELD_CODES)), st.lists(st.integers(1, 3000), max_size=30))
def test_a_next_code_is_free_and_belongs_to_its_field(field, numbers):
    taken = [f"{FIELD_CODES[field]}-{number:03d}" for number in numbers]

    code = next_code(field, taken)

    assert code not in taken
    assert is_code_of(code, field)


@pytest.mark.parametrize("code", ["", "KES", "KES-1", "kes-001", "PND-001", "KES-00001", "KES-001 "])
def test_other_codes_are_not_of_the_field(code):
    assert not is_code_of(code, "Kesehatan")


def test_letters_of_the_fields_differ():
    assert len(set(FIELD_CODES.values())) == len(FIELD_CODES)
    assert PositionKind.POLITICAL not in POSITION_LABELS


# --- Words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("", []),
        ("  ", []),
        ("loket waktu", ["loket", "waktu"]),
        ("Antrian, LOKET!", ["antre", "loket"]),
        ("pelayanannya", ["pelayanan"]),
        ("layanan", ["layan"]),
        ("aduan", ["aduan"]),
        ("prosentase ijin", ["persentase", "izin"]),
        ("KES-012", ["kes", "012"]),
        ("a loket loket", ["loket"]),
        (
            "satu dua tiga empat lima enam tujuh delapan sembilan",
            ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delap"],
        ),
    ],
)
def test_words_are_looked_for_without_their_endings(typed, sought):
    assert stems(typed) == sought


@given(st.text(max_size=300))
def test_any_text_may_be_looked_for(text):
    found = stems(text)

    assert len(found) <= 8
    assert all(found)
