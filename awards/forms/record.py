"""Forms of service records; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import DateInput, DecimalInput, LongText, ShortText

from ..rules.record import RECORD_LABELS


class RecordForm(forms.Form):
    """What a decree says about a person."""

    kind = forms.ChoiceField(
        label="Jenis catatan",
        choices=[("", "Pilih jenisnya"), *((kind.value, label) for kind, label in RECORD_LABELS.items())],
        error_messages={"required": "Pilih jenis catatannya."},
    )
    started_on = DateInput(
        label="Mulai berlaku",
        help_text="Tanggal mulai menurut keputusan, misalnya 1-2-2020.",
        error_messages={"required": "Tulis tanggal mulai berlakunya."},
    )
    ended_on = DateInput(
        label="Sampai", required=False, help_text="Kosongkan bila tidak berakhir atau belum diketahui."
    )
    threat_years = DecimalInput(
        label="Ancaman pidana (tahun)",
        required=False,
        min_value=0,
        max_value=99,
        max_digits=2,
        decimal_places=0,
        help_text="Hanya untuk pidana: ancaman paling lama menurut pasalnya.",
    )
    letter_number = ShortText(
        label="Nomor keputusan",
        max_length=100,
        error_messages={"required": "Tulis nomor keputusan yang menjadi dasarnya."},
    )
    letter_on = DateInput(
        label="Tanggal keputusan", error_messages={"required": "Tulis tanggal keputusannya."}
    )
    note = LongText(label="Keterangan", max_length=500, required=False)

    def clean_threat_years(self) -> int | None:
        """Return a whole number, or nothing."""
        value = self.cleaned_data["threat_years"]
        return int(value) if value is not None else None


class WithdrawForm(forms.Form):
    """Why a record was wrong."""

    reason = LongText(
        label="Mengapa catatan ini keliru?",
        max_length=300,
        help_text="Misalnya: “Nomor keputusan milik pegawai lain, lihat surat 800/21/2026.”",
        error_messages={"required": "Tulis mengapa catatan ini keliru."},
    )
