"""The only writers of periods and plans: one file per noun."""

from __future__ import annotations

from ..rules import IndicatorDraft
from .assignment import CellsChanged, decline_assignment, hand_down, take_assignments
from .change import ask_change, cancel_change, start_change
from .period import change_figure, change_period, close_period, create_period, open_period
from .plan import agree_plan, change_plan, draft_plan, return_plan, submit_plan, withdraw_plan
from .result import move_result, remove_result, save_result, set_annexes, set_expectations

__all__ = [
    "CellsChanged",
    "IndicatorDraft",
    "agree_plan",
    "ask_change",
    "cancel_change",
    "change_figure",
    "change_period",
    "change_plan",
    "close_period",
    "create_period",
    "decline_assignment",
    "draft_plan",
    "hand_down",
    "move_result",
    "open_period",
    "remove_result",
    "return_plan",
    "save_result",
    "set_annexes",
    "set_expectations",
    "start_change",
    "submit_plan",
    "take_assignments",
    "withdraw_plan",
]
