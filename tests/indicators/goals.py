"""Goals for tests, written through the operation as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from indicators import operations
from indicators.models import Goal, Plan
from indicators.rules import KeyDraft
from tests.indicators.plans import drafted
from tests.world import NOW, World

INDEX = KeyDraft("Indeks kepuasan masyarakat", Decimal(85), None, "nilai")
DAYS = KeyDraft("Rata-rata waktu penyelesaian", Decimal(3), None, "hari", "TURUN")
FILL = KeyDraft("Tingkat keterisian loket", Decimal(60), Decimal(80), "persen", "RENTANG")


def goal(world: World, text: str = "Meningkatnya mutu layanan", unit: str = "dinas", **changes: Any) -> Goal:
    """Return a goal of a unit, written by the BKD admin."""
    values: dict[str, Any] = {"keys": [INDEX, DAYS], "by": world.gita, "at": NOW, "version": 0}
    return operations.save_goal(period=world.period, unit=world.units[unit], text=text, **(values | changes))


def taken(world: World, *goals: Goal, name: str = "citra") -> Plan:
    """Return the draft of a head who has taken these goals."""
    plan = drafted(world, name)
    return operations.take_goals(plan=plan, version=plan.version, goals=goals, by=world.people[name], at=NOW)
