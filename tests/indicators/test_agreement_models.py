"""What the database itself refuses of goals and key indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from indicators.models import Goal, KeyIndicator
from tests.indicators.goals import FILL, INDEX, goal

pytestmark = pytest.mark.django_db

# A change by UPDATE that the named constraint refuses.
UPDATES = [
    (Goal, {"text": ""}, "goal_has_text"),
    (KeyIndicator, {"text": ""}, "key_indicator_has_text"),
    (KeyIndicator, {"direction": "LAIN"}, "key_indicator_direction_known"),
    (KeyIndicator, {"target": Decimal(-1), "target_until": None}, "key_indicator_target_not_negative"),
    (KeyIndicator, {"target_until": Decimal(59)}, "key_indicator_range_in_order"),
    (KeyIndicator, {"target": None}, "key_indicator_range_in_order"),
    (KeyIndicator, {"direction": "NAIK"}, "key_indicator_range_in_order"),
]


@pytest.mark.parametrize(("model", "values", "name"), UPDATES)
def test_a_bad_value_is_refused(world, model, values, name):
    goal(world, keys=[FILL])

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**values)


def test_a_goal_stands_once_per_unit_and_year(world):
    row = goal(world)
    twin = {"period": row.period, "unit": row.unit, "order": 2, "text": row.text}

    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(**twin)
    Goal.objects.create(**twin | {"unit": world.units["lain"]})


def test_a_key_indicator_stands_once_per_goal(world):
    row = goal(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.key_indicators.create(order=9, text=INDEX.text)
