"""Closing a year in steps that may be interrupted, and the archive after it."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from appraisal import jobs
from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Job
from indicators import operations
from indicators.models import Period, Plan
from indicators.queries import period_rows
from indicators.rules import PeriodState, period_state
from indicators.tasks import closing
from tests.world import NOW, agreed_plan

pytestmark = pytest.mark.django_db
PEOPLE = ("ani", "budi", "fajar")


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ((False, False, False, False), PeriodState.PREPARED),
        ((True, False, False, False), PeriodState.OPEN),
        ((True, True, False, False), PeriodState.CLOSING),
        ((True, True, True, False), PeriodState.CLOSED),
        ((True, True, True, True), PeriodState.ARCHIVED),
    ],
)
def test_the_states_of_a_year(happened, state):  # source: README of indicators, "A year"
    names = ("is_opened", "is_closed", "is_sealed", "is_archived")
    assert period_state(**dict(zip(names, happened, strict=True))) == state


def stamp(world):
    period = Period.objects.get(pk=world.period.pk)
    return {"period": period, "version": period.version, "by": world.gita, "at": NOW}


def states(world):
    rows = Plan.objects.filter(period=world.period).order_by("pk")
    return list(rows.values_list("status", flat=True))


def test_closing_closes_the_agreed_plans_and_no_other(world, work):
    for name in PEOPLE:
        agreed_plan(world, name)
    agreed_plan(world, "dewi", status="DRAF")

    operations.close_period(**stamp(world))
    assert Period.objects.get().state == PeriodState.CLOSING
    work()

    assert Period.objects.get().state == PeriodState.CLOSED
    assert states(world) == ["DITUTUP", "DITUTUP", "DITUTUP", "DRAF"]
    assert Event.objects.filter(action="plan.closed").count() == 3
    assert Event.objects.get(action="period.sealed").after == {"plans": 3}


@pytest.mark.parametrize("stopped_after", [0, 1, 2, 3])
def test_closing_goes_on_where_it_was_interrupted(world, work, monkeypatch, stopped_after):
    for name in PEOPLE:
        agreed_plan(world, name)
    monkeypatch.setattr(closing, "BATCH", 1)
    operations.close_period(**stamp(world))
    job, steps = Job.objects.get(kind="period-closing"), []
    whole = closing.ClosingYear.apply

    def killed(self, row, start, prepared):
        if len(steps) == stopped_after:
            raise SystemExit
        steps.append(start)
        return whole(self, row, start, prepared)

    monkeypatch.setattr(closing.ClosingYear, "apply", killed)
    if stopped_after < 3:
        with pytest.raises(SystemExit):
            jobs.run(job.pk)
    monkeypatch.setattr(closing.ClosingYear, "apply", whole)
    work()

    assert states(world) == ["DITUTUP"] * 3
    assert Event.objects.filter(action="plan.closed").count() == 3
    assert Event.objects.filter(action="period.sealed").count() == 1
    assert not operations.seal_period(period=world.period.pk, by=None, at=NOW)


def test_nobody_else_s_plans_are_closed_with_an_open_year(world):
    agreed_plan(world)

    assert operations.close_plans(period=world.period.pk, at_most=500, by=None, at=NOW) == 0
    assert not operations.seal_period(period=world.period.pk, by=None, at=NOW)


def test_an_archived_year_leaves_the_usual_lists_and_comes_back_with_a_reason(world, work):
    operations.close_period(**stamp(world))
    with pytest.raises(Denied, match="masih sedang ditutup"):
        operations.archive_period(**stamp(world))
    work()

    operations.archive_period(**stamp(world))

    assert period_rows() == []
    assert [row.period for row in period_rows(archived=True)] == [world.period]
    with pytest.raises(Refused, match="alasannya"):
        operations.unarchive_period(**stamp(world), reason=" ")
    operations.unarchive_period(**stamp(world), reason="Koreksi menurut surat 800/12")
    assert Period.objects.get().state == PeriodState.CLOSED
    assert Event.objects.get(action="period.unarchived").note == "Koreksi menurut surat 800/12"
    with pytest.raises(Denied, match="tidak sedang diarsipkan"):
        operations.unarchive_period(**stamp(world), reason="Lagi")


def test_the_second_who_archives_is_told(world, work):
    operations.close_period(**stamp(world))
    work()
    seen = stamp(world)
    operations.archive_period(**seen)

    for act in (operations.archive_period, lambda **of: operations.unarchive_period(**of, reason="x")):
        with pytest.raises(Conflict, match="diubah orang lain"):
            act(**seen)
    with pytest.raises(Denied, match="admin BKD"):
        operations.archive_period(**stamp(world) | {"by": world.indra})


def test_years_closed_before_are_sealed_by_the_migration(world):
    agreed_plan(world)
    Period.objects.update(closed_at=NOW, closed_by=world.gita)

    import_module("indicators.migrations.0012_closed_years_are_sealed").seal(apps, None)

    assert (Period.objects.get().sealed_at, states(world)) == (NOW, ["DITUTUP"])
