"""Spreadsheets of indicators: one file per noun."""

from __future__ import annotations

from .library import HEADER, library_preview, library_rows, starter_rows, upload_library

__all__ = ["HEADER", "library_preview", "library_rows", "starter_rows", "upload_library"]
