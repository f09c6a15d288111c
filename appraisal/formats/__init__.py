"""How dates and numbers are written, per language; settings.FORMAT_MODULE_PATH points here."""

from __future__ import annotations
