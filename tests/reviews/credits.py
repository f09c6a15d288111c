"""Fajar in a functional post, with final results: what tests of credit points start from."""

from __future__ import annotations

from datetime import date
from typing import Any

from indicators.models import Plan, Term
from organizations.models import Placement
from reviews.models import Evaluation
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

LEVEL = "MAHIR"


def functional(world: World, name: str = "fajar", *, level: str = LEVEL, rank: str = "III/a") -> Placement:
    """Give the post of a person its level, and the person a rank that belongs to it."""
    placement = world.placements[name]
    placement.position.level = level
    placement.position.save()
    world.people[name].rank = rank
    world.people[name].save()
    return placement


def final_result(
    world: World, name: str = "fajar", *, term: Term | None = None, plan: Plan | None = None, **changes: Any
) -> Evaluation:
    """Return a final result of a person in a functional post; Fajar works from July on."""
    functional(world, name)
    values = {**RATED, "status": "FINAL", "appraiser": world.budi, "upper": world.citra, "talked_on": TODAY}
    values |= {"shared_at": NOW, "final_at": NOW}
    plan = plan or agreed_plan(world, name)
    return Evaluation.objects.create(plan=plan, term=term or world.final, **(values | changes))


def since_new_year(world: World, name: str = "fajar") -> None:
    """Let the post begin with the year, so that a full year counts."""
    placement = world.placements[name]
    placement.started_on = date(2024, 1, 1)
    placement.save()
    placement.supervisions.update(started_on=date(2024, 1, 1))
