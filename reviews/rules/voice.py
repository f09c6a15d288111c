"""What citizens say about a service: scale, states, and how much room a day has against floods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class VoiceState(StrEnum):
    """Whether a voice is shown to the public; a hidden one counts in the totals all the same."""

    NEW = "BARU"
    SHOWN = "TAMPIL"
    HIDDEN = "SEMBUNYI"


class Flag(StrEnum):
    """Why a person has to look before a voice counts; empty for most."""

    NAME = "NAMA"
    NUMBER = "NOMOR"
    LINK = "TAUTAN"
    RUDE = "KASAR"
    RUBBISH = "ACAK"
    MACHINE = "MESIN"


FLAG_LABELS = {
    Flag.NAME: "menyebut nama",
    Flag.NUMBER: "memuat nomor panjang",
    Flag.LINK: "memuat tautan atau iklan",
    Flag.RUDE: "kata kasar",
    Flag.RUBBISH: "huruf acak",
    Flag.MACHINE: "diisi mesin",
}
STATE_LABELS = {VoiceState.NEW: "Baru", VoiceState.SHOWN: "Tampil", VoiceState.HIDDEN: "Disembunyikan"}

# The four steps of the public satisfaction survey (PermenPANRB 14/2017), from 1 to 4.
MARK_LABELS = {1: "Tidak baik", 2: "Kurang baik", 3: "Baik", 4: "Sangat baik"}

# --- Room: what a day of one point may take, decided here ------------------------------------


class Kind(StrEnum):
    """What a voice takes room as; each kind has its own, so that none uses up the room of another."""

    WORDS = "words"  # with a text: honest, or naming a person or a number
    MARK = "mark"  # a mark alone
    SUSPECT = "suspect"  # links, rude words, rubbish, machines


ROOM = {Kind.WORDS: 300, Kind.MARK: 100, Kind.SUSPECT: 50}  # rows of a point and day
ROWS_A_DAY = sum(ROOM.values())
FEW = 3  # rows that a network still has when half of the room is taken
COUNTED_TIMES = 5  # the very same words count so often a day, from however many phones they came
MOST_TIMES = 1_000_000  # where counting repetitions stops
DAYS_OF_SUSPECTS = 90  # after this they are deleted
SMALLEST = 5  # fewer voices of a quarter are not broken down in public
INDEX_FROM = 30  # fewer voices make no index


def kind_of(flag: str, *, has_words: bool) -> Kind:
    """Return as what a voice takes room."""
    if flag not in {"", Flag.NAME, Flag.NUMBER}:
        return Kind.SUSPECT
    return Kind.WORDS if has_words else Kind.MARK


def allowance(kind: Kind, taken: int, per_network: int) -> int:
    """Return how many voices of a day one network may have when `taken` rows of this kind are there.

    `per_network` is the policy's figure. The second half of the room is kept for those who said
    little: three voices from a network, in the last quarter one, and none when the room is full.
    """
    room = ROOM[kind]
    if taken >= room:
        return 0
    if taken >= room * 3 // 4:
        return min(1, per_network)
    return min(FEW, per_network) if taken >= room // 2 else per_network


# --- Figures ---------------------------------------------------------------------------------


def satisfaction_index(counts: Mapping[int, int]) -> Decimal | None:
    """Return the mean mark times 25, as the public survey scales it (25 to 100), with two decimals.

    None for fewer than thirty voices. It is one question that people answer of their own accord, and
    never the official index of nine elements with a drawn sample (PermenPANRB 14/2017).
    """
    total = sum(counts.values())
    if total < INDEX_FROM:
        return None
    mean = Decimal(sum(mark * count for mark, count in counts.items())) / total
    return (mean * 25).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"Triwulan {('I', 'II', 'III', 'IV')[self.number - 1]} {self.year}"

    @property
    def code(self) -> str:
        """The quarter as an address writes it: "2026-4"."""
        return f"{self.year}-{self.number}"

    @property
    def started_on(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ended_on(self) -> date:
        """The last day."""
        after = date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, 3 * self.number + 1, 1)
        return after - timedelta(days=1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that holds a day."""
    return Quarter(day.year, (day.month + 2) // 3)


def last_quarters(day: date, count: int = 4) -> list[Quarter]:
    """Return the quarter of a day and those before it, the latest first."""
    found = [quarter_of(day)]
    while len(found) < count:
        found.append(quarter_of(found[-1].started_on - timedelta(days=1)))
    return found
