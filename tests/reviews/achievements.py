"""The achievement of a unit as people set it, for tests of evaluations and of the achievement itself."""

from __future__ import annotations

from typing import Any

from reviews.models import GradeAdvice, OrganisationAchievement
from reviews.operations import achievement as operations
from reviews.operations.achievement import KeyReport
from reviews.rules.achievement import GradeAdviser
from tests.world import NOW, World


def graded(world: World, unit: str = "dinas", **changes: Any) -> OrganisationAchievement:
    """Set the annual grade of a unit, by BKD unless said otherwise."""
    values = {"term": world.final, "version": 0, "grade": "BAIK", "reason": "BA 12/2026", "by": world.gita}
    return operations.set_grade(unit=world.units[unit], at=NOW, **(values | changes))


def advised(world: World, unit: str = "dinas", **changes: Any) -> GradeAdvice:
    """Recommend as oversight, unless said otherwise."""
    values = {"term": world.final, "adviser": GradeAdviser.OVERSIGHT, "version": 0, "grade": "KURANG"}
    values |= {"text": "LHE 3/2026.", "by": world.indra, "at": NOW}
    return operations.advise(unit=world.units[unit], **(values | changes))


def reported(world: World, key: int, amount: Any = 80, note: str = "Survei 12", **changes: Any) -> int:
    """Report one key indicator of Dinas as its head."""
    values = {"term": world.final, "version": 0, "by": world.citra, "at": NOW}
    return operations.report(
        unit=world.units["dinas"], reports={key: KeyReport(amount, note)}, **(values | changes)
    )
