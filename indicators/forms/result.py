"""The form of one result with its indicators, drawn and refused as one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from appraisal.forms import DecimalInput, LongText, Radios, ShortText

from ..models import Indicator, LibraryEntry, Plan, Result
from ..rules import (
    ASPECT_LABELS,
    INDICATORS_AT_MOST,
    KIND_LABELS,
    PERSPECTIVE_LABELS,
    Approach,
    Direction,
    Form,
    IndicatorDraft,
    ResultKind,
    join_perspectives,
    range_fault,
    split_perspectives,
)
from .sheet import RangeEnd, RowForm, Sheet

FIND, TAKE = "cari", "pakai"  # the buttons of the search in the library
WORDS, SOUGHT = "kata", "dicari"  # what is typed there, and what was looked for last
SAVE, AGAIN = "simpan", "lagi"  # the buttons that save
BETTER_WHEN = {
    Direction.HIGHER: "Makin tinggi",
    Direction.LOWER: "Makin rendah",
    Direction.RANGE: "Dalam rentang",
    Direction.STABLE: "Tetap pada target",
}
SENTENCE_HINT = (
    "Tulis targetnya di dalam kalimat. Misalnya: “Sedikitnya 1.240 akta terbit paling lama tiga hari kerja.”"
)
KIND_MEANINGS = {
    ResultKind.MAIN.value: "Dari tugas pokok, mendukung langsung rencana atasan.",
    ResultKind.ADDITIONAL.value: "Penugasan di luar tugas pokok.",
}


def choices(labels: Mapping[Any, str], empty: str = "") -> list[tuple[str, str]]:
    """Return labels as choices of a field, with a first line that chooses nothing."""
    return ([("", empty)] if empty else []) + [(key.value, label) for key, label in labels.items()]


class ResultForm(forms.Form):
    """What a person promises and what of the leader it serves."""

    kind = forms.ChoiceField(
        label="Jenis",
        choices=choices(KIND_LABELS),
        initial=ResultKind.MAIN.value,
        widget=Radios(descriptions=KIND_MEANINGS),
    )
    text = LongText(
        label="Rencana hasil kerja",
        max_length=2000,
        help_text="Tulis hasilnya, bukan kegiatannya.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis hasil yang Anda rencanakan."},
    )
    supports = forms.ChoiceField(
        label="RHK pimpinan yang didukung",
        required=False,
        help_text="Rencana hasil kerja atasan Anda pada tahun yang sama.",
    )
    supports_text = LongText(
        label="Atau tulis RHK pimpinan dengan kata sendiri",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_support_reason = ShortText(
        label="Atau alasan bila belum ada",
        max_length=300,
        required=False,
        help_text="Misalnya: SKP atasan belum disusun.",
    )

    def __init__(self, *args: Any, plan: Plan, supportable: Sequence[Result], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plan.form == Form.LEADER:
            for name in ("supports", "supports_text", "no_support_reason"):
                del self.fields[name]
        elif supportable:
            lines = [(str(row.pk), _short(row.text)) for row in supportable]
            self.fields["supports"].choices = [("", "Belum memilih"), *lines]  # type: ignore[attr-defined]
        else:
            del self.fields["supports"]
            self.fields["supports_text"].label = "RHK pimpinan yang didukung"


class IndicatorForm(RowForm):
    """One measure with its target; a row that stays empty counts as none."""

    text = LongText(
        label="Indikator kinerja individu",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis indikatornya, misalnya jumlah laporan yang selesai."},
    )
    aspect = forms.ChoiceField(label="Aspek", choices=choices(ASPECT_LABELS, "Pilih aspek"), required=False)
    target = DecimalInput(
        label="Target",
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
    )
    target_until = RangeEnd()
    unit = ShortText(label="Satuan", max_length=40, required=False)
    direction = forms.ChoiceField(
        label="Lebih baik bila", choices=choices(BETTER_WHEN), initial=Direction.HIGHER.value, required=False
    )
    entry = forms.IntegerField(required=False, widget=forms.HiddenInput)
    perspectives = forms.MultipleChoiceField(
        label="Perspektif",
        choices=choices(PERSPECTIVE_LABELS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["aspect" if plan.form == Form.LEADER else "perspectives"]
        self.is_qualitative = plan.approach == Approach.QUALITATIVE
        if self.is_qualitative:
            self.fields["text"].label = "Ukuran keberhasilan, indikator kinerja individu, dan target"
            self.fields["text"].help_text = SENTENCE_HINT

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The fields of the target; behind the sentence where the approach is qualitative."""
        names = ("aspect", "target", "target_until", "unit", "direction")
        return [self[name] for name in names if name in self.fields]

    @property
    def has_numbers(self) -> bool:
        """Whether a target is written as a number, so that its fields are not folded away."""
        return any(self[name].value() for name in ("target", "target_until", "unit"))

    def clean(self) -> dict[str, Any]:
        """Refuse two numbers that are no range."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        fault = range_fault(
            target=data.get("target"),
            until=data.get("target_until"),
            direction=data.get("direction", ""),
            open_end=True,
        )
        if fault and "target" not in self.errors:
            self.add_error("target_until", fault)
        return data

    def draft(self) -> IndicatorDraft:
        """Return the row as plain data."""
        return self.draft_of(self.cleaned_data)

    @staticmethod
    def draft_of(data: dict[str, Any]) -> IndicatorDraft:
        """Return the cleaned cells of a row as plain data."""
        return IndicatorDraft(
            text=data["text"],
            aspect=data.get("aspect", ""),
            target=data["target"],
            target_until=data["target_until"],
            unit=data["unit"],
            direction=data["direction"] or Direction.HIGHER.value,
            perspectives=join_perspectives(data.get("perspectives", ())),
            pk=data.get("pk"),
            entry=data.get("entry"),
        )


class ResultSheet(Sheet):
    """A result and its indicators as one form."""

    head_form = ResultForm
    row_form = IndicatorForm
    noun = "hasil kerja"

    def __init__(
        self,
        *,
        plan: Plan,
        supportable: Sequence[Result],
        result: Result | None,
        data: Any = None,
        taken: LibraryEntry | None = None,
    ) -> None:
        self.plan = plan
        self.taken, self.filled = taken, -1
        chosen = result.supports if result else None
        kept = [chosen] if chosen and chosen.pk not in {row.pk for row in supportable} else []
        self.supportable = [*kept, *supportable]
        first, rows = _stored(result)
        super().__init__(
            first=first,
            rows=rows,
            data=data,
            head_options={"plan": plan, "supportable": self.supportable},
            row_options={"plan": plan},
        )
        if self.filled >= 0:
            self.rows.forms[self.filled].fields["target"].widget.attrs["autofocus"] = True

    def is_redrawn(self, data: Any) -> bool:
        """Say whether the person asks for a row or the library; Enter in the search box asks, too."""
        typed, sought = data.get(WORDS, "").strip(), data.get(SOUGHT, "").strip()
        enter = bool(typed) and typed != sought and not {SAVE, AGAIN} & set(data)
        return enter or bool({FIND, TAKE} & set(data)) or super().is_redrawn(data)

    def _typed(self, data: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return what was typed, with the entry that was taken in the first empty row."""
        first, rows = super()._typed(data)
        if self.taken is None:
            return first, rows
        empty = [at for at, row in enumerate(rows) if not row["text"].strip() and not row["DELETE"]]
        if not empty and len(rows) < INDICATORS_AT_MOST:
            rows, empty = [*rows, {}], [len(rows)]
        for self.filled in empty[:1]:
            rows[self.filled] |= {
                "text": self.taken.text,
                "aspect": self.taken.aspect,
                "unit": self.taken.measure,
                "direction": self.taken.direction,
                "entry": self.taken.pk,
            }
        return first, rows

    @property
    def has_room(self) -> bool:
        """Whether an entry of the library still fits on the sheet."""
        return self.can_grow or any(not row["text"].value() for row in self.rows.forms)

    @property
    def result(self) -> forms.Form:
        """The form of the result itself, above its indicators."""
        return self.head

    def values(self) -> dict[str, Any]:
        """Return what an operation takes."""
        data = dict(self.head.cleaned_data)
        chosen = data.pop("supports", "")
        supports = next((row for row in self.supportable if str(row.pk) == chosen), None)
        return {**data, "supports": supports, "indicators": self.rows.drafts()}


def _stored(result: Result | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a stored result as first values; nothing for a new one."""
    if result is None:
        return {}, []
    names = ("kind", "text", "supports_text", "no_support_reason")
    first = {name: getattr(result, name) for name in names} | {"supports": result.supports_id or ""}
    return first, [stored_row(row) for row in result.indicators.all()]


def stored_row(row: Indicator) -> dict[str, Any]:
    """Return a stored indicator as first values of a row."""
    columns = ("pk", "text", "aspect", "target", "target_until", "unit", "direction")
    values = {name: getattr(row, name) for name in columns}
    return values | {"entry": row.entry_id, "perspectives": split_perspectives(row.perspectives)}


def _short(text: str) -> str:
    return text if len(text) <= 110 else f"{text[:109].rstrip()}…"
