"""Talks under two hands at once; only PostgreSQL lets them truly meet."""

from __future__ import annotations

import pytest

from appraisal.errors import Conflict, Denied, Refused
from reviews.models import FollowUp, Talk
from reviews.operations import talk_notes
from reviews.rules.talk import TalkState
from tests.indicators.test_races import count, meet, office_of_threads
from tests.reviews.talks import NOTES, confirm, planned, write
from tests.world import NOW, agreed_plan

__all__ = ["office_of_threads"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("attempt", range(3))
def test_two_people_plan_the_quarter_once(office_of_threads, attempt):
    world = office_of_threads
    plan = agreed_plan(world)

    raised = meet(lambda: planned(world, plan), lambda: planned(world, plan, by=world.ani))

    (lost,) = [error for error in raised if error is not None]
    assert type(lost) is Refused
    assert "sudah direncanakan: Rabu, 25 November 2026" in str(lost)
    assert Talk.objects.count() == count("talk.planned") == 1


@pytest.mark.parametrize("attempt", range(5))
def test_a_confirmation_never_covers_a_text_that_was_not_read(office_of_threads, attempt):
    world = office_of_threads
    talk = write(world, planned(world))

    raised = meet(
        lambda: confirm(talk, world.ani),
        lambda: confirm(talk, world.budi),
        lambda: write(world, talk, notes="Teks lain", by=world.ani),
    )

    now = Talk.objects.get()
    if now.notes == NOTES:  # both were faster: the text is fixed and the writer came too late
        assert now.state == TalkState.FIXED
        assert [type(error) for error in raised] == [type(None), type(None), Denied]
    else:
        assert raised[2] is None
        assert now.confirmed == frozenset()
        assert all(isinstance(error, Conflict | None) for error in raised[:2])


def test_both_confirm_at_once_and_both_count(office_of_threads):
    world = office_of_threads
    talk = write(world, planned(world))

    raised = meet(lambda: confirm(talk, world.ani), lambda: confirm(talk, world.budi))

    assert raised == [None, None]
    assert Talk.objects.get().state == TalkState.FIXED
    assert count("talk.confirmed") == 2


@pytest.mark.parametrize("attempt", range(3))
def test_two_writers_leave_one_text_and_the_other_keeps_both(office_of_threads, attempt):
    world = office_of_threads
    talk = planned(world)

    raised = meet(
        lambda: write(world, talk, notes="Teks Budi"),
        lambda: write(world, talk, notes="Teks Ani", by=world.ani),
    )

    (lost,) = [error for error in raised if error is not None]
    assert isinstance(lost, Conflict)
    assert lost.theirs["Catatan dialog"] == Talk.objects.get().notes
    assert FollowUp.objects.count() == count("talk.noted") == 1


def test_two_presses_on_done_are_one(office_of_threads):
    world = office_of_threads
    row = write(world, planned(world)).follow_ups.get()
    act = {"follow_up": row, "version": 1, "is_done": True, "at": NOW}

    raised = meet(
        lambda: talk_notes.finish(**act, by=world.ani), lambda: talk_notes.finish(**act, by=world.budi)
    )

    assert [type(error) for error in raised if error] == [Conflict]
    assert count("talk.follow_up") == 1
