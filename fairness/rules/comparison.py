"""The comparison value (nilai pembanding): beside the official rating, in words of its scale, or why not.

Measurement research 0.1, 3.7 and 4.1; the official rating is the superior's and stays (PermenPANRB 6/2022).
What sealed forms say about a person enters as the 360 result prints it, and no finer: the words then tell
nothing that the printed result does not. tests/fairness/test_comparison_rules.py walks every set of answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from multirater.rules.result import Group, Level, value_of
from reviews.rules.evaluation import RATING_LABELS, Rating

LEAST_SEALED = 5  # sealed forms about a person (measurement research 4.1)
SLACK = Fraction(1, 3)  # a sixth of the scale: how far printed words lie from what they were made of


class NoComparison(StrEnum):
    """Why somebody has no comparison value: the network does not tell, and nothing is made up (3.7)."""

    ONE_RATER = "SATU_PENILAI"
    ISLAND = "PULAU"
    TOO_FEW = "TERLALU_SEDIKIT"  # people, units or forms of the year
    FEW_FORMS = "FORMULIR_SEDIKIT"  # about this person
    HIDDEN_GROUP = "KELOMPOK_KECIL"  # a side that stays hidden took no part
    NO_DIFFERENCE = "TANPA_PERBEDAAN"
    UNREADABLE = "TIDAK_TERBACA"


NO_COMPARISON_WORDS = {
    NoComparison.ONE_RATER: "Nilai ini hanya berasal dari satu penilai; perbedaan standar penilai dan "
    "kinerja tidak dapat dipisahkan.",
    NoComparison.ISLAND: "Antar unit belum dapat dibandingkan, karena tidak ada penilai lintas unit.",
    NoComparison.TOO_FEW: "Tahun ini pegawai, unit, atau formulirnya belum cukup untuk membandingkan.",
    NoComparison.FEW_FORMS: f"Formulir 360 tentang pegawai ini belum cukup (diperlukan sedikitnya "
    f"{LEAST_SEALED} di luar atasan), jadi tidak ada pembanding.",
    NoComparison.HIDDEN_GROUP: "Ada kelompok penilai yang terlalu kecil untuk ditampilkan, jadi tidak ada "
    "pembanding.",
    NoComparison.NO_DIFFERENCE: "Formulir tahun ini hampir sama semua, jadi tidak ada yang dapat "
    "dibandingkan.",
    NoComparison.UNREADABLE: "Formulir 360 tahun ini tidak dapat dibaca lagi, jadi tidak ada pembanding.",
}


@dataclass(frozen=True)
class Standing:
    """Where all forms about a person stand, on the scale 1 to 3.

    `low` and `high`: 90% interval with habits taken out. `exact`: mean of the sealed forms, `said`: that mean
    as the 360 result prints it; `weight`: how far the value moves when that mean moves by one (0 to 1).
    """

    low: Fraction
    high: Fraction
    exact: Fraction
    said: Fraction
    weight: Fraction


def labels_of(one: Standing) -> tuple[Rating, Rating]:
    """Return the ratings nearest to both ends of the interval, once sealed answers are as they are printed.

    The exact mean leaves the value and the printed one takes its place, with room for what printing dropped:
    the labels hang on printed words and on forms that are not secret. A half goes to the middle.
    """
    moved, room = one.weight * (one.said - one.exact), one.weight * SLACK
    return nearest(one.low + moved - room), nearest(one.high + moved + room)


def nearest(value: Fraction) -> Rating:
    """Return the rating that a value of 1 to 3 is nearest to."""
    if value < Fraction(3, 2):
        return Rating.BELOW
    return Rating.MEETS if value <= Fraction(5, 2) else Rating.ABOVE


def said_mean(groups: Iterable[Group], labels: Sequence[str]) -> tuple[Fraction, int] | None:
    """Return the mean of sealed forms as a result prints it, on the scale 1 to 3, and of how many forms.

    None where a group is hidden or says nothing of the behaviours, for then nothing may stand in its place.
    """
    total, forms = Fraction(0), 0
    for group in groups:
        values = [value for item in group.items if (value := value_of(item, labels)) is not None]
        values = values or _of_level(group.composite, len(labels))
        if not group.is_shown or group.n is None or not values:
            return None
        total += group.n * sum(values, Fraction(0)) / len(values)
        forms += group.n
    if not forms:
        return None
    return 1 + 2 * (total / forms - 1) / max(len(labels) - 1, 1), forms


def _of_level(level: Level | None, labels: int) -> list[Fraction]:
    """Return where a level of a whole group stands, in the middle of its third."""
    middle, third = Fraction(labels + 1, 2), Fraction(labels - 1, 3)
    places = {Level.HIGH: middle + third, Level.MIDDLE: middle, Level.LOW: middle - third}
    return [places[level]] if level else []


def range_words(low: str, high: str) -> str:
    """Return the labels at both ends as people read them, "" where there are none."""
    if not low or not high:
        return ""
    first, last = RATING_LABELS[Rating(low)], RATING_LABELS[Rating(high)]
    return first if low == high else f"{first} sampai {last[0].lower()}{last[1:]}"
