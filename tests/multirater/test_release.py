"""Releasing results: once, of published words alone; what comes late is a lot of its own or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from multirater.models import Comment, CommentStatus, Release, Result, Round
from multirater.operations.release import gather_late, release_round
from multirater.rules.result import Level, Quadrant, ResultWords
from tests.multirater.rows import Office, answer, invite, round_of
from tests.multirater.spoken import AFTER, LATER, about, close, late_round, release, say


@pytest.fixture
def row(office: Office) -> Round:
    return late_round(office)


def words_of(result: Result) -> ResultWords:
    return ResultWords.from_json(result.payload)


def test_everybody_gets_a_result_of_words_and_a_letter_without_one(
    office: Office, row: Round, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reviewee, nobody_spoke = about(office, row), about(office, row, office.heads["data"])
    for person in (reviewee.employee, nobody_spoke.employee):
        person.email = f"{person.nip}@arunika.example"
        person.save()
    say(reviewee, office.staff["umum"], [3, 4, 4, 4, 5], "BAWAHAN")
    say(reviewee, office.staff["data"][:4], [3, 3, 3], "REKAN")
    say(reviewee, [office.head], [2], "ATASAN")
    say(reviewee, [reviewee.employee], [2], "DIRI")
    say(nobody_spoke, office.staff["layanan"][:5], [4, 4], "REKAN")
    close(office, row)
    made = release(office, row)

    row.refresh_from_db()
    assert (row.status, made.number, made.released_at) == ("DIRILIS", 1, AFTER)
    said = words_of(Result.objects.get(reviewee=reviewee))
    peers, subordinates = said.groups
    assert (peers.label, peers.invited, peers.n, peers.composite) == ("Rekan kerja", 4, 3, Level.MIDDLE)
    assert {item.level for item in peers.items} == {Level.MIDDLE}
    assert subordinates.invited == 8
    assert {(item.words, item.low, item.high) for item in subordinates.items} == {
        ("Sering", "Cukup sering", "Hampir selalu")
    }
    assert {item.quadrant for item in subordinates.items} == {Quadrant.HIDDEN}
    assert said.superior
    assert (
        {item.words for item in said.superior.items} == {item.words for item in said.own} == {"Kadang-kadang"}
    )
    assert said.missing == ()

    hidden = words_of(Result.objects.get(reviewee=nobody_spoke))
    assert [(group.is_shown, group.n, group.invited, group.items) for group in hidden.groups] == [
        (False, None, None, ())
    ]
    assert hidden.missing == ("Atasan", "Bawahan langsung")

    event = Event.objects.get(action="round.released")
    assert (event.before, event.after, event.note) == (None, {"number": 1}, "")
    letters = Mail.objects.order_by("pk")
    assert [letter.recipient for letter in letters] == [reviewee.employee.email, nobody_spoke.employee.email]
    assert f"/hasil/putaran-360/{reviewee.pk}/" in letters[0].body
    assert letters[0].subject == "Hasil umpan balik 360 Anda sudah ada"
    assert not {"Sering", "Tampak"} & set(letters[0].body.split())


@pytest.mark.parametrize("status", ["DIBUKA", "RANCANGAN", "DIBATALKAN"])
def test_only_what_was_closed_is_released(office: Office, status: str) -> None:
    row = round_of(office, status=status)
    with pytest.raises(Denied, match="dirilis setelah putaran ditutup"):
        release(office, row)


@pytest.mark.parametrize("name", ["ani", "budi", "eko", "hadi", "indra"])
def test_nobody_else_releases(office: Office, row: Round, name: str) -> None:
    close(office, row)
    row.refresh_from_db()
    person = office.world.people[name]
    with pytest.raises(Denied):
        release_round(row=row, version=row.version, by=person, at=AFTER)
    with pytest.raises(Denied):
        gather_late(row=row, by=person, at=AFTER)
    assert not Release.objects.exists()


def test_the_second_of_two_is_told(office: Office, row: Round) -> None:
    about(office, row)
    close(office, row)
    row.refresh_from_db()
    release_round(row=row, version=row.version, by=office.world.gita, at=AFTER)
    with pytest.raises(Conflict):
        release_round(row=row, version=row.version, by=office.world.gita, at=AFTER)
    assert Release.objects.count() == 1


def test_flagged_comments_are_looked_at_first(office: Office, row: Round) -> None:
    reviewee = about(office, row)
    say(reviewee, office.staff["data"][:3], [4, 4, 4])
    answer(invite(reviewee, office.staff["data"][3]), {1: 4}, {8: "Dia tolol dan bodoh sekali"})
    close(office, row)
    with pytest.raises(Refused, match="1 komentar masih perlu dilihat"):
        release(office, row)
    assert not Release.objects.exists()
    Comment.objects.update(status=CommentStatus.SHOWN)
    assert release(office, row).results.count() == 1


# --- Late answers ------------------------------------------------------------------------------


def released(office: Office, row: Round, late: list[int]) -> Any:
    """Return a reviewee with three forms in time and some late ones, after the first release."""
    reviewee = about(office, row)
    say(reviewee, office.staff["data"][:3], [5, 5, 5], words="Cepat menjawab")
    close(office, row)
    release(office, row)
    say(reviewee, office.staff["layanan"], late, words="Ditunggu lama", batch=2)
    return reviewee


def test_late_answers_stand_beside_the_first_result_and_never_change_it(office: Office, row: Round) -> None:
    reviewee = released(office, row, [1, 1, 2])
    with pytest.raises(Denied, match="diterima sampai 15 Desember 2026, lalu dirilis sekaligus"):
        release(office, row)
    before = Result.objects.get().payload
    made = release(office, row, LATER)

    first, second = Result.objects.order_by("pk")
    assert first.payload == before
    assert (second.release, second.reviewee, made.number) == (made, reviewee, 2)
    assert second.payload | {"late": []} == before
    (late,) = words_of(second).late
    assert (late.n, late.invited, late.sentence) == (3, None, "Dari 3 formulir susulan.")
    assert {item.level for item in late.items} == {Level.LOW}
    assert sorted(Comment.objects.values_list("batch", flat=True)) == [1, 1, 1, 2, 2, 2]
    with pytest.raises(Denied, match="sudah dirilis"):
        release(office, row, LATER)


def test_too_few_late_answers_are_never_shown(office: Office, row: Round) -> None:
    released(office, row, [1, 1])
    with pytest.raises(Refused, match="tidak ada yang dirilis"):
        release(office, row, LATER)
    assert Result.objects.count() == 1
    assert Release.objects.count() == 1
    assert set(Comment.objects.values_list("batch", flat=True)) == {1}


def test_nobody_else_gets_a_second_result(office: Office, row: Round) -> None:
    other = about(office, row, office.heads["data"])
    say(other, office.staff["umum"][:3], [4, 4, 4])
    released(office, row, [3, 3, 3])
    release(office, row, LATER)
    assert Result.objects.filter(reviewee=other).count() == 1


def test_late_insults_wait_before_the_second_release(office: Office, row: Round) -> None:
    reviewee = released(office, row, [3, 3])
    answer(invite(reviewee, office.staff["umum"][0]), {1: 3}, {8: "Dia tolol dan bodoh sekali"}, batch=2)
    for _ in range(2):
        with pytest.raises(Refused, match="1 komentar masih perlu dilihat"):
            release(office, row, LATER)
    assert Comment.objects.filter(batch=2).count() == 3
    Comment.objects.update(status=CommentStatus.SHOWN)
    assert release(office, row, LATER).number == 2


def test_a_round_without_late_days_is_complete(office: Office) -> None:
    row = round_of(office)
    released(office, row, [3, 3, 3])
    with pytest.raises(Denied, match="tidak menerima jawaban susulan"):
        release(office, row, LATER)


@pytest.mark.once
def test_a_release_asks_no_more_for_more_people(office: Office) -> None:
    counts = []
    for name, people in (("satu", 1), ("banyak", 12)):
        row = round_of(office, name=name)
        for person in office.everybody[4 : 4 + people]:
            say(about(office, row, person), office.heads.values(), [4, 4, 4], words="Contoh")
        close(office, row)
        with CaptureQueriesContext(connection) as told:
            release(office, row)
        counts.append(len(told))
    assert counts[1] <= counts[0]
