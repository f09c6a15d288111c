"""What people type to close a year, to take it out of the archive, and why dates change."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import LongText, ShortText


class ClosingForm(forms.Form):
    """The year, typed by hand."""

    year = ShortText(
        label="Tulis tahunnya untuk memastikan",
        max_length=20,
        error_messages={"required": "Tulis tahun yang ditutup dengan empat angka."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, asked: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.fields["year"].help_text = f"Empat angka: {asked}."

    def clean_year(self) -> str:
        """Ask for the very year."""
        typed = str(self.cleaned_data["year"])
        if typed != str(self.asked):
            raise forms.ValidationError(f"Anda menulis {typed}. Untuk menutup tahun ini tulis {self.asked}.")
        return typed


class ReasonForm(forms.Form):
    """Why something is done that others will ask about."""

    reason = LongText(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Tercatat di jejak, misalnya nomor surat.",
        error_messages={"required": "Tulis alasannya, misalnya nomor surat."},
    )
