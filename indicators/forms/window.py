"""The form of days of planning for units."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import DateInput, ShortText
from organizations.forms import unit_named
from organizations.models import Unit
from organizations.rules import Span

from ..models import Period, Term


class UnitWindowForm(forms.Form):
    """Other days of planning for one or several units."""

    units = forms.ModelMultipleChoiceField(
        label="Perangkat daerah",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Berlaku juga untuk semua unit di bawahnya. Pilih satu atau beberapa.",
    )
    other = ShortText(
        label="Atau unit lain",
        max_length=250,
        required=False,
        help_text="Nama atau kode unit persis seperti di daftar, misalnya satu UPTD.",
    )
    started_on = DateInput(
        label="Mulai",
        help_text="Misalnya 05-01-2026.",
        error_messages={"required": "Tulis tanggal mulainya, misalnya 05-01-2026."},
    )
    ended_on = DateInput(
        label="Sampai",
        help_text="Misalnya 31-01-2026.",
        error_messages={"required": "Tulis tanggal akhirnya, misalnya 31-01-2026."},
    )
    reason = ShortText(
        label="Alasan",
        max_length=300,
        help_text="Misalnya: giliran kedua, atau perpanjangan menurut surat nomor 800/12.",
        error_messages={"required": "Tulis alasannya, misalnya pembagian giliran atau nomor surat."},
    )

    def __init__(self, *args: Any, period: Period, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
        self.fields["started_on"].initial = period.planning_from
        self.fields["ended_on"].initial = period.planning_until

    def clean_other(self) -> Unit | None:
        """Find the unit by name or code."""
        text = self.cleaned_data["other"].strip()
        return unit_named(text) if text else None

    def clean(self) -> dict[str, Any]:
        """Ask for at least one unit."""
        data = self.cleaned_data
        if not self.errors and not data.get("units") and not data.get("other"):
            self.add_error("units", "Pilih paling sedikit satu unit.")
        if not self.errors and data["ended_on"] < data["started_on"]:
            self.add_error("ended_on", "Tulis akhir masa pada atau setelah tanggal mulainya.")
        return data

    @property
    def span(self) -> Span:
        """The days that were typed."""
        return Span(self.cleaned_data["started_on"], self.cleaned_data["ended_on"])

    def values(self) -> dict[str, Any]:
        """Return what the operation takes."""
        data = dict(self.cleaned_data)
        other = data.pop("other")
        return {**data, "units": [*data["units"], *([other] if other else [])]}


class RatingWindowForm(UnitWindowForm):
    """Other days of rating in a term for one or several units."""

    term = forms.ModelChoiceField(
        label="Masa yang dinilai",
        queryset=Term.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih masanya.", "invalid_choice": "Pilih masa dari daftar."},
    )
    field_order = ("term", "units")

    def __init__(self, *args: Any, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, period=period, **kwargs)
        self.fields["term"].queryset = period.terms.order_by("number")  # type: ignore[attr-defined]
        for name in ("started_on", "ended_on"):
            self.fields[name].initial = None
