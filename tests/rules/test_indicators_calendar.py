"""Dates of a year, its figures, and on which days a plan can be submitted."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import (
    DEFAULT_FIGURES,
    PARTS,
    Confidence,
    RatingDays,
    TermKind,
    Window,
    by_subject,
    check_windows,
    default_dates,
    default_terms,
    rhythm_fault,
    shared_span,
    subject_of,
    submission_window,
)
from organizations.rules import Span

PLANNING = Span(date(2025, 12, 1), date(2026, 1, 31))


def test_a_year_begins_with_the_usual_windows():
    assert asdict(default_dates(2026, on=date(2025, 11, 3))) == {
        "started_on": date(2026, 1, 1),
        "ended_on": date(2026, 12, 31),
        "planning_from": date(2025, 12, 1),
        "planning_until": date(2026, 1, 31),
        "annual_from": date(2026, 12, 1),
        "annual_until": date(2027, 1, 31),
        "award_from": date(2027, 2, 1),
        "award_until": date(2027, 2, 28),
    }


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2025, 12, 31), date(2026, 1, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 1, 2), date(2026, 2, 1)),
        (date(2026, 11, 22), date(2026, 12, 22)),
        (date(2026, 12, 20), date(2026, 12, 31)),
        (date(2027, 3, 1), date(2026, 12, 31)),
    ],
)
def test_a_year_that_is_already_running_leaves_thirty_days_for_planning(on, until):
    assert default_dates(2026, on=on).planning_until == until


def test_the_quarters_are_due_ten_days_after_their_end_and_the_annual_term_is_final():
    terms = default_terms(2026)

    assert [term.name for term in terms] == [
        "Triwulan I",
        "Triwulan II",
        "Triwulan III",
        "Triwulan IV",
        "Tahunan",
    ]
    assert [term.due_on for term in terms] == [
        date(2026, 4, 10),
        date(2026, 7, 10),
        date(2026, 10, 10),
        date(2027, 1, 10),
        date(2027, 1, 31),
    ]
    assert [term.ended_on for term in terms[:4]] == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]
    assert [term.kind for term in terms].count(TermKind.FINAL) == 1


@pytest.mark.parametrize(
    ("kind", "names", "ends"),
    [
        (TermKind.MONTHLY, ("Januari", "Februari", "Desember"), ((1, 31), (2, 29), (12, 31))),
        (TermKind.QUARTERLY, ("Triwulan I", "Triwulan II", "Triwulan IV"), ((3, 31), (6, 30), (12, 31))),
        (TermKind.HALF_YEARLY, ("Semester I", "Semester II", "Semester II"), ((6, 30), (12, 31), (12, 31))),
    ],
)
def test_a_year_is_divided_into_parts_without_gaps_and_one_annual_term(kind, names, ends):
    """Agencies define their periods, exactly one is Final (domain research 2.6.5)."""
    *parts, annual = default_terms(2028, kind)  # a leap year

    found = parts[0], parts[1], parts[-1]
    assert tuple(part.name for part in found) == names
    assert tuple((part.ended_on.month, part.ended_on.day) for part in found) == ends
    assert parts[0].started_on == date(2028, 1, 1)
    for before, part in zip(parts, parts[1:], strict=False):
        assert part.started_on == before.ended_on + timedelta(days=1)
    assert {part.kind for part in parts} == {kind}
    assert (annual.kind, annual.number, annual.rated_from) == (TermKind.FINAL, len(parts) + 1, None)


@given(year=st.integers(min_value=2020, max_value=2099), kind=st.sampled_from(list(PARTS)))
def test_usual_dates_always_fit(year, kind):
    dates = default_dates(year, on=date(year - 1, 6, 1))
    terms = default_terms(year, kind)
    due = {term.name: (term.ended_on, term.due_on) for term in terms}
    rating = {
        term.name: RatingDays(term.started_on, term.rated_from, term.rated_until) for term in terms[:-1]
    }

    assert check_windows(dates, due, rating) == []


@pytest.mark.parametrize(
    ("first", "last", "fields"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), []),
        (date(2025, 12, 31), date(2026, 4, 30), ["rated_from_7"]),
        (date(2026, 4, 2), date(2026, 4, 1), ["rated_until_7"]),
        (date(2025, 12, 31), date(2025, 12, 30), ["rated_from_7", "rated_until_7"]),
    ],
)
def test_days_of_rating_fit_or_are_told_at_their_fields(first, last, fields):
    dates = default_dates(2026, on=date(2025, 11, 3))
    rating = {"7": RatingDays(date(2026, 1, 1), first, last)}

    assert [field for field, _ in check_windows(dates, {}, rating)] == fields


@pytest.mark.parametrize(
    ("is_opened", "is_used", "word"),
    [(False, False, ""), (True, False, "dibuka"), (False, True, "dipakai"), (True, True, "dibuka")],
)
def test_the_rhythm_stays_once_a_year_is_open_or_used(is_opened, is_used, word):
    told = rhythm_fault(is_opened=is_opened, is_used=is_used)

    assert (told == "") == (word == "")
    assert word in told


def test_every_figure_has_a_subject_and_none_is_lost():
    found = by_subject(DEFAULT_FIGURES)

    assert sum(len(rows) for _, rows in found) == len(DEFAULT_FIGURES)
    assert all(subject_of(figure.key) != "Lainnya" for figure in DEFAULT_FIGURES)
    assert subject_of("ak_persen_baik") == "Angka kredit: persentase predikat", "the longest beginning"
    assert subject_of("sesuatu") == "Lainnya"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"planning_until": date(2025, 11, 30)}, "planning_until"),
        ({"annual_until": date(2026, 11, 30)}, "annual_until"),
        ({"award_until": date(2027, 1, 31)}, "award_until"),
        ({"planning_from": date(2027, 1, 1), "planning_until": date(2027, 1, 31)}, "planning_from"),
    ],
)
def test_a_window_that_ends_before_it_starts_is_told_at_its_field(changes, field):
    dates = replace(default_dates(2026, on=date(2025, 11, 3)), **changes)

    assert [name for name, _ in check_windows(dates, {})] == [field]


def test_a_term_is_not_due_before_it_ends():
    dates = default_dates(2026, on=date(2025, 11, 3))

    assert [name for name, _ in check_windows(dates, {"due_1": (date(2026, 3, 31), date(2026, 3, 30))})] == [
        "due_1"
    ]


@pytest.mark.parametrize(
    ("on", "started_on", "was_submitted", "window"),
    [
        (date(2025, 11, 30), date(2020, 1, 1), False, Window.NOT_YET),
        (date(2025, 12, 1), date(2020, 1, 1), False, Window.OPEN),
        (date(2026, 1, 31), date(2020, 1, 1), False, Window.OPEN),
        (date(2026, 2, 1), date(2020, 1, 1), False, Window.OVER),
        (date(2026, 2, 1), date(2020, 1, 1), True, Window.OPEN),
        (date(2026, 7, 15), date(2026, 7, 1), False, Window.OPEN),
        (date(2026, 2, 1), date(2025, 12, 1), False, Window.OVER),
        (date(2026, 2, 1), date(2025, 12, 2), False, Window.OPEN),
    ],
)
def test_the_window_of_submission(on, started_on, was_submitted, window):
    found = submission_window(
        planning=PLANNING, placement_started_on=started_on, was_submitted=was_submitted, on=on
    )

    assert found == window


YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("placement", "shared"),
    [
        (Span(date(2010, 3, 1), None), YEAR),
        (Span(date(2026, 7, 1), None), Span(date(2026, 7, 1), date(2026, 12, 31))),
        (Span(date(2010, 3, 1), date(2026, 6, 30)), Span(date(2026, 1, 1), date(2026, 6, 30))),
        (Span(date(2010, 3, 1), date(2025, 12, 31)), None),
        (Span(date(2027, 1, 1), None), None),
    ],
)
def test_a_plan_spans_what_year_and_placement_share(placement, shared):
    assert shared_span(YEAR, placement) == shared


def test_a_period_without_end_has_no_span():
    assert shared_span(Span(date(2026, 1, 1), None), YEAR) is None


def test_every_figure_has_a_source_and_a_date_and_decided_ones_ask_to_be_confirmed():
    assert len({figure.key for figure in DEFAULT_FIGURES}) == len(DEFAULT_FIGURES)
    for figure in DEFAULT_FIGURES:
        assert figure.source
        assert figure.sourced_on
        assert figure.value >= 0
        assert figure.confirmed is (figure.confidence == Confidence.SOURCE)


def test_the_award_weights_sum_to_a_hundred():
    weights = [figure.value for figure in DEFAULT_FIGURES if figure.key.startswith("penghargaan_bobot")]

    assert sum(weights) == Decimal(100)
