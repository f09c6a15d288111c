"""The pages of plans and years: who gets them, what they say, what they cost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from indicators.models import Plan
from tests.world import agreed_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def address(name, *args):
    return reverse(f"indicators:{name}", args=args)


def test_every_own_page_opens(world, enter):
    plan = agreed_plan(world, status="DRAF", results=2)
    client = enter(world.ani)

    for name in ("plan-detail", "plan-compose", "plan-settings", "result-new", "plan-behaviours", "plan-annexes", "plan-check"):
        response = client.get(address(name, plan.pk))
        assert response.status_code == 200, name
    assert client.get(address("plan-mine")).status_code == 200
    result = plan.results.first()
    assert client.get(address("result-edit", result.pk)).status_code == 200
    assert client.get(address("result-remove", result.pk)).status_code == 200


def test_every_page_of_the_desk_opens(world, enter):
    client = enter(world.gita)

    for name in ("period-list", "period-new"):
        assert client.get(address(name)).status_code == 200, name
    for name in ("period-detail", "period-close"):
        assert client.get(address(name, world.period.pk)).status_code == 200, name
