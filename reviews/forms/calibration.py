"""Forms of the calibration meeting; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from appraisal.forms import DateInput, LongText, ShortText
from organizations.models import Employee

from .evaluation import rating_field, text_field


class LeaderField(forms.ModelChoiceField):
    """Whoever heads the unit or one above."""

    def label_from_instance(self, obj: Employee) -> str:
        """Return the name with titles."""
        return obj.full_name


class MeetingForm(forms.Form):
    """When the meeting is, until when it lasts, and who leads."""

    held_on = DateInput(
        label="Tanggal rapat",
        help_text="Misalnya 24-11-2026.",
        error_messages={"required": "Tulis tanggal rapat."},
    )
    until = DateInput(
        label="Paling lambat selesai",
        help_text="Sampai hari ini hasil kelompok belum dibagikan, kecuali rapat ditutup lebih awal.",
        error_messages={"required": "Tulis hari terakhir rapat."},
    )
    led_by = LeaderField(
        label="Pemimpin rapat",
        queryset=Employee.objects.none(),
        empty_label="Pilih kepala unit atau pimpinan di atasnya",
        help_text="Ia tidak memutuskan kasusnya sendiri atau kasus yang ia nilai sendiri.",
        error_messages={
            "required": "Pilih pemimpin rapat.",
            "invalid_choice": "Rapat dipimpin kepala unit itu atau pimpinan di atasnya.",
        },
    )

    def __init__(self, *args: Any, leaders: QuerySet[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["led_by"].queryset = leaders  # type: ignore[attr-defined]


class CaseForm(forms.Form):
    """What the meeting decided about a case."""

    results_rating = rating_field("Rating hasil kerja")
    behaviour_rating = rating_field("Rating perilaku kerja")
    reason = text_field(
        "Alasan keputusan",
        "Juga bila rating tetap. Pejabat penilai dan, setelah dibagikan, pegawai membacanya.",
        "Tulis alasan keputusan rapat.",
    )
    spoke = ShortText(
        label="Yang memberi pendapat",
        required=False,
        max_length=500,
        help_text="Nama-nama, dipisah koma.",
    )


class MinutesForm(forms.Form):
    """The minutes as text."""

    minutes = LongText(
        label="Notula",
        required=False,
        max_length=8000,
        help_text="Siapa hadir dan apa yang dibahas secara umum. Kasus per orang tercatat pada kasusnya.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
