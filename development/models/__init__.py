"""How people grow: one file per noun."""

from __future__ import annotations

from .goal import DevelopmentGoal

__all__ = [
    "DevelopmentGoal",
]
