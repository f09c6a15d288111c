"""Page-sized reads about years and plans: one file per noun."""

from __future__ import annotations

from .facts import draft_of, facts, stored_texts, supportable_results
from .matrix import MatrixPage, matrix_page, proposals, standing_assignments, team_placements
from .needed import Needed, needed, place_of
from .own import OwnPlan, OwnPlans, my_plans
from .payload import annex_texts, plan_payload, with_content, with_parts
from .period import (
    PeriodPage,
    PeriodRow,
    current_period,
    period_page,
    period_rows,
    policy,
    state_of,
    waiting_plans,
)
from .plan import PlanPage, ResultCard, load, next_step, plan_history, plan_page, status_of

__all__ = [
    "MatrixPage",
    "Needed",
    "OwnPlan",
    "OwnPlans",
    "PeriodPage",
    "PeriodRow",
    "PlanPage",
    "ResultCard",
    "annex_texts",
    "current_period",
    "draft_of",
    "facts",
    "load",
    "matrix_page",
    "my_plans",
    "needed",
    "next_step",
    "period_page",
    "period_rows",
    "place_of",
    "plan_history",
    "plan_page",
    "plan_payload",
    "policy",
    "proposals",
    "standing_assignments",
    "state_of",
    "status_of",
    "stored_texts",
    "supportable_results",
    "team_placements",
    "waiting_plans",
    "with_content",
    "with_parts",
]
