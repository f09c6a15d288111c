"""The form of one's own reminders; it only validates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from appraisal.forms import DateInput, Radios

from ..rules.reminder import RHYTHM_LABELS, Rhythm

LONGEST = timedelta(days=366)


class ReminderForm(forms.Form):
    """How often, and until when not at all."""

    rhythm = forms.TypedChoiceField(
        label="Seberapa sering?",
        coerce=Rhythm,
        choices=[(key.value, label) for key, label in RHYTHM_LABELS.items()],
        widget=Radios,
        error_messages={"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu."},
    )
    paused_until = DateInput(
        label="Jeda sampai tanggal",
        required=False,
        help_text="Misalnya selama cuti. Kosongkan bila tidak perlu. Contoh: 31-12-2026.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_paused_until(self) -> date | None:
        """Keep a day from today on, at most a year away."""
        day: date | None = self.cleaned_data["paused_until"]
        if day is not None and not self.today <= day <= self.today + LONGEST:
            raise forms.ValidationError("Pilih tanggal mulai hari ini sampai setahun ke depan.")
        return day
