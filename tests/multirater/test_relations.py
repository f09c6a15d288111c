"""Declared relations keep two people apart both ways, and are nobody else's business."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Denied, Refused
from appraisal.models import Event
from multirater.access.apart import apart_in
from multirater.models import Invitation, Relation
from multirater.operations.draw import draw_round
from multirater.operations.relation import declare_relation, end_relation
from organizations.models import Employee
from tests.multirater.rows import Office, answer, round_of
from tests.pages import text_of
from tests.world import NOW, TODAY


def declare(one: Employee, other: Employee, kind: str = "KELUARGA") -> Relation:
    return declare_relation(other=other, kind=kind, by=one, at=NOW)


def test_a_relation_holds_both_ways_until_who_declared_it_ends_it(office: Office) -> None:
    one, other = office.staff["umum"][:2]
    row = round_of(office)
    before = Event.objects.count()

    relation = declare(other, one)

    assert apart_in(row) == {one.pk: {other.pk}, other.pk: {one.pk}}
    with pytest.raises(Denied):
        end_relation(relation=relation, by=one, at=NOW)
    end_relation(relation=relation, by=other, at=NOW)
    ended = end_relation(relation=relation, by=other, at=NOW + timedelta(days=1))
    assert ended.ended_at == NOW
    assert apart_in(row) == {}
    assert Event.objects.count() == before


def test_what_is_no_relation_is_refused(office: Office) -> None:
    one, other = office.staff["umum"][:2]
    declare(one, other)

    for person, kind, field in (
        (one, "KELUARGA", "person"),
        (other, "USAHA", "person"),
        (other, "TEMAN", "kind"),
    ):
        with pytest.raises(Refused) as refused:
            declare(one, person, kind)
        assert refused.value.field == field
    gone = office.staff["umum"][2]
    gone.is_active = False
    with pytest.raises(Refused, match="masih bekerja"):
        declare(one, gone)


def test_neither_learns_what_the_other_declared(office: Office) -> None:
    one, other = office.staff["umum"][:2]
    declare(one, other)

    declare(other, one)

    assert Relation.objects.count() == 2


def test_unsent_forms_between_the_two_go_to_the_next_and_sent_ones_stay(office: Office) -> None:
    row = round_of(office)
    draw_round(row, on=TODAY)
    person = office.staff["umum"][0]
    waiting, sent = Invitation.objects.filter(ratee=person, side="REKAN").order_by("pk")[:2]
    answer(sent, {1: 4})

    declare(person, waiting.rater)
    declare(sent.rater, person)

    waiting.refresh_from_db()
    sent.refresh_from_db()
    assert (waiting.status, sent.status) == ("DITARIK", "TERKIRIM")
    new = Invitation.objects.get(replaces=waiting)
    assert new.rater not in (waiting.rater, sent.rater)
    assert not Invitation.objects.filter(replaces=sent).exists()


# --- The page ----------------------------------------------------------------------------------


@pytest.mark.once
def test_a_person_finds_declares_and_ends(office: Office, client: Client) -> None:
    one, other = office.staff["umum"][:2]
    client.force_login(one, backend="organizations.backends.NipBackend")
    page = reverse("multirater:relations")

    found = client.get(page, {"q": "Umum 2"})
    assert "Umum 2" in text_of(found)
    lacking = client.post(page, {"q": "Umum 2", "person": other.pk})
    assert lacking.status_code == 422
    sent = client.post(page, {"q": "Umum 2", "person": other.pk, "kind": "SERUMAH"}, follow=True)
    text = text_of(sent)
    assert "Tercatat." in text
    assert "Umum 2 Tinggal serumah, sejak" in text

    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    assert len(asked) <= 8
    client.force_login(other, backend="organizations.backends.NipBackend")
    assert "Umum 1" not in text_of(client.get(page))
    relation = Relation.objects.get()
    assert client.post(reverse("multirater:relation-end", args=[relation.pk])).status_code == 404


@pytest.mark.once
def test_oneself_and_those_named_already_are_not_found(office: Office, client: Client) -> None:
    one, other = office.staff["umum"][:2]
    declare(one, other)
    client.force_login(one, backend="organizations.backends.NipBackend")
    page = reverse("multirater:relations")

    assert "Belum ada pegawai lain yang cocok" in text_of(client.get(page, {"q": one.nip}))
    assert "Belum ada pegawai lain yang cocok" in text_of(client.get(page, {"q": other.nip}))
    assert "Pilih pegawai" not in text_of(client.get(page, {"q": "Um"}))
