"""Winners and candidates: consent, the own file, the public list, and the pages of the committee."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from awards.models import AwardCandidate, DiscussionNote, JuryScore, Recusal, Sitting, SittingMember
from awards.operations.consent import consent
from organizations.models import Employee

from .award_office import NOW, TODAY
from .committee_rows import Committee

PUBLIC = "Cara belajarnya dipakai tiga sekolah lain."


@pytest.fixture
def team(db: None) -> Committee:
    return Committee()


@pytest.fixture
def enter(client: Client) -> Callable[[Employee], Client]:
    def as_person(person: Employee) -> Client:
        client.force_login(person, backend="organizations.backends.NipBackend")
        return client

    return as_person


def say(team: Committee, answer: str, *, version: int | None = None, by: Employee | None = None) -> None:
    ani = team.of("Ani")
    consent(
        candidate=ani,
        version=ani.version if version is None else version,
        answer=answer,
        by=by or ani.employee,
        at=NOW,
    )


@pytest.mark.parametrize(
    ("answer", "named"), [(None, False), ("SETUJU", True), ("TIDAK", False)], ids=["silent", "yes", "no"]
)
def test_public_list_names_who_agrees(
    team: Committee, client: Client, answer: str | None, named: bool
) -> None:
    team.settled(public_reason=PUBLIC)
    if answer:
        say(team, answer)

    page = client.get(reverse("awards:honours"))
    text = page.content.decode()

    assert ("Ani" in text, PUBLIC in text) == (named, named)
    assert ("1 penerima tidak menampilkan nama." in text) is not named
    assert "Dewi" not in text
    assert "Dua belas laporan" not in text
    assert page["Cache-Control"] == "public, max-age=300"
    assert not page.cookies


def test_consent_is_taken_back_and_belongs_to_the_winner(team: Committee) -> None:
    with pytest.raises(Denied):
        say(team, "SETUJU")
    team.settled()
    say(team, "SETUJU")
    say(team, "TIDAK")
    assert team.of("Ani").consent == "TIDAK"

    with pytest.raises(Conflict) as conflict:
        say(team, "SETUJU", version=1)
    assert conflict.value.theirs == {"Nama di daftar penerima": "Jangan tampilkan nama saya"}
    with pytest.raises(Refused):
        say(team, "MUNGKIN")
    with pytest.raises(Denied):
        say(team, "SETUJU", by=team.hadi)


@pytest.mark.once
def test_candidate_reads_the_own_file_and_nothing_of_others(
    team: Committee, enter: Callable[[Employee], Client]
) -> None:
    dewi = team.of("Dewi")
    page = reverse("awards:own-detail", args=[dewi.pk])
    client = enter(dewi.employee)
    assert client.get(page).status_code == 404  # not settled
    team.settled()

    text = client.get(page).content.decode()

    assert "Apa yang bisa saya kembangkan" in text
    assert "80,0" in text
    assert "Ani" not in text
    assert client.get(reverse("awards:own-detail", args=[team.of("Ani").pk])).status_code == 404
    assert "Belum untuk tahun ini" in client.get(reverse("awards:own-list")).content.decode()


@pytest.mark.once
def test_jury_reads_the_others_after_giving_the_own(
    team: Committee, enter: Callable[[Employee], Client]
) -> None:
    (criterion,) = team.judged()
    for member in (team.hana, team.hasan):
        JuryScore.objects.create(
            candidate=team.of("Ani"), criterion=criterion, member=member, points=90, note="A", scored_at=NOW
        )
    client, candidate = enter(team.hadi), reverse("awards:candidate-decide", args=[team.of("Ani").pk])
    before = client.get(candidate).content.decode()
    assert "Terbaca setelah Anda memberi nilai." in before
    assert "90,00" not in before

    sent = {f"points-{criterion.pk}": "60", f"note-{criterion.pk}": "Baru.", f"version-{criterion.pk}": "0"}
    answer = client.post(reverse("awards:jury-score", args=[team.of("Ani").pk]), sent | {"lanjut": "1"})

    assert answer.status_code == 302
    assert "/juri/" in answer["Location"]
    assert "80,00 rata-rata 3 anggota, 60–90" in client.get(candidate).content.decode()
    text = client.get(reverse("awards:jury-list", args=[team.award_list.pk])).content.decode()
    assert "Sudah dinilai" in text


def scored(team: Committee, **changes: object) -> JuryScore:
    (criterion,) = team.award_list.scheme.criteria.filter(source="JURI") or team.judged()
    values = {"points": 80, "note": "Baik.", "member": team.hadi, "scored_at": NOW} | changes
    return JuryScore.objects.create(candidate=team.of("Ani"), criterion=criterion, **values)


def recused(team: Committee, reason: str = "Ipar.") -> Recusal:
    return Recusal.objects.create(candidate=team.of("Ani"), member=team.hana, reason=reason, recused_at=NOW)


def noted(team: Committee) -> DiscussionNote:
    return DiscussionNote.objects.create(
        award_list=team.award_list, text="", noted_by=team.hadi, noted_at=NOW
    )


def sat(team: Committee) -> Sitting:
    return Sitting.objects.create(
        award_list=team.award_list, held_on=TODAY, place="", written_by=team.hadi, written_at=NOW
    )


def seated(team: Committee, *parts: str) -> None:
    sitting = team.office.sit(team.award_list)
    for part in parts:
        SittingMember.objects.create(sitting=sitting, employee=team.hana, part=part)


BAD: dict[str, Callable[[Committee], object]] = {
    "recusal_once": lambda team: (recused(team), recused(team)),
    "recusal_has_reason": lambda team: recused(team, ""),
    "jury_score_once": lambda team: (scored(team), scored(team)),
    "jury_score_0_to_100": lambda team: scored(team, points=101),
    "jury_score_has_note": lambda team: scored(team, note=""),
    "discussion_note_has_text": noted,
    "sitting_has_place": sat,
    "sitting_part_known": lambda team: seated(team, "TAMU"),
    "sitting_member_once": lambda team: seated(team, "ANGGOTA", "ANGGOTA"),
    "candidate_consent_whole_or_not": lambda team: AwardCandidate.objects.update(consent="SETUJU"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_database_refuses(team: Committee, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD[name](team)
