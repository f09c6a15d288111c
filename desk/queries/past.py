"""What a file of earlier predicates would change, and what was brought in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from indicators.models import Period
from organizations.models import Upload
from organizations.queries import person_rows
from organizations.queries.person_rows import Shape
from organizations.rules import UploadKind
from reviews.models import PastResult
from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

SHAPE = Shape(
    kind=UploadKind.PAST,
    model=PastResult,
    key="year",
    fields=("predicate", "results_rating", "behaviour_rating", "source"),
    called="Riwayat",
    twice="Pegawai ini sudah ada untuk tahun yang sama di baris lain. Sisakan satu baris.",
    event="past",
)


def judged(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with person, outcome and what is stored; the same rows again give the same.

    A person who is unknown, a year that this system itself appraised and a person twice in a year are
    faults. Two queries per 900 people.
    """
    years = set(Period.objects.exclude(opened_at=None).values_list("year", flat=True))

    def fault(values: Mapping[str, Any]) -> str:
        year = values["year"]
        return f"Tahun {year} dinilai di sistem ini, jadi tidak diimpor." if year in years else ""

    return person_rows.judged(SHAPE, rows, fault)


def past_files() -> QuerySet[Upload]:
    """Return the files that were applied, the newest first."""
    return person_rows.files_of(UploadKind.PAST)


def preview(upload: Upload, asked: str) -> dict[str, Any]:
    """Return one page of a preview: the faulty rows first, then what would change."""
    return person_rows.preview(upload, asked, _words)


def _words(row: dict[str, Any]) -> dict[str, Any]:
    predicate = row["values"].get("predicate", "")
    before = row["before"]["predicate"] if row["before"] else ""
    return {
        "year": row["values"].get("year", ""),
        "word": PREDICATE_LABELS[Predicate(predicate)] if predicate else "",
        "was": PREDICATE_LABELS[Predicate(before)] if before else "",
    }
