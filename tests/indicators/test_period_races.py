"""Two admins in the same moment: holidays end up once, a year is opened with one rhythm."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from appraisal.errors import Conflict, Denied, Refused
from indicators import operations
from indicators.models import Period
from indicators.rules import TermKind
from organizations.models import Holiday
from organizations.operations import fill_holidays, set_holidays
from tests.indicators.test_races import meet
from tests.world import NOW, World, build_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db: None) -> World:
    """The world, committed."""
    import_module("indicators.migrations.0002_core_values").fill(apps, None)
    return build_world()


def test_two_admins_write_the_same_holidays(world: World) -> None:
    days = {date(2026, 12, 25): "Natal", date(2026, 3, 20): "Idul Fitri"}

    raised = meet(
        lambda: set_holidays(days=days, basis="SKB", by=world.gita, at=NOW),
        lambda: fill_holidays(year=2026, by=world.gita, at=NOW),
        lambda: set_holidays(days=dict(reversed(days.items())), basis="SKB", by=world.gita, at=NOW),
    )

    assert raised == [None, None, None]
    assert Holiday.objects.count() == 6


def test_a_year_is_opened_while_somebody_chooses_its_rhythm(world: World) -> None:
    period = operations.create_period(year=2027, by=world.gita, at=NOW)
    stamp = {"period": period, "version": 1, "by": world.gita, "at": NOW}

    raised = meet(
        lambda: operations.set_rhythm(**stamp, kind=TermKind.MONTHLY),
        lambda: operations.open_period(**stamp),
    )

    (lost,) = [error for error in raised if error]
    assert isinstance(lost, Conflict | Denied | Refused)
    stored = Period.objects.get(year=2027)
    assert stored.terms.count() == (5 if stored.opened_at else 13)
