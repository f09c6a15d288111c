"""The list before a year is opened: what is ready, what is to be looked at, and that nothing stops it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desk.queries.opening import readiness
from indicators import operations
from indicators.models import Period
from organizations.models import Holiday, Placement, Supervision
from tests.pages import text_of
from tests.world import NOW, TODAY

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def prepared(world, year=2027):
    return operations.create_period(year=year, by=world.gita, at=NOW)


def checks(period):
    return {row.label: row for row in readiness(period, list(period.terms.order_by("number")), TODAY)}


def test_what_is_not_ready_is_named(world):
    Placement.objects.filter(pk=world.placements["dewi"].pk).update(is_head=False)
    Supervision.objects.filter(placement=world.placements["ani"]).delete()

    found = checks(prepared(world))

    assert {label for label, row in found.items() if not row.is_ready} == {
        "Angka kebijakan",
        "Hari libur",
        "Atasan",
        "Kepala unit",
    }
    assert "Ani" in {row.name for row in found["Atasan"].found}
    assert "Kelurahan Sukajaya" in {row.name for row in found["Kepala unit"].found}
    assert "Tahun 2026: dibuka." in found["Tahun sebelumnya"].told


def test_what_is_ready_is_said(world):
    period = prepared(world)
    period.figures.update(confirmed=True)
    Holiday.objects.create(day=date(2027, 1, 1), name="Tahun Baru", set_at=NOW)

    found = checks(period)

    assert found["Hari libur"].told == "1 hari libur 2027 tercatat."
    assert (found["Hari libur"].is_ready, found["Angka kebijakan"].is_ready) == (True, True)


def test_the_page_shows_the_list_and_opens(world, enter, clock):
    period, client = prepared(world), enter(world.gita)
    href = reverse("desk:period-open", args=[period.pk])
    client.get(href)

    with CaptureQueriesContext(connection) as queries:
        page = text_of(client.get(href))

    assert "Kesiapan" in page
    assert period.figures.filter(confirmed=False).first().source in page
    assert len(queries) <= 18
    assert client.post(href, {"version": "1"}).status_code == 302
    assert Period.objects.get(year=2027).is_open
