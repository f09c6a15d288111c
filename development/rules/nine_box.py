"""The nine boxes of talent management: numbers, categories, recommendations, and when a box may be named.

Source: PermenPANRB 3/2020 through six agreeing applications (domain research 9.4); its text was not read.
The Ministry of Finance gives the boxes other numbers (2 and 3 are its middle and high potential below
expectation); this table does not follow it. A box is always computed, never typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from reviews.rules.evaluation import Predicate


class Performance(IntEnum):
    """Sumbu kinerja, from the lowest."""

    BELOW = 0
    MEETS = 1
    ABOVE = 2


class Potential(IntEnum):
    """Sumbu potensial, from the lowest."""

    LOW = 0
    MIDDLE = 1
    HIGH = 2


PERFORMANCE_LABELS = {
    Performance.BELOW: "Di Bawah Ekspektasi",
    Performance.MEETS: "Sesuai Ekspektasi",
    Performance.ABOVE: "Di Atas Ekspektasi",
}
POTENTIAL_LABELS = {Potential.LOW: "Rendah", Potential.MIDDLE: "Menengah", Potential.HIGH: "Tinggi"}
NUMBERS: dict[tuple[Performance, Potential], int] = {
    (Performance.ABOVE, Potential.LOW): 4,
    (Performance.ABOVE, Potential.MIDDLE): 7,
    (Performance.ABOVE, Potential.HIGH): 9,
    (Performance.MEETS, Potential.LOW): 2,
    (Performance.MEETS, Potential.MIDDLE): 5,
    (Performance.MEETS, Potential.HIGH): 8,
    (Performance.BELOW, Potential.LOW): 1,
    (Performance.BELOW, Potential.MIDDLE): 3,
    (Performance.BELOW, Potential.HIGH): 6,
}
PLACES = {number: place for place, number in NUMBERS.items()}
RECOMMENDATIONS: dict[int, tuple[str, ...]] = {
    9: (
        "Dipromosikan dan dipertahankan",
        "Masuk Kelompok Rencana Suksesi Instansi/Nasional",
        "Penghargaan",
    ),
    8: (
        "Dipertahankan",
        "Masuk Kelompok Rencana Suksesi Instansi",
        "Rotasi/perluasan jabatan",
        "Bimbingan kinerja",
    ),
    7: (
        "Dipertahankan",
        "Masuk Kelompok Rencana Suksesi Instansi",
        "Rotasi/pengayaan jabatan",
        "Pengembangan kompetensi",
        "Tugas belajar",
    ),
    6: ("Penempatan yang sesuai", "Bimbingan kinerja", "Konseling kinerja"),
    5: ("Penempatan yang sesuai", "Bimbingan kinerja", "Pengembangan kompetensi"),
    4: ("Rotasi", "Pengembangan kompetensi"),
    3: (
        "Bimbingan kinerja",
        "Konseling kinerja",
        "Pengembangan kompetensi",
        "Penempatan yang sesuai",
    ),
    2: ("Bimbingan kinerja", "Pengembangan kompetensi", "Penempatan yang sesuai"),
    1: ("Diproses sesuai ketentuan peraturan perundangan",),
}
_OF_PREDICATE = {Predicate.EXCELLENT: Performance.ABOVE, Predicate.GOOD: Performance.MEETS}
WORTH_NAMING = Decimal("0.2")  # a box beside the largest two is named from this share on; decided here


def category(number: int) -> str:
    """Return the category of a box in words (domain research 9.4)."""
    performance, potential = PLACES[number]
    return (
        f"Kinerja {PERFORMANCE_LABELS[performance].lower()} dan "
        f"potensial {POTENTIAL_LABELS[potential].lower()}"
    )


def performance_of(predicates: Sequence[Predicate], *, two_years: bool) -> Performance | None:
    """Return the row of the latest predicates, newest first; None where one that is asked for is missing.

    Sangat Baik is above, Baik meets, the rest is below (domain research 9.4). With `two_years` the mean of
    the rows of the last two counts, a half upwards, as the borders of the other axis are inclusive too.
    """
    asked = 2 if two_years else 1
    if len(predicates) < asked:
        return None
    rows = sum(_OF_PREDICATE.get(predicate, Performance.BELOW) for predicate in predicates[:asked])
    return Performance((rows + asked // 2) // asked)


@dataclass(frozen=True)
class Verdict:
    """Which box is named, or between which ones the person stands; shares between 0 and 1 by number."""

    shares: Mapping[int, Decimal]
    box: int | None
    between: tuple[int, ...]

    @property
    def named(self) -> tuple[int, ...]:
        """The box, or those of the border."""
        return (self.box,) if self.box is not None else self.between

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        if self.box is not None:
            return f"Kotak {self.box}: {category(self.box).lower()}."
        *first, last = self.between
        return f"Di perbatasan antara kotak {', '.join(map(str, first))} dan {last}."


def cloud(performance: Performance, bands: Sequence[Decimal]) -> dict[int, Decimal]:
    """Return the share of each box: the predicate decides the row, the bands of the potential the column."""
    return {
        NUMBERS[row, column]: bands[column] if row is performance else Decimal(0)
        for row in Performance
        for column in Potential
    }


def verdict(shares: Mapping[int, Decimal], *, sure: Decimal) -> Verdict:
    """Return the box that has at least the share `sure`, else the boxes of the border by number.

    Source: measurement research 5.4, which names a box from 0.60 on; the figure is policy.
    """
    order = sorted(shares, key=lambda number: (-shares[number], number))
    if shares[order[0]] >= sure:
        return Verdict(shares, order[0], ())
    near = [*order[:2], *(number for number in order[2:] if shares[number] >= WORTH_NAMING)]
    return Verdict(shares, None, tuple(sorted(near)))


def percents(shares: Mapping[int, Decimal]) -> dict[int, int]:
    """Return shares as whole per cent that add up to 100 (largest remainders)."""
    exact = {number: share * 100 for number, share in shares.items()}
    found = {number: int(value) for number, value in exact.items()}
    over = sorted(exact, key=lambda number: (found[number] - exact[number], number))
    for number in over[: 100 - sum(found.values())]:
        found[number] += 1
    return found
