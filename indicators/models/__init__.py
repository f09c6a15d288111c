"""Years, plans with their parts, what units promise, what leaders hand down: one file per noun."""

from __future__ import annotations

from .agreement import Goal, KeyIndicator
from .assignment import Assignment, PlanRequest
from .dialogue import Reading, Submission, Suggestion
from .library import LibraryEntry
from .period import Period, PlanningWindow, PolicyFigure, RatingWindow, Term
from .plan import (
    AnnexItem,
    BehaviourExpectation,
    CoreValue,
    Plan,
    PlanCopy,
    PlanQuerySet,
    last_day,
)
from .result import Indicator, IndicatorManual, Result

__all__ = [
    "AnnexItem",
    "Assignment",
    "BehaviourExpectation",
    "CoreValue",
    "Goal",
    "Indicator",
    "IndicatorManual",
    "KeyIndicator",
    "LibraryEntry",
    "Period",
    "Plan",
    "PlanCopy",
    "PlanQuerySet",
    "PlanRequest",
    "PlanningWindow",
    "PolicyFigure",
    "RatingWindow",
    "Reading",
    "Result",
    "Submission",
    "Suggestion",
    "Term",
    "last_day",
]
