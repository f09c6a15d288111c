"""When a digest is due: rhythm, office hours, silence when nothing moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from reviews.rules.reminder import (
    Digest,
    Rhythm,
    Silence,
    asks_what_hinders,
    earliest,
    in_office_hours,
    is_due,
    leaves_at,
    pause,
    repeats,
    silence,
    subject,
)

MONDAY = date(2026, 11, 23)
SKP, NOTE = "Susun SKP 2026", "Catat kemajuan Triwulan IV"


def digests(*days_ago: int, titles: tuple[str, ...] = (SKP,)) -> list[Digest]:
    return [Digest(MONDAY - timedelta(days=days), titles) for days in days_ago]


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [
        ("2026-11-23 07:59:59", False),
        ("2026-11-23 08:00", True),
        ("2026-11-23 15:59:59", True),
        ("2026-11-23 16:00", False),
        ("2026-11-27 12:00", True),
        ("2026-11-28 12:00", False),
        ("2026-11-29 12:00", False),
    ],
)
def test_digests_leave_on_weekdays_in_office_hours(moment: str, open_now: bool) -> None:
    assert in_office_hours(datetime.fromisoformat(moment)) is open_now


@pytest.mark.parametrize(
    ("rhythm", "days_ago", "titles", "due"),
    [
        # never sent before: at once
        ("MINGGUAN", (), (SKP,), True),
        ("HARIAN", (), (SKP,), True),
        # nothing waits: nothing leaves
        ("HARIAN", (), (), False),
        ("MINGGUAN", (90,), (), False),
        # who wants no mail gets none
        ("TIDAK", (), (SKP,), False),
        # something new: the rhythm of the person, at most one a day
        ("HARIAN", (0,), (SKP, NOTE), False),
        ("HARIAN", (1,), (SKP, NOTE), True),
        ("MINGGUAN", (6,), (SKP, NOTE), False),
        ("MINGGUAN", (7,), (SKP, NOTE), True),
        # the same again: after a week, two weeks, four weeks, four weeks
        ("MINGGUAN", (6,), (SKP,), False),
        ("MINGGUAN", (7,), (SKP,), True),
        ("MINGGUAN", (13, 20), (SKP,), False),
        ("MINGGUAN", (14, 21), (SKP,), True),
        ("MINGGUAN", (27, 41, 48), (SKP,), False),
        ("MINGGUAN", (28, 42, 49), (SKP,), True),
        ("MINGGUAN", (28, 56, 70, 77), (SKP,), True),
        # daily: 1, 2, 4, 8, 16, 28 days
        ("HARIAN", (1,), (SKP,), True),
        ("HARIAN", (1, 2), (SKP,), False),
        ("HARIAN", (2, 3), (SKP,), True),
        ("HARIAN", (27, 43, 51, 55, 57, 58), (SKP,), False),
        ("HARIAN", (28, 44, 52, 56, 58, 59), (SKP,), True),
        # one of two was done: that is an answer, the rhythm begins anew
        ("HARIAN", (1, 2), (NOTE,), True),
    ],
)
def test_when_a_digest_is_due(
    rhythm: str, days_ago: tuple[int, ...], titles: tuple[str, ...], due: bool
) -> None:
    assert is_due(Rhythm(rhythm), digests(*days_ago), titles, MONDAY) is due


@pytest.mark.parametrize(("until", "due"), [(MONDAY - timedelta(days=1), True), (MONDAY, False)])
def test_a_pause_holds_until_its_last_day(until: date, due: bool) -> None:
    assert is_due(Rhythm.DAILY, [], [SKP], MONDAY, until) is due


def test_the_order_of_the_tasks_makes_no_new_digest() -> None:
    assert repeats(digests(7, 14, titles=(SKP, NOTE)), [NOTE, SKP]) == 2
    assert repeats([*digests(7), *digests(14, titles=(NOTE,)), *digests(21)], [SKP]) == 1


@pytest.mark.parametrize(
    ("days_ago", "asks"), [((), False), ((7,), False), ((7, 14), True), ((7, 14, 21), True)]
)
def test_the_third_digest_with_the_same_tasks_asks_what_hinders(
    days_ago: tuple[int, ...], asks: bool
) -> None:
    assert asks_what_hinders(digests(*days_ago), [SKP]) is asks


def test_the_earliest_day_never_passes_the_day_that_is_due() -> None:
    assert earliest(Rhythm.NEVER, None, MONDAY) is None
    assert earliest(Rhythm.WEEKLY, None, MONDAY) == MONDAY
    assert earliest(Rhythm.WEEKLY, digests(3)[0], MONDAY) == MONDAY + timedelta(days=4)
    assert all(pause(Rhythm.DAILY, same) >= 1 for same in range(9))


def test_the_subject_counts_and_says_no_more() -> None:
    assert subject(1) == "Satu hal yang bisa Anda lanjutkan minggu ini"
    assert subject(3) == "Tiga hal yang bisa Anda lanjutkan minggu ini"
    assert subject(12) == "12 hal yang bisa Anda lanjutkan minggu ini"


# --- Reminders that a desk sends ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "leaves"),
    [
        ("2026-11-20T15:59", "2026-11-20T15:59"),
        ("2026-11-20T16:00", "2026-11-23T08:00"),
        ("2026-11-22T10:42", "2026-11-23T08:00"),
        ("2026-11-23T07:10", "2026-11-23T08:00"),
    ],
)
def test_a_reminder_of_a_desk_leaves_in_office_hours(asked: str, leaves: str) -> None:
    assert leaves_at(datetime.fromisoformat(asked)) == datetime.fromisoformat(leaves)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, None),
        ({"is_active": False}, Silence.LEFT),
        ({"is_away": True}, Silence.AWAY),
        ({"rhythm": Rhythm.NEVER}, Silence.NEVER),
        ({"paused_until": date(2026, 11, 23)}, Silence.PAUSED),
        ({"paused_until": date(2026, 11, 22)}, None),
        ({"has_address": False}, Silence.ADDRESS),
        ({"last": date(2026, 11, 21)}, Silence.LATELY),
        ({"last": date(2026, 11, 20)}, None),
    ],
)
def test_whom_a_desk_does_not_reach(facts: dict[str, object], why: Silence | None) -> None:
    usual = {"on": date(2026, 11, 23), "last": None, "rhythm": Rhythm.WEEKLY, "paused_until": None}
    usual |= {"is_active": True, "is_away": False, "has_address": True}
    assert silence(**usual | facts) == why  # type: ignore[arg-type]
