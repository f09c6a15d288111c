"""The form of one result with its indicators, drawn and refused as one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.utils.safestring import SafeString

from appraisal.forms import DecimalInput, LongText, Radios, ShortText

from ..models import Plan, Result
from ..rules import (
    ASPECT_LABELS,
    INDICATORS_AT_MOST,
    KIND_LABELS,
    PERSPECTIVE_LABELS,
    Direction,
    Form,
    IndicatorDraft,
    ResultKind,
)

ADD_ROW = "tambah"  # the button that asks for one more indicator row
FIRST_ROWS = 2
BETTER_WHEN = {Direction.HIGHER: "Makin tinggi", Direction.LOWER: "Makin rendah"}
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


class IndicatorForm(forms.Form):
    """One measure with its target; a row that stays empty counts as none."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
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
    unit = ShortText(label="Satuan", max_length=40, required=False)
    direction = forms.ChoiceField(
        label="Lebih baik bila", choices=choices(BETTER_WHEN), initial=Direction.HIGHER.value, required=False
    )
    perspective = forms.ChoiceField(
        label="Perspektif", choices=choices(PERSPECTIVE_LABELS, "Pilih perspektif"), required=False
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["aspect" if plan.form == Form.LEADER else "perspective"]

    def has_changed(self) -> bool:
        """Say whether the row holds something that a person wrote; its key alone is nothing."""
        return bool(set(self.changed_data) - {"pk"})

    def draft(self) -> IndicatorDraft:
        """Return the row as plain data."""
        data = self.cleaned_data
        return IndicatorDraft(
            text=data["text"],
            aspect=data.get("aspect", ""),
            target=data["target"],
            unit=data["unit"],
            direction=data["direction"] or Direction.HIGHER.value,
            perspective=data.get("perspective", ""),
            pk=data.get("pk"),
        )


class IndicatorRows(forms.BaseFormSet):
    """The rows of one result: empty ones are ignored, ticked ones go away."""

    def initial_form_count(self) -> int:
        """Treat every sent row alike, so that any of them may be emptied."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name the box that takes a row away."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Hapus indikator ini"

    @property
    def kept(self) -> list[IndicatorForm]:
        """The rows that nobody ticked to go away."""
        return [form for form in self.forms if f"{form.prefix}-DELETE" not in form.data]

    def drafts(self) -> list[IndicatorDraft]:
        """Return the rows that hold something and stay."""
        return [form.draft() for form in self.kept if form.has_changed()]


class ResultSheet:
    """A result and its indicators as one form: valid together, refused together, summed up once."""

    def __init__(
        self, *, plan: Plan, supportable: Sequence[Result], result: Result | None, data: Any = None
    ) -> None:
        self.plan = plan
        chosen = result.supports if result else None
        kept = [chosen] if chosen and chosen.pk not in {row.pk for row in supportable} else []
        self.supportable = [*kept, *supportable]
        common: dict[str, Any] = {"plan": plan, "supportable": self.supportable}
        if data is not None and ADD_ROW not in data:
            self.result = ResultForm(data, **common)
            self.rows = self._rows(0)(data, prefix="indikator", form_kwargs={"plan": plan})
            return
        first, rows, extra = _typed(data) if data is not None else _stored(result)
        self.result = ResultForm(initial=first, **common)
        self.rows = self._rows(extra)(initial=rows, prefix="indikator", form_kwargs={"plan": plan})
        if data is not None:
            self.rows.forms[-1].fields["text"].widget.attrs["autofocus"] = True

    @staticmethod
    def _rows(extra: int) -> Any:
        return forms.formset_factory(
            IndicatorForm,
            formset=IndicatorRows,
            extra=extra,
            can_delete=True,
            max_num=INDICATORS_AT_MOST,
            absolute_max=INDICATORS_AT_MOST + 8,
        )

    @property
    def can_grow(self) -> bool:
        """Whether one more indicator fits."""
        return len(self.rows.forms) < INDICATORS_AT_MOST

    # --- As the error summary sees it ---

    prefix = None
    is_summed_up = False

    @property
    def errors(self) -> bool:
        """Whether anything was refused."""
        return bool(self.result.errors) or any(form.errors for form in self.rows.kept) or bool(self._whole())

    def non_field_errors(self) -> list[str]:
        """Return what was refused without a field."""
        return [*self.result.non_field_errors(), *self._whole()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in (self.result, *self.rows.kept):
            yield from form

    def render(self, template: str, context: dict[str, Any]) -> SafeString:
        """Draw a template of the form renderer."""
        return SafeString(get_default_renderer().render(template, context))

    def _whole(self) -> list[str]:
        if not self.rows.is_bound:
            return []
        if not self.rows.management_form.is_valid():
            return ["Sebagian formulir tidak sampai. Buka lagi halamannya, lalu kirim sekali lagi."]
        if len(self.rows.forms) > INDICATORS_AT_MOST:
            return [f"Satu hasil kerja memuat paling banyak {INDICATORS_AT_MOST} indikator."]
        return []

    # --- As the view sees it ---

    @property
    def is_bound(self) -> bool:
        """Whether the sheet was sent to be saved."""
        return self.result.is_bound

    @property
    def fields(self) -> dict[str, forms.Field]:
        """The fields that a refusal may name."""
        return self.result.fields

    def is_valid(self) -> bool:
        """Say whether everything on the sheet can be stored."""
        return self.is_bound and not self.errors

    def add_error(self, field: str | None, error: str | ValidationError) -> None:
        """Put a refusal where it belongs."""
        self.result.add_error(field, error)

    def values(self) -> dict[str, Any]:
        """Return what an operation takes."""
        data = dict(self.result.cleaned_data)
        chosen = data.pop("supports", "")
        supports = next((row for row in self.supportable if str(row.pk) == chosen), None)
        return {**data, "supports": supports, "indicators": self.rows.drafts()}


def _stored(result: Result | None) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
    """Return a stored result as first values, or the empty rows of a new one."""
    if result is None:
        return {}, [], FIRST_ROWS
    names = ("kind", "text", "supports_text", "no_support_reason")
    first = {name: getattr(result, name) for name in names} | {"supports": result.supports_id or ""}
    columns = ("pk", "text", "aspect", "target", "unit", "direction", "perspective")
    rows = [{name: getattr(row, name) for name in columns} for row in result.indicators.all()]
    return first, rows, 0 if rows else FIRST_ROWS


def _typed(data: Any) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
    """Return what was typed as first values with one more row: nothing is checked, nothing is lost."""
    count = data.get("indikator-TOTAL_FORMS", "")
    total = min(int(count), INDICATORS_AT_MOST) if count.isascii() and count.isdigit() else FIRST_ROWS
    columns = ("pk", "text", "aspect", "target", "unit", "direction", "perspective", "DELETE")
    rows = [{name: data.get(f"indikator-{number}-{name}", "") for name in columns} for number in range(total)]
    return {name: data.get(name, "") for name in ResultForm.base_fields}, rows, 1


def _short(text: str) -> str:
    return text if len(text) <= 110 else f"{text[:109].rstrip()}…"
