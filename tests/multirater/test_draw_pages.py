"""The page of the draw: plain words and numbers, a preview before the opening, never a pair."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from multirater.models import Invitation, Round
from multirater.operations.draw import draw_round, preview
from multirater.operations.invitation import decline
from multirater.queries.draw import drawn_figures
from organizations.models import Employee
from tests.multirater.rows import Office, round_of
from tests.pages import text_of
from tests.world import NOW, TODAY

pytestmark = pytest.mark.once


@pytest.fixture
def gita(client: Client, office: Office) -> Client:
    client.force_login(office.world.gita, backend="organizations.backends.NipBackend")
    return client


def page_of(client: Client, row: Round) -> str:
    return text_of(client.get(reverse("multirater:round-draw", args=[row.pk])))


def test_a_draft_shows_what_a_draw_would_come_to(office: Office, gita: Client) -> None:
    row = round_of(office, status="RANCANGAN", seed="", opened_at=None)

    text = page_of(gita, row)

    assert "Perkiraan menurut data pegawai hari ini" in text
    assert "28 dinilai" in text
    assert "2 dari 5 rekan diundi dari unit lain" in text
    assert "Para kepala di Dinas Sosial hanya 3 orang: sebagian besar rekannya diundi dari unit lain." in text
    assert "Kepala Sosial tidak punya atasan yang sedang bekerja" in text
    assert [one.name for group in office.staff.values() for one in group if one.name in text] == []
    assert not Invitation.objects.exists()


def test_an_open_round_shows_what_was_drawn_and_its_course(office: Office, gita: Client) -> None:
    row = round_of(office)
    told = draw_round(row, on=TODAY)
    form = Invitation.objects.filter(ratee=office.staff["umum"][0], side="REKAN").first()
    assert form is not None
    decline(invitation=form, version=form.version, by=form.rater, at=NOW)

    text = page_of(gita, row)

    assert "Hasil undian putaran ini" in text
    assert "1 belum cukup mengenal, 0 ditarik, 1 diganti" in text
    assert [one.name for one in office.everybody if one.name in text] == []
    figures = drawn_figures(row)
    assert figures.invitations == told.invitations + 1
    assert figures.mutual == 0


def test_the_numbers_of_the_tables_are_those_of_the_draw(office: Office) -> None:
    row = round_of(office)

    assert drawn_figures(row).invitations == 0
    assert drawn_figures(row).across_percent == 0
    assert draw_round(row, on=TODAY).figures == drawn_figures(row)
    assert preview(row, on=TODAY).figures.invitations == drawn_figures(row).invitations


def test_who_left_is_replaced_by_a_press(office: Office, gita: Client) -> None:
    row = round_of(office)
    draw_round(row, on=TODAY)
    press = reverse("multirater:round-tend", args=[row.pk])

    assert "Tidak ada yang diganti" in text_of(gita.post(press, follow=True))
    Employee.objects.filter(pk=office.staff["umum"][0].pk).update(is_active=False)
    assert "undangan ditarik" in text_of(gita.post(press, follow=True))
