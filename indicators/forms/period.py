"""Forms about a year: its number, its windows, one policy figure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from appraisal.forms import DateInput, DecimalInput, Radios, ShortText
from appraisal.templatetags.ui import tanggal

from ..models import Term
from ..rules import PARTS, REPORTING_LABELS, TermKind

RATED = {"rated_from": "Penilaian mulai", "rated_until": "Penilaian sampai"}
DATE_HINT = "Misalnya 31-01-2026."


def _told(names: Sequence[str]) -> str:
    return f"{len(names)} masa: {names[0]} sampai {names[-1]}."


class RhythmForm(forms.Form):
    """Into which parts a year is divided beside the annual evaluation."""

    kind = forms.ChoiceField(
        label="Evaluasi periodik",
        choices=[(kind.value, REPORTING_LABELS[kind]) for kind in PARTS],
        widget=Radios(descriptions={kind.value: _told(names) for kind, names in PARTS.items()}),
        help_text="Evaluasi tahunan selalu ada satu, di samping masa ini.",
        error_messages={"required": "Pilih satu.", "invalid_choice": "Pilih satu dari daftar."},
    )

    @property
    def kind_chosen(self) -> TermKind:
        """The kind of the parts."""
        return TermKind(self.cleaned_data["kind"])


class PeriodForm(RhythmForm):
    """The year to prepare, and its rhythm."""

    year = DecimalInput(
        label="Tahun",
        decimal_places=0,
        max_digits=4,
        help_text="Empat angka, misalnya 2026. Tanggal dan angka kebijakan terisi dulu, lalu bisa Anda ubah.",
        error_messages={"required": "Tulis tahunnya, misalnya 2026."},
    )
    field_order = ("year", "kind")


class WindowsForm(forms.Form):
    """The windows of a year, and of each of its terms the last day for filling in and the days of rating."""

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
            self.fields[f"due_{term.pk}"] = DateInput(label="Batas pengisian", initial=term.due_on)
            if not term.is_final:
                for name, label in RATED.items():
                    initial = getattr(term, name)
                    self.fields[f"{name}_{term.pk}"] = DateInput(label=label, initial=initial)
        for field in self.fields.values():
            field.error_messages["required"] = "Tulis tanggalnya, misalnya 31-01-2026."

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings."""
        pairs = [("Perencanaan", "planning"), ("Penilaian tahunan", "annual"), ("Penghargaan", "award")]
        windows = [(title, [self[f"{name}_from"], self[f"{name}_until"]]) for title, name in pairs]
        return [*windows, *((self._title(term), self._days(term)) for term in self.terms)]

    def _title(self, term: Term) -> str:
        return f"{term.name}, {tanggal(term.started_on)} sampai {tanggal(term.ended_on)}"

    def _days(self, term: Term) -> list[forms.BoundField]:
        names = ["due"] if term.is_final else ["due", *RATED]
        return [self[f"{name}_{term.pk}"] for name in names]

    def dates(self) -> dict[str, Any]:
        """Return the windows."""
        return {name: day for name, day in self.cleaned_data.items() if name in self.base_fields}

    def rating(self) -> dict[int, tuple[date, date]]:
        """Return the days of rating by term; those of the annual evaluation are among the windows."""
        data, parts = self.cleaned_data, [term for term in self.terms if not term.is_final]
        return {term.pk: (data[f"rated_from_{term.pk}"], data[f"rated_until_{term.pk}"]) for term in parts}

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
