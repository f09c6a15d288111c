"""Citizens who press at the same moment: equal voices are one row, and no cap is passed."""

from __future__ import annotations

import pytest

from reviews.models import ServicePoint, Voice, VoiceSurplus
from reviews.operations.voice import Outcome
from tests.reviews.voices import TEXTS, open_point, say
from tests.test_races import at_once
from tests.world import build_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def point() -> ServicePoint:
    return open_point(build_world().units["bidang"])


def test_two_equal_voices_at_once_are_one_row_that_came_twice(point: ServicePoint) -> None:
    told = at_once(*[lambda n=n: say(point, "Tambah kursi", source=f"{n}") for n in range(2)])

    assert told == [Outcome.KEPT] * 2
    assert Voice.objects.get().times == 2


def test_the_same_form_at_once_counts_once(point: ServicePoint) -> None:
    at_once(*[lambda: say(point, "Tambah kursi", nonce="0" * 16)] * 4)

    assert Voice.objects.get().times == 1


def test_eight_writers_do_not_pass_the_cap_of_a_network(point: ServicePoint) -> None:
    told = at_once(*[lambda text=text: say(point, text, per_network=3) for text in TEXTS[:8]])

    assert (told.count(Outcome.KEPT), told.count(Outcome.COUNTED)) == (3, 5)
    assert Voice.objects.count() == 3
    assert VoiceSurplus.objects.get().count == 5
