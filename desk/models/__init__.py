"""The rows of the desk: one file per noun."""

from __future__ import annotations

from .exemption import Exemption
from .saved_view import SavedView, ViewPage

__all__ = ["Exemption", "SavedView", "ViewPage"]
