"""The form of a reason for a difference; it only validates."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText


class ReasonForm(forms.Form):
    """Why a unit differs from the guide."""

    reason = LongText(
        label="Alasan",
        max_length=2000,
        help_text="Sebut keadaan unit, misalnya layanan baru atau target yang terlampaui, tanpa nama orang.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Tulis alasannya dengan menyebut keadaan unit."},
    )
