"""Whose turn it is, and working days between two days."""

from __future__ import annotations

from datetime import date

import pytest

from desk.rules.waiting import GROUPS, OF_PLAN, Side, Stage, Standing, Wait, turn_of, words_of
from organizations.rules.workdays import is_working_day, working_days_after

# stage, standing, whose turn, words; source: MOVES of a plan and of an evaluation, PermenPANRB 6/2022
TURNS = [
    (Stage.PLAN, Standing.NO_PLAN, Side.OWNER, "SKP belum dibuat"),
    (Stage.NOTE, Standing.DRAFT, Side.OWNER, "SKP masih draf"),
    (Stage.SHARED, Standing.RETURNED, Side.OWNER, "SKP dikembalikan dengan saran"),
    (Stage.PLAN, Standing.SUBMITTED, Side.SUPERIOR, "SKP diajukan"),
    (Stage.PLAN, Standing.DONE, Side.NOBODY, "SKP disepakati"),
    (Stage.NOTE, Standing.MISSING, Side.OWNER, "Belum ada catatan"),
    (Stage.REALISATION, Standing.MISSING, Side.OWNER, "Belum ada realisasi"),
    (Stage.FEEDBACK, Standing.MISSING, Side.SUPERIOR, "Belum ada umpan balik"),
    (Stage.TALK, Standing.MISSING, Side.SUPERIOR, "Belum ada dialog"),
    (Stage.SELF, Standing.MISSING, Side.OWNER, "Penilaian diri belum dikirim"),
    (Stage.RATED, Standing.MISSING, Side.SUPERIOR, "Belum dinilai"),
    (Stage.SHARED, Standing.MISSING, Side.SUPERIOR, "Belum dinilai"),
    (Stage.SHARED, Standing.UNSHARED, Side.SUPERIOR, "Dinilai, belum dibagikan"),
    (Stage.SHARED, Standing.OFFERED, Side.MEETING, "Dalam kalibrasi"),
    (Stage.ISSUED, Standing.OBJECTED, Side.SUPERIOR, "Keberatan, menunggu penjelasan"),
    (Stage.ISSUED, Standing.EXPLAINED, Side.UPPER, "Keberatan, menunggu putusan"),
    (Stage.ISSUED, Standing.UNISSUED, Side.OFFICE, "Dibagikan, dokumen belum terbit"),
    (Stage.RATED, Standing.AHEAD, Side.NOBODY, "Belum waktunya"),
    (Stage.NOTE, Standing.DONE, Side.NOBODY, "Sudah ada"),
]


@pytest.mark.parametrize(("stage", "standing", "side", "words"), TURNS)
def test_whose_turn_it_is(stage: Stage, standing: Standing, side: Side, words: str) -> None:
    assert (turn_of(stage, standing), words_of(stage, standing)) == (side, words)


def test_every_stage_stands_in_one_group_and_every_standing_has_words() -> None:
    assert sorted(stage for stages in GROUPS.values() for stage in stages) == sorted(Stage)
    assert all(words_of(stage, standing) for stage in Stage for standing in (*OF_PLAN, *Standing))


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (Wait(Side.NOBODY), ""),
        (Wait(Side.SUPERIOR, "Hendra Wijaya", 10), "menunggu Hendra Wijaya"),
        (Wait(Side.UPPER), "menunggu BKD: atasan pejabat penilai belum ditetapkan"),
        (Wait(Side.OFFICE), "menunggu BKD"),
    ],
)
def test_who_is_waited_for_in_words(wait: Wait, words: str) -> None:
    assert str(wait) == words


HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 26)}  # a Friday and a Saturday


@pytest.mark.parametrize(
    ("start", "until", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 6), date(2026, 11, 20), 10),
        (date(2026, 12, 24), date(2026, 12, 28), 1),
        (date(2026, 11, 23), date(2026, 11, 20), 0),
    ],
)
def test_working_days_between_two_days(start: date, until: date, days: int) -> None:
    assert working_days_after(start, until, HOLIDAYS) == days


def test_counting_by_weeks_agrees_with_counting_day_by_day() -> None:
    first = date(2026, 11, 1).toordinal()
    for begin in range(first, first + 8):
        for end in range(begin, begin + 70):
            days = sum(is_working_day(date.fromordinal(day), HOLIDAYS) for day in range(begin + 1, end + 1))
            start, until = date.fromordinal(begin), date.fromordinal(end)
            assert working_days_after(start, until, HOLIDAYS) == days
