"""Rounding for display, once and half away from zero (measurement research 6.2)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: Decimal, places: int) -> Decimal:
    """Round for display, halves away from zero; never before comparing or adding."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
