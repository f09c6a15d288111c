"""What nobody learns too early: points before the own, reasons about oneself, who nominated whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.access.nomination import about, readable
from awards.models import AwardCandidate, AwardList, JuryScore, Nomination
from awards.operations.committee import recuse
from awards.operations.proposal import propose
from organizations.models import Employee
from organizations.rules import Role

from .award_office import NOW, TODAY
from .committee_rows import REASON, Committee

Login = Callable[[Employee], Client]
UNREAD = "Nilai terbaca setelah Anda memberi nilai juri."


@pytest.fixture
def team(db: None) -> Committee:
    return Committee()


def scored(team: Committee, *members: Employee, points: int = 90) -> AwardList:
    """Have members give points to Ani and Dewi, and compute the list with them."""
    (criterion,) = team.award_list.scheme.criteria.filter(source="JURI") or team.judged()
    for name in ("Ani", "Dewi"):
        for member in members:
            JuryScore.objects.create(
                candidate=team.of(name),
                criterion=criterion,
                member=member,
                points=points + (name == "Ani"),
                note="A",
                scored_at=NOW,
            )
    return propose(scheme=team.award_list.scheme, by=team.office.gita, at=NOW)


def page(client: Client, candidate: AwardCandidate) -> str:
    return client.get(reverse("awards:candidate-decide", args=[candidate.pk])).content.decode()


def listed(client: Client, award_list: AwardList) -> str:
    return client.get(reverse("awards:award-detail", args=[award_list.pk])).content.decode()


@pytest.mark.once
def test_a_member_reads_computed_points_after_the_own_only(team: Committee, enter: Login) -> None:
    award_list = scored(team, team.hana, team.hasan)
    client = enter(team.hadi)

    for text in (page(client, team.of("Ani")), listed(client, award_list)):
        assert UNREAD in text
        assert f"{team.of('Ani').score}".replace(".", ",") not in text
        assert "Rata-rata nilai 2 anggota" not in text
    recuse(candidate=team.of("Dewi"), reason="Ipar.", by=team.hadi, at=NOW)
    (criterion,) = team.award_list.scheme.criteria.filter(source="JURI")
    JuryScore.objects.create(
        candidate=team.of("Ani"), criterion=criterion, member=team.hadi, points=60, note="A", scored_at=NOW
    )

    assert "Rata-rata nilai 2 anggota" in page(client, team.of("Ani"))
    assert UNREAD in page(client, team.of("Dewi"))  # who stepped aside never does
    assert "Rata-rata nilai 2 anggota" in page(enter(team.office.indra), team.of("Dewi"))


@pytest.mark.once
def test_who_administers_and_is_a_candidate_reads_nothing_about_the_own_file(
    team: Committee, enter: Login
) -> None:
    gita = team.of("Ani").employee
    team.office.grant(gita, Role.BKD_ADMIN)
    award_list = scored(team, team.hana, team.hasan)
    team.decide("Ani", team.hadi)
    recuse(candidate=team.of("Ani"), reason="Ipar dari Ani.", by=team.hana, at=NOW)
    client = enter(gita)

    text = page(client, team.of("Ani"))
    assert "Nilai Anda sendiri terbaca setelah rekomendasi ditetapkan." in text
    assert "Nilai Anda sendiri" in listed(client, award_list)
    assert REASON not in text
    assert "Ipar dari Ani." not in text
    assert REASON in page(enter(team.office.gita), team.of("Ani"))
    assert "Ipar dari Ani." in page(enter(team.office.gita), team.of("Ani"))


def test_a_list_with_a_jury_costs_a_member_no_more_for_many(team: Committee, enter: Login) -> None:
    award_list = scored(team, team.hana, team.hasan)
    client = enter(team.hadi)
    listed(client, award_list)
    with CaptureQueriesContext(connection) as asked:
        listed(client, award_list)
    assert len(asked) <= 12


def test_a_withdrawn_nomination_still_hides_by_whom(team: Committee) -> None:
    row = Nomination.objects.create(
        scheme=team.award_list.scheme,
        employee=team.office.gita,
        reason="Cepat menolong.",
        nominated_by=team.hana,
        nominated_at=NOW,
        withdrawn_at=NOW + timedelta(hours=1),
    )

    assert row in readable(team.hadi, TODAY)
    assert row not in readable(team.office.gita, TODAY)
    assert not about(team.office.gita).exists()


@pytest.mark.once
def test_a_decision_without_its_version_is_asked_again(team: Committee, enter: Login) -> None:
    href = reverse("awards:candidate-decide", args=[team.of("Ani").pk])
    typed = {"decision": "DIREKOMENDASIKAN", "reason": REASON}

    assert enter(team.hadi).post(href, typed).status_code == 409
    assert team.of("Ani").decision == ""
