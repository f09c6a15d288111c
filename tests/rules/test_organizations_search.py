"""Names that sound alike have one key; source: general knowledge of Indonesian spelling and short forms."""

from __future__ import annotations

import pytest

from organizations.rules.search import name_key, search_key, sounds_of, wanted

ALIKE = [
    ("Muhammad Yusuf", "Moh. Jusuf"),
    ("Muhammad Yusuf", "Mohamad Jussuf"),
    ("Muhammad Yusuf", "M. Yusuf"),
    ("Muhammad Yusuf", "Muh.Yusuf"),
    ("Mochammad Rizky", "Muhamad Riski"),
    ("Achmad Soebroto", "Ahmad Subroto"),
    ("Akhmad Fauzi", "Ach. Fausi"),
    ("Djoko Soesilo", "Joko Susilo"),
    ("Tjahjo Koesoemo", "Cahyo Kusumo"),
    ("Sjarifoeddin", "Syarifudin"),
    ("Chairoel Anwar", "Khairul Anwar"),
    ("Chairul Anwar", "Hairul Anwar"),
    ("Abdurrahman Wahid", "Abdul Rahman Wahid"),
    ("Abdurahman", "Abdulrahman"),
    ("Abdussalam", "Abd. Salam"),
    ("Nurhalizah", "Nurhaliza"),
    ("Fatimah", "Fatima"),
    ("Taufiq Hidayat", "Taufik Hidayat"),
    ("Novita Verawati", "Nofita Ferawati"),
    ("Iqbal", "Ikbal"),
    ("Utsman", "Usman"),
    ("Ridho", "Rido"),
    ("Hendry", "Hendri"),
    ("Eric", "Erik"),
    ("Andréa", "Andrea"),
    ("DEWI  SARTIKA", "dewi sartika"),
    ("Sa'diyah", "Sadiyah"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(search_key(one)) == name_key(search_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ani", "Dani"),
        ("Budi", "Budiman"),
        ("Siti Aminah", "Siti Aminudin"),
        ("Rahmat", "Rahman"),
        ("Eka", "Ika"),
    ],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert name_key(search_key(one)) != name_key(search_key(other))


def found(text: str, *name: str) -> bool:
    key = search_key(*name)
    return all(
        (word if len(word) > 2 else f" {word}") in key for word in (*wanted(text).words, *wanted(text).titles)
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sartika dewi", ("Dewi Sartika",)),
        ("nurhayati", ("Nur Hayati",)),
        ("nur hayati", ("Nurhayati",)),
        ("Dr. Ani Rahayu, S.Pd., M.Si.", ("Ani Rahayu",)),
        ("ani rahayu spd", ("Ani Rahayu", "", "S.Pd.")),
        ("S. Pd", ("Ani Rahayu", "", "S.Pd., M.Si.")),
        ("m.si", ("Ani Rahayu", "", "S.Pd., M. Si")),
        ("drs", ("Joko", "Drs.", "")),
        ("h. agus", ("Agus Salim",)),
        ("sal agus", ("Agus Salim",)),
        ("mu yusuf", ("Muhammad Yusuf",)),
        ("oe", ("Usman",)),
    ],
)
def test_typed_words_find_the_person(text: str, name: tuple[str, ...]) -> None:
    assert found(text, *name)


@pytest.mark.parametrize(
    ("text", "name"), [("budi", ("Ani",)), ("s.pd", ("Ani", "", "S.H.")), ("an", ("Dani",))]
)
def test_other_words_do_not(text: str, name: tuple[str, ...]) -> None:
    assert not found(text, *name)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("19900101 201503 2 003", "199001012015032003"),
        ("'199001012015032003", "199001012015032003"),
        ("1990.0101 ani", "19900101"),
        ("12", ""),
        ("ani", ""),
        ("NIP 1990 01", "199001"),
    ],
)
def test_numbers_may_be_written_in_parts(text: str, digits: str) -> None:
    assert wanted(text).digits == digits
    assert wanted(text).words in ((), ("ani",))


def test_the_key_is_never_longer_than_its_column() -> None:
    assert len(search_key("Panjang " * 60, "Prof. Dr.", "S.Pd. " * 30)) <= 300
    assert sounds_of("aa") == ["a"]
    assert not wanted("  ")
    assert not wanted("%_")
