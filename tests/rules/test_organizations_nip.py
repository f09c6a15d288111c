"""Employee numbers: what is impossible, what is doubtful, what they say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules import EmploymentKind, NipFault, Sex, clean_nip, format_nip, parse_nip

TODAY = date(2026, 11, 22)


def test_number_of_a_civil_servant_says_birth_start_sex_and_serial() -> None:
    nip = parse_nip("19660801 198803 1 001", today=TODAY)

    assert (nip.digits, nip.birth_on) == ("196608011988031001", date(1966, 8, 1))
    assert (nip.kind, nip.start_year, nip.start_month) == (EmploymentKind.PNS, 1988, 3)
    assert (nip.sex, nip.serial, nip.warnings) == (Sex.MALE, 1, ())


def test_number_of_contract_staff_has_21_in_place_of_the_month() -> None:
    nip = parse_nip("199312282025212001", today=TODAY)

    assert (nip.kind, nip.start_year, nip.start_month) == (EmploymentKind.PPPK, 2025, None)
    assert (nip.sex, nip.warnings) == (Sex.FEMALE, ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "angka 0-9"),
        ("19660801198803100", "Di sini ada 17"),
        ("1966080119880310011", "Di sini ada 19"),
        ("1966080119880310O1", "angka 0-9"),
        ("١٩٦٦٠٨٠١١٩٨٨٠٣١٠٠١", "angka 0-9"),
        ("１９６６０８０１１９８８０３１００１", "angka 0-9"),
        ("196613011988031001", "01-13-1966"),
        ("196602301988031001", "30-02-1966"),
        ("196608011988033001", "Angka ke-15"),
        ("196608011988031000", "Nomor urut"),
    ],
)
def test_impossible_numbers_are_refused_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(NipFault, match=sentence):
        parse_nip(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("193008011950031001", "umurnya 96 tahun"),
        ("201508012025031001", "umurnya 11 tahun"),
        ("196608011988991001", "belum dikenal"),
        ("197508011988031001", "pada umur 12 tahun"),
        ("200008012030031001", "baru diangkat pada 03-2030"),
        ("199312282010212001", "PPPK tahun 2010"),
    ],
)
def test_doubtful_numbers_are_accepted_with_a_note(text: str, note: str) -> None:
    assert note in " ".join(parse_nip(text, today=TODAY).warnings)


@given(
    st.dates(date(1955, 1, 1), date(2005, 12, 31)),
    st.integers(1985, 2026),
    st.integers(1, 12),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_what_is_printed_reads_back_as_the_same_number(
    birth: date, year: int, month: int, sex: str, serial: int
) -> None:
    digits = f"{birth:%Y%m%d}{year}{month:02d}{sex}{serial:03d}"

    assert parse_nip(format_nip(digits), today=TODAY).digits == digits
    assert clean_nip(f"'{format_nip(digits)}") == digits


def test_other_text_is_printed_as_it_is() -> None:
    assert format_nip("WALIKOTA") == "WALIKOTA"
