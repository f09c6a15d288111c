"""Page-sized reads about years and plans: one file per noun."""

from __future__ import annotations

from .facts import draft_of, facts, supportable_results
from .own import OwnPlan, OwnPlans, my_plans
from .payload import plan_payload, with_content, with_parts
from .period import (
    PeriodPage,
    PeriodRow,
    current_period,
    period_page,
    period_rows,
    plans_by_status,
    policy,
    state_of,
)
from .plan import PlanPage, ResultCard, load, next_step, plan_history, plan_page, status_of

__all__ = [
    "OwnPlan",
    "OwnPlans",
    "PeriodPage",
    "PeriodRow",
    "PlanPage",
    "ResultCard",
    "current_period",
    "draft_of",
    "facts",
    "load",
    "my_plans",
    "next_step",
    "period_page",
    "period_rows",
    "plan_history",
    "plan_page",
    "plan_payload",
    "plans_by_status",
    "policy",
    "state_of",
    "status_of",
    "supportable_results",
    "with_content",
    "with_parts",
]
