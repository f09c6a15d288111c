"""The committee of an award, as pure rules: its quorum, what points of several members say, ties.

Decided by the house: who steps aside about a candidate does not count for that candidate's quorum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reviews.rules.rounding import half_up

SHOWN_FROM = 2  # points of fewer members would tell who gave what


class Apart(StrEnum):
    """Why a member stands apart from a candidate without having said so (benturan kepentingan)."""

    SELF = "DIRI"
    UNIT = "UNIT"
    LINE = "ATASAN"
    COLLEAGUE = "SETIM"
    NOMINATED = "PENGUSUL"
    RELATION = "HUBUNGAN"


# Sources: the house on measurement research 6.3 (recusal) and ADR 0022 (declared relations).
APART_SENTENCES = {
    Apart.SELF: "Ini tentang Anda sendiri, jadi anggota tim yang lain yang memutuskan.",
    Apart.UNIT: "Ini tentang unit tempat Anda bekerja, jadi anggota tim yang lain yang memutuskan.",
    Apart.LINE: (
        "Anda dan calon ini bekerja sebagai atasan dan bawahan, jadi anggota tim yang lain yang memutuskan."
    ),
    Apart.COLLEAGUE: "Anda dan calon ini bekerja dalam satu tim, jadi anggota tim yang lain yang memutuskan.",
    Apart.NOMINATED: "Anda mengusulkan calon ini, jadi anggota tim yang lain yang memutuskan.",
    Apart.RELATION: (
        "Ada hubungan pribadi yang tercatat antara Anda dan calon ini, "
        "jadi anggota tim yang lain yang memutuskan."
    ),
}
RECUSED = "Anda mengundurkan diri dari calon ini, jadi anggota tim yang lain yang memutuskan."


# --- Quorum ----------------------------------------------------------------------------------------


def has_quorum(members: Set[int], present: Set[int], aside: Set[int] = frozenset()) -> bool:
    """Say whether more than half of the members who may decide were present; never without anybody.

    `aside` are those who stepped aside or stand apart. Source: decided by the house.
    """
    able = members - aside
    return 2 * len(able & present) > len(able)


def needed(members: Set[int], aside: Set[int] = frozenset()) -> int:
    """Return how many members have to be present: more than half of those who may decide, at least one."""
    return len(members - aside) // 2 + 1


# --- Points of several members ----------------------------------------------------------------------


@dataclass(frozen=True)
class Spread:
    """What several members gave together, on the scale of 0 to 100."""

    count: int
    mean: Decimal
    low: Decimal
    high: Decimal


def spread(points: Sequence[Decimal]) -> Spread | None:
    """Return mean (two digits), lowest and highest points; None while fewer than two members gave any."""
    if len(points) < SHOWN_FROM:
        return None
    mean = half_up(sum(points, Decimal(0)) / len(points), 2)
    return Spread(len(points), mean, min(points), max(points))


# --- What a candidate can read about the own file -----------------------------------------------------


def to_grow(parts: Iterable[Mapping[str, str]], at_most: int = 2) -> list[str]:
    """Return the labels of the parts where the most weighted points are left, the largest first.

    `parts` are contributions as a candidate's row keeps them; only the own values count, nobody else's.
    """
    left = [
        (Decimal(part["weight"]) * (100 - Decimal(part["value"])), number, part["label"])
        for number, part in enumerate(parts)
    ]
    return [label for rest, _, label in sorted(left, key=lambda row: (-row[0], row[1])) if rest > 0][:at_most]
