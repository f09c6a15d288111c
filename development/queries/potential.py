"""What a file of potential assessments would change, what was brought in, and what holds on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from organizations.models import Upload
from organizations.queries import person_rows
from organizations.queries.person_rows import Shape
from organizations.rules import UploadKind

from ..models import PotentialScore

SHAPE = Shape(
    kind=UploadKind.POTENTIAL,
    model=PotentialScore,
    key="assessed_on",
    fields=("score", "error", "reliability", "valid_until", "source"),
    called="Nilai potensial",
    twice="Pegawai ini sudah ada untuk tanggal yang sama di baris lain. Sisakan satu baris.",
    event="potential",
)


def judged(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with person, outcome and what is stored; the same rows again give the same."""
    return person_rows.judged(SHAPE, rows, lambda values: "")


def potential_files() -> QuerySet[Upload]:
    """Return the files that were applied, the newest first."""
    return person_rows.files_of(UploadKind.POTENTIAL)


def preview(upload: Upload, asked: str) -> dict[str, Any]:
    """Return one page of a preview: the faulty rows first, then what would change."""
    return person_rows.preview(upload, asked, _words)


def _words(row: dict[str, Any]) -> dict[str, Any]:
    values, before = row["values"], row["before"] or {}
    return {
        "day": _date(values.get("assessed_on")),
        "until": _date(values.get("valid_until")),
        "score": _decimal(values.get("score")),
        "was": _decimal(before.get("score")),
    }


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> str:
    return text.replace(".", ",") if text else ""


def valid_scores(on: date) -> QuerySet[PotentialScore]:
    """Return the latest assessment of each person, as far as it holds on a day; an expired one is missing."""
    done = PotentialScore.objects.filter(assessed_on__lte=on)
    latest = done.filter(employee=OuterRef("employee")).order_by("-assessed_on", "-pk").values("pk")[:1]
    return done.filter(pk=Subquery(latest), valid_until__gte=on)
