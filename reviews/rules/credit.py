"""Credit points of functional posts (angka kredit): from the predicate to points, needs and conclusions.

Sources: PermenPANRB 1/2023 and PerBKN 3/2023 through domain research 4. Every figure comes from the
policy of the year (keys ak_*); this module knows the arithmetic, the order of levels and their ranks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from organizations.rules import FunctionalLevel

from .evaluation import Predicate

Figures = Mapping[str, Decimal]


class CreditSource(StrEnum):
    """Where points come from, in the rows of the Penetapan Angka Kredit (domain research 4.5)."""

    BASE = "DASAR"
    FORMER = "LAMA"
    ADJUSTMENT = "PENYESUAIAN"
    CONVERSION = "KONVERSI"
    EDUCATION = "PENDIDIKAN"


CREDIT_SOURCE_LABELS = {
    CreditSource.BASE: "Angka kredit dasar",
    CreditSource.FORMER: "Angka kredit JF lama",
    CreditSource.ADJUSTMENT: "Angka kredit penyesuaian/penyetaraan",
    CreditSource.CONVERSION: "Angka kredit konversi",
    CreditSource.EDUCATION: "Angka kredit peningkatan pendidikan",
}
LEVEL_LABELS = {
    FunctionalLevel.FIRST_EXPERT: "Ahli Pertama",
    FunctionalLevel.YOUNG_EXPERT: "Ahli Muda",
    FunctionalLevel.MIDDLE_EXPERT: "Ahli Madya",
    FunctionalLevel.MAIN_EXPERT: "Ahli Utama",
    FunctionalLevel.BEGINNER: "Pemula",
    FunctionalLevel.SKILLED: "Terampil",
    FunctionalLevel.PROFICIENT: "Mahir",
    FunctionalLevel.SENIOR: "Penyelia",
}

# Golongan ruang of each level, from the lowest (domain research 4.2).
RANKS: dict[FunctionalLevel, tuple[str, ...]] = {
    FunctionalLevel.FIRST_EXPERT: ("III/a", "III/b"),
    FunctionalLevel.YOUNG_EXPERT: ("III/c", "III/d"),
    FunctionalLevel.MIDDLE_EXPERT: ("IV/a", "IV/b", "IV/c"),
    FunctionalLevel.MAIN_EXPERT: ("IV/d", "IV/e"),
    FunctionalLevel.BEGINNER: ("II/a",),
    FunctionalLevel.SKILLED: ("II/b", "II/c", "II/d"),
    FunctionalLevel.PROFICIENT: ("III/a", "III/b"),
    FunctionalLevel.SENIOR: ("III/c", "III/d"),
}
NEXT_LEVEL: dict[FunctionalLevel, FunctionalLevel | None] = {
    FunctionalLevel.FIRST_EXPERT: FunctionalLevel.YOUNG_EXPERT,
    FunctionalLevel.YOUNG_EXPERT: FunctionalLevel.MIDDLE_EXPERT,
    FunctionalLevel.MIDDLE_EXPERT: FunctionalLevel.MAIN_EXPERT,
    FunctionalLevel.MAIN_EXPERT: None,
    FunctionalLevel.BEGINNER: FunctionalLevel.SKILLED,
    FunctionalLevel.SKILLED: FunctionalLevel.PROFICIENT,
    FunctionalLevel.PROFICIENT: FunctionalLevel.SENIOR,
    FunctionalLevel.SENIOR: None,
}
YEAR = 12  # months
KEPT, SHOWN = Decimal("0.001"), Decimal("0.01")
COUNTING_DAY = 15  # the day that decides whose month it is
GOOD = frozenset({Predicate.EXCELLENT, Predicate.GOOD})


# --- Months ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Months:
    """The first and the last month of a span within one year, both counted."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many months there are."""
        return self.last - self.first + 1

    @property
    def is_whole_year(self) -> bool:
        """Whether the yearly formula applies."""
        return self.count == YEAR

    def overlaps(self, other: Months) -> bool:
        """Say whether a month lies in both."""
        return self.first <= other.last and other.first <= self.last


def months_of(started_on: date, ended_on: date, year: int) -> Months | None:
    """Return the months of a year that count for an interval, or None when none does.

    A month belongs to the post that was held on its 15th day: of two posts that follow each other one
    holds each month, so none is counted twice and none is lost (months are counted whole, domain
    research 4.3; the day was decided here).
    """
    held = [m for m in range(1, YEAR + 1) if started_on <= date(year, m, COUNTING_DAY) <= ended_on]
    return Months(held[0], held[-1]) if held else None


