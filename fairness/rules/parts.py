"""How the differences between forms divide into unit, person, rater and the rest (measurement 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .comparison import NoComparison

PARTS = ("unit", "person", "rater", "rest")


def told_apart(components: Mapping[str, Any], reason: str = "") -> dict[str, int]:
    """Return the parts in per cent where the habit of raters was told apart, else nothing.

    Within islands it was; a variance set to zero is no proof that there is none. `components` are variances
    as text, with `at_zero` naming those; `reason` is why the year has no values, a code of NoComparison.
    """
    is_told = reason in ("", NoComparison.ISLAND) and "rater" not in components.get("at_zero", ())
    return parts_of(components) if is_told else {}


def parts_of(components: Mapping[str, Any]) -> dict[str, int]:
    """Return the per cent of all differences that lie in unit, person, rater and the rest; they make 100."""
    numbers = [Decimal(str(components.get(name, 0))) for name in PARTS]
    total = sum(numbers, Decimal(0))
    if not total:
        return {}
    exact = [100 * number / total for number in numbers]
    whole = [int(share) for share in exact]
    by_rest = sorted(range(len(PARTS)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_rest[: 100 - sum(whole)]:
        whole[place] += 1
    return dict(zip(PARTS, whole, strict=True))
