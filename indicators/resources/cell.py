"""Cells that files with indicators share: texts, numbers, directions; what cannot be read becomes a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from appraisal.forms import DecimalInput
from organizations.rules.cell import Cells, Fault, Unreadable, shown, text_of

from ..rules import Direction, same_words

NUMBER = DecimalInput(required=False, min_value=0, max_digits=15, decimal_places=3)
NUMBER_REPAIR = "Tulis angkanya saja, misalnya 95. Satuan ditulis terpisah."
WRITTEN_AS = {
    Direction.HIGHER: ("naik", "makin tinggi", "makin tinggi makin baik", "maksimal"),
    Direction.LOWER: ("turun", "makin rendah", "makin rendah makin baik", "minimal"),
    Direction.RANGE: ("rentang", "dalam rentang"),
    Direction.STABLE: ("stabil", "tetap", "tetap pada target"),
}
DIRECTIONS = {word: direction for direction, words in WRITTEN_AS.items() for word in words}


def read_text(cells: Cells, column: str, limit: int, faults: list[Fault]) -> str:
    """Return a cell as one clean line; what cannot be used is noted and counts as empty."""
    try:
        return text_of(cells, column, limit=limit)
    except Unreadable as unreadable:
        faults.append(unreadable.fault)
        return ""


def as_typed(value: Any) -> str:
    """Return a cell as a person would type it; a number with the Indonesian comma."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    return "" if value is None else str(value)[:2000]


def read_number(cells: Cells, column: str, faults: list[Fault], repair: str = NUMBER_REPAIR) -> str | None:
    """Return a cell as a number in text, by the rules of the form; None when empty or not a number."""
    value = cells.get(column)
    is_text = isinstance(value, str) or value is None
    text = read_text(cells, column, 60, faults) if is_text else as_typed(value)
    try:
        number = NUMBER.clean(text.removesuffix("%").strip())
    except ValidationError as error:
        told = repair if "number" in {each.code for each in error.error_list} else error.messages[0]
        faults.append(Fault(column, shown(value), "belum bisa disimpan sebagai angka.", told))
        return None
    return None if number is None else str(number)


def read_direction(cells: Cells, column: str, until: str | None, faults: list[Fault]) -> str:
    """Return which way is better; empty means higher, or a range where an upper end is given."""
    text = read_text(cells, column, 60, faults)
    if not text:
        return (Direction.RANGE if until else Direction.HIGHER).value
    found = DIRECTIONS.get(same_words(text))
    if found is None:
        repair = "Tulis NAIK, TURUN, RENTANG, atau STABIL."
        faults.append(Fault(column, shown(text), "arah ini belum dikenal.", repair))
        return Direction.HIGHER.value
    return found.value


def fault_lines(rows: Iterable[dict[str, Any]], *label: str) -> Iterator[dict[str, Any]]:
    """Yield one line for each fault of the rows of an upload, because each has its own repair."""
    for row in rows:
        cells = row["values"]["cells"]
        name = next((cells[column] for column in label if cells[column]), "")
        for fault in row["values"]["faults"]:
            yield {"line": row["line"], "label": name, "fault": fault}
