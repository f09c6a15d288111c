"""Revoking a document, and the list in which its readers find what became of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from appraisal.templatetags.ui import tanggal
from organizations.models import Agency
from reviews.models import Document
from reviews.operations import revocation
from reviews.operations.revocation import revoke
from tests.documents.test_issue import frozen_plan, issue_plan, quick, shared  # noqa: F401 (a fixture)
from tests.pages import form_of, queries_of, text_of
from tests.world import NOW, World

LIST = "/dokumen/"


@pytest.fixture
def document(world: World, quick: list[Any]) -> Document:  # noqa: F811
    return issue_plan(world, frozen_plan(world))


def test_revoking_leaves_an_event_and_room_for_a_new_one(world: World, document: Document) -> None:
    revoke(document=document, reason=" Kop keliru. ", by=world.gita, at=NOW)

    document.refresh_from_db()
    assert (document.revoked_by, document.revoke_reason) == (world.gita, "Kop keliru.")
    event = Event.objects.get(action="document.revoked")
    assert (event.target_label, event.note) == (document.number, "Kop keliru.")
    assert document.plan is not None
    assert issue_plan(world, document.plan).number == "SKP-2026-0002"


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "eko", "hadi", "indra"])
def test_nobody_but_the_bkd_admin_revokes(world: World, document: Document, name: str) -> None:
    with pytest.raises(Denied, match="admin BKD"):
        revoke(document=document, reason="x", by=world.people[name], at=NOW)
    assert Document.objects.valid().count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_a_reason_is_asked_for(world: World, document: Document, reason: str) -> None:
    with pytest.raises(Refused, match="alasan pencabutan"):
        revoke(document=document, reason=reason, by=world.gita, at=NOW)


def test_what_is_void_is_not_revoked_again(world: World, document: Document) -> None:
    Agency.objects.update(name="Kota lain")
    assert document.plan is not None
    newest = issue_plan(world, document.plan)
    document.refresh_from_db()
    with pytest.raises(Denied, match="sudah diganti"):
        revoke(document=document, reason="x", by=world.gita, at=NOW)
    revoke(document=newest, reason="x", by=world.gita, at=NOW)
    with pytest.raises(Denied, match="sudah dicabut"):
        revoke(document=newest, reason="y", by=world.gita, at=NOW)
    assert Event.objects.filter(action="document.revoked").count() == 1


def test_the_second_of_two_at_once_is_told(
    world: World, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = Document.objects.get()
    revoke(document=document, reason="Pertama", by=world.gita, at=NOW)
    with pytest.raises(Conflict, match="baru saja"):
        revoke(document=stale, reason="Kedua", by=world.gita, at=NOW)
    assert revocation.Document.objects.get().revoke_reason == "Pertama"


# --- Pages ------------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_list_shows_what_became_of_each(world: World, enter: Any, document: Document) -> None:
    assert document.plan is not None
    Agency.objects.update(name="Kota Dua")
    second = issue_plan(world, document.plan)
    gita = enter(world.gita)
    href = reverse("reviews:document-revoke", args=[second.code])
    page = gita.post(href, form_of(gita.get(href)).fields | {"reason": "Kop keliru."}, follow=True)
    assert f"Dicabut {tanggal(timezone.localdate())}: Kop keliru." in text_of(page)
    Agency.objects.update(name="Kota Tiga")
    third = issue_plan(world, document.plan)

    own = text_of(enter(world.ani).get(LIST))

    assert own.index(third.number) < own.index(second.number) < own.rindex(document.number)
    assert f"Diganti oleh {second.number}" in own
    assert "Berlaku" in own
    assert "Cabut SKP" not in own


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "found"),
    [("ani", True), ("budi", True), ("gita", True), ("indra", True), ("dewi", False), ("hadi", False)],
)
def test_only_readers_find_it(world: World, enter: Any, document: Document, name: str, found: bool) -> None:
    client = enter(world.people[name])
    for query in ("?q=SKP-2026", "?q=Ani", "?q=19900101", f"?pegawai={world.ani.pk}"):
        assert (document.number in text_of(client.get(LIST + query))) is found, query


@pytest.mark.once
@pytest.mark.parametrize("query", ["?pegawai=x", "?pegawai=99999999999999", "?hal=-1&q=%00x"[:6], "?q=%25"])
def test_odd_questions_are_answered(world: World, enter: Any, document: Document, query: str) -> None:
    assert enter(world.ani).get(LIST + query).status_code == 200


@pytest.mark.once
def test_the_list_asks_the_database_the_same_for_one_and_for_many(
    world: World,
    enter: Any,
    quick: list[Any],  # noqa: F811
) -> None:
    client = enter(world.gita)
    href = LIST + "?q=SKP"
    issue_plan(world, frozen_plan(world))
    client.get(href)  # the frame remembers
    few = queries_of(client, href)
    for name in ("fajar", "dewi", "eko"):
        issue_plan(world, frozen_plan(world, name), "gita")

    assert queries_of(client, href) == few
