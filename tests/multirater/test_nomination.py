"""People propose, superiors strike and add with a reason, the draw decides and tells nobody."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from multirater.models import Invitation, Reviewee, Round
from multirater.operations.draw import draw_round, place_reviewees
from multirater.operations.nomination import MOST, add_rater, propose_rater, strike_rater, take_back
from organizations.models import Employee
from tests.multirater.rows import Office, round_of
from tests.pages import text_of
from tests.world import NOW, TODAY


@pytest.fixture
def listed(office: Office) -> Reviewee:
    """The list of "Umum 1" in a round whose nominations are under way."""
    row = round_of(
        office,
        status="PENGUSULAN",
        choosing="USULAN",
        seed="",
        opened_at=None,
        answer_from=date(2026, 11, 28),
        nominate_until=date(2026, 11, 25),
    )
    assert place_reviewees(row, on=TODAY) == 28
    return Reviewee.objects.get(round=row, employee=office.staff["umum"][0])


def propose(reviewee: Reviewee, *others: Employee, at: datetime = NOW) -> list[Invitation]:
    by = reviewee.employee
    return [propose_rater(reviewee=reviewee, other=one, by=by, at=at) for one in others]


def strike(name: Invitation, by: Employee, reason: str = "Belum pernah bekerja bersama.") -> Invitation:
    return strike_rater(invitation=name, version=name.version, reason=reason, by=by, at=NOW)


def open_it(row: Round) -> None:
    Round.objects.filter(pk=row.pk).update(status="DIBUKA", seed="benih", opened_at=NOW)
    row.refresh_from_db()
    draw_round(row, on=TODAY)


def test_a_list_is_proposed_struck_and_added_to_and_events_name_nobody(
    office: Office, listed: Reviewee
) -> None:
    boss = office.heads["umum"]
    near, far = office.staff["umum"][1:4], office.staff["data"][:2]
    names = propose(listed, *near, far[0])

    strike(names[0], boss)
    added = add_rater(reviewee=listed, other=far[1], reason="Satu tim survei.", by=boss, at=NOW)
    take_back(invitation=names[1], by=listed.employee, at=NOW)

    found = {row.rater.name: (row.status, row.why) for row in Invitation.objects.filter(reviewee=listed)}
    assert found == {
        "Umum 2": ("DICORET", "USULAN_PEGAWAI"),
        "Umum 4": ("DIUSULKAN", "USULAN_PEGAWAI"),
        "Data 1": ("DIUSULKAN", "USULAN_PEGAWAI"),
        "Data 2": ("DIUSULKAN", "TAMBAHAN_ATASAN"),
    }
    assert added.is_cross
    assert not names[2].is_cross
    told = Event.objects.filter(action__startswith="nomination.")
    assert told.count() == 7
    assert all(set(event.after) == {"standing"} and event.note == "" for event in told)


def test_a_struck_name_stands_again_when_the_superior_adds_it(office: Office, listed: Reviewee) -> None:
    boss = office.heads["umum"]
    name = strike(propose(listed, office.staff["umum"][1])[0], boss)

    again = add_rater(reviewee=listed, other=name.rater, reason="Ternyata satu tim.", by=boss, at=NOW)

    assert (again.pk, again.status) == (name.pk, "DIUSULKAN")


def test_who_is_asked_anyway_left_or_stands_already_is_refused(office: Office, listed: Reviewee) -> None:
    boss, colleague = office.heads["umum"], office.staff["umum"][1]
    leader = Reviewee.objects.get(round=listed.round, employee=boss)
    gone = office.staff["umum"][7]
    gone.is_active = False
    propose(listed, colleague)

    for reviewee, other, words in (
        (listed, listed.employee, "orang lain"),
        (listed, boss, "sebagai atasan"),
        (leader, colleague, "Bawahan langsung"),
        (listed, gone, "masih bekerja"),
        (listed, colleague, "sudah ada"),
    ):
        with pytest.raises(Refused, match=words):
            propose(reviewee, other)
    for other, reason, words in ((colleague, "Satu tim", "sudah ada"), (gone, " ", "alasan")):
        with pytest.raises(Refused, match=words):
            add_rater(reviewee=listed, other=other, reason=reason, by=boss, at=NOW)
    with pytest.raises(Refused, match="alasan"):
        strike(Invitation.objects.get(rater=colleague, why="USULAN_PEGAWAI"), boss, " ")


def test_the_ninth_name_waits_until_one_leaves(office: Office, listed: Reviewee) -> None:
    others = [*office.staff["umum"][1:], *office.staff["data"]][: MOST + 1]
    names = propose(listed, *others[:MOST])

    with pytest.raises(Refused, match="paling banyak 8"):
        propose(listed, others[MOST])
    take_back(invitation=names[0], by=listed.employee, at=NOW)
    propose(listed, others[MOST])


def test_only_the_two_may_and_only_in_their_days(office: Office, listed: Reviewee) -> None:
    boss, other = office.heads["umum"], office.staff["umum"][1]
    (name,) = propose(listed, other)
    late = datetime(2026, 11, 26, 9, 0, tzinfo=NOW.tzinfo)

    with pytest.raises(Denied, match="pegawai yang dinilai"):
        propose_rater(reviewee=listed, other=other, by=boss, at=NOW)
    with pytest.raises(Denied, match="25 November"):
        propose(listed, office.staff["umum"][2], at=late)
    with pytest.raises(Denied, match="atasan langsung"):
        strike(name, listed.employee)
    with pytest.raises(Conflict):
        strike_rater(invitation=name, version=name.version + 1, reason="Alasan", by=boss, at=NOW)
    open_it(listed.round)
    for act in (lambda: strike(name, boss), lambda: propose(listed, other)):
        with pytest.raises(Denied):
            act()


def test_the_opening_draws_half_from_the_list_and_the_rest_from_the_draw(
    office: Office, listed: Reviewee
) -> None:
    propose(listed, *office.staff["umum"][1:7])
    struck = strike(Invitation.objects.filter(reviewee=listed).order_by("pk")[0], office.heads["umum"])

    open_it(listed.round)

    asked = Invitation.objects.filter(reviewee=listed, side="REKAN", status="MENUNGGU")
    whys = Counter(asked.values_list("why", flat=True))
    assert sum(whys.values()) == 5
    assert whys["USULAN_PEGAWAI"] == 2
    rest = Invitation.objects.filter(reviewee=listed, why="USULAN_PEGAWAI").exclude(pk__in=asked)
    assert Counter(rest.values_list("status", flat=True)) == {"DITARIK": 3, "DICORET": 1}
    assert not asked.filter(rater=struck.rater).exists()
    other = Reviewee.objects.get(round=listed.round, employee=office.staff["umum"][7])
    assert other.invitations.filter(side="REKAN").count() == 5


# --- Pages -------------------------------------------------------------------------------------


def enter(client: Client, person: Employee) -> None:
    client.force_login(person, backend="organizations.backends.NipBackend")


@pytest.mark.once
def test_both_walk_through_their_pages(office: Office, listed: Reviewee, client: Client) -> None:
    boss, other = office.heads["umum"], office.staff["data"][0]
    enter(client, listed.employee)
    assert "usulkan penilai" in text_of(client.get(reverse("multirater:result-list")))
    page = reverse("multirater:nominate", args=[listed.pk])
    assert "Data 1" in text_of(client.get(page, {"q": "Data 1"}))
    assert client.post(page, {"q": "Data 1"}).status_code == 422
    assert "masuk daftar" in text_of(client.post(page, {"q": "Data 1", "person": other.pk}, follow=True))

    enter(client, boss)
    assert "1 nama diusulkan" in text_of(client.get(reverse("multirater:team-results")))
    desk = reverse("multirater:nomination-decide", args=[listed.pk])
    name = Invitation.objects.get(reviewee=listed, rater=other)
    strike_it = {"act": "coret", "coret-name": f"{name.pk}:{name.version}"}
    assert client.post(desk, strike_it).status_code == 422
    assert "dicoret" in text_of(client.post(desk, strike_it | {"coret-reason": "Belum kenal"}, follow=True))
    add = {"act": "tambah", "q": "Data 2", "person": office.staff["data"][1].pk, "reason": "Satu tim"}
    assert "Data 2 masuk daftar" in text_of(client.post(desk, add, follow=True))

    enter(client, listed.employee)
    text = text_of(client.get(page))
    assert "Dicoret atasan: Belum kenal" in text
    assert "Data 2" not in text
    mine = propose(listed, office.staff["data"][2])[0]
    assert "keluar dari daftar" in text_of(client.post(page, {"keluarkan": mine.pk}, follow=True))


@pytest.mark.once
def test_after_the_opening_the_pages_tell_nobody_who_was_drawn(
    office: Office, listed: Reviewee, client: Client
) -> None:
    propose(listed, *office.staff["umum"][1:7])
    pages = []
    for person, name in ((listed.employee, "nominate"), (office.heads["umum"], "nomination-decide")):
        enter(client, person)
        pages.append((person, reverse(f"multirater:{name}", args=[listed.pk])))
    before = []
    for person, page in pages:
        enter(client, person)
        before.append(text_of(client.get(page)))
    open_it(listed.round)

    for (person, page), old in zip(pages, before, strict=True):
        enter(client, person)
        text = text_of(client.get(page))
        assert [name in text for name in ("Umum 2", "Umum 3", "Umum 7")] == [True] * 3
        assert "Umum 8" not in text
        assert not {"Ditarik", "Menunggu", "Terkirim"} & set(text.split())
        assert "Umum 2" in old


@pytest.mark.once
def test_outsiders_find_no_list(office: Office, listed: Reviewee, client: Client) -> None:
    enter(client, office.staff["umum"][1])

    for name in ("nominate", "nomination-decide"):
        assert client.get(reverse(f"multirater:{name}", args=[listed.pk])).status_code == 404
