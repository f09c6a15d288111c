"""Two people and one entry of the library in the same moment: one edition in force, an honest answer."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps

from appraisal.errors import Conflict, Refused
from appraisal.models import Event
from indicators import operations, resources
from indicators.models import LibraryEntry
from organizations.models import RoleGrant
from organizations.rules import Role
from tests.indicators.test_library import QUEUE, edition, proposed, shipped
from tests.indicators.test_library_sheets import as_row, seen, uploaded
from tests.indicators.test_races import meet
from tests.world import NOW, TODAY, build_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ATTEMPTS = range(4)


@pytest.fixture
def world(transactional_db):
    """The world with the shipped library, committed; other such tests have emptied it."""
    for name in ("0002_core_values", "0005_starter_library"):
        import_module(f"indicators.migrations.{name}").fill(apps, None)
    world = build_world()
    RoleGrant.objects.create(
        employee=world.hadi, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on=TODAY
    )
    return world


def in_force(code):
    return LibraryEntry.objects.filter(code=code, status="DITERIMA").count()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_two_bkd_admins_accept_at_once(world, attempt):
    entry = edition(world)

    raised = meet(
        *(
            lambda who=who: operations.accept_entry(
                entry=LibraryEntry.objects.get(pk=entry.pk), version=1, by=who, at=NOW
            )
            for who in (world.gita, world.hadi)
        )
    )

    assert sorted(type(error) for error in raised if error) == [Conflict]
    assert "sudah diterima oleh" in str(next(filter(None, raised)))
    assert in_force("KES-001") == 1
    assert Event.objects.filter(action="library.accepted").count() == 1


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_one_accepts_while_the_other_sends_back(world, attempt):
    entry = proposed(world)
    stamp = {"entry": entry, "version": 1, "at": NOW}

    raised = meet(
        lambda: operations.accept_entry(by=world.gita, **stamp),
        lambda: operations.send_back_entry(by=world.hadi, note="Tulis satuannya.", **stamp),
    )

    assert sorted(type(error) for error in raised if error) == [Conflict]
    entry = LibraryEntry.objects.get(pk=entry.pk)
    assert (entry.status == "DITERIMA") == (raised[0] is None)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_four_proposals_at_once_get_four_codes(world, attempt):
    acts = [
        lambda number=number: proposed(world, replace(QUEUE, text=f"Jumlah loket nomor {number}"))
        for number in range(4)
    ]

    assert meet(*acts) == [None] * 4
    codes = LibraryEntry.objects.filter(status="USULAN").order_by("code").values_list("code", flat=True)
    assert list(codes) == ["LYN-101", "LYN-102", "LYN-103", "LYN-104"]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_two_new_editions_at_once_are_one(world, attempt):
    raised = meet(lambda: edition(world), lambda: edition(world, by="gita"))

    assert [isinstance(error, Refused) for error in raised].count(True) == 1
    assert LibraryEntry.objects.filter(code="KES-001", edition__gt=1).count() == 1


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_file_is_applied_while_an_edition_is_accepted(world, attempt):
    entry = edition(world)
    upload = uploaded(world, as_row("KES-001") | {"SATUAN": "bagian"})
    digest = seen(upload)["digest"]

    raised = meet(
        lambda: operations.apply_library(upload=upload, version=1, digest=digest, by=world.gita, at=NOW),
        lambda: operations.accept_entry(entry=entry, version=1, by=world.hadi, at=NOW),
    )

    lost = [error for error in raised if error]
    assert len(lost) == 1
    assert isinstance(lost[0], Refused)
    assert in_force("KES-001") == 1


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_file_is_applied_once(world, attempt):
    upload = uploaded(world, as_row("KES-001") | {"SATUAN": "bagian"})
    digest = seen(upload)["digest"]
    stamp = {"upload": upload, "version": 1, "digest": digest, "by": world.gita, "at": NOW}

    raised = meet(*[lambda: operations.apply_library(**stamp)] * 3)

    assert sorted(error is None for error in raised) == [False, False, True]
    assert all(isinstance(error, Conflict) for error in raised if error)
    assert shipped("KES-001").edition == 2


def test_loading_twice_at_once_adds_each_code_once(world):
    LibraryEntry.objects.filter(code__startswith="PND").delete()
    rows = resources.starter_rows()

    meet(*[lambda: operations.load_library(rows=rows, at=NOW)] * 2)

    assert LibraryEntry.objects.count() == len(rows)
