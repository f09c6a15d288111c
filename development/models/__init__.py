"""How people grow: one file per noun."""

from __future__ import annotations

from .course import CourseCompletion, CourseStep, PracticeRating
from .goal import DevelopmentGoal
from .plan import DevelopmentAction, DevelopmentPlan, DevelopmentReview
from .potential import PotentialScore
from .training import Registration, Training

__all__ = [
    "CourseCompletion",
    "CourseStep",
    "DevelopmentAction",
    "DevelopmentGoal",
    "DevelopmentPlan",
    "DevelopmentReview",
    "PotentialScore",
    "PracticeRating",
    "Registration",
    "Training",
]
