"""Forms about a year: its number, its windows, one policy figure."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from appraisal.forms import DateInput, DecimalInput, ShortText

from ..models import Term

DATE_HINT = "Misalnya 31-01-2026."


class PeriodForm(forms.Form):
    """The year to prepare."""

    year = DecimalInput(
        label="Tahun",
        decimal_places=0,
        max_digits=4,
        help_text="Empat angka, misalnya 2026. Tanggal dan angka kebijakan terisi dulu, lalu bisa Anda ubah.",
        error_messages={"required": "Tulis tahunnya, misalnya 2026."},
    )


class WindowsForm(forms.Form):
    """The windows of a year and the last day of each of its terms."""

    planning_from = DateInput(label="Mulai", help_text=DATE_HINT)
    planning_until = DateInput(label="Sampai", help_text=DATE_HINT)
    annual_from = DateInput(label="Mulai", help_text=DATE_HINT)
    annual_until = DateInput(label="Sampai", help_text=DATE_HINT)
    award_from = DateInput(label="Mulai", help_text=DATE_HINT)
    award_until = DateInput(label="Sampai", help_text=DATE_HINT)

    def __init__(self, *args: Any, terms: list[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = terms
        for term in terms:
            self.fields[f"due_{term.pk}"] = DateInput(
                label=f"Batas pengisian {term.name}", initial=term.due_on
            )
        for field in self.fields.values():
            field.error_messages["required"] = "Tulis tanggalnya, misalnya 31-01-2026."

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings."""
        pairs = [("Perencanaan", "planning"), ("Evaluasi tahunan", "annual"), ("Penghargaan", "award")]
        windows = [(title, [self[f"{name}_from"], self[f"{name}_until"]]) for title, name in pairs]
        return [*windows, ("Evaluasi periodik", [self[f"due_{term.pk}"] for term in self.terms])]

    def dates(self) -> dict[str, Any]:
        """Return the windows."""
        return {name: day for name, day in self.cleaned_data.items() if not name.startswith("due_")}

    def due(self) -> dict[int, date]:
        """Return the last days by term."""
        return {term.pk: self.cleaned_data[f"due_{term.pk}"] for term in self.terms}


class FigureForm(forms.Form):
    """One figure of a regulation, its source, and the agency's word that it holds."""

    value = DecimalInput(label="Angka", min_value=0, max_digits=9, decimal_places=3)
    source = ShortText(
        label="Sumber",
        max_length=200,
        help_text="Peraturan atau keputusan yang menetapkannya, misalnya Keputusan Wali Kota 12/2026.",
    )
    sourced_on = DateInput(label="Tanggal sumber", help_text="Misalnya 31-01-2023.")
    confirmed = forms.BooleanField(
        label="Angka ini sudah dicocokkan dengan sumbernya",
        required=False,
        help_text="Tanpa centang, angka ini tetap bertanda “mohon dikonfirmasi”.",
    )
