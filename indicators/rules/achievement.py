"""How far an indicator got, as help for the reader and never as the rating."""

from __future__ import annotations

from decimal import Decimal

from .plan import Direction

CAP = Decimal("1.20")


def achievement(*, realised: Decimal | None, target: Decimal, direction: Direction) -> Decimal | None:
    """Return the realisation as a share of the target, between 0 and 1.20; None while unreported.

    Source: measurement research 6.1. Higher is better: R/T. Lower is better: 1 + (1 - R/T), the
    regulation's special condition. A target of zero has an answer only where lower is better and
    zero was reached. PermenPANRB 6/2022 abolished formulas, so this helps and sets nothing.
    """
    if realised is None:
        return None
    if target == 0:
        reached = direction == Direction.LOWER and realised == 0
        return Decimal(1) if reached else None
    share = realised / target
    if direction == Direction.LOWER:
        share = 2 - share
    return min(max(share, Decimal(0)), CAP)
