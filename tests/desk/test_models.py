"""Each constraint of the desk's rows: the database itself refuses, whatever the forms say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from desk.models import Exemption, SavedView
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def exempt(w: World, **values: Any) -> Exemption:
    usual = {
        "reason": "Perbantuan ke provinsi",
        "started_on": date(2026, 1, 1),
        "ended_on": date(2026, 12, 31),
    }
    return Exemption.objects.create(
        placement=w.placements["ani"], set_by=w.gita, set_at=NOW, **(usual | values)
    )


def view(w: World, **values: Any) -> SavedView:
    usual = {"owner": w.gita, "page": "ORANG", "name": "Belum disepakati", "made_at": NOW}
    return SavedView.objects.create(**(usual | values))


BAD: dict[str, Callable[[World], Any]] = {
    "exemption_ends_after_start": lambda w: exempt(w, ended_on=date(2025, 12, 31)),
    "exemption_has_reason": lambda w: exempt(w, reason=""),
    "exemption_revoked_both_or_neither": lambda w: exempt(w, revoked_at=NOW),
    "exemption_once_per_start": lambda w: (exempt(w), exempt(w)),
    "saved_view_page_known": lambda w: view(w, page="PETA"),
    "saved_view_has_name": lambda w: view(w, name=""),
    "saved_view_once_per_name": lambda w: (view(w), view(w)),
    "saved_view_one_default_per_page": lambda w: (
        view(w, is_default=True),
        view(w, name="Lain", is_default=True),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD[name](world)


def test_every_constraint_is_here() -> None:
    stored = {one.name for model in (Exemption, SavedView) for one in model._meta.constraints}
    assert stored == set(BAD)


def test_what_was_taken_back_makes_room_and_two_people_may_use_one_name(world: World) -> None:
    exempt(world, revoked_at=NOW, revoked_by=world.gita)
    exempt(world)
    view(world, is_default=True)
    view(world, owner=world.eko, is_default=True)

    assert Exemption.objects.on(date(2026, 11, 22)).count() == 1
    assert Exemption.objects.on(date(2027, 1, 1)).count() == 0
