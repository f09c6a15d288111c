"""Forms of an administrative correction; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText, Radios

from .evaluation import rating_field, text_field


class CorrectionForm(forms.Form):
    """The ratings as they should be, with reason and basis."""

    results_rating = rating_field("Rating hasil kerja yang seharusnya")
    behaviour_rating = rating_field("Rating perilaku kerja yang seharusnya")
    reason = text_field(
        "Alasan dan dasar koreksi",
        "Misalnya salah pilih saat menilai, dengan nomor berita acaranya. Dibaca pegawai dan atasannya.",
        "Tulis alasan dan dasarnya, misalnya nomor berita acara.",
    )


class CorrectionAnswerForm(forms.Form):
    """The word of the second person."""

    decision = forms.ChoiceField(
        label="Keputusan Anda",
        choices=[("ya", "Setujui koreksi"), ("tidak", "Kembalikan tanpa perubahan")],
        widget=Radios(
            descriptions={
                "ya": "Hasil berubah sekarang, dan dokumennya diterbitkan ulang.",
                "tidak": "Hasil tetap seperti adanya.",
            }
        ),
        error_messages={"required": "Pilih salah satu."},
    )
    answer = LongText(
        label="Catatan pemeriksa",
        required=False,
        max_length=2000,
        help_text="Boleh dikosongkan bila Anda menyetujui.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
