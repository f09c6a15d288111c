"""Themes of obstacles: words of the published list, and small themes among the others (decided here)."""

from __future__ import annotations

import pytest

from desk.rules.themes import LEAST, OTHER, merged_themes, themes, themes_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pencairan anggaran belum turun", ["Anggaran"]),
        ("Perlu tambahan tenaga operator", ["SDM"]),
        ("Printer di loket rusak", ["Sarana"]),
        ("Data penduduk belum padan", ["Data"]),
        ("Menunggu balasan dari dinas lain", ["Koordinasi"]),
        ("Perwali dan juknis belum terbit", ["Aturan"]),
        ("Jaringan internet sering putus", ["Jaringan"]),
        ("Banjir menutup jalan", ["Cuaca"]),
        ("JARINGAN putus, datanya hilang", ["Data", "Jaringan"]),
        ("Warga datang siang hari", [OTHER]),  # "data" is no beginning of "datang" here
        ("Akuntabilitas kinerja", [OTHER]),  # nor "akun" of this
        ("Mohon arahan Bapak", [OTHER]),
        ("", [OTHER]),
    ],
)
def test_a_text_has_the_themes_of_its_words(text: str, names: list[str]) -> None:
    assert themes_of(text) == names


def test_the_list_names_the_eight_themes_and_every_word_finds_its_own() -> None:
    expected = ["Anggaran", "SDM", "Sarana", "Data", "Koordinasi", "Aturan", "Jaringan", "Cuaca"]

    assert list(themes()) == expected
    for name, words in themes().items():
        for word in words:
            assert name in themes_of(f"Ada {word.removeprefix('=')} di sini"), word


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, []),
        ({"SDM": 2}, []),  # nothing of fewer than three
        ({"SDM": 3}, [("SDM", 3)]),
        ({"SDM": 3, "Data": 4}, [("SDM", 3), ("Data", 4)]),
        ({"SDM": 9, "Cuaca": 1, "Data": 2}, [("SDM", 9), (OTHER, 3)]),
        ({"SDM": 9, "Data": 4, "Cuaca": 1}, [("SDM", 9), (OTHER, 5)]),  # one alone would be named by the rest
        ({OTHER: 1, "SDM": 3}, [(OTHER, 4)]),
        ({OTHER: 5}, [(OTHER, 5)]),
    ],
)
def test_small_themes_go_with_the_others(counts: dict[str, int], told: list[tuple[str, int]]) -> None:
    assert merged_themes(counts) == told
    assert all(count >= LEAST for _, count in told)
