"""Conditions of a scheme in plain words, as everybody reads them."""

from __future__ import annotations

from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

from .award import number
from .scheme import Condition, RuleKind

_SENTENCES = {
    RuleKind.MONTHS: "Masa jabatan paling sedikit {n} bulan dalam masa yang dinilai.",
    RuleKind.DISCIPLINE: "Tanpa hukuman disiplin selama {n} tahun terakhir.",
    RuleKind.SETTLED: "Evaluasi sudah diterima pegawai atau final.",
    RuleKind.REPORTED: "Setiap target angka punya realisasi.",
    RuleKind.EVIDENCE: "Setiap indikator punya bukti dukung.",
    RuleKind.REVIEWERS: "Dinilai paling sedikit {n} orang selain atasan.",
    RuleKind.OBJECTION: "Tidak ada keberatan yang masih berjalan.",
    RuleKind.COMMITTEE: "Bukan anggota tim penghargaan.",
    RuleKind.CONFLICT: "Ada anggota tim yang boleh memutuskan tanpa benturan kepentingan.",
    RuleKind.REST: "Belum menerima penghargaan ini selama {n} tahun terakhir.",
}


def sentence_of(condition: Condition) -> str:
    """Return a condition as a sentence: "Masa jabatan paling sedikit 6 bulan …"."""
    amount = number(condition.amount) if condition.amount is not None else ""
    if condition.kind is RuleKind.PREDICATE:
        label = PREDICATE_LABELS[Predicate(condition.word)]
        years = "" if amount == "1" else f" selama {amount} tahun berturut-turut"
        return f"Predikat paling rendah {label}{years}."
    return _SENTENCES[condition.kind].format(n=amount)
