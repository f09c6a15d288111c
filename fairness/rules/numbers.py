"""Numbers as people write them: a point between thousands, a comma before decimals."""

from __future__ import annotations


def thousands(number: int) -> str:
    """Return a count with points between thousands: "20.009"."""
    return f"{number:,}".replace(",", ".")


def comma(number: object) -> str:
    """Return a number with a decimal point as text, with a comma and a true minus sign: "−0,83"."""
    return str(number).replace(".", ",").replace("-", "\u2212")
