"""Forms of realisation and feedback; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import DateInput, DecimalInput, EvidenceUrl, LongText

from .evidence import EvidencePart


class RealisationForm(EvidencePart):
    """What was reached for one indicator in one term."""

    amount = DecimalInput(
        label="Realisasi sampai masa ini",
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
        help_text="Angka sejak awal tahun, misalnya 12 atau 1,5. Kosongkan bila belum terukur.",
    )
    note = LongText(
        label="Apa yang dicapai?",
        max_length=2000,
        help_text="Satu kalimat sudah cukup.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis satu kalimat tentang apa yang dicapai."},
    )
    noted_on = DateInput(
        label="Tanggal", error_messages={"required": "Tulis tanggalnya, misalnya 22-11-2026."}
    )
    evidence_url = EvidenceUrl(label="Tautan bukti dukung", required=False)
    field_order = ("amount", "note", "noted_on", "evidence_file", "evidence_files", "evidence_url")


class AssignersFeedbackForm(forms.Form):
    """What the giver of an assignment says about that one result."""

    text = LongText(
        label="Umpan balik Anda",
        max_length=2000,
        help_text="Satu kejadian nyata dan dampaknya. Terbaca oleh pegawai dan atasannya.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis satu kejadian nyata dan dampaknya."},
    )
