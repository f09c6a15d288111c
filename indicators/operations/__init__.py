"""The only writers of periods and plans: one file per noun."""

from __future__ import annotations

from ..rules import IndicatorDraft
from .agreeing import Agreed, agree_plans
from .asking import ask_for_plan, link_results
from .assignment import CellsChanged, decline_assignment, hand_down, take_assignments
from .change import ask_change, cancel_change, start_change
from .closing import archive_period, close_period, close_plans, seal_period, unarchive_period
from .copying import copy_results, set_consent
from .dialogue import note_reading
from .goal import move_goal, remove_goal, save_goal, take_goals
from .goal_sheet import OutOfDate, apply_goals
from .library import accept_entry, add_entry, load_library, propose_entry, revise_entry, send_back_entry
from .library_sheet import apply_library
from .manual import save_manual
from .period import change_figure, change_period, create_period, open_period, refuse_unfit
from .plan import agree_plan, change_plan, draft_plan, return_plan, submit_plan, withdraw_plan
from .result import move_result, remove_result, save_result, set_annexes, set_expectations
from .result_sheet import apply_results
from .rhythm import set_rhythm
from .target import save_indicators
from .window import remove_rating_window, remove_window, set_rating_windows, set_windows

__all__ = [
    "Agreed",
    "CellsChanged",
    "IndicatorDraft",
    "OutOfDate",
    "accept_entry",
    "add_entry",
    "agree_plan",
    "apply_library",
    "agree_plans",
    "apply_goals",
    "apply_results",
    "archive_period",
    "ask_change",
    "ask_for_plan",
    "cancel_change",
    "change_figure",
    "change_period",
    "change_plan",
    "close_period",
    "close_plans",
    "copy_results",
    "create_period",
    "decline_assignment",
    "draft_plan",
    "hand_down",
    "link_results",
    "load_library",
    "move_goal",
    "move_result",
    "note_reading",
    "open_period",
    "set_rating_windows",
    "set_rhythm",
    "propose_entry",
    "refuse_unfit",
    "remove_goal",
    "remove_result",
    "remove_rating_window",
    "remove_window",
    "return_plan",
    "revise_entry",
    "save_goal",
    "save_indicators",
    "save_manual",
    "save_result",
    "seal_period",
    "send_back_entry",
    "set_annexes",
    "set_consent",
    "set_expectations",
    "set_windows",
    "start_change",
    "submit_plan",
    "take_assignments",
    "take_goals",
    "unarchive_period",
    "withdraw_plan",
]
