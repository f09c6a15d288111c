"""Days of rating per unit: the nearest unit upwards decides, the last day stops nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.access.rating import rating_span, rating_spans
from indicators.models import Period, RatingWindow
from organizations.rules import Span
from reviews.access.evaluation import may_rate
from reviews.queries.waiting import team_tasks
from reviews.queries.year import year_on
from tests.pages import text_of
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
DAYS = {"started_on": date(2026, 4, 6), "ended_on": date(2026, 4, 17), "reason": "Giliran kedua"}


def set_for(world: World, *units: str, number: int = 1, **values: Any) -> Period:
    period = Period.objects.get(pk=world.period.pk)
    operations.set_rating_windows(
        term=world.period.terms.get(number=number),
        version=period.version,
        units=[world.units[unit] for unit in units],
        by=world.gita,
        at=NOW,
        **DAYS | values,
    )
    return Period.objects.get(pk=world.period.pk)


def test_the_nearest_unit_upwards_decides(world: World) -> None:
    usual = Span(date(2026, 3, 31), date(2026, 4, 30))
    period = set_for(world, "dinas")
    spans = rating_spans(period, world.term(1))
    assert spans.of(world.units["bidang"].pk) == Span(DAYS["started_on"], DAYS["ended_on"])
    assert spans.of(world.units["lain"].pk) == usual

    nearer = set_for(world, "bidang", started_on=date(2026, 5, 4), ended_on=date(2026, 5, 8))
    assert rating_spans(nearer, world.term(1)).of(world.units["bidang"].pk).started_on == date(2026, 5, 4)
    assert rating_spans(nearer, world.term(2)).of(world.units["bidang"].pk).started_on == date(2026, 6, 30)

    window = RatingWindow.objects.get(unit=world.units["bidang"])
    back = operations.remove_rating_window(window=window, version=nearer.version, by=world.gita, at=NOW)
    assert rating_spans(back, world.term(1)).of(world.units["bidang"].pk).started_on == DAYS["started_on"]
    assert Event.objects.filter(action__startswith="period.rating_window").count() == 3


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        (date(2026, 4, 5), False),
        (date(2026, 4, 6), True),
        (date(2026, 4, 17), True),
        (date(2026, 4, 18), True),  # late, and nobody goes without a result for that
        (date(2026, 12, 31), True),
    ],
)
def test_rating_opens_with_the_days_of_the_unit_and_stays_open(world: World, on: date, allowed: bool) -> None:
    set_for(world, "dinas")
    plan = agreed_plan(world)
    plan.period = Period.objects.get(pk=world.period.pk)

    decision = may_rate(world.budi, plan, world.term(1), on)

    assert bool(decision) == allowed
    assert allowed or "06-04-2026" in decision.reason


def test_a_plan_that_ended_earlier_waits_for_no_window(world: World) -> None:
    world.period = set_for(world, "dinas", number=5, started_on=date(2027, 1, 4), ended_on=date(2027, 1, 8))
    plan = agreed_plan(world)
    assert not may_rate(world.budi, plan, world.final, TODAY)
    plan.placement.ended_on = date(2026, 11, 20)

    assert may_rate(world.budi, plan, world.final, TODAY)


def test_the_days_are_asked_for_once(world: World) -> None:
    period, plan = set_for(world, "dinas"), agreed_plan(world)
    plan.period, term = period, world.term(1)
    rating_span(plan, term)

    with CaptureQueriesContext(connection) as captured:
        assert rating_span(plan, term).ended_on == DAYS["ended_on"]

    assert len(captured) == 0


def test_a_superior_is_not_asked_to_rate_before_the_days_of_the_unit(world: World) -> None:
    agreed_plan(world)
    title = "Nilai dan bagikan hasil tim"
    year = year_on(world.period, TODAY)
    assert title in [task.title for task in team_tasks(world.budi, year, TODAY)]

    later = set_for(world, "dinas", number=5, started_on=date(2026, 12, 7), ended_on=date(2026, 12, 18))

    assert title not in [task.title for task in team_tasks(world.budi, year_on(later, TODAY), TODAY)]
    Period.objects.filter(pk=later.pk).update(annual_from=date(2026, 12, 21))
    sooner = set_for(world, "bidang", number=5, started_on=date(2026, 11, 2), ended_on=date(2026, 12, 18))
    assert title in [task.title for task in team_tasks(world.budi, year_on(sooner, TODAY), TODAY)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"started_on": date(2025, 12, 31)}, "started_on"),
        ({"ended_on": date(2026, 4, 5)}, "ended_on"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_days_that_do_not_fit_are_refused_at_their_field(
    world: World, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        set_for(world, "dinas", **values)

    assert refused.value.field == field
    assert not RatingWindow.objects.exists()


def test_the_second_who_sets_days_gets_a_conflict(world: World) -> None:
    values = {"term": world.term(1), "version": 1, "by": world.gita, "at": NOW, **DAYS}
    operations.set_rating_windows(units=[world.units["dinas"]], **values)

    with pytest.raises(Conflict):
        operations.set_rating_windows(units=[world.units["lain"]], **values)
    with pytest.raises(Denied):
        operations.set_rating_windows(units=[world.units["lain"]], **values | {"by": world.eko, "version": 2})


@pytest.mark.once
def test_the_bkd_staggers_a_unit_on_the_page(world: World, enter: Any, clock: Any) -> None:
    client = enter(world.gita)
    href = reverse("desk:rating-window-list", args=[world.period.pk])
    data = {"version": "1", "term": str(world.term(2).pk), "other": "U-dinas", "reason": "Giliran kedua"}

    refused = client.post(href, data | {"started_on": "", "ended_on": "10-7-2026"})
    assert refused.status_code == 422
    data |= {"started_on": "6-7-2026", "ended_on": "10-7-2026", "confirmed": "1"}
    page = client.post(href, data, follow=True)

    assert "6 Juli 2026 sampai 10 Juli 2026" in text_of(page)
