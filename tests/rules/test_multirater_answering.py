"""When a form may be sent (measurement research 4.1, rule 3) and how much of it must be answered."""

from __future__ import annotations

from datetime import date

import pytest

from multirater.rules.answering import Door, door, has_seen_enough, least_seen

FIRST, LAST, LATEST = date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 14)


@pytest.mark.parametrize(
    ("status", "on", "late_until", "releases", "expected"),
    [
        pytest.param("DIBUKA", date(2026, 10, 31), None, 0, Door.NOT_YET, id="the day before"),
        pytest.param("PENGUSULAN", date(2026, 11, 5), None, 0, Door.NOT_YET, id="while raters are proposed"),
        pytest.param("RANCANGAN", date(2026, 11, 5), None, 0, Door.NOT_YET, id="a draft"),
        pytest.param("DIBUKA", FIRST, None, 0, Door.OPEN, id="the first day"),
        pytest.param("DIBUKA", LAST, None, 0, Door.OPEN, id="the last day"),
        pytest.param("DIBUKA", date(2026, 12, 1), None, 0, Door.OVER, id="the day after, no late ones"),
        pytest.param(
            "DIBUKA", date(2026, 12, 1), LATEST, 0, Door.OPEN, id="after the last day, not closed yet"
        ),
        pytest.param("DITUTUP", date(2026, 11, 30), None, 0, Door.OVER, id="closed, no late ones"),
        pytest.param("DITUTUP", date(2026, 11, 29), LATEST, 0, Door.LATE, id="closed early"),
        pytest.param("DITUTUP", LATEST, LATEST, 0, Door.LATE, id="the last late day"),
        pytest.param("DITUTUP", date(2026, 12, 15), LATEST, 0, Door.OVER, id="after the last late day"),
        # rule 3: late forms go to the next release, and only if enough arrive together
        pytest.param("DIRILIS", LATEST, LATEST, 1, Door.LATE, id="after the first release"),
        pytest.param("DIRILIS", LATEST, LATEST, 2, Door.OVER, id="after the release of the late ones"),
        pytest.param("DIBATALKAN", LAST, None, 0, Door.CANCELLED, id="cancelled"),
    ],
)
def test_a_round_takes_forms_on_its_days(
    status: str, on: date, late_until: date | None, releases: int, expected: Door
) -> None:
    days = {"answer_from": FIRST, "answer_until": LAST, "late_until": late_until}

    assert door(status, on, **days, releases=releases) == expected


@pytest.mark.parametrize(
    ("judged", "items", "expected"),
    [
        pytest.param(7, 7, True, id="all"),
        pytest.param(5, 7, True, id="five of seven"),
        pytest.param(4, 7, False, id="four of seven are 57 percent"),
        pytest.param(3, 5, True, id="sixty percent exactly"),
        pytest.param(0, 1, False, id="nothing seen"),
        pytest.param(0, 0, True, id="a questionnaire of open questions"),
    ],
)
def test_enough_of_the_work_was_seen(judged: int, items: int, expected: bool) -> None:
    scores = {number: 3 if number <= judged else None for number in range(1, items + 1)}

    assert has_seen_enough(scores, scores) is expected
    assert (judged >= least_seen(items)) is expected
