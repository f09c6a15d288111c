"""How a predicate follows: the 3×3 table with the own cell, and quiet prompts for the rater."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Evaluation
from ..rules.evaluation import MATRIX, PREDICATE_LABELS, RATING_LABELS, Rating
from .evaluation import PlanProgress


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


def prompts(evaluation: Evaluation, progress: PlanProgress) -> list[str]:
    """Return quiet questions for the rater about the evidence; they block nothing."""
    asked = []
    rows = [row for item in progress.indicators for row in item.realisations]
    if not rows:
        asked.append("Belum ada realisasi yang tercatat. Apakah alasan Anda menyebut buktinya?")
    elif len({row.term_id for row in rows}) == 1 and len(progress.indicators) > 1:
        asked.append("Semua catatan berasal dari satu masa. Apakah alasan ini melihat seluruh tahun?")
    if rows and not any(row.evidence_url or row.proofs for row in rows):
        asked.append("Belum ada bukti dukung. Apakah buktinya sudah Anda lihat dengan cara lain?")
    if evaluation.results_reason.strip() == evaluation.behaviour_reason.strip():
        asked.append("Kedua alasan sama persis. Apakah itu yang Anda maksud?")
    if not any(item.feedback for item in progress.results):
        asked.append("Belum ada umpan balik untuk hasil kerja. Pegawai akan terbantu oleh satu kalimat.")
    return asked
