"""Talks: who may what in which state, proposed days, soft advice, words of what follows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.rules import Span
from organizations.rules.workdays import fixed_holidays, is_working_day
from reviews.rules.talk import (
    NOTICE,
    Side,
    TalkMove,
    TalkState,
    advice,
    can_plan_for,
    due_words,
    held_fault,
    proposals,
    refusal,
    state_of,
    time_fault,
)

TODAY = date(2026, 11, 22)  # a Sunday
HOLIDAYS = fixed_holidays(2026) | fixed_holidays(2027) | fixed_holidays(2028)
QUARTER = Span(date(2026, 10, 1), date(2026, 12, 31))
# move: the states in which it is possible
TABLE = """
RESCHEDULE PLANNED
CANCEL     PLANNED
ADD_POINT  PLANNED
WRITE      PLANNED NOTED
CONFIRM    NOTED
FINISH     NOTED FIXED
"""


@pytest.mark.parametrize("line", TABLE.split("\n")[1:-1])
@pytest.mark.parametrize("state", list(TalkState))
@pytest.mark.parametrize("side", list(Side))
def test_moves_are_possible_in_these_states_and_no_others(line: str, state: TalkState, side: Side) -> None:
    move, *states = line.split()

    told = refusal(TalkMove[move], state, side, planned_by=side)

    assert (told == "") == (state.name in states)


@pytest.mark.parametrize(
    ("side", "planned_by", "possible"),
    [
        (Side.EMPLOYEE, Side.EMPLOYEE, True),
        (Side.EMPLOYEE, Side.SUPERIOR, False),
        (Side.SUPERIOR, Side.EMPLOYEE, True),
        (Side.SUPERIOR, Side.SUPERIOR, True),
    ],
)
def test_what_the_superior_planned_is_cancelled_by_the_superior(
    side: Side, planned_by: Side, possible: bool
) -> None:
    told = refusal(TalkMove.CANCEL, TalkState.PLANNED, side, planned_by=planned_by)

    assert (told == "") == possible
    assert possible or "usulkan waktu lain" in told.replace("mengusulkan", "usulkan")


@pytest.mark.parametrize(
    ("is_cancelled", "is_held", "confirmed", "state"),
    [
        (False, False, [], TalkState.PLANNED),
        (True, False, [], TalkState.CANCELLED),
        (False, True, [], TalkState.NOTED),
        (False, True, [Side.EMPLOYEE], TalkState.NOTED),
        (False, True, [Side.SUPERIOR], TalkState.NOTED),
        (False, True, [Side.SUPERIOR, Side.EMPLOYEE], TalkState.FIXED),
    ],
)
def test_the_state_follows_from_the_columns(
    is_cancelled: bool, is_held: bool, confirmed: list[Side], state: TalkState
) -> None:
    assert state_of(is_cancelled=is_cancelled, is_held=is_held, confirmed=confirmed) == state


@pytest.mark.parametrize(
    ("moment", "is_away", "words"),
    [
        (datetime(2026, 11, 25, 10), False, []),
        (datetime(2026, 11, 28, 10), False, ["Sabtu"]),
        (datetime(2026, 12, 25, 10), False, ["Hari Raya Natal"]),
        (datetime(2026, 11, 25, 6, 59), False, ["07.00"]),
        (datetime(2026, 11, 25, 18, 0), False, []),
        (datetime(2026, 11, 25, 18, 1), False, ["07.00"]),
        (datetime(2027, 1, 5, 10), False, ["masa yang dibicarakan"]),
        (datetime(2026, 11, 25, 10), True, ["tidak bekerja"]),
        (datetime(2027, 1, 2, 20), True, ["Sabtu", "07.00", "masa yang dibicarakan", "tidak bekerja"]),
    ],
)
def test_advice_says_what_speaks_against_a_moment(moment: datetime, is_away: bool, words: list[str]) -> None:
    told = advice(moment, term=QUARTER, is_away=is_away, holidays=HOLIDAYS)

    assert len(told) == len(words)
    assert all(word in sentence for word, sentence in zip(words, told, strict=True))


def test_a_small_team_has_two_talks_a_day() -> None:
    found = proposals(3, today=TODAY, holidays=HOLIDAYS, until=date(2026, 12, 31))

    assert found == [
        datetime(2026, 11, 25, 9, 0),
        datetime(2026, 11, 25, 13, 30),
        datetime(2026, 11, 26, 9, 0),
    ]


def test_a_large_team_has_four_a_day_and_goes_on_after_the_quarter() -> None:
    found = proposals(21, today=date(2026, 12, 21), holidays=HOLIDAYS, until=date(2026, 12, 31))

    assert found[:4] == [
        datetime.combine(date(2026, 12, 24), time(*slot)) for slot in ((9,), (10,), (13, 30), (14, 30))
    ]
    assert found[-1] == datetime(2027, 1, 4, 9)


def test_moments_that_are_taken_are_left_out() -> None:
    (found,) = proposals(
        1, today=TODAY, holidays=HOLIDAYS, until=QUARTER.ended_on, taken={datetime(2026, 11, 25, 9)}
    )

    assert found == datetime(2026, 11, 25, 13, 30)


@given(
    count=st.integers(0, 120),
    today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    ahead=st.integers(-30, 90),
)
def test_proposals_are_enough_distinct_ahead_and_never_advised_against(
    count: int, today: date, ahead: int
) -> None:
    found = proposals(count, today=today, holidays=HOLIDAYS, until=today + timedelta(days=ahead))

    assert len(found) == len(set(found)) == count
    assert found == sorted(found)
    for moment in found:
        assert moment.date() >= today + timedelta(days=NOTICE)
        assert is_working_day(moment.date(), HOLIDAYS)
        assert advice(moment, term=Span(today, None), is_away=False, holidays=HOLIDAYS) == []


@pytest.mark.parametrize(
    ("moment", "word"),
    [
        (datetime(2026, 11, 22, 10, 41), "di depan"),
        (datetime(2026, 11, 22, 10, 42), ""),
        (datetime(2027, 1, 31, 23, 0), ""),
        (datetime(2027, 2, 1, 0, 0), "31-01-2027"),
    ],
)
def test_a_talk_is_planned_ahead_and_within_the_evaluation(moment: datetime, word: str) -> None:
    told = time_fault(moment, now=datetime(2026, 11, 22, 10, 42), latest=date(2027, 1, 31))

    assert (told == "") == (word == "")
    assert word in told


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2026, 9, 30), "01-10-2026"),
        (date(2026, 10, 1), ""),
        (TODAY, ""),
        (date(2026, 11, 23), "hari ini"),
    ],
)
def test_a_talk_was_held_between_the_start_of_the_quarter_and_today(day: date, word: str) -> None:
    told = held_fault(day, first=date(2026, 10, 1), today=TODAY)

    assert (told == "") == (word == "")
    assert word in told


@pytest.mark.parametrize(("day", "possible"), [(31, True), (32, False), (-90, True)])
def test_a_quarter_is_planned_for_until_a_month_after_it(day: int, possible: bool) -> None:
    assert can_plan_for(QUARTER, on=QUARTER.ended_on + timedelta(days=day)) == possible


@pytest.mark.parametrize(
    ("days", "done", "words"),
    [
        (-9, False, "Masih terbuka"),
        (0, False, "Hari ini"),
        (1, False, "Besok"),
        (7, False, "7 hari lagi"),
        (8, False, "8 hari lagi"),
        (-9, True, "Selesai"),
    ],
)
def test_follow_ups_are_told_in_neutral_words(days: int, done: bool, words: str) -> None:
    due = TODAY + timedelta(days=days)

    assert due_words(due_on=due, done_on=TODAY if done else None, today=TODAY)[0] == words
