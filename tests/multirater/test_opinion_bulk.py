"""Many opinions at once are kept as single ones are."""

from __future__ import annotations

from appraisal.models import Event
from multirater.models import Invitation, Opinion
from multirater.operations.opinion import opinion_of, send_opinion
from multirater.operations.opinion_bulk import send_many
from tests.multirater.rows import Office, invite, reviewee_of, round_of
from tests.world import NOW

SCORES = {2: 4, 1: 5, 3: 4, 4: None, 5: 3, 6: 1, 7: 2}
WORDS = {8: "Menjelaskan syarat dengan sabar."}


def test_many_opinions_are_kept_as_one_is(office: Office) -> None:
    person, *others = office.staff["umum"][:4]
    reviewee = reviewee_of(office, round_of(office), person, office.heads["umum"])
    first, second, third = (invite(reviewee, one) for one in others)
    send_opinion(invitation=first, version=1, scores=SCORES, words=WORDS, by=first.rater, at=NOW)

    assert send_many([(second, SCORES, WORDS), (third, SCORES | {1: 1}, {})]) == 2

    rows = list(Invitation.objects.order_by("pk"))
    one, two, three = (opinion_of(row) for row in rows)
    assert one is not None
    assert two is not None
    assert three is not None
    assert len({row.envelope for row in rows}) == 3
    assert [(row.status, row.version) for row in rows] == [("TERKIRIM", 2)] * 3
    for kept in (two, three):
        assert (kept.reviewee, kept.side, kept.batch) == (one.reviewee, one.side, one.batch)
    assert (two.scores, two.words) == (one.scores, one.words)
    assert (three.scores["1"], three.words) == (1, {})
    assert list(two.scores) == sorted(two.scores)
    assert Opinion.objects.count() == 3
    assert not Event.objects.exists()
