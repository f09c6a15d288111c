"""Two people at one perjanjian kinerja in the same moment; counts only on PostgreSQL."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from appraisal.errors import Conflict, Refused
from indicators import operations, queries
from indicators.models import Goal, Plan, Result
from organizations.models import Upload
from tests.indicators.goals import goal
from tests.indicators.plans import drafted
from tests.indicators.test_agreement_file import row, uploaded
from tests.test_races import assert_one_wins, at_once, fresh
from tests.world import NOW, World, build_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(transactional_db: None) -> World:
    """The world, committed, so that other connections see it."""
    import_module("indicators.migrations.0002_core_values").fill(apps, None)  # emptied by other such tests
    return build_world()


def test_two_write_the_same_new_goal_and_one_stands(meeting: World) -> None:
    acts = [lambda: goal(meeting, "Meningkatnya mutu") for _ in range(3)]

    assert_one_wins(at_once(*acts), Refused)
    assert Goal.objects.count() == 1


def test_two_change_a_goal_and_the_loser_is_told(meeting: World) -> None:
    stored = goal(meeting)

    results = at_once(
        lambda: goal(meeting, "Satu", goal=fresh(stored), version=1),
        lambda: goal(meeting, "Dua", goal=fresh(stored), version=1),
        lambda: operations.remove_goal(goal=fresh(stored), version=1, by=meeting.gita, at=NOW),
    )

    assert_one_wins(results, Conflict)


def test_two_tabs_take_the_same_goal_once(meeting: World) -> None:
    stored = goal(meeting)
    plan = drafted(meeting, "citra")

    def act() -> Plan:
        return operations.take_goals(plan=fresh(plan), version=1, goals=[stored], by=meeting.citra, at=NOW)

    assert_one_wins(at_once(act, act, act), Refused)  # by the version, or because it was taken by then
    assert Result.objects.count() == 1


def test_a_file_is_applied_once_by_two_presses(meeting: World) -> None:
    kept = uploaded(meeting, row(), row("U-lain"))
    digest = queries.compare_goals(meeting.period, queries.sound_rows(kept)).digest

    def act() -> Upload:
        return operations.apply_goals(upload=fresh(kept), version=1, digest=digest, by=meeting.gita, at=NOW)

    assert_one_wins(at_once(act, act), Refused)
    assert Goal.objects.count() == 2


def test_a_file_and_a_hand_write_the_same_goal(meeting: World) -> None:
    kept = uploaded(meeting, row(sasaran="Meningkatnya mutu"))
    digest = queries.compare_goals(meeting.period, queries.sound_rows(kept)).digest

    results = at_once(
        lambda: operations.apply_goals(upload=fresh(kept), version=1, digest=digest, by=meeting.gita, at=NOW),
        lambda: goal(meeting, "Meningkatnya mutu"),
    )

    assert_one_wins(results, Refused)
    assert Goal.objects.count() == 1
