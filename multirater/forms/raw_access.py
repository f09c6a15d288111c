"""Forms of raw access: asking and deciding; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText, Radios


class AskForm(forms.Form):
    """Why somebody has to read the raw forms."""

    reason = LongText(
        label="Alasan dan dasar",
        max_length=1000,
        help_text="Misalnya nomor laporan ancaman yang diperiksa. Dibaca pemutus dan pejabat pelindung data.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis alasan dan dasarnya, misalnya nomor laporan."},
    )


class DecideForm(forms.Form):
    """The word of the second person."""

    decision = forms.ChoiceField(
        label="Keputusan Anda",
        choices=[("ya", "Setujui selama tujuh hari"), ("tidak", "Jangan dibuka")],
        widget=Radios(
            descriptions={
                "ya": "Hanya yang meminta yang bisa membacanya. Setiap pembukaan dihitung dan dicatat.",
                "tidak": "Formulir tetap tertutup.",
            }
        ),
        error_messages={"required": "Pilih salah satu."},
    )
    answer = LongText(
        label="Catatan keputusan",
        max_length=1000,
        help_text="Mengapa perlu atau tidak perlu. Dibaca pejabat pelindung data.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis catatan keputusan Anda."},
    )
