"""The rows of the desk: one file per noun."""

from __future__ import annotations

from .exemption import Exemption
from .saved_view import SavedView, ViewPage
from .token import ApiToken, TokenReach, TokenUse

__all__ = ["ApiToken", "Exemption", "SavedView", "TokenReach", "TokenUse", "ViewPage"]
