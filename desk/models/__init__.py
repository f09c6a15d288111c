"""The rows of the desk: one file per noun."""

from __future__ import annotations

from .exchange import AllowanceRate, Delivery, ExchangeCode
from .exemption import Exemption
from .saved_view import SavedView, ViewPage
from .token import ApiToken, TokenReach, TokenUse

__all__ = [
    "AllowanceRate",
    "ApiToken",
    "Delivery",
    "ExchangeCode",
    "Exemption",
    "SavedView",
    "TokenReach",
    "TokenUse",
    "ViewPage",
]
