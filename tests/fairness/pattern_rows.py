"""Runs and profiles as the tests of patterns write them: whole unless told otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fairness.models import RaterAnalysis, RaterProfile, RatingPattern
from tests.world import NOW, TODAY, World

COUNTS = {
    "forms": 84,
    "official": 24,
    "people": 24,
    "raters": 40,
    "units": 4,
    "islands": 1,
    "linked": 92,
    "sweeps": 9,
}


HEALTH = {"version": "1", "figures": {"LENGKAP": {"count": 22, "people": 24}}, "parts": {}}


def a_run(world: World, **given: Any) -> RaterAnalysis:
    """Return a run of the world's year that the BKD reads today."""
    told = {
        "period": world.period,
        "number": 1,
        "made_at": NOW - timedelta(days=10),
        "made_by": world.gita,
        "version": "1",
        "seed": 2026,
        "desk_from": TODAY - timedelta(days=3),
        "ends_on": date(2027, 10, 31),
        "counts": COUNTS,
    }
    return RaterAnalysis.objects.create(**(told | given))


def a_profile(world: World, run: RaterAnalysis | None = None, **given: Any) -> RaterProfile:
    """Return Budi's profile of a run."""
    told = {"rater": world.budi, "people": 6, "above": 8, "meets": 3, "below": 1}
    return RaterProfile.objects.create(analysis=run or a_run(world), **(told | given))


def a_pattern(profile: RaterProfile, **given: Any) -> RatingPattern:
    """Return a marked tendency to rate higher."""
    told = {
        "kind": "KECENDERUNGAN",
        "forms": 12,
        "value": Decimal("0.41"),
        "low": Decimal("0.2"),
        "high": Decimal("0.62"),
        "is_marked": True,
    }
    return RatingPattern.objects.create(profile=profile, **(told | given))
