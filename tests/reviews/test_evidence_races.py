"""Two files of one person in the same moment: never past the share, never twice, never half tied."""

from __future__ import annotations

from functools import partial

import pytest

from appraisal.errors import Denied, Refused
from reviews.models import Attachment, EvidenceFile, Note
from reviews.operations import evidence as operations
from reviews.queries.evidence import Allowance
from tests.evidence import pdf
from tests.reviews.test_evidence import keep, note, sound
from tests.test_races import at_once, meeting
from tests.world import NOW, World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
__all__ = ["meeting"]
ROUNDS = 6


def test_two_files_at_once_do_not_pass_the_share(meeting: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sounds = [sound(pdf(b"%% %d\n" % number)) for number in range(ROUNDS)]
    room = sounds[0].size * 2 + 10
    monkeypatch.setattr(operations, "allowance", lambda on: Allowance(room, room))

    results = at_once(*[lambda one=one: operations.keep(sound=one, by=meeting.ani, at=NOW) for one in sounds])

    assert EvidenceFile.objects.count() == 2
    assert sum(isinstance(result, Refused) for result in results) == ROUNDS - 2, results


def test_the_same_file_at_once_is_one_row(meeting: World) -> None:
    results = at_once(*[lambda: keep(meeting.ani)] * ROUNDS)

    assert {getattr(result, "pk", result) for result in results} == {EvidenceFile.objects.get().pk}


def test_a_file_is_either_attached_or_removed(meeting: World) -> None:
    for number in range(ROUNDS):
        file, thing = keep(meeting.ani, pdf(b"%% %d\n" % number)), note(meeting)

        results = at_once(
            partial(operations.attach, thing=thing, files=[file], by=meeting.ani, at=NOW),
            partial(operations.remove, file=file, by=meeting.ani, at=NOW),
        )

        lost = [result for result in results if isinstance(result, Exception)]
        assert len(lost) == 1, results
        assert isinstance(lost[0], Refused | Denied)
        file.refresh_from_db()
        assert (file.removed_at is None) == Attachment.objects.filter(file=file).exists()
    assert Note.objects.count() == ROUNDS
