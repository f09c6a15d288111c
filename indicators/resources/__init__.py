"""Spreadsheets of indicators: one file per noun."""

from __future__ import annotations

from .library import starter_rows

__all__ = ["starter_rows"]
