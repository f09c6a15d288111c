"""The form of several days at once: a row per day, faults per row, empty rows are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from appraisal.forms import DateInput, DecimalInput, LongText

from ..rules.note import LONGEST, Facts, Misfit, NoteDraft, place
from .note import Minutes, NoteForm, subject_choices, subject_of

ROWS = 7
WRITTEN = ("text", "subject", "amount", "minutes")  # one of these makes a row count


def working_days(today: date, count: int = ROWS) -> list[date]:
    """Return the last working days up to today, the oldest first."""
    days: list[date] = []
    day = today
    while len(days) < count:
        if day.isoweekday() < 6:
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


class DaysForm(forms.Form):
    """Notes of several days in one table."""

    COLUMNS = ("noted_on", "text", "subject", "amount", "minutes")

    def __init__(self, *args: Any, facts: Facts, today: date, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts, self.today = facts, today
        columns = self.COLUMNS if facts.subjects else ("noted_on", "text", "minutes")
        choices = subject_choices(facts)
        self.rows: list[dict[str, str]] = []
        for number in range(ROWS):
            fields = {
                "noted_on": DateInput(label="Tanggal", required=False),
                "text": LongText(
                    label="Catatan",
                    required=False,
                    max_length=LONGEST,
                    widget=forms.Textarea(attrs={"rows": 2}),
                ),
                "subject": forms.ChoiceField(label="Untuk apa", required=False, choices=choices),
                "amount": DecimalInput(
                    label="Jumlah", required=False, min_value=0, max_digits=15, decimal_places=3
                ),
                "minutes": Minutes(label="Menit"),
            }
            fields["noted_on"].initial = days[number] if number < len(days) else None
            fields["subject"].error_messages["invalid_choice"] = NoteForm.UNKNOWN
            self.rows.append({name: f"{name}-{number}" for name in columns})
            self.fields |= {f"{name}-{number}": fields[name] for name in columns}

    @property
    def headings(self) -> list[str]:
        """The titles of the columns."""
        return [str(self.fields[name].label) for name in self.rows[0].values()]

    def cells(self) -> Iterator[list[forms.BoundField]]:
        """Yield the fields of each row."""
        for row in self.rows:
            yield [self[name] for name in row.values()]

    def full_clean(self) -> None:
        """Check everything, and say before each fault in which row it stands."""
        super().full_clean()
        for name, errors in self._errors.items():  # type: ignore[attr-defined]
            number = name.rpartition("-")[2]
            for error in errors.as_data() if number.isdigit() else ():
                error.message = f"Baris {int(number) + 1}: {error.message}"

    def clean(self) -> dict[str, Any]:
        """Refuse rows that cannot stand, each at its field, and a table without any row."""
        if not any(self._is_written(row) for row in self.rows):
            raise forms.ValidationError("Isi paling sedikit satu baris.")
        for number, row in enumerate(self.rows):
            if self._is_written(row) and not set(row.values()) & set(self.errors):
                try:
                    place(self._draft(row), self.facts, self.today)
                except Misfit as misfit:
                    self.add_error(f"{misfit.field}-{number}", str(misfit))
        return self.cleaned_data

    def drafts(self) -> list[NoteDraft]:
        """Return the notes of the rows that hold something."""
        return [self._draft(row) for row in self.rows if self._is_written(row)]

    def _is_written(self, row: dict[str, str]) -> bool:
        return any(str(self.data.get(row[name], "")).strip() for name in WRITTEN if name in row)

    def _draft(self, row: dict[str, str]) -> NoteDraft:
        data = {name: self.cleaned_data.get(field) for name, field in row.items()}
        result, indicator = subject_of(data.get("subject") or "")
        return NoteDraft(
            text=data["text"] or "",
            noted_on=data["noted_on"] or self.today,
            result=result,
            indicator=indicator,
            amount=data.get("amount"),
            minutes=data["minutes"],
        )
