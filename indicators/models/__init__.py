"""Periods with their terms and policy, plans with results, indicators, behaviours and annexes."""

from __future__ import annotations

from .period import Period, PolicyFigure, Term
from .plan import (
    AnnexItem,
    BehaviourExpectation,
    CoreValue,
    Indicator,
    Plan,
    PlanCopy,
    PlanQuerySet,
    Result,
)

__all__ = [
    "AnnexItem",
    "BehaviourExpectation",
    "CoreValue",
    "Indicator",
    "Period",
    "Plan",
    "PlanCopy",
    "PlanQuerySet",
    "PolicyFigure",
    "Result",
    "Term",
]
