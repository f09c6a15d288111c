"""Perspectives of a measure, on the JPT form only: a row may be seen from more than one side."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import combinations


class Perspective(StrEnum):
    """Perspektif, on the JPT form only."""

    RECEIVERS = "PENERIMA_LAYANAN"
    PROCESSES = "PROSES_BISNIS"
    STRENGTHENING = "PENGUATAN_INTERNAL"
    BUDGET = "ANGGARAN"


PERSPECTIVE_LABELS = {
    Perspective.RECEIVERS: "Penerima Layanan",
    Perspective.PROCESSES: "Proses Bisnis",
    Perspective.STRENGTHENING: "Penguatan Internal",
    Perspective.BUDGET: "Anggaran",
}
# Every choice that can be stored: the codes joined by "," in the order of the form, or none.
PERSPECTIVE_SETS = tuple(
    ",".join(chosen) for count in range(len(Perspective) + 1) for chosen in combinations(Perspective, count)
)


def join_perspectives(codes: Iterable[str]) -> str:
    """Return the chosen codes as they are stored, in the order of the form; unknown ones stay out.

    Source: domain research 2.4.2 (a row of the JPT form may carry more than one).
    """
    chosen = set(codes)
    return ",".join(code for code in Perspective if code in chosen)


def split_perspectives(stored: str) -> list[str]:
    """Return the codes of a stored choice."""
    return [code for code in stored.split(",") if code]


def perspective_words(stored: str) -> str:
    """Return a stored choice in words: "Penerima Layanan; Anggaran"."""
    return "; ".join(PERSPECTIVE_LABELS[Perspective(code)] for code in split_perspectives(stored))
