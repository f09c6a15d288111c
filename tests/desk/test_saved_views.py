"""Saved views: kept by one person, perhaps for the desk, and honest about filters that no longer hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Refused
from desk.models import SavedView, ViewPage
from desk.operations import saved_view as operations
from indicators.models import Period
from organizations.models import Unit
from tests.pages import text_of
from tests.world import NOW, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NEW, PEOPLE, TABLE = (
    reverse(f"desk:{name}") for name in ("saved-view-new", "completeness-people", "completeness")
)


def save(world: World, owner: str = "gita", **values: Any) -> SavedView:
    usual: dict[str, Any] = {
        "page": ViewPage.PEOPLE,
        "name": "Belum",
        "filters": {"tahap": "skp:belum"},
        "is_shared": False,
        "is_default": False,
    }
    return operations.save_view(owner=world.people[owner], at=NOW, **usual | values)


def opened(client: Any, view: SavedView) -> Any:
    return client.get(reverse("desk:saved-view-open", args=[view.pk]), follow=True)


def test_a_view_keeps_the_filters_and_moves_on_with_the_year(world: World, enter: Any) -> None:
    client = enter(world.gita)
    unit = world.units["dinas"].pk
    query = {"masa": world.term(4).pk, "unit": unit, "tahap": "catatan:belum", "q": "a"}

    client.post(NEW, query | {"name": "Catatan Dinas", "is_default": "on"})

    view = SavedView.objects.get()
    assert view.filters == {"unit": str(unit), "tahap": "catatan:belum", "q": "a"}, (
        "the running term moves on"
    )
    page = client.get(PEOPLE, follow=True)
    assert (
        page.redirect_chain[0][0] == f"{PEOPLE}?masa={world.term(4).pk}&unit={unit}&tahap=catatan%3Abelum&q=a"
    )
    client.post(NEW, {"masa": world.final.pk, "kelompok": "penilaian", "name": "Tahunan"})
    table = SavedView.objects.get(page="TABEL")
    assert table.filters == {"masa": str(world.final.pk), "kelompok": "penilaian"}
    assert "Dibagikan" in text_of(opened(client, table))


def test_what_does_not_hold_any_more_is_let_go_and_said(world: World, enter: Any) -> None:
    unit = Unit.objects.create(
        code="U-lama", name="Unit lama", parent=world.units["kota"], closed_on=NOW.date()
    )
    gone = save(world, filters={"masa": "999999", "unit": str(unit.pk), "tahap": "tidak-ada", "urut": "x"})
    client = enter(world.gita)

    page = opened(client, gone)
    assert page.status_code == 200
    assert "saringannya dilepas" in text_of(page)
    assert "dipakai masa yang berjalan" in text_of(page)

    closed = save(world, name="Tahun lalu", filters={"masa": str(world.term(2).pk)})
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)
    assert "Tahun 2026 sudah ditutup" in text_of(opened(client, closed))


def test_a_shared_view_shows_each_reader_the_own_units(world: World, enter: Any) -> None:
    view = save(world, filters={"unit": str(world.units["lain"].pk)}, is_shared=True)

    page = opened(enter(world.eko), view)

    assert page.context["count"] == 5
    assert "di luar unit Anda" in text_of(page)


def test_names_are_taken_once_and_one_view_opens_a_page(world: World) -> None:
    first = save(world, is_default=True)
    second = save(world, name="Lain", is_default=True)

    first.refresh_from_db()
    assert (first.is_default, second.is_default) == (False, True)
    for name, said in (("Lain", "Pilih nama lain"), ("  ", "Tulis namanya")):
        with pytest.raises(Refused, match=said) as refused:
            operations.change_view(
                view=first, by=world.gita, name=name, is_shared=False, is_default=False, at=NOW
            )
        assert refused.value.field == "name"
    save(world, owner="eko", name="Lain")
    operations.remove_view(view=second, by=world.gita, at=NOW)
    assert SavedView.objects.filter(owner=world.gita).count() == 1


def test_nobody_keeps_views_without_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MOST", 1)
    save(world)

    with pytest.raises(Refused, match="paling banyak"):
        save(world, name="Lain")
