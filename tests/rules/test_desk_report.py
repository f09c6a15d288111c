"""Names of files in archives: safe everywhere, useful, cut, never twice; and how long something takes."""

from __future__ import annotations

import pytest

from desk.rules.report import PATH_LETTERS, file_of, folder_of, safe_name, time_words, unique

NIP = "198501012010011001"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Puskesmas Melati", "Puskesmas Melati"),
        ("../../etc/passwd", "etc passwd"),
        ("..", "tanpa nama"),
        ("", "tanpa nama"),
        ("C:\\Windows\\System32", "C Windows System32"),
        ("a\r\nSet-Cookie: x", "a Set-Cookie x"),
        ("nul", "_nul"),
        ("COM1.txt", "_COM1.txt"),
        ("Bagian . ", "Bagian"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("Jl.\x00 Melati\ud800", "Jl. Melati"),
        ("e\u0301", "é"),
        ('"><img src=x>', "img src=x"),
        ("Seksi  P2\u00a0M", "Seksi P2 M"),
    ],
)
def test_every_system_accepts_the_name(text: str, name: str) -> None:
    assert safe_name(text, 60) == name


def test_a_file_is_named_by_number_name_and_what_it_is() -> None:
    folder = folder_of(["Dinas Kesehatan", "Puskesmas X"])
    assert file_of(folder, NIP, "Ani Lestari, S.Kep.", "SKP 2026") == (
        f"Dinas Kesehatan/Puskesmas X/{NIP} Ani Lestari, S.Kep - SKP 2026"
    )


def test_long_names_are_cut_and_the_number_stays() -> None:
    folder = folder_of(["Dinas " + "panjang " * 30] * 3)
    path = file_of(folder, NIP, "Nama " * 60, "Evaluasi Triwulan IV 2026")

    assert len(path) + len(".pdf") <= PATH_LETTERS
    assert path.rpartition("/")[2].startswith(NIP)
    assert path.endswith(" - Evaluasi Triwulan IV 2026")


def test_capitals_do_not_make_another_file() -> None:
    taken: set[str] = set()
    assert [unique(stem, ".pdf", taken) for stem in ("a/Ani", "a/ANI", "a/Ani")] == [
        "a/Ani.pdf",
        "a/ANI (2).pdf",
        "a/Ani (3).pdf",
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "kurang dari 1 menit"),
        (29, "kurang dari 1 menit"),
        (31, "sekitar 1 menit"),
        (720, "sekitar 12 menit"),
        (3_600, "sekitar 1 jam"),
        (7_800, "sekitar 2 jam 10 menit"),
        (7_140, "sekitar 2 jam"),
    ],
)
def test_a_time_is_said_as_people_say_it(seconds: int, words: str) -> None:
    assert time_words(seconds) == words
