"""The policy figures that count on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from indicators.queries import current_period, policy
from indicators.rules import DEFAULT_FIGURES

_DEFAULTS = {figure.key: figure.value for figure in DEFAULT_FIGURES}


def figures_on(on: date) -> dict[str, Decimal]:
    """Return the figures of the open year, the given ones where no year is open (two queries)."""
    period = current_period(on)
    return policy(period) if period else dict(_DEFAULTS)
