"""Two admins press the same button of a medal in the same moment: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from awards.models import MedalLetter, MedalProposal, ServiceRecord
from awards.operations import medal
from organizations.models import RoleGrant
from organizations.rules import Role
from tests.test_races import assert_one_wins, at_once, meeting  # noqa: F401  (a fixture)
from tests.world import NOW, TODAY, World

from .test_medal_operations import DECREE, completed, sent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(meeting: World) -> World:  # noqa: F811
    RoleGrant.objects.create(
        employee=meeting.indra, role=Role.BKD_ADMIN, unit=meeting.units["kota"], started_on=TODAY
    )
    return meeting


def both(world: World, act: Callable[[Any], Any]) -> list[Any]:
    return at_once(lambda: act(world.gita), lambda: act(world.indra))


def test_two_letters_at_once_become_one(two: World) -> None:
    proposal = completed(two)

    results = both(two, lambda by: medal.send(proposals=[proposal.pk], addressee="Gubernur", by=by, at=NOW))

    assert_one_wins(results)
    assert MedalProposal.objects.get().letter == MedalLetter.objects.get()


def test_a_medal_is_received_once(two: World) -> None:
    pk = sent(two).pk

    def receive(by: Any) -> MedalProposal:
        proposal = MedalProposal.objects.select_related("employee").get(pk=pk)
        return medal.receive(proposal=proposal, version=proposal.version, by=by, at=NOW, **DECREE)

    results = both(two, receive)

    assert sum(isinstance(result, MedalProposal) for result in results) == 1
    assert ServiceRecord.objects.get().kind == "SATYA_X"
