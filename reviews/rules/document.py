"""Issued documents, as pure rules: kinds and numbers."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """Jenis dokumen; the value begins the document number."""

    PLAN = "SKP"
    MANUAL = "MANUAL"
    EVALUATION = "EVALUASI"
    EVALUATION_RECORD = "DOKUMEN"
    AWARD = "PENGHARGAAN"


DOCUMENT_LABELS = {
    DocumentKind.PLAN: "Sasaran Kinerja Pegawai",
    DocumentKind.MANUAL: "Manual Indikator Kinerja",
    DocumentKind.EVALUATION: "Evaluasi Kinerja Pegawai",
    DocumentKind.EVALUATION_RECORD: "Dokumen Evaluasi Kinerja Pegawai",
    DocumentKind.AWARD: "Rekomendasi Penghargaan",
}


def document_number(kind: DocumentKind, year: int, serial: int) -> str:
    """Return the number of a document: kind, year, and a serial of at least four digits."""
    return f"{kind.value}-{year}-{serial:04d}"
