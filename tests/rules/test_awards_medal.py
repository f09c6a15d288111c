"""Satyalancana Karya Satya: months of service, classes and conditions (domain research 9.2, 8.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from awards.rules.medal import Condition, Standing, answers, standing
from awards.rules.record import RecordKind
from awards.rules.service import (
    Career,
    Mark,
    Medal,
    Policy,
    due,
    first_day,
    month_of,
    month_words,
    reached,
    service,
    span_words,
    start_of,
)
from reviews.rules.evaluation import Predicate

NEVER, SUBTRACTED = Policy(), Policy(subtracts_leave=True)
GOOD = ((2025, Predicate.GOOD), (2024, Predicate.EXCELLENT))


def m(year: int, month: int) -> int:
    return month_of(date(year, month, 1))


def mark(
    kind: str, start: date = date(2018, 1, 15), end: date | None = None, threat: int | None = None
) -> Mark:
    return Mark(RecordKind(kind), start, end, threat)


@pytest.mark.parametrize(
    ("nip", "expected"),
    [
        ("196608011988031001", (1988, 3)),  # domain research 8.1, the printed example
        ("199001012015122003", (2015, 12)),
        ("199312282025212001", None),  # NI PPPK: 21 in place of the month (domain research 8.2)
        ("199001012015002003", None),
        ("199001012015132003", None),
        ("199001012007011003", (2007, 1)),  # 17 years old in that month
        ("199002012007011003", None),  # not yet 17: mistyped (domain research 8.1)
        ("199012012007111003", None),  # 16 years and eleven months
        ("199001011988032003", None),  # before the birth
        ("200002292018021001", (2018, 2)),  # born on a leap day
        ("199001019015032003", None),
        ("19900101201503200", None),
        ("1990010120150320033", None),
        ("WALIKOTA", None),
        ("", None),
        ("19900101201503200\u0663", None),  # an Arabic digit is no digit of a NIP
    ],
)
def test_start_is_read_from_the_nip(nip: str, expected: tuple[int, int] | None) -> None:
    assert start_of(nip) == (m(*expected) if expected else None)


@pytest.mark.parametrize(
    ("start", "on", "months", "words"),
    [
        ((2016, 3), (2026, 3), 120, "10 tahun"),  # exactly ten years: the month itself counts
        ((2016, 3), (2026, 2), 119, "9 tahun 11 bulan"),
        ((2016, 2), (2026, 2), 120, "10 tahun"),  # a leap year at the start
        ((2006, 11), (2026, 11), 240, "20 tahun"),
        ((2006, 11), (2026, 10), 239, "19 tahun 11 bulan"),
        ((1996, 12), (2026, 12), 360, "30 tahun"),
        ((1996, 12), (2026, 11), 359, "29 tahun 11 bulan"),
        ((2015, 12), (2026, 1), 121, "10 tahun 1 bulan"),
        ((2026, 3), (2026, 3), 0, "0 tahun"),
        ((2027, 1), (2026, 12), 0, "0 tahun"),  # appointed next month
        ((2017, 7), (2026, 11), 112, "9 tahun 4 bulan"),
        ((2026, 1), (2026, 5), 4, "4 bulan"),
    ],
)
def test_service_counts_whole_months(
    start: tuple[int, int], on: tuple[int, int], months: int, words: str
) -> None:
    assert service(Career(m(*start)), m(*on), NEVER) == months
    assert span_words(months) == words


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 31), date(2024, 2, 29), date(2026, 12, 31)])
def test_any_day_of_a_month_is_that_month(day: date) -> None:
    assert first_day(month_of(day)) == day.replace(day=1)


def test_months_are_written_in_indonesian() -> None:
    assert month_words(m(2027, 3)) == "Maret 2027"
    assert month_words(m(2026, 12)) == "Desember 2026"


@pytest.mark.parametrize(
    ("marks", "policy", "expected"),
    [
        ((), NEVER, (2026, 3)),
        # half of January and half of March 2018 are three months that leave touched
        ((mark("CLTN", date(2018, 1, 15), date(2018, 3, 15)),), SUBTRACTED, (2026, 6)),
        ((mark("CLTN", date(2018, 1, 15), date(2018, 3, 15)),), NEVER, (2026, 3)),  # closed by its condition
        # the same leave written twice counts once
        (
            (
                mark("CLTN", date(2018, 1, 1), date(2018, 2, 1)),
                mark("CLTN", date(2018, 2, 1), date(2018, 2, 28)),
            ),
            SUBTRACTED,
            (2026, 5),
        ),
        # leave in the months that leave added moves the day again
        ((mark("CLTN", date(2026, 2, 1), date(2026, 4, 30)),), SUBTRACTED, (2026, 6)),
        ((mark("CLTN", date(2015, 1, 1), date(2015, 12, 31)),), SUBTRACTED, (2026, 3)),  # before the start
        ((mark("CLTN", date(2016, 3, 31), date(2016, 3, 31)),), SUBTRACTED, (2026, 4)),  # the first month
        ((mark("CLTN", date(2026, 2, 1), date(2026, 2, 1)),), SUBTRACTED, (2026, 4)),  # the last one
        ((mark("CLTN", date(2026, 3, 1), date(2026, 3, 31)),), SUBTRACTED, (2026, 3)),  # after the years
        ((mark("CLTN", date(2020, 1, 1)),), SUBTRACTED, None),  # lasts
        ((mark("TERPUTUS", date(2018, 1, 1), date(2018, 6, 30)),), NEVER, (2028, 7)),  # counted anew
        ((mark("TERPUTUS", date(2018, 1, 1), date(2018, 6, 1)),), NEVER, (2028, 7)),
        ((mark("TERPUTUS", date(2018, 1, 1)),), NEVER, None),
        ((mark("TERPUTUS", date(2014, 1, 1), date(2014, 6, 1)),), NEVER, (2026, 3)),
    ],
)
def test_leave_and_breaks_move_the_month(
    marks: tuple[Mark, ...], policy: Policy, expected: tuple[int, int] | None
) -> None:
    found = reached(Career(m(2016, 3), marks), Medal.X, policy)

    assert found == (m(*expected) if expected else None)


def test_leave_is_left_out_of_the_service_told() -> None:
    career = Career(m(2016, 3), (mark("CLTN", date(2018, 1, 15), date(2018, 3, 15)),))

    assert service(career, m(2026, 6), SUBTRACTED) == 120
    assert service(career, m(2026, 6), NEVER) == 123
    first, now = mark("CLTN", date(2016, 3, 1), date(2016, 3, 2)), mark("CLTN", date(2026, 6, 1))
    assert service(Career(m(2016, 3), (first, now)), m(2026, 6), SUBTRACTED) == 122


def test_figures_of_a_period_make_the_policy() -> None:
    figures = {
        "satya_cltn": Decimal(1),
        "satya_predikat_tahun": Decimal(3),
        "satya_ancaman_pidana": Decimal(4),
    }

    assert Policy.of(figures) == Policy(subtracts_leave=True, good_years=3, threat_years=4)
    assert not Policy.of(figures | {"satya_cltn": Decimal(0)}).subtracts_leave


@pytest.mark.parametrize(
    ("start", "marks", "on", "expected"),
    [
        ((2016, 3), (), (2026, 11), (Medal.X, (2026, 3))),
        ((2017, 3), (), (2026, 11), (Medal.X, (2027, 3))),  # to come
        ((2016, 11), (), (2026, 11), (Medal.X, (2026, 11))),  # ten years this very month
        ((2006, 11), (), (2026, 11), (Medal.XX, (2026, 11))),
        ((1996, 11), (), (2026, 11), (Medal.XXX, (2026, 11))),
        ((1996, 12), (), (2026, 11), (Medal.XX, (2016, 12))),  # a month before thirty years
        ((2006, 3), (), (2026, 11), (Medal.XX, (2026, 3))),  # the highest, though X was never received
        ((2006, 12), (), (2026, 11), (Medal.X, (2016, 12))),  # X is open until XX is full
        ((2006, 12), (mark("SATYA_X"),), (2026, 11), (Medal.XX, (2026, 12))),
        ((1996, 1), (mark("SATYA_XX"),), (2026, 1), (Medal.XXX, (2026, 1))),
        ((1996, 12), (mark("SATYA_X"), mark("SATYA_XX")), (2026, 11), (Medal.XXX, (2026, 12))),
        ((1996, 1), (mark("SATYA_XXX"),), (2026, 1), None),
        ((2016, 3), (mark("TERPUTUS"),), (2026, 11), None),
        (None, (), (2026, 11), None),
    ],
)
def test_due_class(
    start: tuple[int, int] | None,
    marks: tuple[Mark, ...],
    on: tuple[int, int],
    expected: tuple[Medal, tuple[int, int]] | None,
) -> None:
    found = due(Career(m(*start) if start else None, marks), m(*on), NEVER)

    assert found == (expected and (expected[0], m(*expected[1])))


@pytest.mark.parametrize(
    ("marks", "predicates", "policy", "unmet", "expected"),
    [
        ((), GOOD, NEVER, set(), Standing.READY),
        ((mark("DISIPLIN_RINGAN"),), GOOD, NEVER, set(), Standing.READY),  # only medium and heavy count
        ((mark("DISIPLIN_SEDANG"),), GOOD, NEVER, {Condition.DISCIPLINE}, Standing.CLOSED),
        ((mark("DISIPLIN_BERAT"),), GOOD, NEVER, {Condition.DISCIPLINE}, Standing.CLOSED),
        ((mark("PIDANA", threat=5),), GOOD, NEVER, {Condition.SENTENCE}, Standing.CLOSED),
        ((mark("PIDANA", threat=4),), GOOD, NEVER, set(), Standing.READY),
        ((mark("PIDANA", threat=4),), GOOD, Policy(threat_years=4), {Condition.SENTENCE}, Standing.CLOSED),
        ((mark("CLTN", end=date(2018, 1, 20)),), GOOD, NEVER, {Condition.LEAVE}, Standing.CLOSED),  # Karimun
        ((mark("CLTN", end=date(2018, 1, 20)),), GOOD, SUBTRACTED, set(), Standing.READY),
        ((), ((2025, Predicate.GOOD), (2024, None)), NEVER, set(), Standing.UNSURE),
        ((), ((2025, Predicate.GOOD), (2024, Predicate.POOR)), NEVER, {Condition.PREDICATE}, Standing.CLOSED),
        ((), (), Policy(good_years=0), set(), Standing.READY),  # an agency that does not ask
    ],
)
def test_conditions(
    marks: tuple[Mark, ...],
    predicates: tuple[tuple[int, Predicate | None], ...],
    policy: Policy,
    unmet: set[Condition],
    expected: Standing,
) -> None:
    found = answers(Career(m(2016, 3), marks, predicates), Medal.X, m(2026, 11), policy)

    assert {answer.key for answer in found if answer.met is False} == unmet
    assert standing(found) == expected
    assert all(answer.fact and answer.label for answer in found)


@pytest.mark.parametrize(
    ("marks", "policy", "key", "met", "fact"),
    [
        ((), NEVER, Condition.SERVICE, True, "Masa kerja 10 tahun; 10 tahun genap pada Maret 2026."),
        (
            (mark("TERPUTUS"),),
            NEVER,
            Condition.SERVICE,
            False,
            "Masa kerja tidak terhitung selama terputus.",
        ),
        (
            (mark("CLTN"),),
            SUBTRACTED,
            Condition.SERVICE,
            False,
            "Cuti di luar tanggungan negara belum berakhir.",
        ),
        ((), NEVER, Condition.UNBROKEN, True, "Tidak ada catatan masa kerja terputus."),
        ((mark("CLTN"),), NEVER, Condition.UNBROKEN, True, "Tidak ada catatan masa kerja terputus."),
        ((mark("TERPUTUS"),), NEVER, Condition.UNBROKEN, False, "Masa kerja terputus dan belum berlanjut."),
        (
            (mark("TERPUTUS", end=date(2018, 6, 30)),),
            NEVER,
            Condition.UNBROKEN,
            True,
            "Pernah terputus; dihitung lagi sejak Juli 2018.",
        ),
        (
            (mark("PIDANA", threat=2), mark("PIDANA", threat=7), mark("PIDANA", threat=1)),
            NEVER,
            Condition.SENTENCE,
            False,
            "Ada catatan pidana dengan ancaman 7 tahun.",
        ),
        ((), Policy(good_years=0), Condition.PREDICATE, True, "Tidak diperiksa."),
    ],
)
def test_each_condition_tells_its_fact(
    marks: tuple[Mark, ...], policy: Policy, key: Condition, met: bool, fact: str
) -> None:
    found = {one.key: one for one in answers(Career(m(2016, 3), marks), Medal.X, m(2026, 3), policy)}

    assert (found[key].met, found[key].fact) == (met, fact)


def test_service_alone_is_a_matter_of_time() -> None:
    found = answers(Career(m(2017, 3), (), GOOD), Medal.X, m(2026, 11), NEVER)

    assert standing(found) == Standing.COMING
    assert "Masa kerja 9 tahun 8 bulan; 10 tahun genap pada Maret 2027." in {one.fact for one in found}


@pytest.mark.parametrize(("marks", "met"), [((), None), ((mark("SATYA_X"),), True)])
def test_medal_before_is_asked_and_never_stands_in_the_way(marks: tuple[Mark, ...], met: bool | None) -> None:
    found = answers(Career(m(2006, 3), marks, GOOD), Medal.XX, m(2026, 11), NEVER)

    before = next(one for one in found if one.key == Condition.BEFORE)
    assert before.met is met
    assert before.fact.startswith("Sudah" if met else "Belum")
    assert standing(found) == Standing.READY


def test_loyalty_is_left_to_people() -> None:
    found = answers(Career(m(2016, 3), (), GOOD), Medal.X, m(2026, 11), NEVER)

    assert [one.key for one in found if one.met is None] == [Condition.STATEMENT]


def test_who_is_no_civil_servant_is_told_only_that() -> None:
    found = answers(Career(None), Medal.X, m(2026, 11), NEVER)

    assert [one.key for one in found] == [Condition.CIVIL_SERVANT]
    assert standing(found) == Standing.CLOSED
