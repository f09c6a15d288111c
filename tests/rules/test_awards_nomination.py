"""Who may be nominated by whom, and when a reason is short (decided by the house)."""

from __future__ import annotations

import pytest

from awards.rules.nomination import Subject, check_people, is_short, may_name_oneself, subject_of
from awards.rules.scheme import Category, SchemeFault

MYSELF, OTHERS = 1, range(2, 30)


@pytest.mark.parametrize(
    ("category", "expected"),
    [(Category.UNIT, Subject.UNIT), (Category.TEAM, Subject.TEAM), (Category.INNOVATION, Subject.PERSON)],
)
def test_what_a_category_honours(category: Category, expected: Subject) -> None:
    assert subject_of(category) is expected


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("is_on_committee", [False, True])
def test_only_an_innovation_is_proposed_by_its_maker(category: Category, is_on_committee: bool) -> None:
    allowed = category is Category.INNOVATION and not is_on_committee

    assert may_name_oneself(category, is_on_committee=is_on_committee) is allowed


@pytest.mark.parametrize(
    ("category", "people", "is_on_committee", "said"),
    [
        (Category.YEAR, [2], True, None),
        (Category.YEAR, [MYSELF], False, "Mencalonkan diri sendiri hanya untuk inovasi."),
        (Category.YEAR, [MYSELF], True, "Anda anggota tim penghargaan"),
        (Category.INNOVATION, [MYSELF], False, None),
        (Category.INNOVATION, [MYSELF], True, "Anda anggota tim penghargaan"),
        (Category.TEAM, [MYSELF, 2, 3], False, "Minta rekan di luar tim"),
        (Category.TEAM, [2], False, "2 sampai 15 pegawai"),
        (Category.TEAM, [2, 3], False, None),
        (Category.TEAM, OTHERS[:15], False, None),
        (Category.TEAM, OTHERS[:16], False, "2 sampai 15 pegawai"),
        (Category.YEAR, [], False, None),  # how many a person's nomination names is the form's
    ],
)
def test_who_is_named(category: Category, people: list[int], is_on_committee: bool, said: str | None) -> None:
    if said is None:
        check_people(category, people, MYSELF, is_on_committee=is_on_committee)
        return
    with pytest.raises(SchemeFault, match=said):
        check_people(category, people, MYSELF, is_on_committee=is_on_committee)


@pytest.mark.parametrize(("words", "short"), [(9, True), (10, False)])
def test_a_reason_of_ten_words_is_enough(words: int, short: bool) -> None:
    assert is_short("kata " * words) is short
