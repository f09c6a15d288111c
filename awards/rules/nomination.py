"""Who may be nominated by whom, as pure rules; each refusal is a sentence that says what is possible.

Decided by the house: nobody of the committee nominates himself, others only for an innovation.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from .scheme import Category, SchemeFault

TEAM = (2, 15)  # members, the least and the most
ADVISED_WORDS = 10  # a shorter reason is taken, with the advice to tell more


class Subject(StrEnum):
    """What a nomination is about."""

    PERSON = "orang"
    UNIT = "unit"
    TEAM = "tim"


def subject_of(category: Category) -> Subject:
    """Return what is nominated in a category."""
    special = {Category.UNIT: Subject.UNIT, Category.TEAM: Subject.TEAM}
    return special.get(category, Subject.PERSON)


def may_name_oneself(category: Category, *, is_on_committee: bool) -> bool:
    """Say whether somebody may propose himself."""
    return category is Category.INNOVATION and not is_on_committee


def check_people(category: Category, people: Collection[int], by: int, *, is_on_committee: bool) -> None:
    """Raise SchemeFault when somebody names himself where it is not possible, or a team has a wrong size."""
    if by in people and not may_name_oneself(category, is_on_committee=is_on_committee):
        raise SchemeFault(_oneself(category, is_on_committee=is_on_committee), "person")
    if category is Category.TEAM and not TEAM[0] <= len(people) <= TEAM[1]:
        raise SchemeFault(f"Sebuah tim berisi {TEAM[0]} sampai {TEAM[1]} pegawai.", "members")


def _oneself(category: Category, *, is_on_committee: bool) -> str:
    if is_on_committee:
        return "Anda anggota tim penghargaan, jadi tidak mencalonkan diri sendiri."
    if category is Category.TEAM:
        return "Anda ada di dalam tim ini. Minta rekan di luar tim yang mencalonkannya."
    return "Untuk penghargaan ini Anda dicalonkan orang lain. Mencalonkan diri sendiri hanya untuk inovasi."


def is_short(reason: str) -> bool:
    """Say whether a reason has so few words that the committee will ask for more."""
    return len(reason.split()) < ADVISED_WORDS
