"""How people grow: one file per noun."""

from __future__ import annotations

from .goal import DevelopmentGoal
from .plan import DevelopmentAction, DevelopmentPlan, DevelopmentReview
from .potential import PotentialScore
from .training import Registration, Training

__all__ = [
    "DevelopmentAction",
    "DevelopmentGoal",
    "DevelopmentPlan",
    "DevelopmentReview",
    "PotentialScore",
    "Registration",
    "Training",
]
