"""Credit points: every figure of domain research 4.1 to 4.4 and the worked examples of BKN."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from indicators.rules import DEFAULT_FIGURES
from organizations.rules import FunctionalLevel as Level
from reviews.rules import credit
from reviews.rules.credit import Months, Need
from reviews.rules.evaluation import Predicate

FIGURES = {figure.key: D(figure.value) for figure in DEFAULT_FIGURES}
BKN = "PerBKN 3/2023"

# Domain research 4.1: three copies of the BKN slides agree.
PERCENTS = [
    ("SANGAT_BAIK", "150"),
    ("BAIK", "100"),
    ("BUTUH_PERBAIKAN", "75"),
    ("KURANG", "50"),
    ("SANGAT_KURANG", "25"),
]

# level, coefficient of a year (4.2), for the next rank and the next level (4.4), first rank of the level
LEVELS = [
    ("AHLI_PERTAMA", "12.5", "50", "100", "III/a", "BKN slides"),
    ("AHLI_MUDA", "25", "100", "200", "III/c", "PerBKN 3/2023 p. 5"),
    ("AHLI_MADYA", "37.5", "150", "450", "IV/a", "Merangin page, BKN slides"),
    ("AHLI_UTAMA", "50", "200", None, "IV/d", "ten applications"),
    ("PEMULA", "3.75", "15", "15", "II/a", "Merangin page"),
    ("TERAMPIL", "5", "20", "60", "II/b", "Merangin page; follows the golongan (domain 10 row 9)"),
    ("MAHIR", "12.5", "50", "100", "III/a", "BKN slides; follows the golongan (domain 10 row 9)"),
    ("PENYELIA", "25", "100", None, "III/c", "Merangin page"),
]


@pytest.mark.parametrize(("predicate", "value"), PERCENTS)
def test_a_predicate_is_worth_its_per_cent_of_4_1(predicate: str, value: str) -> None:
    assert credit.percent(Predicate(predicate), FIGURES) == D(value)


@pytest.mark.parametrize(("level", "value", "rank", "next_level", "golongan", "source"), LEVELS)
def test_a_level_has_its_coefficient_and_needs_of_4_2_and_4_4(
    level: str, value: str, rank: str, next_level: str | None, golongan: str, source: str
) -> None:
    assert credit.coefficient(Level(level), FIGURES) == D(value), source
    wanted = Need(D(rank), D(next_level) if next_level else None)
    assert credit.need(Level(level), golongan, FIGURES) == wanted, BKN


def test_every_level_and_predicate_stands_in_the_tables() -> None:
    assert {row[0] for row in LEVELS} == set(Level) == set(credit.RANKS) == set(credit.LEVEL_LABELS)
    assert {row[0] for row in PERCENTS} == set(Predicate)


# Contradictions decided in domain research 10, rows 7, 8 and 9: what other sources print is an error here.
@pytest.mark.parametrize(
    ("level", "wrong", "source"),
    [
        ("AHLI_MUDA", "37.5", "one quiz (row 7)"),
        ("TERAMPIL", "8", "one developer's apps (row 8)"),
        ("PEMULA", "5", "one developer's apps (row 8)"),
    ],
)
def test_a_contradicting_coefficient_is_not_used(level: str, wrong: str, source: str) -> None:
    assert credit.coefficient(Level(level), FIGURES) != D(wrong), source


# level, predicate, months, kept with three decimals, shown with two, source
VECTORS = [
    ("AHLI_PERTAMA", "SANGAT_BAIK", 12, "18.750", "18.75", "BKN slide: 1.5 x 12.5"),
    ("AHLI_PERTAMA", "BAIK", 2, "2.083", "2.08", "BKN slide: 2/12 x 1 x 12.5"),
    ("AHLI_PERTAMA", "BAIK", 12, "12.500", "12.50", "one provincial template prints 12,500"),
    ("AHLI_MUDA", "BAIK", 12, "25.000", "25.00", "PerBKN 3/2023 p. 5: 100% x 25"),
    ("AHLI_UTAMA", "SANGAT_BAIK", 12, "75.000", "75.00", "4.1 x 4.2"),
    ("PEMULA", "SANGAT_KURANG", 12, "0.938", "0.94", "4.1 x 4.2, half up: 0.9375"),
    ("PEMULA", "SANGAT_KURANG", 1, "0.078", "0.08", "4.1 x 4.2 x 1/12"),
    ("AHLI_MADYA", "BUTUH_PERBAIKAN", 7, "16.406", "16.41", "4.1 x 4.2 x 7/12"),
]


@pytest.mark.parametrize(("level", "predicate", "months", "kept", "shown", "source"), VECTORS)
def test_points_follow_the_formula_of_4_3(
    level: str, predicate: str, months: int, kept: str, shown: str, source: str
) -> None:
    found = credit.points(
        percent=credit.percent(Predicate(predicate), FIGURES),
        coefficient=credit.coefficient(Level(level), FIGURES),
        months=months,
    )
    assert (found, credit.shown(found)) == (D(kept), D(shown)), source


# The sums of 4.3: accumulation of the BKN slide, and three years of the annex of PerBKN 3/2023.
SUMS = [(["18.750", "2.083"], "20.83"), (["25.000"] * 3, "75.00")]


@pytest.mark.parametrize(("parts", "total"), SUMS, ids=["20.83", "75"])
def test_points_add_up_and_are_rounded_once(parts: list[str], total: str) -> None:
    found = credit.gathered((Level.FIRST_EXPERT, D(part)) for part in parts)
    assert credit.shown(found[Level.FIRST_EXPERT]) == D(total)


def test_rounding_comes_after_the_sum() -> None:
    thirds = [D("2.083")] * 6  # a year of Ahli Pertama in pieces of two months
    assert credit.shown(sum(thirds, D(0))) == D("12.50")
    assert sum((credit.shown(part) for part in thirds), D(0)) == D("12.48")


def test_points_of_one_level_are_not_those_of_another() -> None:
    rows = [(Level.SKILLED, D("60")), (Level.PROFICIENT, D("12.5")), (Level.SKILLED, D("2"))]
    assert credit.gathered(rows) == {Level.SKILLED: D("62"), Level.PROFICIENT: D("12.5")}


# Golongan ruang of 4.2 with the figure of 4.4 once more for each rank: points are not reset by a rank.
STEPS = [
    ("AHLI_PERTAMA", "III/a", "50"),
    ("AHLI_PERTAMA", "III/b", "100"),
    ("AHLI_MUDA", "III/c", "100"),
    ("AHLI_MUDA", "III/d", "200"),
    ("AHLI_MADYA", "IV/a", "150"),
    ("AHLI_MADYA", "IV/b", "300"),
    ("AHLI_MADYA", "IV/c", "450"),
    ("AHLI_UTAMA", "IV/d", "200"),
    ("AHLI_UTAMA", "IV/e", None),
    ("PEMULA", "II/a", "15"),
    ("TERAMPIL", "II/b", "20"),
    ("TERAMPIL", "II/c", "40"),
    ("TERAMPIL", "II/d", "60"),
    ("MAHIR", "III/a", "50"),
    ("MAHIR", "III/b", "100"),
    ("PENYELIA", "III/c", "100"),
    ("PENYELIA", "III/d", None),
    ("AHLI_PERTAMA", "III/c", None),
    ("AHLI_PERTAMA", "IX", None),
    ("AHLI_PERTAMA", "", None),
]


@pytest.mark.parametrize(("level", "golongan", "needed"), STEPS)
def test_each_rank_of_a_level_asks_the_figure_once_more(
    level: str, golongan: str, needed: str | None
) -> None:
    found = credit.need(Level(level), golongan, FIGURES)
    assert found.for_rank == (D(needed) if needed else None)


@pytest.mark.parametrize("level", [level for level in Level if credit.NEXT_LEVEL[level]])
def test_the_last_rank_asks_what_the_next_level_asks(level: Level) -> None:
    found = credit.need(level, credit.RANKS[level][-1], FIGURES)
    assert found.for_rank == found.for_level, "4.2 and 4.4 agree"


@pytest.mark.parametrize(
    ("total", "needed", "left"),
    [("62.5", "50", "12.5"), ("50", "50", "0"), ("37.5", "50", "-12.5"), ("37.5", None, None)],
)
def test_surplus_and_shortage(total: str, needed: str | None, left: str | None) -> None:
    found = credit.surplus(D(total), D(needed) if needed else None)
    assert found == (D(left) if left is not None else None)


# A month belongs to the post that was held on its 15th day (decided here on domain 4.3).
MONTHS = [
    (date(2026, 1, 1), date(2026, 12, 31), Months(1, 12)),
    (date(2024, 3, 1), date(2030, 1, 1), Months(1, 12)),
    (date(2026, 1, 1), date(2026, 2, 28), Months(1, 2)),
    (date(2026, 1, 1), date(2026, 6, 15), Months(1, 6)),
    (date(2026, 6, 16), date(2026, 12, 31), Months(7, 12)),
    (date(2026, 1, 1), date(2026, 6, 14), Months(1, 5)),
    (date(2026, 6, 15), date(2026, 12, 31), Months(6, 12)),
    (date(2026, 3, 16), date(2026, 4, 14), None),
    (date(2025, 1, 1), date(2025, 12, 31), None),
]


@pytest.mark.parametrize(("start", "end", "months"), MONTHS)
def test_months_are_counted_whole(start: date, end: date, months: Months | None) -> None:
    assert credit.months_of(start, end, 2026) == months


@pytest.mark.parametrize("day", range(1, 32))
def test_a_move_on_any_day_counts_every_month_once(day: int) -> None:
    moved_on = date(2026, 5, day)
    before = credit.months_of(date(2026, 1, 1), date.fromordinal(moved_on.toordinal() - 1), 2026)
    after = credit.months_of(moved_on, date(2026, 12, 31), 2026)
    assert before is not None
    assert after is not None
    assert before.count + after.count == 12
    assert not before.overlaps(after)


MAY, NOT_YET = "Dapat dipertimbangkan untuk kenaikan", "Belum dapat dipertimbangkan untuk kenaikan"

# total, predicates newest first, rank and level may be considered, source
CONCLUSIONS = [
    ("100", ["BAIK", "BAIK"], MAY, MAY, "4.4: at least Baik"),
    ("50", ["BAIK", "SANGAT_BAIK"], MAY, NOT_YET, "4.4: 50 for the rank, 100 for the level"),
    ("49.999", ["SANGAT_BAIK", "SANGAT_BAIK"], NOT_YET, NOT_YET, "4.4: 50 are asked"),
    ("100", ["BUTUH_PERBAIKAN", "BAIK"], NOT_YET, NOT_YET, "PerBKN 3/2023 p. 5: at least Baik"),
    ("100", ["BAIK", "BUTUH_PERBAIKAN"], NOT_YET, MAY, "9.1: the last two years for a rank"),
    ("100", ["BAIK", "BAIK", "KURANG"], MAY, MAY, "9.1: older years do not count"),
    ("100", ["BAIK"], MAY, MAY, "as far as years are known"),
    ("100", [], NOT_YET, NOT_YET, "no predicate is not Baik"),
]


@pytest.mark.parametrize(("total", "predicates", "rank", "level", "source"), CONCLUSIONS)
def test_the_conclusion_asks_for_points_and_predicate(
    total: str, predicates: list[str], rank: str, level: str, source: str
) -> None:
    found = credit.conclusion(D(total), Need(D(50), D(100)), [Predicate(each) for each in predicates])
    assert found == [f"{rank} pangkat.", f"{level} jenjang."], source


def test_the_last_level_asks_for_no_next_one() -> None:
    asked = credit.need(Level.MAIN_EXPERT, "IV/d", FIGURES)
    assert credit.conclusion(D(200), asked, [Predicate.GOOD]) == [f"{MAY} pangkat."]
    assert credit.conclusion(D(200), Need(None, None), [Predicate.GOOD]) == []
