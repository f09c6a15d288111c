"""Numbers of documents by the agency's pattern (domain research 10 row 20: each with its number)."""

from __future__ import annotations

import pytest

from organizations.rules.number import DEFAULT_PATTERN, file_name, number_of, pattern_fault, series_of


@pytest.mark.parametrize(
    ("pattern", "serial", "number"),
    [
        (DEFAULT_PATTERN, 1, "SKP-2026-0001"),
        (DEFAULT_PATTERN, 12345, "SKP-2026-12345"),
        ("800/{urut}/BKD/{bulan_romawi}/{tahun}", 7, "800/0007/BKD/XI/2026"),
        ("{urut}.{bulan}.{tahun} ({jenis})", 31, "0031.11.2026 (SKP)"),
        ("{tahun}{urut}{urut}", 2, "202600020002"),
    ],
)
def test_numbers_follow_the_pattern(pattern: str, serial: int, number: str) -> None:
    assert number_of(pattern, kind="SKP", year=2026, month=11, serial=serial) == number


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        *((DEFAULT_PATTERN, ""), ("800/{urut}/BKD/{bulan_romawi}/{tahun}", ""), ("{tahun}{urut}", "")),
        ("{jenis}-{tahun}", "memuat {urut}"),
        ("{jenis}-{urut}", "memuat {tahun}"),
        ("", "memuat {urut}"),
        ("{urut}/{tahun}/{unit}", "{unit} tidak dikenal"),
        ("{urut}/{tahun}/{}", "{} tidak dikenal"),
        ("{URUT}/{tahun}/{urut}", "{URUT} tidak dikenal"),
        ("{urut}/{tahun}/{jenis", "huruf, angka, spasi"),
        ("{urut}/{tahun}}", "huruf, angka, spasi"),
        ('{urut}"{tahun}', "huruf, angka, spasi"),
        ("{urut}\n{tahun}", "huruf, angka, spasi"),
        ("{urut}\\{tahun}", "huruf, angka, spasi"),
        ("{jenis}{jenis}{jenis}{jenis}{jenis}{jenis}{urut}{tahun}", "Batasnya 80"),
    ],
)
def test_a_pattern_that_cannot_count_is_refused(pattern: str, said: str) -> None:
    assert (said in pattern_fault(pattern)) if said else pattern_fault(pattern) == ""


@pytest.mark.parametrize(("pattern", "series"), [(DEFAULT_PATTERN, "SKP"), ("{urut}/{tahun}", "")])
def test_kinds_count_apart_only_where_the_number_tells_them(pattern: str, series: str) -> None:
    assert series_of(pattern, "SKP") == series


@pytest.mark.parametrize(("number", "name"), [("800/1/2026", "800-1-2026"), ("../x 1. ", "..-x 1")])
def test_a_number_names_a_file(number: str, name: str) -> None:
    assert file_name(number) == name.strip(" .")
