"""Two people at patterns in the same moment: a run goes on once, an invitation is sent once."""

from __future__ import annotations

import pytest

from appraisal.errors import Conflict
from appraisal.jobs import Job
from fairness.models import RaterAnalysis, RaterProfile
from fairness.operations.analysis import begin_analysis
from fairness.operations.profile import comment, invite
from tests.fairness.pattern_rows import a_profile
from tests.fairness.test_pattern_operations import AFTER, run
from tests.test_races import assert_one_wins, at_once, fresh, meeting
from tests.world import NOW, World

__all__ = ["meeting"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_two_admins_begin_one_run(meeting: World) -> None:
    begun = at_once(
        *(lambda: begin_analysis(period=meeting.period, by=meeting.gita, at=AFTER) for _ in range(3))
    )
    assert {job.pk for job in begun} == {Job.objects.get().pk}


def test_two_runs_of_a_year_follow_each_other(meeting: World) -> None:
    made = at_once(*(lambda: run(meeting) for _ in range(2)))

    assert sorted(one.number for one in made) == [1, 2]
    assert RaterProfile.objects.get().analysis == RaterAnalysis.objects.get(number=2)


def test_one_invitation_is_sent_and_one_tab_comments(meeting: World) -> None:
    profile = a_profile(meeting)
    told = {"version": 1, "text": "Mari bicara.", "at": NOW}
    invited = [RaterProfile.objects.select_related("analysis", "rater").get() for _ in range(3)]
    results = at_once(*(lambda one=one: invite(profile=one, by=meeting.gita, **told) for one in invited))
    assert_one_wins(results)

    told["version"] = fresh(profile).version
    rows = [RaterProfile.objects.select_related("analysis").get() for _ in range(2)]
    assert_one_wins(
        at_once(*(lambda one=one: comment(profile=one, by=meeting.budi, **told) for one in rows)), Conflict
    )
