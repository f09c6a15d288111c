"""Sending an opinion: once, sealed, without a trace, in its days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from appraisal.cipher import decrypt
from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from multirater.models import Invitation, Opinion, Release, Reviewee, Round
from multirater.operations.opinion import opinion_of, send_opinion
from tests.multirater.rows import Office, invite, reviewee_of, round_of
from tests.world import JAKARTA, NOW

FULL = {1: 5, 2: 4, 3: 4, 4: None, 5: 3, 6: 1, 7: 2}
WORDS = {8: "Menjelaskan syarat dengan sabar.", 9: ""}


@pytest.fixture
def asked(office: Office) -> Invitation:
    person, colleague = office.staff["umum"][:2]
    return invite(reviewee_of(office, round_of(office), person, office.heads["umum"]), colleague)


def send(invitation: Invitation, scores: Any = None, words: Any = None, **given: Any) -> Invitation:
    fresh = Invitation.objects.get(pk=invitation.pk)
    values = {"version": fresh.version, "by": fresh.rater, "at": NOW} | given
    return send_opinion(
        invitation=fresh, scores=FULL if scores is None else scores, words=words or WORDS, **values
    )


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=JAKARTA)


def test_answers_are_sealed_without_event_and_time(asked: Invitation) -> None:
    send(asked)

    asked.refresh_from_db()
    opinion = Opinion.objects.get()
    assert (asked.status, asked.version) == ("TERKIRIM", 2)
    assert decrypt(asked.envelope) == str(opinion.pk)
    assert str(opinion.pk) not in asked.envelope
    assert opinion.scores == {"1": 5, "2": 4, "3": 4, "4": None, "5": 3, "6": 1, "7": 2}
    assert opinion.words == {"8": "Menjelaskan syarat dengan sabar."}
    assert (opinion.reviewee, opinion.side, opinion.batch) == (asked.reviewee, "REKAN", 1)
    assert not Event.objects.exists()


def test_new_answers_replace_the_old_ones(asked: Invitation) -> None:
    send(asked)
    first = Opinion.objects.get()

    send(asked, FULL | {1: 2})

    assert Opinion.objects.get() == first
    assert opinion_of(Invitation.objects.get()).scores["1"] == 2
    assert Invitation.objects.get().version == 3


def test_the_same_answers_twice_change_nothing(asked: Invitation) -> None:
    """A second press with the version of the first gets the same answer."""
    send(asked, version=1)
    send(asked, version=1)

    assert Invitation.objects.get().version == 2


def test_another_tab_was_faster_and_the_rater_reads_what_it_sent(asked: Invitation) -> None:
    send(asked)

    with pytest.raises(Conflict) as raised:
        send(asked, FULL | {1: None}, {8: "Lain."}, version=1)

    assert raised.value.version == 2
    question = asked.round.questionnaire.items.get(number=1).text
    assert raised.value.theirs[question] == "Hampir selalu"
    assert raised.value.theirs["Teruskan"] == WORDS[8]
    assert opinion_of(Invitation.objects.get()).scores["1"] == 5


@pytest.mark.parametrize(
    ("scores", "words", "sentence"),
    [
        pytest.param(FULL | {1: 6}, {}, "Pilih salah satu jawaban dari daftar.", id="above the scale"),
        pytest.param(FULL | {1: 0}, {}, "Pilih salah satu jawaban dari daftar.", id="below the scale"),
        pytest.param(FULL | {99: 3}, {}, "Pertanyaannya sudah berubah.", id="no such question"),
        pytest.param({1: 3}, {}, "Pertanyaannya sudah berubah.", id="questions left out"),
        pytest.param(FULL, {1: "Teks"}, "Pertanyaannya sudah berubah.", id="words for a behaviour"),
        pytest.param(FULL, {8: "a" * 1001}, "paling panjang 1000 huruf", id="too long"),
        pytest.param(FULL | {1: None, 2: None}, {}, "sedikitnya 5 dari 7 perilaku", id="four of seven seen"),
    ],
)
def test_answers_fit_the_questionnaire(asked: Invitation, scores: Any, words: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        send(asked, scores, words)

    assert not Opinion.objects.exists()
    assert Invitation.objects.get().status == "MENUNGGU"


def test_who_saw_too_little_is_shown_the_better_answer_except_about_oneself(asked: Invitation) -> None:
    nothing = dict.fromkeys(range(1, 8))
    with pytest.raises(Refused, match="Saya belum cukup mengenal pekerjaannya"):
        send(asked, nothing)
    own = invite(asked.reviewee, asked.ratee, "DIRI")

    with pytest.raises(Refused) as raised:
        send(own, nothing)

    assert "mengenal" not in str(raised.value)


def test_questions_for_leaders_are_asked_about_leaders_only(asked: Invitation) -> None:
    asked.round.questionnaire.items.filter(number=7).update(only_leaders=True)
    with pytest.raises(Refused, match="Pertanyaannya sudah berubah"):
        send(asked)
    Reviewee.objects.update(is_leader=True)

    send(asked)

    assert Opinion.objects.count() == 1


def test_only_the_rater_sends(asked: Invitation) -> None:
    for other in (asked.ratee, asked.reviewee.superior):
        with pytest.raises(Denied):
            send(asked, by=other)

    assert not Opinion.objects.exists()


@pytest.mark.parametrize("status", ["DIUSULKAN", "DICORET", "BELUM_MENGENAL", "DITARIK"])
def test_only_an_open_invitation_is_answered(asked: Invitation, status: str) -> None:
    Invitation.objects.update(status=status)

    with pytest.raises(Denied):
        send(asked)

    assert not Opinion.objects.exists()


def test_a_late_answer_joins_the_later_lot_and_stays(asked: Invitation) -> None:
    Round.objects.update(status="DITUTUP", closed_at=NOW, late_until=date(2026, 12, 14))
    december = on(date(2026, 12, 2))

    send(asked, at=december)

    assert Opinion.objects.get().batch == 2
    with pytest.raises(Denied, match="tidak diubah lagi"):
        send(asked, FULL | {1: 1}, at=december)


@pytest.mark.parametrize("status", ["DIBUKA", "DITUTUP", "DIRILIS"])
def test_nothing_is_taken_when_the_days_are_over(asked: Invitation, status: str) -> None:
    Round.objects.update(status=status, closed_at=NOW)

    with pytest.raises(Denied, match="sudah berakhir"):
        send(asked, at=on(date(2026, 12, 1)))


def test_nothing_joins_a_lot_that_was_released(asked: Invitation) -> None:
    Round.objects.update(status="DIRILIS", closed_at=NOW, late_until=date(2026, 12, 14))
    for number in (1, 2):
        Release.objects.create(round=asked.round, number=number, released_by=asked.ratee, released_at=NOW)

    with pytest.raises(Denied, match="sudah berakhir"):
        send(asked, at=on(date(2026, 12, 2)))


def test_an_envelope_without_its_key_says_so(asked: Invitation, settings: Any) -> None:
    send(asked)
    settings.IDENTITY_KEYS = ["kunci lain"]

    with pytest.raises(Refused, match="tidak bisa dibuka lagi"):
        send(asked, FULL | {1: 1})
