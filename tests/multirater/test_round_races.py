"""Two at the desk, or two raters stepping aside, in the same moment; only PostgreSQL lets them truly meet."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from appraisal.errors import Conflict
from multirater.models import Comment, Invitation, Opinion, Release, Result
from multirater.operations.closing import close_round
from multirater.operations.invitation import decline
from multirater.operations.release import release_round
from tests.indicators.test_races import meet, office_of_threads
from tests.multirater.rows import Office, answer, build_office_of_rounds, invite, reviewee_of, round_of
from tests.world import NOW

__all__ = ["office_of_threads"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(office_of_threads: Any) -> Office:
    return build_office_of_rounds(office_of_threads)


def test_a_round_is_closed_and_released_once(office: Office) -> None:
    row = round_of(office)
    person, *peers = office.staff["umum"]
    reviewee = reviewee_of(office, row, person, office.heads["umum"])
    for rater in peers[:4]:
        answer(invite(reviewee, rater), dict.fromkeys(range(1, 8), 4), {8: "Sabar."})

    for act in (partial(close_round, early=True), release_round):
        row.refresh_from_db()
        raised = meet(*(partial(act, row=row, version=row.version, by=office.world.gita, at=NOW),) * 2)
        assert [type(error) for error in raised if error is not None] == [Conflict]

    assert (Opinion.objects.count(), Comment.objects.count()) == (4, 4)
    assert (Release.objects.count(), Result.objects.count()) == (1, 1)


def test_two_who_step_aside_at_once_are_replaced_by_two(office: Office) -> None:
    row = round_of(office)
    person, *peers = office.staff["umum"]
    for one in (person, *peers):
        reviewee_of(office, row, one, office.heads["umum"])
    rows = [invite(row.reviewees.get(employee=person), rater) for rater in peers[:4]]

    assert meet(*(partial(decline, invitation=one, version=1, by=one.rater, at=NOW) for one in rows[:2])) == [
        None,
        None,
    ]
    fresh = Invitation.objects.filter(replaces__in=rows)
    assert fresh.count() == 2
    assert len(set(fresh.values_list("rater", flat=True))) == 2
