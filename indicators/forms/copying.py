"""Which results of another plan are copied."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from appraisal.forms import Checkboxes

from ..models import Result


class CopyForm(forms.Form):
    """The results of a plan, each with a box; those that stand in the draft already are not ticked."""

    results = forms.TypedMultipleChoiceField(
        label="Hasil yang disalin",
        coerce=int,
        error_messages={
            "required": "Centang paling sedikit satu hasil.",
            "invalid_choice": "Daftar ini sudah berubah. Centang lagi hasil yang Anda pilih.",
        },
    )

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Result],
        measures: dict[int, str],
        present: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        field = self.fields["results"]
        notes = {pk: f"Sudah ada di draf. {text}" if pk in present else text for pk, text in measures.items()}
        field.widget = Checkboxes(descriptions=notes)
        field.choices = [(row.pk, row.text) for row in self.rows]  # type: ignore[attr-defined]
        field.initial = [row.pk for row in self.rows if row.pk not in present]

    def mine(self) -> dict[str, str]:
        """Return what was chosen, for the page that shows both texts."""
        chosen = set(self.cleaned_data["results"])
        return {"Hasil yang Anda pilih": "\n".join(row.text for row in self.rows if row.pk in chosen)}
