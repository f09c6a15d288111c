"""Issued documents, as pure rules: their kinds. The numbers are organizations.rules.number's."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """Jenis dokumen; the value begins the document number."""

    PLAN = "SKP"
    MANUAL = "MANUAL"
    FEEDBACK = "UMPAN_BALIK"
    EVALUATION = "EVALUASI"
    EVALUATION_RECORD = "DOKUMEN"
    CREDIT_CONVERSION = "KONVERSI"
    CREDIT_TOTAL = "AKUMULASI"
    CREDIT_DECISION = "PAK"
    AWARD = "PENGHARGAAN"
    AWARD_MINUTES = "BERITA_ACARA"
    AWARD_CERTIFICATE = "PIAGAM"
    MEDAL = "SATYALANCANA"
    COURSE = "SERTIFIKAT"


DOCUMENT_LABELS = {
    DocumentKind.PLAN: "Sasaran Kinerja Pegawai",
    DocumentKind.MANUAL: "Manual Indikator Kinerja",
    DocumentKind.FEEDBACK: "Umpan Balik Berkelanjutan",
    DocumentKind.EVALUATION: "Evaluasi Kinerja Pegawai",
    DocumentKind.EVALUATION_RECORD: "Dokumen Evaluasi Kinerja Pegawai",
    DocumentKind.CREDIT_CONVERSION: "Konversi Predikat Kinerja ke Angka Kredit",
    DocumentKind.CREDIT_TOTAL: "Akumulasi Angka Kredit",
    DocumentKind.CREDIT_DECISION: "Penetapan Angka Kredit",
    DocumentKind.AWARD: "Rekomendasi Penghargaan",
    DocumentKind.AWARD_MINUTES: "Berita Acara Tim Penghargaan",
    DocumentKind.AWARD_CERTIFICATE: "Piagam Penghargaan",
    DocumentKind.MEDAL: "Usulan Satyalancana Karya Satya",
    DocumentKind.COURSE: "Sertifikat Belajar",
}
