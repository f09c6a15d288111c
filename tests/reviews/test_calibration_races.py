"""Two people at a calibration meeting in the same moment, on PostgreSQL: one wins, the other is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from reviews.models import CalibrationCase, CalibrationMeeting, Evaluation
from reviews.operations import calibration
from reviews.operations import meeting as meetings
from tests.scenes import RATED
from tests.test_races import assert_one_wins, at_once, fresh, meeting  # noqa: F401
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
DECISION = {"behaviour_rating": "DI_ATAS", "reason": "Bukti.", "spoke": ""}


@pytest.fixture
def held(meeting: World) -> CalibrationMeeting:  # noqa: F811
    return CalibrationMeeting.objects.create(
        unit=meeting.units["dinas"],
        term=meeting.final,
        held_on=TODAY,
        until=TODAY + DAY,
        led_by=meeting.citra,
        opened_by=meeting.gita,
        opened_at=NOW,
    )


@pytest.fixture
def row(meeting: World, held: CalibrationMeeting) -> Evaluation:  # noqa: F811
    return Evaluation.objects.create(
        plan=agreed_plan(meeting),
        term=meeting.final,
        appraiser=meeting.budi,
        status="KALIBRASI",
        offered_at=NOW,
        **RATED,
    )


def loaded(row: Evaluation) -> Evaluation:
    return Evaluation.objects.select_related("plan__placement", "plan__period", "term").get(pk=row.pk)


def deciding(world: World, held: CalibrationMeeting, row: Evaluation, results: str) -> Any:
    values: dict[str, Any] = DECISION | {"results_rating": results, "by": world.citra, "at": NOW}
    mine, one = fresh(held), loaded(row)
    return lambda: calibration.decide_case(meeting=mine, evaluation=one, version=one.version, **values)


def test_two_decisions_on_one_case(meeting, held, row) -> None:  # noqa: F811
    results = at_once(*(deciding(meeting, held, row, rating) for rating in ("DI_ATAS", "SESUAI")))

    assert_one_wins(results)
    case = CalibrationCase.objects.get()
    assert fresh(row).results_rating == case.results_rating


def test_deciding_while_the_superior_takes_back(meeting, held, row) -> None:  # noqa: F811
    one = loaded(row)
    results = at_once(
        deciding(meeting, held, row, "DI_ATAS"),
        lambda: calibration.take_back(evaluation=one, version=1, by=meeting.budi, at=NOW),
    )

    assert_one_wins(results, Conflict, Denied)
    assert (fresh(row).status == "KALIBRASI") == CalibrationCase.objects.exists()


def test_closing_while_the_leader_decides(meeting, held, row) -> None:  # noqa: F811
    mine = fresh(held)
    results = at_once(
        deciding(meeting, held, row, "DI_ATAS"),
        lambda: meetings.close_meeting(meeting=mine, version=1, by=meeting.gita, at=NOW),
    )

    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(error, Denied) for error in refused)
    assert fresh(held).closed_at is not None
    assert CalibrationCase.objects.exists() == (not refused)


def test_two_open_meetings_that_would_share_people(meeting, row, held) -> None:  # noqa: F811
    CalibrationMeeting.objects.update(closed_at=NOW)
    meeting.period.figures.filter(key="kalibrasi_kelompok_min").update(value=1)
    final = meeting.final

    def opening(unit: str) -> Any:
        days = {"held_on": TODAY, "until": TODAY + DAY, "led_by": meeting.citra}
        return lambda: meetings.open_meeting(
            unit=meeting.units[unit], term=final, by=meeting.gita, at=NOW, **days
        )

    assert_one_wins(at_once(opening("dinas"), opening("bidang")), Refused)
    assert CalibrationMeeting.objects.filter(closed_at=None).count() == 1
