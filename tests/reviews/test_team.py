"""The superior's team: who belongs to it today and for the part of the year that has passed."""

from __future__ import annotations

from datetime import date

from organizations.operations import assign, refresh_lines
from reviews.queries.team import team
from tests.world import NOW, TODAY, World, agreed_plan


def names(world: World, name: str) -> list[tuple[str, bool]]:
    members = team(world.people[name], world.period, world.final, TODAY)
    return [(row.placement.employee.name, row.plan is not None) for row in members]


def test_the_team_is_named_by_alphabet_with_and_without_a_plan(world: World) -> None:
    agreed_plan(world, "fajar")
    assert names(world, "budi") == [("Ani", False), ("Fajar", True)]


def test_who_moved_on_stays_for_the_part_that_this_superior_appraises(world: World) -> None:
    plan = agreed_plan(world, "ani")
    plan.ended_on = date(2026, 6, 30)
    plan.save()
    moved = assign(
        employee=world.ani,
        position=world.placements["ani"].position,
        unit=world.units["lain"],
        is_head=False,
        started_on=date(2026, 7, 1),
        by=None,
        at=NOW,
    )
    refresh_lines(on=date(2026, 7, 1), at=NOW)

    assert ("Ani", True) in names(world, "budi")
    assert moved.unit == world.units["lain"]
    assert names(world, "dewi") == [("Ani", False)]
