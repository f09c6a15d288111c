"""What a link is made of: the same bytes of an event on every database, and one digest over them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from decimal import Decimal
from typing import Any

GENESIS = "0" * 64  # what stands before the first link
COLUMNS = (
    *("id", "at", "by_id", "by_label", "action", "target_type", "target_id", "target_label"),
    *("about_id", "before", "after", "note"),
)
_WHOLE = 2**53  # from here on a float has no fraction
Row = tuple[Any, ...]


def digest_of(previous: str, row: Row) -> str:
    """Return SHA-256 over the digest before and the event, as 64 letters; `row` holds COLUMNS."""
    return hashlib.sha256(previous.encode() + canonical(row)).hexdigest()


def canonical(row: Row) -> bytes:
    """Return an event as the bytes that are sealed: JSON in ASCII, keys in order, times in UTC.

    Numbers are written by their value and not by their spelling: PostgreSQL keeps 1e16 of a JSON column
    as a whole number and 1.50 with its zero, SQLite both as they were written.
    """
    event = dict(zip(COLUMNS, row, strict=True))
    event["at"] = event["at"].astimezone(UTC).isoformat(timespec="microseconds")
    for name in ("before", "after"):
        if event[name] is not None:
            event[name] = plain(event[name])
    return json.dumps(event, sort_keys=True, separators=(",", ":")).encode("ascii")


def plain(value: Any) -> Any:
    """Return a JSON value in which whole numbers are whole, however they were spelled."""
    if isinstance(value, float):
        if value.is_integer():
            return int(Decimal(repr(value))) if abs(value) >= _WHOLE else int(value)
        return value
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value
