"""Remarks and requests under two hands at once; only PostgreSQL lets them truly meet."""

from __future__ import annotations

from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from reviews.models import Remark, RemarkRequest
from reviews.operations import remark as operations
from reviews.operations.remark import About
from tests.indicators.test_races import count, meet, office_of_threads
from tests.world import NOW, World

__all__ = ["office_of_threads"]
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def give(world: World, text: str, request: RemarkRequest | None = None) -> Remark:
    words: dict[str, Any] = {"kind": "SARAN", "about": About(), "text": text, "at": NOW}
    return operations.give(to=world.ani, by=world.dewi, request=request, **words)


def ask(world: World, asked: str) -> RemarkRequest:
    return operations.ask(asked=world.people[asked], text="Apa saja?", by=world.ani, at=NOW)


@pytest.mark.parametrize("attempt", range(3))
def test_two_tabs_answer_a_request_once(office_of_threads: World, attempt: int) -> None:
    world = office_of_threads
    request = ask(world, "dewi")

    raised = meet(lambda: give(world, "Satu.", request), lambda: give(world, "Dua.", request))

    assert sorted(type(error).__name__ for error in raised) == ["Conflict", "NoneType"]
    assert Remark.objects.count() == count("remark.given") == 1


@pytest.mark.parametrize("attempt", range(3))
def test_answering_meets_withdrawing_and_one_of_them_happens(office_of_threads: World, attempt: int) -> None:
    world = office_of_threads
    request = ask(world, "dewi")
    other = RemarkRequest.objects.get(pk=request.pk)

    answered, withdrawn = meet(
        lambda: give(world, "Satu.", request),
        lambda: operations.withdraw(request=other, by=world.ani, at=NOW),
    )

    assert {type(answered), type(withdrawn)} == {type(None), Conflict}
    assert Remark.objects.count() == RemarkRequest.objects.count() == (1 if answered is None else 0)


def test_the_limit_of_requests_holds_for_presses_in_the_same_second(office_of_threads: World) -> None:
    world = office_of_threads
    world.period.figures.filter(key="umpan_balik_permintaan_maks").update(value=1)

    raised = meet(*(lambda name=name: ask(world, name) for name in ("budi", "dewi", "gita")))

    assert sorted(type(error).__name__ for error in raised) == ["NoneType", "Refused", "Refused"]
    assert RemarkRequest.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_a_reply_and_a_correction_never_cover_each_other(office_of_threads: World, attempt: int) -> None:
    world = office_of_threads
    pk = give(world, "Satu.").pk
    rows = [Remark.objects.select_related("placement").get(pk=pk) for _ in range(3)]

    raised = meet(
        lambda: operations.reply(remark=rows[0], version=1, text="Terima kasih.", by=world.ani, at=NOW),
        lambda: operations.correct(
            remark=rows[1], version=1, kind="SARAN", text="Dua.", by=world.dewi, at=NOW
        ),
        lambda: operations.take_back(remark=rows[2], version=1, by=world.dewi, at=NOW),
    )

    assert [error is None for error in raised].count(True) == 1
    assert all(isinstance(error, Conflict | Denied | Refused | None) for error in raised), raised
    done = count("remark.replied") + count("remark.corrected") + count("remark.taken_back")
    assert done == 1
