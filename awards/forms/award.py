"""Forms of award lists; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import DecimalInput, LongText, Radios, ShortText

from ..rules.award import CHOICE_LABELS, Choice


class ProposalForm(forms.Form):
    """What an award is called and how many people can get it."""

    name = ShortText(
        label="Nama penghargaan",
        max_length=150,
        help_text="Misalnya ASN Berprestasi 2026. Nama yang sama menghitung ulang daftar yang masih terbuka.",
        error_messages={"required": "Tulis nama penghargaan, misalnya ASN Berprestasi 2026."},
    )
    places = DecimalInput(
        label="Jumlah penerima",
        min_value=1,
        max_value=500,
        max_digits=3,
        decimal_places=0,
        help_text="Berapa orang yang bisa direkomendasikan.",
        error_messages={"required": "Tulis jumlah penerima dengan angka, misalnya 10."},
    )

    def clean_places(self) -> int:
        """Return a whole number."""
        return int(self.cleaned_data["places"])


class DecisionForm(forms.Form):
    """What a person of the committee decides, with the reason; nothing is preselected."""

    decision = forms.ChoiceField(
        label="Keputusan tim",
        choices=list(CHOICE_LABELS.items()),
        widget=Radios(
            descriptions={
                Choice.RECOMMENDED.value: "Masuk surat rekomendasi.",
                Choice.NOT_THIS_YEAR.value: "Tercatat bersama alasannya, dan bisa diusulkan lagi nanti.",
            }
        ),
        error_messages={"required": "Pilih keputusan Anda."},
    )
    reason = LongText(
        label="Alasan",
        max_length=1000,
        help_text=(
            "Satu atau dua kalimat yang menyebut hasil atau bukti. Misalnya: “Antrean puskesmas turun dari "
            "90 menjadi 35 menit, dan caranya dipakai tiga puskesmas lain.”"
        ),
        error_messages={"required": "Tulis alasan keputusan dalam satu atau dua kalimat."},
    )
