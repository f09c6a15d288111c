"""Forms about a plan: its settings, expectations, annexes, and the superior's suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from appraisal.forms import DateInput, LongText, Radios

from ..models import BehaviourExpectation
from ..rules import ANNEX_LABELS, APPROACH_LABELS, AnnexKind, Approach

APPROACH_MEANINGS = {
    Approach.QUANTITATIVE.value: "Setiap indikator punya target dengan angka dan satuan. Pilihan yang lazim.",
    Approach.QUALITATIVE.value: "Ukuran keberhasilan ditulis sebagai kalimat; angka boleh kosong.",
}
LINE_AT_MOST = 300
LINES_AT_MOST = 30


class SettingsForm(forms.Form):
    """Approach and span of a plan."""

    approach = forms.ChoiceField(
        label="Pendekatan hasil kerja",
        choices=[(key.value, label) for key, label in APPROACH_LABELS.items()],
        widget=Radios(descriptions=APPROACH_MEANINGS),
    )
    started_on = DateInput(
        label="Masa SKP mulai",
        help_text="Sesuai masa Anda pada jabatan ini, misalnya 01-01-2026.",
        error_messages={"required": "Tulis tanggal mulainya, misalnya 01-01-2026."},
    )
    ended_on = DateInput(
        label="Masa SKP sampai",
        error_messages={"required": "Tulis tanggal selesainya, misalnya 31-12-2026."},
    )


class ExpectationsForm(forms.Form):
    """One special expectation per BerAKHLAK value; every one may stay empty."""

    def __init__(
        self,
        *args: Any,
        rows: Iterable[BehaviourExpectation],
        suggestions: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        self.suggestions = suggestions
        for row in self.rows:
            self.fields[f"value_{row.value_id}"] = LongText(
                label=f"Ekspektasi khusus: {row.value.name}",
                max_length=400,
                required=False,
                initial=row.text,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def parts(self) -> list[tuple[BehaviourExpectation, forms.BoundField, str]]:
        """Return each value with its field and what the superior suggested about it."""
        return [
            (row, self[f"value_{row.value_id}"], self.suggestions.get(row.value_id, "")) for row in self.rows
        ]

    def texts(self) -> dict[int, str]:
        """Return the expectations by core value."""
        return {row.value_id: self.cleaned_data[f"value_{row.value_id}"] for row in self.rows}


class Lines(LongText):
    """A list, one item per line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LINES_AT_MOST * LINE_AT_MOST, required=False, **kwargs)

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """Return the lines, or refuse and name the line that is too long."""
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        for number, line in enumerate(lines, start=1):
            if len(line) > LINE_AT_MOST:
                raise ValidationError(
                    f"Baris {number} berisi {len(line)} huruf. Tulis paling banyak {LINE_AT_MOST}.",
                    code="line",
                )
        lines = [line for line in lines if line]
        if len(lines) > LINES_AT_MOST:
            raise ValidationError(f"Tulis paling banyak {LINES_AT_MOST} baris.", code="lines")
        return lines


class AnnexForm(forms.Form):
    """The three annex lists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {
            AnnexKind.RESOURCES: "Yang Anda perlukan. Misalnya: laptop atau koneksi internet.",
            AnnexKind.ACCOUNTABILITY: "Cara hasil dilaporkan. Misalnya: laporan tertulis setiap triwulan.",
            AnnexKind.CONSEQUENCES: (
                "Yang disepakati bila ekspektasi terpenuhi atau belum. "
                "Misalnya: pelatihan lanjutan; pendampingan bulanan."
            ),
        }
        for kind, label in ANNEX_LABELS.items():
            self.fields[kind.value] = Lines(label=label, help_text=f"{hints[kind]} Satu baris satu butir.")

    def items(self) -> dict[AnnexKind, list[str]]:
        """Return the lines of each list."""
        return {kind: self.cleaned_data[kind.value] for kind in AnnexKind}


class SuggestionForm(forms.Form):
    """What the superior suggests when giving a plan back."""

    suggestion = LongText(
        label="Saran Anda",
        max_length=4000,
        help_text="Sebut bagiannya dan usulan Anda. Misalnya: “Hasil 2: tulis target tiap triwulan.”",
        error_messages={"required": "Tulis saran Anda, supaya jelas apa yang bisa diperbaiki."},
    )
