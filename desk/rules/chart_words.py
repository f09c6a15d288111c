"""The sentence beside a chart, made from its numbers: what it shows, and how it was last year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

Value = Decimal | int

NOTHING = "Tidak ada data"


def number(value: Value) -> str:
    """Return a number as "1.240" or "2,5"."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def percent(part: Value, total: Value) -> int | None:
    """Return a share in whole percent, None of nothing; 0 and 100 only where it is nothing or all.

    Halves are rounded up. What is neither nothing nor all is at least 1 and at most 99, so that nobody
    reads "100%" while one is missing.
    """
    if not total:
        return None
    share = int((Decimal(part) * 100 / Decimal(total)).quantize(Decimal(1), ROUND_HALF_UP))
    if part <= 0:
        return 0
    return 100 if part >= total else min(max(share, 1), 99)


def told(part: int, total: int, things: str, done: str, already: str = "sudah ") -> str:
    """Return a sentence on how many of some things are so: "12 dari 30 IKU (40%) sudah tercapai."

    Nothing, one and all have words of their own. `done` is what is said of them.
    """
    if total == 0:
        return f"Belum ada {things}."
    if total == 1:
        return f"Satu-satunya {things} {already if part else 'belum '}{done}."
    if part == 0:
        return f"Dari {number(total)} {things}, belum ada yang {done}."
    if part >= total:
        return f"Semua {number(total)} {things} {already}{done}."
    return f"{number(part)} dari {number(total)} {things} ({percent(part, total)}%) {already}{done}."


def compared(now: int | None, before: int | None, year: int) -> str:
    """Return how a share stands to that of an earlier year, in points of percent; "" without one now."""
    if now is None:
        return ""
    if before is None:
        return f"Angka {year} tidak ada untuk dibandingkan."
    if now == before:
        return f"Sama dengan {year}."
    way = "Naik" if now > before else "Turun"
    return f"{way} {number(abs(now - before))} poin persen dari {year} ({number(before)}%)."


def trend(labels: Sequence[str], values: Sequence[Value | None], things: str, unit: str = "%") -> str:
    """Return what a line shows: where it stands at its last point, and since its first one."""
    known = [(label, value) for label, value in zip(labels, values, strict=True) if value is not None]
    if not known:
        return f"{NOTHING} tentang {things}."
    last, value = known[-1]
    if len(known) == 1:
        return f"{_capital(things)} {number(value)}{unit} pada {last}."
    first, start = known[0]
    if value == start:
        return f"{_capital(things)} {number(value)}{unit} pada {last}, sama seperti pada {first}."
    move = "naik" if value > start else "turun"
    said = f"{_capital(things)} {number(value)}{unit} pada {last}"
    return f"{said}, {move} dari {number(start)}{unit} pada {first}."


def most(parts: Sequence[tuple[str, int]], things: str) -> str:
    """Return which part is the largest: "Baik paling banyak: 12 dari 20 orang." Equal ones are all named."""
    total = sum(count for _, count in parts)
    if not total:
        return f"{NOTHING}."
    largest = max(count for _, count in parts)
    names = [label for label, count in parts if count == largest]
    if largest == total:
        return f"{names[0]}: semua {number(total)} {things}." if total > 1 else f"{names[0]}: 1 {things}."
    said = " dan ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    each = "masing-masing " if len(names) > 1 else ""
    return f"{said} paling banyak: {each}{number(largest)} dari {number(total)} {things}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
