"""Issued documents, as pure rules: kinds, numbers, fingerprints."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Any


class DocumentKind(StrEnum):
    """Jenis dokumen; the value begins the document number."""

    PLAN = "SKP"
    EVALUATION = "EVALUASI"
    EVALUATION_RECORD = "DOKUMEN"
    AWARD = "PENGHARGAAN"


DOCUMENT_LABELS = {
    DocumentKind.PLAN: "Sasaran Kinerja Pegawai",
    DocumentKind.EVALUATION: "Evaluasi Kinerja Pegawai",
    DocumentKind.EVALUATION_RECORD: "Dokumen Evaluasi Kinerja Pegawai",
    DocumentKind.AWARD: "Rekomendasi Penghargaan",
}


def document_number(kind: DocumentKind, year: int, serial: int) -> str:
    """Return the number of a document: kind, year, and a serial of at least four digits."""
    return f"{kind.value}-{year}-{serial:04d}"


def fingerprint(payload: Any) -> str:
    """Return the SHA-256 of a payload's canonical JSON (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
