"""Asking the superior to write the plan that one's own shall serve: how often."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

PAUSE = "permintaan_skp_jeda_hari"  # the policy figure
PAUSE_DEFAULT = Decimal(3)  # days; decided here, for years that were prepared without the figure


def ask_again_on(asked_on: date | None, pause: Decimal | None) -> date | None:
    """Return the first day on which the same superior can be asked again; None when never asked.

    The regulation is silent; decided here: one request in three days, so that it stays a request.
    """
    if asked_on is None:
        return None
    return asked_on + timedelta(days=int(PAUSE_DEFAULT if pause is None else pause))
