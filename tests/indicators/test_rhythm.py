"""The rhythm of a year, and the days in which each part of it is rated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.models import Period, RatingWindow
from indicators.rules import TermKind
from tests.pages import text_of
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def prepared(world: World, kind: TermKind = TermKind.QUARTERLY) -> Period:
    return operations.create_period(year=2027, kind=kind, by=world.gita, at=NOW)


def stamp(world: World, period: Period) -> dict[str, Any]:
    return {"period": period, "version": period.version, "by": world.gita, "at": NOW}


@pytest.mark.parametrize(("kind", "parts"), [("BULANAN", 12), ("SEMESTERAN", 2), ("TRIWULANAN", 4)])
def test_the_parts_of_a_prepared_year_are_replaced(world: World, kind: str, parts: int) -> None:
    period = operations.set_rhythm(**stamp(world, prepared(world)), kind=TermKind(kind))

    terms = list(period.terms.order_by("number"))
    assert [term.kind for term in terms] == [kind] * parts + ["FINAL"]
    assert period.version == 2
    event = Event.objects.get(action="period.rhythm_set")
    assert (event.before[0], event.after[-1]) == ("Triwulan I", "Tahunan")


def test_a_year_that_is_open_keeps_its_rhythm(world: World) -> None:
    with pytest.raises(Refused, match="tetap sejak periode dibuka") as refused:
        operations.set_rhythm(**stamp(world, world.period), kind=TermKind.MONTHLY)

    assert refused.value.field == "kind"
    assert world.period.terms.count() == 5


def test_a_part_on_which_something_hangs_stays(world: World) -> None:
    period = prepared(world)
    RatingWindow.objects.create(
        term=period.terms.get(number=1),
        unit=world.units["dinas"],
        started_on=date(2027, 4, 1),
        ended_on=date(2027, 4, 9),
        reason="Giliran pertama",
        set_by=world.gita,
        set_at=NOW,
    )

    with pytest.raises(Refused, match="sudah dipakai"):
        operations.set_rhythm(**stamp(world, period), kind=TermKind.MONTHLY)
    assert RatingWindow.objects.exists()


def test_the_second_who_chooses_a_rhythm_gets_a_conflict(world: World) -> None:
    stale = stamp(world, prepared(world))
    operations.set_rhythm(**stale, kind=TermKind.MONTHLY)

    with pytest.raises(Conflict):
        operations.set_rhythm(**stale, kind=TermKind.HALF_YEARLY)
    assert Period.objects.get(year=2027).terms.count() == 13


@pytest.mark.parametrize("name", ["ani", "eko", "indra"])
def test_only_the_bkd_chooses_the_rhythm(world: World, name: str) -> None:
    with pytest.raises(Denied):
        operations.set_rhythm(
            **stamp(world, prepared(world)) | {"by": world.people[name]}, kind=TermKind.MONTHLY
        )


def test_days_of_rating_are_set_and_told(world: World) -> None:
    first, annual = world.term(1), world.final
    days = (date(2026, 4, 6), date(2026, 4, 17))

    operations.change_period(**stamp(world, world.period), rating={first.pk: days, annual.pk: days})

    assert (world.term(1).rated_from, world.term(1).rated_until) == days
    assert world.final.rated_from is None, "the annual evaluation has its days with the year"
    event = Event.objects.get(action="period.changed")
    assert event.after["Triwulan I, penilaian"] == "2026-04-06 sampai 2026-04-17"


def test_days_of_rating_that_do_not_fit_are_refused_at_their_field(world: World) -> None:
    pk = world.term(1).pk
    with pytest.raises(Refused) as refused:
        operations.change_period(
            **stamp(world, world.period), rating={pk: (date(2026, 4, 6), date(2026, 4, 5))}
        )

    assert refused.value.field == f"rated_until_{pk}"


@pytest.mark.once
def test_the_bkd_makes_a_year_monthly_on_its_page(world: World, enter: Any, clock: Any) -> None:
    period, client = prepared(world), enter(world.gita)
    href = reverse("desk:period-rhythm", args=[period.pk])
    assert "12 masa: Januari sampai Desember." in text_of(client.get(href))

    page = client.post(href, {"version": "1", "kind": "BULANAN"}, follow=True)

    assert "Evaluasi 2027 kini bulanan." in text_of(page)
    assert "1 Desember 2027 sampai 31 Desember 2027, diisi sampai" in text_of(page)
    refused = client.post(href, {"version": "2"})
    assert refused.status_code == 422
