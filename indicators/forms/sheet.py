"""A form with rows below it, drawn and refused as one sheet; a button asks for one more row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import get_default_renderer
from django.utils.safestring import SafeString

from appraisal.forms import DecimalInput

from ..rules import INDICATORS_AT_MOST

ADD_ROW = "tambah"  # the button that asks for one more indicator row
FIRST_ROWS = 2
PREFIX = "indikator"


class RangeEnd(DecimalInput):
    """The upper bound of a target; the page hides it until “Dalam rentang” is chosen (app.css)."""

    # An empty placeholder is how the stylesheet knows that nothing was typed here.
    widget = forms.TextInput(
        attrs={
            "inputmode": "decimal",
            "autocomplete": "off",
            "class": "input-number until",
            "placeholder": " ",
        }
    )

    def __init__(self) -> None:
        super().__init__(label="Sampai", required=False, min_value=0, max_digits=15, decimal_places=3)


class RowForm(forms.Form):
    """One row of a sheet; a row that stays empty counts as none."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_changed(self) -> bool:
        """Say whether the row holds something that a person wrote; its key alone is nothing."""
        return bool(set(self.changed_data) - {"pk", "entry"})

    def draft(self) -> Any:
        """Return the row as plain data."""
        raise NotImplementedError


class Rows(forms.BaseFormSet):
    """The rows of a sheet: empty ones are ignored, ticked ones go away."""

    def initial_form_count(self) -> int:
        """Treat every sent row alike, so that any of them may be emptied."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Name the box that takes a row away."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Hapus indikator ini"

    @property
    def kept(self) -> list[RowForm]:
        """The rows that nobody ticked to go away."""
        return [form for form in self.forms if f"{form.prefix}-DELETE" not in form.data]

    def drafts(self) -> list[Any]:
        """Return the rows that hold something and stay."""
        return [form.draft() for form in self.kept if form.has_changed()]


class Sheet:
    """A form and its rows as one form: valid together, refused together, summed up once.

    `first` and `rows` are the stored values; what was sent stands in their place, unchecked as long as
    the person only asks for one more row.
    """

    head_form: ClassVar[type[forms.Form]]
    row_form: ClassVar[type[RowForm]]
    noun: ClassVar[str]  # what the rows belong to, for the sentence on too many of them

    def __init__(
        self,
        *,
        first: dict[str, Any],
        rows: list[dict[str, Any]],
        data: Any = None,
        head_options: dict[str, Any] | None = None,
        row_options: dict[str, Any] | None = None,
    ) -> None:
        common = {"prefix": PREFIX, "form_kwargs": row_options or {}}
        if data is not None and not self.is_redrawn(data):
            self.head = self.head_form(data, **(head_options or {}))
            self.rows = self._rows(0)(data, **common)
            return
        extra = 0 if rows else FIRST_ROWS
        if data is not None:
            first, rows = self._typed(data)
            extra = int(ADD_ROW in data)
        self.head = self.head_form(initial=first, **(head_options or {}))
        self.rows = self._rows(extra)(initial=rows, **common)
        if extra and data is not None:
            self.rows.forms[-1].fields["text"].widget.attrs["autofocus"] = True

    def is_redrawn(self, data: Any) -> bool:
        """Say whether the person only asks for more on the same sheet, and saves nothing yet."""
        return ADD_ROW in data

    def _rows(self, extra: int) -> Any:
        return forms.formset_factory(
            self.row_form,
            formset=Rows,
            extra=extra,
            can_delete=True,
            max_num=INDICATORS_AT_MOST,
            absolute_max=INDICATORS_AT_MOST + 8,
        )

    def _typed(self, data: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return what was typed as first values: nothing is checked, nothing is lost."""
        count = data.get(f"{PREFIX}-TOTAL_FORMS", "")
        total = min(int(count), INDICATORS_AT_MOST) if count.isascii() and count.isdigit() else FIRST_ROWS
        columns: dict[str, forms.Field] = self.row_form.base_fields  # type: ignore[attr-defined]
        widgets = {name: field.widget for name, field in columns.items()} | {"DELETE": forms.TextInput()}
        rows = [
            {
                name: widget.value_from_datadict(data, {}, f"{PREFIX}-{number}-{name}")
                for name, widget in widgets.items()
            }
            for number in range(total)
        ]
        names = self.head_form.base_fields  # type: ignore[attr-defined]
        return {name: data.get(name, "") for name in names}, rows

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
        return bool(self.head.errors) or any(form.errors for form in self.rows.kept) or bool(self._whole())

    def non_field_errors(self) -> list[str]:
        """Return what was refused without a field."""
        return [*self.head.non_field_errors(), *self._whole()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in (self.head, *self.rows.kept):
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
            return [f"Satu {self.noun} memuat paling banyak {INDICATORS_AT_MOST} indikator."]
        return []

    # --- As the view sees it ---

    @property
    def is_bound(self) -> bool:
        """Whether the sheet was sent to be saved."""
        return self.head.is_bound

    @property
    def fields(self) -> dict[str, forms.Field]:
        """The fields that a refusal may name."""
        return self.head.fields

    def is_valid(self) -> bool:
        """Say whether everything on the sheet can be stored."""
        return self.is_bound and not self.errors

    def add_error(self, field: str | None, error: str | ValidationError) -> None:
        """Put a refusal where it belongs."""
        self.head.add_error(field, error)
