"""Sheets that need no database, as builders would make them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reviews.documents.payload import (
    Behaviour,
    EvaluationSheet,
    FeedbackSheet,
    Letterhead,
    Manual,
    ManualSheet,
    Measure,
    Outcome,
    Person,
    PlanSheet,
    RecordSheet,
    Sheet,
    Signature,
    to_payload,
)

HEAD = Letterhead(
    "Pemerintah Kota Arunika", "Dinas Kesehatan", "Jalan Melati 12", "Arunika", "Liberation Sans", "A4"
)
ANI = Person(
    "Ani Lestari, S.Kep.", "19900412 201503 2 004", "Penata Muda, III/a", "Perawat", "Puskesmas Melati"
)
BUDI = Person(
    "dr. Budi Santoso", "19740120 200312 1 002", "Pembina, IV/a", "Kepala Puskesmas", "Puskesmas Melati"
)
CITRA = Person(
    "Dra. Citra Dewi", "19680817 199303 2 001", "Pembina Utama Muda, IV/c", "Kepala Dinas", "Dinas"
)
PPPK = replace(ANI, rank="IX", number_label="NI PPPK", rank_label="GOLONGAN")
STAMP = {
    "number": "SKP-2026-0001",
    "code": "abcDEF0123456789abcDEF",
    "site": "https://kinerja.example.go.id",
    "issued_on": "16 Januari 2026",
    "issued_at": "2026-01-16T09:30:00+07:00",
}
SPAN = "1 Januari 2026 s.d 31 Desember 2026"
ASPECTS = ("Kuantitas", "Kualitas", "Waktu", "Biaya")
VALUES = (
    *("Berorientasi Pelayanan", "Akuntabel", "Kompeten", "Harmonis"),
    *("Loyal", "Adaptif", "Kolaboratif"),
)


def stamped(sheet: Sheet) -> dict[str, Any]:
    """Return the payload of a sheet as an issued document keeps it."""
    return {**to_payload(sheet), "stamp": STAMP}


def outcomes(count: int, *, start: int = 1, filler: str = "", measures: int = 3) -> tuple[Outcome, ...]:
    """Return results whose texts all carry a mark of their own."""
    return tuple(
        Outcome(
            number=number,
            text=f"hasil-{number} {filler}",
            supports=f"dukung-{number} {filler}",
            measures=tuple(
                Measure(
                    text=f"ukur-{number}-{each} {filler}",
                    target=f"{number}{each} laporan",
                    aspect=ASPECTS[each % 4],
                    perspective="Proses Bisnis",
                    realisation=f"capai-{number}-{each} {filler}",
                )
                for each in range(measures)
            ),
            feedback=f"umpan-{number} {filler}",
        )
        for number in range(start, start + count)
    )


def behaviours(filler: str = "") -> tuple[Behaviour, ...]:
    """Return the seven values, each with three guides, an expectation and feedback."""
    return tuple(
        Behaviour(
            number=number,
            name=name,
            guides=tuple(f"panduan {number}.{each}" for each in (1, 2, 3)),
            expectation=f"harapan-{number} {filler}",
            feedback=f"sikap-{number} {filler}",
        )
        for number, name in enumerate(VALUES, start=1)
    )


def signatures() -> tuple[Signature, ...]:
    """Return the usual two."""
    return (
        Signature("Pegawai yang Dinilai", ANI.name, ANI.number),
        Signature("Pejabat Penilai Kinerja", BUDI.name, BUDI.number, place="Arunika", on="15 Januari 2026"),
    )


def plan(**changes: Any) -> PlanSheet:
    """Return an SKP of a nurse."""
    values: dict[str, Any] = {
        "kind": "SKP",
        "title": "Sasaran Kinerja Pegawai",
        "year": 2026,
        "span": SPAN,
        "letterhead": HEAD,
        "approach": "KUANTITATIF",
        "form": "JA_JF",
        "revision": 1,
        "owner": ANI,
        "superior": BUDI,
        "main": outcomes(3),
        "additional": outcomes(1, start=4),
        "behaviours": behaviours(),
        "annexes": (
            ("DUKUNGAN SUMBER DAYA", ("Tensimeter digital",)),
            ("SKEMA PERTANGGUNGJAWABAN", ("Laporan bulanan",)),
            ("KONSEKUENSI", ()),
        ),
        "signatures": signatures(),
    }
    return PlanSheet(**values | changes)


def manuals(**changes: Any) -> ManualSheet:
    """Return the manuals of two indicators of hers."""
    values: dict[str, Any] = {
        "kind": "MANUAL",
        "title": "Manual Indikator Kinerja",
        "year": 2026,
        "span": SPAN,
        "letterhead": HEAD,
        "approach": "KUANTITATIF",
        "form": "JA_JF",
        "revision": 1,
        "owner": ANI,
        "superior": BUDI,
        "manuals": tuple(
            Manual(f"1.{number}", "hasil-1", f"ukur-{number}: 12 laporan", manual_lines(number))
            for number in (1, 2)
        ),
        "signatures": signatures(),
    }
    return ManualSheet(**values | changes)


def manual_lines(number: int, filler: str = "") -> tuple[tuple[str, str, str], ...]:
    """Return the parts of a manual under their printed labels."""
    labels = (
        *(("TUJUAN", ""), ("DESKRIPSI", "Definisi"), ("", "Formula")),
        ("SATUAN PENGUKURAN (Opsional bagi pendekatan hasil kerja kualitatif)", ""),
        *(("KUALITAS DAN TINGKAT KENDALI", ""), ("SUMBER DATA", ""), ("PERIODE PELAPORAN", "")),
    )
    return tuple(
        (label, part, f"isi-{number}-{place} {filler}") for place, (label, part) in enumerate(labels, start=1)
    )


def evaluation(**changes: Any) -> EvaluationSheet:
    """Return the evaluation of her second quarter."""
    values: dict[str, Any] = {
        "kind": "EVALUASI",
        "title": "Evaluasi Kinerja Pegawai",
        "year": 2026,
        "span": "1 April 2026 s.d 30 Juni 2026",
        "letterhead": HEAD,
        "approach": "KUANTITATIF",
        "form": "JA_JF",
        "term": "II",
        "term_name": "Triwulan II",
        "owner": ANI,
        "superior": BUDI,
        "grade": "BAIK",
        "main": outcomes(3),
        "additional": (),
        "behaviours": behaviours(),
        "results_rating": "SESUAI",
        "behaviour_rating": "DI_ATAS",
        "predicate": "BAIK",
        "signatures": signatures(),
    }
    return EvaluationSheet(**values | changes)


def feedback(**changes: Any) -> FeedbackSheet:
    """Return the superior's feedback on the same quarter."""
    values: dict[str, Any] = {
        "kind": "UMPAN_BALIK",
        "title": "Umpan Balik Berkelanjutan",
        "year": 2026,
        "span": "1 April 2026 s.d 30 Juni 2026",
        "letterhead": HEAD,
        "approach": "KUANTITATIF",
        "form": "JA_JF",
        "term_name": "Triwulan II Tahun 2026",
        "owner": ANI,
        "superior": BUDI,
        "main": outcomes(3),
        "additional": (),
        "behaviours": behaviours(),
        "signatures": signatures(),
    }
    return FeedbackSheet(**values | changes)


def record(**changes: Any) -> RecordSheet:
    """Return the Dokumen Evaluasi of the same quarter."""
    values: dict[str, Any] = {
        "kind": "DOKUMEN",
        "title": "Dokumen Evaluasi Kinerja Pegawai",
        "year": 2026,
        "span": "1 April 2026 s.d 30 Juni 2026",
        "letterhead": HEAD,
        "term": "II",
        "term_name": "Triwulan II",
        "owner": ANI,
        "superior": BUDI,
        "upper": CITRA,
        "grade": "BAIK",
        "predicate": "BAIK",
        "recommendation": "catatan-rekomendasi",
        "objection": "keberatan-saya",
        "explanation": "penjelasan-atasan",
        "decision": "keputusan-akhir",
        "signatures": (Signature("Atasan Pejabat Penilai Kinerja", CITRA.name, CITRA.number), *signatures()),
    }
    return RecordSheet(**values | changes)
