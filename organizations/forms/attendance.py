"""Forms about attendance: a month's file, what is wrong in a month, the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from appraisal.templatetags.ui import bulan

from ..rules.attendance import LABELS, Presence, month_before, months_until, read_month
from .record import AnswerForm, SheetForm


class AttendanceFileForm(SheetForm):
    """A month and its file from the presence system."""

    month = forms.ChoiceField(
        label="Bulan",
        help_text="Bulan yang dilaporkan berkas ini.",
        error_messages={"required": "Pilih bulannya.", "invalid_choice": "Pilih bulan dari daftar."},
    )
    field_order = ("month", "file")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{month:%Y-%m}", bulan(month)) for month in months_until(today)]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]
        self.fields["month"].initial = f"{month_before(today):%Y-%m}"

    def clean_month(self) -> date:
        month = read_month(self.cleaned_data["month"])
        assert month is not None
        return month


class AttendanceReportForm(forms.Form):
    """What should stand in a month."""

    message = forms.CharField(
        label="Apa yang seharusnya tercatat?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: tanggal 12 dan 13 saya dinas luar, surat tugas 094/12.",
        error_messages={"required": "Tulis apa yang seharusnya tercatat."},
    )


class AttendanceAnswerForm(AnswerForm):
    """The answer, and the month as it is to stand; unchanged numbers correct nothing."""

    outcome = None  # type: ignore[assignment]  # the numbers of the month say it
    field_order = (*Presence._fields, "answer")

    def __init__(self, *args: Any, presence: Presence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = presence._asdict()
        for name in Presence._fields:
            self.fields[name] = forms.IntegerField(
                label=LABELS[name].capitalize(),
                min_value=0,
                max_value=44_640 if name == "late_minutes" else 31,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-number"}),
                error_messages={
                    "required": "Tulis angkanya, 0 bila tidak ada.",
                    "invalid": "Tulis angka bulat, misalnya 2.",
                    "min_value": "Tulis 0 atau lebih.",
                    "max_value": "Sebulan paling banyak %(limit_value)s.",
                },
            )
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """Return answer and month as the operation takes them."""
        data = self.cleaned_data
        return {
            "answer": data["answer"],
            "presence": Presence(*(data[name] for name in Presence._fields)),
        }
