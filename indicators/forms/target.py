"""The form of all indicators and targets of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from django import forms

from ..models import Indicator, Plan, Result
from ..rules import IndicatorDraft, range_fault
from .result import IndicatorForm, stored_row

KEYS = {"pk", "entry"}  # of the row, not of the form
WRITTEN = ("text", "target", "target_until", "unit")  # one of these makes a new row count


class TargetsForm(forms.Form):
    """Every indicator of some results in one form, and an empty row where a result has none yet."""

    def __init__(self, *args: Any, plan: Plan, results: Sequence[Result], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[tuple[Result, Indicator | None, str]] = []
        for result in results:
            stored = [(result, row, f"i{row.pk}") for row in result.indicators.all()]
            self.rows += stored or [(result, None, f"r{result.pk}")]
        if self.is_bound:  # what came to the plan since then is told by its version
            self.rows = [row for row in self.rows if f"text-{row[2]}" in self.data]
        fields = IndicatorForm(plan=plan).fields
        self.columns = [name for name in fields if name not in KEYS]
        for _, row, key in self.rows:
            initial = stored_row(row) if row else {}
            for name in self.columns:
                field = deepcopy(fields[name])
                field.initial = initial.get(name, field.initial)
                field.required = field.required and row is not None
                self.fields[f"{name}-{key}"] = field

    def parts(self) -> Iterator[tuple[Result, list[tuple[forms.BoundField, list[forms.BoundField]]]]]:
        """Return each result with its rows: the field of the words, and the others."""
        found: dict[int, tuple[Result, list[Any]]] = {}
        for result, _, key in self.rows:
            fields = [self[f"{name}-{key}"] for name in self.columns]
            found.setdefault(result.pk, (result, []))[1].append((fields[0], fields[1:]))
        return iter(found.values())

    def clean(self) -> dict[str, Any]:
        """Refuse ranges that are none, and numbers without words."""
        for _, row, key in self.rows:
            data = self._cells(key)
            fault = range_fault(
                target=data.get("target"),
                until=data.get("target_until"),
                direction=data.get("direction", ""),
                open_end=True,
            )
            if fault and f"target-{key}" not in self.errors:
                self.add_error(f"target_until-{key}", fault)
            if row is None and not data.get("text") and self._is_written(data):
                self.add_error(f"text-{key}", "Tulis indikatornya, misalnya jumlah laporan yang selesai.")
        return self.cleaned_data

    def drafts(self) -> dict[int, list[IndicatorDraft]]:
        """Return the indicators by result; results that stay without any are left out."""
        found: dict[int, list[IndicatorDraft]] = {}
        for result, row, key in self.rows:
            data = self._cells(key)
            if row is not None or self._is_written(data):
                found.setdefault(result.pk, []).append(self._draft(row, data))
        return found

    def _cells(self, key: str) -> dict[str, Any]:
        return {name: self.cleaned_data.get(f"{name}-{key}") for name in self.columns}

    @staticmethod
    def _is_written(data: dict[str, Any]) -> bool:
        return any(data.get(name) not in (None, "") for name in WRITTEN)

    @staticmethod
    def _draft(row: Indicator | None, data: dict[str, Any]) -> IndicatorDraft:
        return IndicatorForm.draft_of(
            data | {"pk": row.pk if row else None, "entry": row.entry_id if row else None}
        )
