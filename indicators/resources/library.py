"""The indicator library as a spreadsheet: the shipped set, the export, the import."""

from __future__ import annotations

import csv
from pathlib import Path

STARTER = Path(__file__).parents[1] / "library" / "starter.csv"


def starter_rows() -> list[dict[str, str]]:
    """Return the entries that come with the program, by column of the model."""
    with STARTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
