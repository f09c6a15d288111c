"""Who sees awards, who has them proposed, who decides: person by person, each refusal with its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from awards.access import award as access
from awards.models import AwardCandidate, AwardList
from organizations.rules import Role

from .award_office import NOW, TODAY, Office

READERS = {"gita", "hadi", "indra"}
PEOPLE = ["ani", "budi", "citra", "eko", "gita", "hadi", "indra"]


@pytest.fixture
def office(db: None) -> Office:
    office = Office()
    office.ani_post = office.candidate("Ani")  # type: ignore[attr-defined]
    office.ani = office.ani_post.employee  # type: ignore[attr-defined]
    return office


@pytest.fixture
def award_list(office: Office) -> AwardList:
    return office.propose()


def of(award_list: AwardList, name: str) -> AwardCandidate:
    return AwardCandidate.objects.select_related("award_list", "placement").get(
        award_list=award_list, employee__name=name
    )


@pytest.mark.parametrize("who", PEOPLE)
def test_right_of_each_person(office: Office, award_list: AwardList, who: str) -> None:
    person = getattr(office, who)

    assert bool(access.may_see(person, TODAY)) is (who in READERS)
    assert access.visible_candidates(person, TODAY).exists() is (who in READERS)
    assert bool(access.may_propose(person, TODAY)) is (who == "gita")
    assert bool(access.may_decide(person, of(award_list, "Ani"), TODAY)) is (who == "hadi")
    assert bool(access.may_close(person, TODAY)) is (who == "hadi")
    award_list.closed_at = NOW
    assert bool(access.may_issue(person, award_list, TODAY)) is (who in {"gita", "hadi"})


def test_every_refusal_says_who_can(office: Office, award_list: AwardList) -> None:
    ani = office.ani  # type: ignore[attr-defined]

    assert access.may_see(ani, TODAY).reason == (
        "Halaman ini dibuka untuk tim penghargaan, admin BKD, dan auditor."
    )
    assert access.may_propose(ani, TODAY).reason == "Usulan penghargaan disusun admin BKD."
    assert access.may_decide(ani, of(award_list, "Ani"), TODAY).reason == (
        "Keputusan diambil anggota tim penghargaan."
    )
    assert "tingkat instansi" in access.may_close(ani, TODAY).reason
    assert "tim penghargaan atau admin BKD" in access.may_issue(ani, award_list, TODAY).reason
    assert access.may_issue(office.hadi, award_list, TODAY).reason == (
        "Dokumen bisa dibuat setelah rekomendasi ditetapkan."
    )


def test_nobody_decides_about_oneself(office: Office, award_list: AwardList) -> None:
    decision = access.may_decide(office.hadi, of(award_list, "Hadi"), TODAY)

    assert not decision
    assert "tentang Anda sendiri" in decision.reason


def test_superior_and_staff_never_decide_about_each_other(office: Office, award_list: AwardList) -> None:
    office.supervise(office.ani_post, office.hadi)  # type: ignore[attr-defined]
    office.supervise(office.hadi_post, office.budi)

    for name in ("Ani", "Budi"):
        assert "atasan dan bawahan" in access.may_decide(office.hadi, of(award_list, name), TODAY).reason
    assert access.may_decide(office.hadi, of(award_list, "Citra"), TODAY)


def test_who_rated_a_person_does_not_decide_about_him(office: Office, award_list: AwardList) -> None:
    post = office.ani_post  # type: ignore[attr-defined]
    post.plans.get().evaluations.update(appraiser=office.hadi)

    assert "atasan dan bawahan" in access.may_decide(office.hadi, of(award_list, "Ani"), TODAY).reason


def test_committee_of_a_unit_sees_and_decides_only_there(office: Office, award_list: AwardList) -> None:
    hana, _ = office.person("Hana")
    office.grant(hana, Role.AWARD_COMMITTEE, office.service)

    seen = access.visible_candidates(hana, TODAY).values_list("employee__name", flat=True)
    assert "Citra" not in seen
    assert "Ani" in seen
    assert access.may_decide(hana, of(award_list, "Ani"), TODAY)
    assert not access.may_decide(hana, of(award_list, "Citra"), TODAY)
    assert not access.may_close(hana, TODAY)


def test_roles_hold_on_their_days(office: Office, award_list: AwardList) -> None:
    before = date(2019, 12, 31)

    assert not access.may_see(office.hadi, before)
    assert not access.may_decide(office.hadi, of(award_list, "Ani"), before)
    assert office.hadi.pk in access.committee(TODAY)
    assert access.committee(before) == set()
