"""Forms around the change of an agreed plan; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText


class ChangeForm(forms.Form):
    """Why an agreed plan shall change."""

    reason = LongText(
        label="Alasan perubahan",
        max_length=500,
        help_text="Misalnya: penugasan baru sejak Juli, anggaran berkurang, atau struktur unit berubah.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan perubahannya, misalnya penugasan baru sejak Juli."},
    )


class AskForm(forms.Form):
    """What the superior asks the owner of an agreed plan to change."""

    suggestion = LongText(
        label="Yang perlu diubah",
        max_length=500,
        help_text="Sebut bagiannya dan alasannya. Misalnya: “Anggaran turun, sesuaikan target hasil 2.”",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis apa yang perlu diubah dan alasannya."},
    )
