"""How a predicate follows: the 3×3 table with the own cell."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Evaluation
from ..rules.evaluation import MATRIX, PREDICATE_LABELS, RATING_LABELS, Rating


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix."""

    label: str
    is_own: bool
    count: int | None = None
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the matrix: a rating of the results across the ratings of behaviour."""

    label: str
    cells: list[Cell]


def matrix_cells(evaluation: Evaluation) -> list[Row]:
    """Return the matrix row by row, best results first, with the evaluation's own cell marked."""
    own = (evaluation.results_rating, evaluation.behaviour_rating)
    rows = []
    for results, columns in MATRIX.items():
        cells = [Cell(PREDICATE_LABELS[columns[rating]], (results, rating) == own) for rating in COLUMNS]
        rows.append(Row(RATING_LABELS[results], cells))
    return rows


COLUMNS = (Rating.BELOW, Rating.MEETS, Rating.ABOVE)