# --- Points ---------------------------------------------------------------------------------------


def percent(predicate: Predicate, figures: Figures) -> Decimal:
    """Return the per cent of the coefficient that a predicate is worth (PerBKN 3/2023; domain 4.1)."""
    return figures[f"ak_persen_{predicate.value.lower()}"]


def coefficient(level: FunctionalLevel, figures: Figures) -> Decimal:
    """Return the points of a full year in a level at 100% (PerBKN 3/2023; domain 4.2)."""
    return figures[f"ak_koefisien_{level.value.lower()}"]


def points(*, percent: Decimal, coefficient: Decimal, months: int = YEAR) -> Decimal:
    """Return the points of some months: months/12 x per cent x coefficient, kept with three decimals.

    Source: PerBKN 3/2023; domain research 4.3. Worked example: 2/12 x 100% x 12.5 = 2.083, shown 2.08.
    """
    return (percent * coefficient * months / (100 * YEAR)).quantize(KEPT, ROUND_HALF_UP)


def shown(amount: Decimal) -> Decimal:
    """Return points as pages and papers show them: two decimals, half up, rounded here and only here."""
    return amount.quantize(SHOWN, ROUND_HALF_UP)


# --- What the next rank and level ask -------------------------------------------------------------


@dataclass(frozen=True)
class Need:
    """Points that the level must have gathered for the next rank and the next level; None asks nothing."""

    for_rank: Decimal | None
    for_level: Decimal | None


def need(level: FunctionalLevel, rank: str, figures: Figures) -> Need:
    """Return what a person with this rank needs in a level (PerBKN 3/2023; domain research 4.2 and 4.4).

    Points are gathered per level and are not reset by a rank, so each rank of the level asks the figure
    once more: Ahli Madya 150, 300, 450, of which the last is the figure of the next level. A rank that is
    not one of the level, or the last where there is no next level, has no such figure.
    """
    key = level.value.lower()
    ranks = RANKS[level]
    is_last = NEXT_LEVEL[level] is None and rank == ranks[-1]
    step = ranks.index(rank) + 1 if rank in ranks and not is_last else 0
    return Need(
        for_rank=figures[f"ak_pangkat_{key}"] * step if step else None,
        for_level=figures.get(f"ak_jenjang_{key}"),
    )


def surplus(total: Decimal, needed: Decimal | None) -> Decimal | None:
    """Return how much is over (positive) or still missing (negative)."""
    return None if needed is None else total - needed


# --- The conclusion -------------------------------------------------------------------------------

PREDICATES_FOR_RANK, PREDICATES_FOR_LEVEL = 2, 1  # last years that must be at least Baik (domain 9.1)


def is_good_enough(predicates: Sequence[Predicate], years: int) -> bool:
    """Say whether the latest predicates, newest first, are at least Baik; none at all is not enough."""
    return bool(predicates) and all(predicate in GOOD for predicate in predicates[:years])


def conclusion(total: Decimal, asked: Need, predicates: Sequence[Predicate]) -> list[str]:
    """Return the sentences of the Penetapan Angka Kredit on rank and level (domain research 4.4, 4.5, 9.1).

    `predicates` are those of the last years, newest first. A rank asks for two years of at least Baik
    (as far as they are known), a level for the last year; the points must be there in any case.
    """
    rows = (
        ("pangkat", asked.for_rank, PREDICATES_FOR_RANK),
        ("jenjang", asked.for_level, PREDICATES_FOR_LEVEL),
    )
    return [
        _sentence(name, total >= needed and is_good_enough(predicates, years))
        for name, needed, years in rows
        if needed is not None
    ]


def _sentence(name: str, may: bool) -> str:
    word = "Dapat" if may else "Belum dapat"
    return f"{word} dipertimbangkan untuk kenaikan {name}."


def gathered(rows: Iterable[tuple[FunctionalLevel, Decimal]]) -> dict[FunctionalLevel, Decimal]:
    """Return the points by level: they add up within a level and never across (domain research 4.4)."""
    totals: dict[FunctionalLevel, Decimal] = {}
    for level, amount in rows:
        totals[level] = totals.get(level, Decimal(0)) + amount
    return totals
