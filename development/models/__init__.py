"""How people grow: one file per noun."""

from __future__ import annotations

from .goal import DevelopmentGoal
from .plan import DevelopmentAction, DevelopmentPlan, DevelopmentReview
from .potential import PotentialScore

__all__ = [
    "DevelopmentAction",
    "DevelopmentGoal",
    "DevelopmentPlan",
    "DevelopmentReview",
    "PotentialScore",
]
