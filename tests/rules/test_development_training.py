"""Trainings as pure rules: arrival, the queue, the days of registering."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from development.rules.training import (
    Registered,
    Waiting,
    next_in_queue,
    state_on_arrival,
    why_closed,
    words_of,
)

FIRST, SECOND = datetime(2026, 11, 1, 8), datetime(2026, 11, 1, 9)


@pytest.mark.parametrize(
    ("taken", "places", "state"),
    [
        (0, 1, Registered.PLACED),
        (1, 1, Registered.QUEUED),
        (2, 1, Registered.QUEUED),
        (19_999, None, Registered.PLACED),
    ],
)
def test_a_place_while_there_are_some(taken: int, places: int | None, state: Registered) -> None:
    assert state_on_arrival(taken, places) == state


@pytest.mark.parametrize(
    ("state", "is_cancelled", "words"),
    [
        ("", False, ""),
        ("", True, ""),
        ("TERDAFTAR", False, "Terdaftar"),
        ("TERDAFTAR", True, "Pelatihan dibatalkan"),
        ("ANTRE", True, "Pelatihan dibatalkan"),
        ("SELESAI", True, "Selesai diikuti"),
    ],
)
def test_a_place_in_a_cancelled_training_is_none(state: str, is_cancelled: bool, words: str) -> None:
    assert words_of(state, is_cancelled=is_cancelled) == words


@pytest.mark.parametrize(
    ("queue", "pk"),
    [  # decided here: plans with support first, then who came first
        ([], None),
        ([Waiting(1, False, SECOND), Waiting(2, False, FIRST)], 2),
        ([Waiting(1, False, FIRST), Waiting(2, True, SECOND)], 2),
        ([Waiting(2, True, FIRST), Waiting(1, True, FIRST)], 1),
    ],
)
def test_who_gets_a_place_that_came_free(queue: list[Waiting], pk: int | None) -> None:
    found = next_in_queue(queue)
    assert (found.pk if found else None) == pk


@pytest.mark.parametrize(
    ("on", "is_cancelled", "word"),
    [
        (date(2026, 11, 30), False, ""),
        (date(2026, 12, 1), False, "sudah berakhir"),
        (date(2026, 11, 1), True, "dibatalkan"),
    ],
)
def test_registering_ends_after_its_last_day(on: date, is_cancelled: bool, word: str) -> None:
    said = why_closed(register_until=date(2026, 11, 30), is_cancelled=is_cancelled, on=on)
    assert word in said
    assert bool(said) is bool(word)
