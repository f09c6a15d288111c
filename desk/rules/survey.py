"""The survey of users and their suggestions: what is asked, which groups are counted, how it goes on.

Decided here, after issue 8: a few statements for everybody, nothing counted below ten answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

LEAST = 10  # people of a group whose name is kept beside an answer, and answers of a group that is counted
DAYS = 14  # how long a survey is open unless the BKD says otherwise
WORDS_LIMIT = 500  # letters of the free text
OTHERS = "Kelompok lain"

# column of an answer: the statement
STATEMENTS = {
    "clear": "Yang diharapkan dari saya jelas.",
    "fair": "Penilaiannya adil.",
    "growth": "Penilaian dan dialognya membantu saya berkembang.",
    "ease": "Capaian mudah dipakai.",
    "time": "Waktu yang dihabiskan wajar.",
}
SCALE = {1: "Sangat tidak setuju", 2: "Tidak setuju", 3: "Di tengah", 4: "Setuju", 5: "Sangat setuju"}
AGREES = 4  # from here on somebody agrees
PROMISE = "Rahasia: jawaban disimpan tanpa nama; nama dan waktu tidak disimpan bersama jawaban."


class Group(StrEnum):
    """In which role somebody answers."""

    EMPLOYEE = "PEGAWAI"
    SUPERIOR = "ATASAN"
    ADMIN = "ADMIN"


GROUP_LABELS = {Group.EMPLOYEE: "Pegawai", Group.SUPERIOR: "Atasan", Group.ADMIN: "Admin"}


class SuggestionState(StrEnum):
    """How far a suggestion is."""

    NEW = "BARU"
    READ = "DIBACA"
    WORKED_ON = "DIKERJAKAN"
    NOT_YET = "BELUM_BISA"
    DONE = "SELESAI"


STATE_LABELS = {
    SuggestionState.NEW: "Belum dibaca",
    SuggestionState.READ: "Dibaca",
    SuggestionState.WORKED_ON: "Dikerjakan",
    SuggestionState.NOT_YET: "Belum bisa",
    SuggestionState.DONE: "Selesai",
}
ANSWERS = [state for state in SuggestionState if state is not SuggestionState.NEW]


def group_of(*, is_admin: bool, leads: bool) -> Group:
    """Return the one group a person answers in: who administers first, then who leads."""
    if is_admin:
        return Group.ADMIN
    return Group.SUPERIOR if leads else Group.EMPLOYEE


def kept_group(group: Group, sizes: Mapping[str, int], least: int = LEAST) -> str:
    """Return what is kept of a group beside an answer: its name, or nothing when it has few people."""
    return group.value if sizes.get(group.value, 0) >= least else ""


def shown_groups(counts: Mapping[str, int], least: int = LEAST) -> dict[str, list[str]]:
    """Return by label which groups are counted together, so that none and no rest has fewer than `least`.

    `counts` are answers by group, "" for those without one. What is small goes into "Kelompok lain"; where
    that alone is small, the smallest shown group goes with it. Nothing is told where one line would be all.
    """
    known = [group for group in Group if counts.get(group.value, 0) >= least]
    rest = [name for name, count in counts.items() if count and name not in known]
    while rest and known and sum(counts[name] for name in rest) < least:
        smallest = min(known, key=lambda group: counts[group.value])
        known.remove(smallest)
        rest.append(smallest.value)
    if len(known) + bool(rest) < 2:
        return {}
    told = {GROUP_LABELS[group]: [group.value] for group in known}
    return told | ({OTHERS: sorted(rest)} if rest else {})
