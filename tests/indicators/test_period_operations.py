"""Preparing, opening and closing a year, and its figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators import operations
from indicators.models import Period, PolicyFigure, Term
from indicators.queries import current_period, period_page, period_rows, policy, waiting_plans
from indicators.rules import DEFAULT_FIGURES
from tests.indicators.plans import agreed, drafted, submitted
from tests.world import NOW

pytestmark = pytest.mark.django_db


def prepared(world, year=2027):
    return operations.create_period(year=year, by=world.gita, at=NOW)


def stamp(world, period):
    return {"period": period, "version": period.version, "by": world.gita, "at": NOW}


def test_a_new_year_has_windows_terms_and_figures(world):
    period = prepared(world)

    assert (period.planning_from, period.planning_until) == (date(2026, 12, 1), date(2027, 1, 31))
    assert list(period.terms.order_by("number").values_list("name", flat=True))[-1] == "Tahunan"
    assert period.figures.count() == len(DEFAULT_FIGURES)
    assert not period.is_open
    assert Event.objects.get(action="period.created").after["planning_until"] == "2027-01-31"


def test_a_running_year_leaves_time_to_plan(office):
    period = operations.create_period(year=2026, by=office.gita, at=NOW)

    assert period.planning_until == date(2026, 12, 22)


@pytest.mark.parametrize(("year", "words"), [(2026, "sudah ada"), (1999, "empat angka"), (12, "empat angka")])
def test_a_year_exists_once_and_makes_sense(world, year, words):
    with pytest.raises(Refused, match=words) as refused:
        prepared(world, year)

    assert refused.value.field == "year"


def test_dates_change_while_the_year_is_open(world):
    due = {world.term(1).pk: date(2026, 4, 20), 999: date(2026, 1, 1)}

    period = operations.change_period(
        **stamp(world, world.period), due=due, planning_until=date(2026, 3, 31), year=1
    )

    assert (period.planning_until, period.year, period.version) == (date(2026, 3, 31), 2026, 2)
    assert world.term(1).due_on == date(2026, 4, 20)
    event = Event.objects.get(action="period.changed")
    assert (event.before["Triwulan I"], event.after["Triwulan I"]) == ("2026-04-10", "2026-04-20")


def test_dates_that_do_not_fit_are_refused_at_their_field(world):
    with pytest.raises(Refused) as refused:
        operations.change_period(**stamp(world, world.period), planning_until=date(2025, 11, 1))
    assert refused.value.field == "planning_until"
    with pytest.raises(Refused) as refused:
        operations.change_period(**stamp(world, world.period), due={world.term(2).pk: date(2026, 6, 1)})
    assert refused.value.field == f"due_{world.term(2).pk}"


def test_the_second_who_changes_dates_gets_a_conflict(world):
    stale = stamp(world, world.period)
    operations.change_period(**stamp(world, world.period), planning_until=date(2026, 3, 31))

    with pytest.raises(Conflict):
        operations.change_period(**stale, planning_until=date(2026, 4, 30))


def test_figures_change_until_the_year_opens(world):
    period = prepared(world)
    figure = period.figures.get(key="penjelasan_hari")

    operations.change_figure(
        figure=figure,
        value=Decimal(10),
        confirmed=True,
        source="Keputusan Wali Kota 12/2026",
        sourced_on=date(2026, 11, 2),
        by=world.gita,
        at=NOW,
    )

    assert policy(period)["penjelasan_hari"] == 10
    assert figure.source == "Keputusan Wali Kota 12/2026"
    event = Event.objects.get(action="figure.changed")
    assert (event.before["value"], event.after["value"], event.after["confirmed"]) == (
        "7.000",
        "10.000",
        True,
    )


def test_figures_are_frozen_from_the_opening_on(world):
    figure = world.period.figures.get(key="penjelasan_hari")

    with pytest.raises(Denied, match="sudah berlaku sejak periode dibuka"):
        operations.change_figure(figure=figure, value=Decimal(10), confirmed=True, by=world.gita, at=NOW)


def test_a_figure_is_not_negative(world):
    figure = prepared(world).figures.first()

    with pytest.raises(Refused, match="paling kecil 0") as refused:
        operations.change_figure(figure=figure, value=Decimal(-1), confirmed=True, by=world.gita, at=NOW)
    assert refused.value.field == "value"


def test_a_figure_keeps_its_source_when_only_confirmed(world):
    figure = prepared(world).figures.get(key="penjelasan_hari")

    operations.change_figure(figure=figure, value=figure.value, confirmed=True, by=world.gita, at=NOW)

    assert (figure.source, figure.confirmed) == ("Ditetapkan instansi", True)


def test_a_figure_meets_the_opening_of_the_same_moment(world, monkeypatch):
    period = prepared(world)
    figure = period.figures.first()
    allow = operations.period.access.may_change_figures

    def opened_meanwhile(user, row, on):
        decision = allow(user, row, on)
        Period.objects.filter(pk=row.pk).update(opened_at=NOW, opened_by=world.gita)
        return decision

    monkeypatch.setattr(operations.period.access, "may_change_figures", opened_meanwhile)

    with pytest.raises(Conflict, match="baru saja dibuka"):
        operations.change_figure(figure=figure, value=Decimal(1), confirmed=True, by=world.gita, at=NOW)


def test_a_year_opens_and_closes_once(world):
    period = operations.open_period(**stamp(world, prepared(world)))
    assert (period.opened_at, period.opened_by, period.is_open) == (NOW, world.gita, True)
    with pytest.raises(Denied, match="sudah dibuka"):
        operations.open_period(**stamp(world, period))

    period = operations.close_period(**stamp(world, period))
    assert (period.closed_at, period.is_open) == (NOW, False)
    with pytest.raises(Denied, match="ditutup pada"):
        operations.close_period(**stamp(world, period))
    with pytest.raises(Denied, match="ditutup pada"):
        operations.change_period(**stamp(world, period), planning_until=date(2027, 3, 31))


def test_a_year_that_is_not_open_does_not_close(world):
    with pytest.raises(Denied, match="belum dibuka"):
        operations.close_period(**stamp(world, prepared(world)))


@pytest.mark.parametrize("act", [operations.open_period, operations.close_period])
def test_the_second_who_opens_or_closes_gets_a_conflict(world, act):
    period = prepared(world)
    Period.objects.filter(pk=period.pk).update(version=5)

    with pytest.raises(Conflict, match="diubah orang lain"):
        act(**stamp(world, period))


ACTS = {
    "create": lambda world, by: operations.create_period(year=2028, by=by, at=NOW),
    "change": lambda world, by: operations.change_period(
        period=world.period, version=1, by=by, at=NOW, planning_until=date(2026, 3, 31)
    ),
    "figure": lambda world, by: operations.change_figure(
        figure=PolicyFigure.objects.filter(period__year=2027).first(),
        value=Decimal(1),
        confirmed=True,
        by=by,
        at=NOW,
    ),
    "open": lambda world, by: operations.open_period(
        period=Period.objects.get(year=2027), version=1, by=by, at=NOW
    ),
    "close": lambda world, by: operations.close_period(period=world.period, version=1, by=by, at=NOW),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", ["ani", "budi", "eko", "hadi", "indra"])
def test_only_the_bkd_rules_over_years(world, act, name):
    prepared(world)

    with pytest.raises(Denied, match="admin BKD"):
        ACTS[act](world, world.people[name])


@pytest.mark.parametrize("act", ACTS)
def test_a_failing_audit_write_undoes_everything(world, monkeypatch, act):
    prepared(world)
    before = list(Period.objects.order_by("pk").values())
    terms = list(Term.objects.order_by("pk").values())
    figures = list(PolicyFigure.objects.order_by("pk").values())

    def broken(self, *args, **kwargs):
        raise RuntimeError("no audit, no change")

    monkeypatch.setattr(Event, "save", broken)
    with pytest.raises(RuntimeError):
        ACTS[act](world, world.gita)

    assert list(Period.objects.order_by("pk").values()) == before
    assert list(Term.objects.order_by("pk").values()) == terms
    assert list(PolicyFigure.objects.order_by("pk").values()) == figures


# --- Reading --------------------------------------------------------------------------------------


def test_the_current_year_contains_the_day_or_is_the_latest_open_one(world):
    assert current_period(date(2026, 11, 22)) == world.period
    assert current_period(date(2027, 1, 10)) == world.period
    following = operations.open_period(**stamp(world, prepared(world)))
    assert current_period(date(2026, 12, 10)) == world.period
    assert current_period(date(2027, 1, 10)) == following


def test_without_an_open_year_there_is_no_current_one(office):
    operations.create_period(year=2026, by=office.gita, at=NOW)

    assert current_period(date(2026, 11, 22)) is None


def test_the_list_of_years_counts_plans(world):
    agreed(world)
    submitted(world, "fajar")
    drafted(world, "dewi")
    prepared(world)

    rows = period_rows()

    assert [(row.period.year, row.state[0], row.plans, row.agreed) for row in rows] == [
        (2027, "Disiapkan", 0, 0),
        (2026, "Dibuka", 3, 1),
    ]
    assert waiting_plans(world.period) == 2


def test_the_page_of_a_year_counts_what_is_not_confirmed(world):
    page = period_page(world.period)

    assert page.unconfirmed == sum(not figure.confirmed for figure in DEFAULT_FIGURES)
    assert [term.number for term in page.terms] == [1, 2, 3, 4, 5]
