"""The rows of the desk: one file per noun."""

from __future__ import annotations

from .exchange import AllowanceRate, Delivery, ExchangeCode
from .exemption import Exemption
from .saved_view import SavedView, ViewPage
from .survey import Improvement, Suggestion, Survey, SurveyAnswer, SurveyDone
from .token import ApiToken, TokenReach, TokenUse

__all__ = [
    "AllowanceRate",
    "ApiToken",
    "Delivery",
    "ExchangeCode",
    "Exemption",
    "Improvement",
    "SavedView",
    "Suggestion",
    "Survey",
    "SurveyAnswer",
    "SurveyDone",
    "TokenReach",
    "TokenUse",
    "ViewPage",
]
