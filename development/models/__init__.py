"""How people grow: one file per noun."""

from __future__ import annotations

from .goal import DevelopmentGoal
from .plan import DevelopmentAction, DevelopmentPlan, DevelopmentReview

__all__ = [
    "DevelopmentAction",
    "DevelopmentGoal",
    "DevelopmentPlan",
    "DevelopmentReview",
]
