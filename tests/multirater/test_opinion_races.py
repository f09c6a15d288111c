"""Raters, tabs and the closing in the same moment; only PostgreSQL lets them truly meet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from time import sleep
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied
from multirater.models import Comment, Invitation, Opinion
from multirater.operations import opinion as operations
from multirater.operations.closing import close_round
from multirater.operations.invitation import decline
from multirater.operations.opinion import opinion_of, send_opinion
from tests.indicators.test_races import meet, office_of_threads
from tests.multirater.rows import Office, build_office_of_rounds, invite, reviewee_of, round_of
from tests.world import NOW

__all__ = ["office_of_threads"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(office_of_threads: Any) -> Office:
    return build_office_of_rounds(office_of_threads)


def asked(office: Office, raters: int) -> list[Invitation]:
    """Return what so many people were asked about one."""
    reviewee = reviewee_of(office, round_of(office), office.staff["umum"][0], office.heads["umum"])
    return [invite(reviewee, rater) for rater in office.staff["umum"][1 : raters + 1]]


def sending(row: Invitation, score: int, word: str = "Sabar.") -> Callable[[], object]:
    scores: dict[int, int | None] = dict.fromkeys(range(1, 8), score)
    given = {"version": 1, "scores": scores, "words": {8: word}, "by": row.rater, "at": NOW}
    return partial(send_opinion, invitation=row, **given)


def test_two_tabs_send_at_once_and_the_second_reads_the_first(office: Office) -> None:
    (row,) = asked(office, 1)

    raised = meet(sending(row, 4), sending(row, 2))

    (lost,) = [error for error in raised if error is not None]
    assert type(lost) is Conflict
    assert lost.version == 2
    assert lost.theirs["Teruskan"] == "Sabar."
    kept = opinion_of(Invitation.objects.get())
    assert kept == Opinion.objects.get()
    assert kept.scores["1"] == (4 if raised[0] is None else 2)


def test_the_same_form_pressed_twice_is_sent_once(office: Office) -> None:
    (row,) = asked(office, 1)

    assert meet(sending(row, 4), sending(row, 4)) == [None, None]
    assert (Opinion.objects.count(), Invitation.objects.get().version) == (1, 2)


def test_many_answer_about_one_person_at_once(office: Office) -> None:
    rows = asked(office, 6)

    assert meet(*(sending(row, number % 5 + 1) for number, row in enumerate(rows))) == [None] * 6
    for number, row in enumerate(rows):
        row.refresh_from_db()
        assert opinion_of(row).scores["1"] == number % 5 + 1


def test_what_lands_while_the_round_closes_is_in_it_or_refused(office: Office) -> None:
    rows = asked(office, 5)
    closing = partial(close_round, row=rows[0].round, version=1, by=office.world.gita, at=NOW, early=True)

    raised = meet(*(sending(row, 3, f"Kalimat {row.pk}.") for row in rows), closing)

    assert raised[-1] is None
    assert {type(error) for error in raised[:-1]} <= {type(None), Denied}
    landed = raised[:-1].count(None)
    assert Opinion.objects.filter(batch=1).count() == landed
    assert Invitation.objects.filter(status="TERKIRIM").count() == landed
    assert Comment.objects.count() in {landed, 0}  # below the threshold no text becomes a comment


def test_the_closing_waits_for_whoever_is_sending(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = asked(office, 1)
    inside, done = Event(), list[str]()
    check = operations.check_answers

    def slowly(*given: Any) -> None:
        inside.set()
        sleep(0.5)
        check(*given)

    def send() -> None:
        sending(row, 4)()
        done.append("sent")

    def close() -> None:
        assert inside.wait(20)
        close_round(row=row.round, version=1, by=office.world.gita, at=NOW, early=True)
        done.append("closed")

    monkeypatch.setattr(operations, "check_answers", slowly)

    assert meet(send, close) == [None, None]
    assert done == ["sent", "closed"]


def test_stepping_aside_and_sending_at_once_is_one_of_both(office: Office) -> None:
    (row,) = asked(office, 1)

    raised = meet(sending(row, 4), partial(decline, invitation=row, version=1, by=row.rater, at=NOW))

    assert [type(error) for error in raised if error is not None] in ([Denied], [Conflict])
    row.refresh_from_db()
    assert (row.status == "TERKIRIM") == (raised[0] is None) == Opinion.objects.exists()
