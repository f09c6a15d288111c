"""Plans for tests, made through the operations as people make them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from indicators import operations
from indicators.models import Plan, Result
from indicators.rules import IndicatorDraft
from tests.world import NOW, World

INDICATOR = IndicatorDraft("Jumlah akta yang terbit", "KUANTITAS", Decimal("1240"), "akta")


def drafted(world: World, name: str = "ani") -> Plan:
    """Return an empty draft of this person."""
    return operations.draft_plan(
        placement=world.placements[name], period=world.period, by=world.people[name], at=NOW
    )


def with_result(world: World, plan: Plan, **changes: Any) -> Result:
    """Return a result added to the plan by its owner."""
    values = {
        "kind": "UTAMA",
        "text": "Terbitnya akta kelahiran sesuai standar waktu",
        "no_support_reason": "SKP atasan belum disusun",
        "indicators": [INDICATOR],
    }
    stamp = {"version": plan.version, "by": plan.placement.employee, "at": NOW}
    return operations.save_result(plan=plan, **stamp, **(values | changes))


def complete(world: World, name: str = "ani") -> Plan:
    """Return a draft that can be submitted."""
    return with_result(world, drafted(world, name)).plan


def submitted(world: World, name: str = "ani") -> Plan:
    """Return a plan that waits for the superior."""
    plan = complete(world, name)
    return operations.submit_plan(plan=plan, version=plan.version, by=world.people[name], at=NOW)


def submit(world: World, plan: Plan) -> Plan:
    """Return the plan or change handed in by its owner."""
    now = Plan.every.with_people().get(pk=plan.pk)
    return operations.submit_plan(plan=now, version=now.version, by=now.placement.employee, at=NOW)


def change_of(plan: Plan, *, reason: str = "Anggaran turun") -> Plan:
    """Return a change of an agreed plan, begun by its owner."""
    owner = plan.placement.employee
    return operations.start_change(plan=plan, version=plan.version, reason=reason, by=owner, at=NOW)


def agreed(world: World, name: str = "ani") -> Plan:
    """Return a plan that the superior agreed to."""
    plan = submitted(world, name)
    superior = plan.submitted_to
    assert superior is not None
    return operations.agree_plan(plan=plan, version=plan.version, by=superior, at=NOW)
