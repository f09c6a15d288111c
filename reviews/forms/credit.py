"""Forms of credit points; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import DecimalInput, ShortText

from ..rules.credit import CREDIT_SOURCE_LABELS, LEVEL_LABELS, CreditSource

SOURCES = [
    (key.value, label) for key, label in CREDIT_SOURCE_LABELS.items() if key != CreditSource.CONVERSION
]
LEVELS = [(key.value, label) for key, label in LEVEL_LABELS.items()]


class BroughtForm(forms.Form):
    """Points from before or from education, with the decree they rest on; nothing is preselected."""

    source = forms.ChoiceField(
        label="Asal",
        choices=[("", "Pilih asalnya"), *SOURCES],
        error_messages={"required": "Pilih asal angka kreditnya."},
    )
    level = forms.ChoiceField(
        label="Jenjang",
        choices=[("", "Pilih jenjangnya"), *LEVELS],
        help_text="Angka kredit dijumlahkan per jenjang.",
        error_messages={"required": "Pilih jenjangnya."},
    )
    year = DecimalInput(
        label="Tahun",
        max_digits=4,
        decimal_places=0,
        help_text="Angka kredit JF lama dihitung sampai Desember tahun ini, misalnya 2025.",
        error_messages={"required": "Tulis tahunnya, misalnya 2025."},
    )
    points = DecimalInput(
        label="Angka kredit",
        max_digits=9,
        decimal_places=3,
        help_text="Misalnya 31,25. Paling banyak tiga angka di belakang koma.",
        error_messages={"required": "Tulis angka kreditnya, misalnya 31,25."},
    )
    basis = ShortText(
        label="Dasar",
        max_length=300,
        help_text="Nomor dan tanggal PAK, ijazah, atau surat keputusan.",
        error_messages={"required": "Tulis dasarnya, misalnya PAK 800/12/2025 tanggal 5 Januari 2026."},
    )

    def clean_year(self) -> int:
        """Return a whole number."""
        return int(self.cleaned_data["year"])


class CancelForm(forms.Form):
    """Why an entry is taken out of the sum."""

    reason = ShortText(
        label="Alasan",
        max_length=300,
        help_text="Dibaca pegawai yang bersangkutan. Misalnya: “Tahunnya tertukar, seharusnya 2024.”",
        error_messages={"required": "Tulis alasan pembatalannya."},
    )


class PaperForm(forms.Form):
    """Which paper about a person, and up to the end of which year."""

    year = forms.IntegerField(min_value=1990, max_value=2200)
    kind = forms.ChoiceField(choices=[("AKUMULASI", "Akumulasi"), ("PAK", "Penetapan")])
