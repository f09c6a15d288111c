"""How far an indicator got, as help for the reader and never as the rating."""

from __future__ import annotations

from decimal import Decimal

from .plan import Direction

CAP = Decimal("1.20")


def achievement(
    *,
    realised: Decimal | None,
    target: Decimal,
    direction: Direction,
    until: Decimal | None = None,
    tolerance: Decimal = Decimal(0),
    cap: Decimal = CAP,
) -> Decimal | None:
    """Return the realisation as a share of the target, between 0 and the cap; None while unreported.

    Source: measurement research 6.1. Higher is better: R/T. Lower is better: 1 + (1 - R/T), the
    regulation's special condition. Within a range (`target` to `until`) it is 1; below it is measured
    against the lower bound, above against the upper one, where lower is better. Stable: 1 up to
    `tolerance` away from the target, in its unit (decided here: 0, the research names no figure), then
    1 less the rest of the distance. A bound of zero has an answer only where zero was reached and is good.
    The cap is 1.20 unless the policy of the year says otherwise (`capaian_maks`, in percent).
    PermenPANRB 6/2022 abolished formulas, so this helps and sets nothing.
    """
    if realised is None:
        return None
    if direction == Direction.RANGE:
        upper = target if until is None else until
        if target <= realised <= upper:
            return Decimal(1)
        bound, direction = (upper, Direction.LOWER) if realised > upper else (target, Direction.HIGHER)
    else:
        bound = target
    if bound == 0:
        reached = direction != Direction.HIGHER and realised == 0
        return Decimal(1) if reached else None
    share = realised / bound
    if direction == Direction.LOWER:
        share = 2 - share
    elif direction == Direction.STABLE:
        share = 1 - max(abs(realised - bound) - tolerance, Decimal(0)) / bound
    return min(max(share, Decimal(0)), cap)
