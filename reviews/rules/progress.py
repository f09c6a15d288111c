"""What is said about a result while the year runs, and how amounts of notes become a realisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from indicators.rules import Aspect, Direction


class Outlook(StrEnum):
    """How the owner of a result sees it in a term; chosen by hand, never computed (status capaian)."""

    ON_TRACK = "SESUAI_RENCANA"
    ATTENTION = "PERLU_PERHATIAN"
    HELP = "BUTUH_BANTUAN"


OUTLOOK_LABELS = {
    Outlook.ON_TRACK: "Sesuai rencana",
    Outlook.ATTENTION: "Perlu perhatian",
    Outlook.HELP: "Butuh bantuan",
}


# --- The action plan of a quarter ---------------------------------------------------------------

MOST_STEPS = 20  # for one result in one term
BULLET = re.compile(r"^(?:[-–—*•·]|\d{1,2}[.)])\s+")


def steps_of(text: str) -> list[str]:
    """Return the steps that were typed one per line: without bullets, empty lines and repetitions."""
    lines = (" ".join(BULLET.sub("", line.strip()).split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


# --- Amounts of notes ---------------------------------------------------------------------------

# Units of a level or a duration: two of them do not add up (50% and 60% are not 110%).
LEVELS = frozenset(
    {"persen", "persentase", "hari", "menit", "jam", "detik", "indeks", "skor", "nilai", "rasio"}
)
LEVEL_ASPECTS = frozenset({Aspect.QUALITY, Aspect.TIME})
# Durations that are counted like things: hours of lessons, days of training.
COUNTED = frozenset({"pelajaran", "pelatihan", "pembelajaran", "mengajar", "diklat"})
LARGEST = Decimal(10) ** 12  # a realisation has at most twelve digits before the comma


def adds_up(*, unit: str, aspect: str) -> bool:
    """Say whether amounts of an indicator are summed; else the latest one says where it stands.

    Things and money add up; shares, levels and waiting times do not, nor does anything that measures
    quality or time. "hari" is a level, "hari pelatihan" a number of things. Decided here: no regulation
    speaks of it.
    """
    if aspect in LEVEL_ASPECTS or "%" in unit:
        return False
    words = re.findall(r"[a-z]+", unit.lower())
    return not words or words[0] not in LEVELS or any(word in COUNTED for word in words[1:])


@dataclass(frozen=True)
class Counted:
    """What amounts of notes come to: the number, from how many notes, and up to which day."""

    amount: Decimal
    notes: int
    last_on: date
    is_sum: bool


def counted(amounts: Sequence[tuple[date, Decimal]], *, adds: bool) -> Counted | None:
    """Return what the amounts of notes come to, None without any.

    `amounts` are (day, amount) in the order of day and writing; they reach from the start of the plan to
    the end of the term, because a realisation counts from the start of the year.
    """
    if not amounts:
        return None
    last_on, latest = amounts[-1]
    total = sum((amount for _, amount in amounts), Decimal(0)) if adds else latest
    return Counted(total, len(amounts), last_on, adds)


# --- How far: the helper in words ---------------------------------------------------------------

FORMULAS = {
    Direction.HIGHER: "realisasi ÷ target",
    Direction.LOWER: "1 + (1 − realisasi ÷ target), karena makin kecil makin baik",
    Direction.RANGE: "100% di dalam rentang; di luarnya diukur dari batas terdekat",
    Direction.STABLE: "1 − selisih dengan target ÷ target, karena yang baik adalah tetap",
}


def achieved_in_words(share: Decimal | None, *, realised: Decimal | None, direction: Direction) -> str:
    """Return the achievement in words with its formula: help for the reader, never a rating.

    `share` is what `achievement` returned: None without a report, or where the target is 0 and no share
    of it exists (measurement research 6.1).
    """
    if realised is None:
        return "Belum dilaporkan."
    if share is None:
        return "Target 0: persentase tidak dihitung."
    return f"{int(share * 100)}% target ({FORMULAS[direction]})."
