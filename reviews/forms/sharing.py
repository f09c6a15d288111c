"""The form that shares the results of a team: who, as seen in which version, talked on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from appraisal.forms import DateInput

from ..models import Evaluation
from ..operations.sharing import Sharing
from ..queries.sharing import TO_SHARE

DAY_MISSING = "tulis tanggal dialog yang sudah berlangsung."
CHOICE = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")


def chosen_versions(values: Sequence[str]) -> dict[int, int]:
    """Return the version by evaluation from "7:2"; what is no pair of numbers is left out."""
    pairs = [value.split(":") for value in values]
    good = [
        pair for pair in pairs if len(pair) == 2 and all(one.isdecimal() and len(one) < 10 for one in pair)
    ]
    return {int(pk): int(version) for pk, version in good}


@dataclass(frozen=True)
class Line:
    """One person of the list."""

    evaluation: Evaluation
    day: forms.BoundField
    is_chosen: bool


class ShareTeamForm(forms.Form):
    """A day per person; who is ticked is shared."""

    def __init__(self, data: Any, *, rows: Sequence[Evaluation], days: Mapping[int, date]) -> None:
        super().__init__(data)
        self.rows = {row.pk: row for row in rows}
        self.talked = {row.pk for row in rows if row.plan_id in days}
        self.versions = chosen_versions(data.getlist("pilih")) if data else {}
        for row in rows:
            self.fields[f"day-{row.pk}"] = DateInput(
                label=f"Tanggal dialog, {self.name_of(row)}", required=False, initial=days.get(row.plan_id)
            )

    @staticmethod
    def name_of(row: Evaluation) -> str:
        """Return whose result it is."""
        name: str = row.plan.placement.employee.full_name
        return name

    def lines(self) -> Iterator[Line]:
        """Return the people to show; ticked at first are those whose talk is on record."""
        ticked = self.versions if self.is_bound else self.talked
        for pk, row in self.rows.items():
            if row.status in TO_SHARE:
                yield Line(row, self[f"day-{pk}"], pk in ticked)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of everybody who is ticked, and for at least one."""
        for pk in self.versions:
            name = f"day-{pk}"
            if pk in self.rows and not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(
                    name, f"{self.name_of(self.rows[pk])}: tulis tanggal dialog yang sudah berlangsung."
                )
        if not self.versions:
            raise ValidationError("Centang paling sedikit satu orang.")
        return self.cleaned_data

    def chosen(self) -> list[Sharing]:
        """Return what an operation takes."""
        data = self.cleaned_data
        return [Sharing(self.rows[pk], seen, data[f"day-{pk}"]) for pk, seen in self.versions.items()]
