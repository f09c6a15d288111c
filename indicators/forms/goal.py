"""The sheet of one goal with its key indicators, and the start of an import; they only validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from appraisal.forms import DecimalInput, LongText, ShortText
from organizations.forms import SheetForm

from ..models import Goal, Period
from ..queries import key_draft
from ..rules import Direction, KeyDraft, range_fault
from .result import BETTER_WHEN, choices
from .sheet import RangeEnd, RowForm, Sheet


class GoalForm(forms.Form):
    """What the unit wants to be true at the end of the year."""

    text = LongText(
        label="Sasaran",
        max_length=500,
        help_text="Salin dari dokumen perjanjian kinerja.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis sasarannya, misalnya meningkatnya mutu layanan kependudukan."},
    )


class KeyForm(RowForm):
    """One key indicator with its target; a row that stays empty counts as none."""

    text = LongText(
        label="Indikator kinerja utama",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis indikatornya, misalnya indeks kepuasan masyarakat."},
    )
    target = DecimalInput(label="Target", required=False, min_value=0, max_digits=15, decimal_places=3)
    target_until = RangeEnd()
    measure = ShortText(label="Satuan", max_length=40, required=False)
    direction = forms.ChoiceField(
        label="Lebih baik bila",
        choices=choices(BETTER_WHEN),
        initial=Direction.HIGHER.value,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse bounds that cannot be stored, at the upper one."""
        data = self.cleaned_data
        if not self.errors:
            direction = data["direction"] or Direction.HIGHER.value
            fault = range_fault(target=data["target"], until=data["target_until"], direction=direction)
            if fault:
                self.add_error("target_until", fault)
        return data

    def draft(self) -> KeyDraft:
        """Return the row as plain data."""
        data = self.cleaned_data
        return KeyDraft(
            text=data["text"],
            target=data["target"],
            target_until=data["target_until"],
            measure=data["measure"],
            direction=data["direction"] or Direction.HIGHER.value,
            pk=data.get("pk"),
        )


class GoalSheet(Sheet):
    """A goal and its key indicators as one form."""

    head_form = GoalForm
    row_form = KeyForm
    noun = "sasaran"

    def __init__(self, *, goal: Goal | None, data: Any = None) -> None:
        keys = goal.key_indicators.order_by("order", "pk") if goal else []
        super().__init__(
            first={"text": goal.text} if goal else {},
            rows=[vars(key_draft(row)) for row in keys],
            data=data,
        )

    def values(self) -> dict[str, Any]:
        """Return what an operation takes."""
        return {"text": self.head.cleaned_data["text"], "keys": self.rows.drafts()}


class AgreementFileForm(SheetForm):
    """A file with goals, and the year they are for."""

    year = forms.TypedChoiceField(label="Tahun", coerce=int)
    field_order = ("year", "file")

    def __init__(self, *args: Any, periods: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {row.year: row for row in periods}
        self.fields["year"].choices = [(year, str(year)) for year in self.periods]  # type: ignore[attr-defined]
        self.fields["year"].error_messages["invalid_choice"] = "Pilih salah satu tahun dari daftar."
        self.fields["file"].help_text = "Berkas .xlsx atau .csv dengan kolom seperti pada contohnya."

    def clean(self) -> dict[str, Any]:
        """Refuse when there is no year to write for."""
        if not self.periods:
            raise ValidationError("Belum ada tahun yang terbuka. BKD menyiapkannya dulu.")
        return self.cleaned_data

    @property
    def period(self) -> Period:
        """The chosen year."""
        return self.periods[self.cleaned_data["year"]]
