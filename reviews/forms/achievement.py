"""Forms of the achievement of a unit; they only validate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from appraisal.forms import DecimalInput, LongText, Radios, ShortText
from indicators.models import Goal

from ..operations.achievement import PICK, KeyReport
from ..queries.achievement import GoalEvidence, KeyEvidence
from ..rules.achievement import ANNUAL_COMPONENTS, GRADE_MEANINGS, GradeAdviser
from ..rules.evaluation import GRADE_LABELS


def _grade(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(grade.value, words) for grade, words in GRADE_LABELS.items()],
        widget=Radios(descriptions={grade.value: words for grade, words in GRADE_MEANINGS.items()}),
        error_messages={"required": PICK, "invalid_choice": PICK},
    )


class _Told(forms.Form):
    """A form that tells what was typed by label, for the page that shows both texts."""

    def mine(self) -> dict[str, str]:
        """Return what was typed, choices in words."""
        told = {str(field.label): (field.field, str(field.value() or "")) for field in self}
        return {
            label: str(dict(getattr(field, "choices", ())).get(text, text))
            for label, (field, text) in told.items()
        }


class GradeForm(_Told):
    """The grade of a unit in a term with its reason; none is preselected."""

    grade = _grade("Capaian kinerja organisasi")
    reason = LongText(
        label="Dasar penetapan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis dasar penetapannya, misalnya nomor berita acara."},
    )

    def __init__(self, *args: Any, is_annual: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = " dan ".join(ANNUAL_COMPONENTS)
        both = f"Sebut kedua unsur capaian tahunan: {parts}. " if is_annual else ""
        self.fields["reason"].help_text = f"{both}Misalnya dengan nomor berita acara atau laporan kinerja."


class AdviceForm(_Told):
    """What one side recommends; planning speaks by letter."""

    letter = ShortText(
        label="Nomor surat unit perencanaan",
        max_length=120,
        help_text="Nomor dan tanggal surat yang memuat rekomendasi ini.",
        error_messages={"required": "Tulis nomor surat unit perencanaan."},
    )
    grade = _grade("Capaian yang disarankan")
    text = LongText(
        label="Pertimbangan",
        max_length=2000,
        help_text="Satu atau dua kalimat dengan bukti, misalnya hasil evaluasi kinerja.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis pertimbangannya dalam satu atau dua kalimat."},
    )

    def __init__(self, *args: Any, adviser: GradeAdviser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if adviser != GradeAdviser.PLANNING:
            del self.fields["letter"]


class KeySheet(forms.Form):
    """Every key indicator of a unit in one form: the amount up to the end of the term, and a word."""

    def __init__(
        self, *args: Any, goals: Sequence[GoalEvidence], by_head: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.goals, self.by_head = goals, by_head
        for each in self._keys():
            key, row = each.key, each.row
            self.fields[f"amount-{key.pk}"] = DecimalInput(
                label=f"Realisasi{f' ({key.measure})' if key.measure else ''}",
                required=False,
                min_value=0,
                max_digits=15,
                decimal_places=3,
                initial=row.amount if row else None,
            )
            self.fields[f"note-{key.pk}"] = LongText(
                label="Keterangan dan bukti",
                required=False,
                max_length=1000,
                initial=row.note if row else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _keys(self) -> Iterator[KeyEvidence]:
        return (key for goal in self.goals for key in goal.keys)

    def parts(self) -> Iterator[tuple[Goal, list[tuple[KeyEvidence, str, list[forms.BoundField]]]]]:
        """Return each goal with its key indicators, what the head reported of each, and their two fields."""
        for goal in self.goals:
            yield (
                goal.goal,
                [(each, self.by_head.get(each.key.pk, ""), self._fields(each)) for each in goal.keys],
            )

    def _fields(self, each: KeyEvidence) -> list[forms.BoundField]:
        return [self[f"{name}-{each.key.pk}"] for name in ("amount", "note")]

    def mine(self) -> dict[str, str]:
        """Return what was typed by key indicator, for the page that shows both texts."""
        told = {
            each.key.text: " ".join(str(field.value() or "") for field in self._fields(each)).strip()
            for each in self._keys()
        }
        return {label: text for label, text in told.items() if text}

    def reports(self) -> dict[int, KeyReport]:
        """Return what was typed, by key indicator; rows that came with the form only."""
        data = self.cleaned_data
        return {
            each.key.pk: KeyReport(data[f"amount-{each.key.pk}"], data[f"note-{each.key.pk}"])
            for each in self._keys()
            if f"note-{each.key.pk}" in self.data
        }
