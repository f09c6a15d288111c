"""Forms of the role and result matrix: one small text per person and result, or one for several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

from django import forms

from appraisal.forms import BoundField, LongText, ShortText
from organizations.models import Placement

from ..models import Assignment
from ..queries import HandDownPage, MatrixCell, MatrixPage, MatrixRow
from ..rules import AssignmentStatus

TEXT_AT_MOST = 2000
NAME = re.compile(r"s([0-9]{1,18})-([0-9]{1,18})")
SEEN = re.compile(r"([0-9]{1,18})-([0-9]{1,18}):([0-9]{1,9}):([0-9a-f]{1,8})")
Cell = tuple[int, int]  # ids of the placement and of the leader's result


class CellText(forms.Textarea):
    """A small text area with nothing that 180 of them need not say (two rows are what browsers take)."""

    def __init__(self, labels: str) -> None:
        super().__init__({"rows": 2, "aria-labelledby": labels})
        del self.attrs["cols"]


class CellField(BoundField):
    """A cell on the page: only one that was refused has an id, for the error summary to jump to."""

    @property
    def error_target(self) -> str:
        """Return the id that a refused cell has."""
        return self.name

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """Name the cell when it was refused, and tie its error to it."""
        attrs = super().build_widget_attrs(attrs, widget)
        return attrs | {"id": self.name, "aria-describedby": f"{self.name}_error"} if self.errors else attrs


class MatrixForm(forms.Form):
    """The cells of one page of a matrix.

    One hidden text carries for each cell that stood its version and a mark of its words, so that what
    nobody touched here is never compared with what changed elsewhere.
    """

    def __init__(self, data: Any = None, *, content: MatrixPage) -> None:
        super().__init__(data, auto_id=False)
        self.content = content
        stored = {_key(row, cell): cell for row in content.everybody for cell in row.cells}
        self.names = {_key(row, cell): row.name for row in content.everybody for cell in row.cells}
        self.columns = {column.result.pk: column for column in content.columns}
        self.places = {row.placement.pk: number for number, row in enumerate(content.rows, start=1)}
        if data is None:
            shown = [_key(row, cell) for row in content.rows for cell in row.cells if not cell.is_taken]
            self.seen = {key: _seen(stored[key].assignment) for key in shown if stored[key].assignment}
        else:
            shown = [(int(found[1]), int(found[2])) for name in data if (found := NAME.fullmatch(name))]
            self.seen = _parsed(data.get("version", ""))
        for key in shown:
            self.fields[_name(key)] = self._field(key, stored.get(key))

    def _field(self, key: Cell, cell: MatrixCell | None) -> LongText:
        column = self.columns.get(key[1])
        field = LongText(
            label=self.label(key),
            max_length=TEXT_AT_MOST,
            required=False,
            initial=cell.text if cell else "",
            widget=CellText(f"p{self.places.get(key[0], 0)} r{column.number if column else 0}"),
            bound_field_class=CellField,
        )
        del field.widget.attrs["data-limit"], field.widget.attrs["rows"]
        return field

    def label(self, key: Cell) -> str:
        """Return the words for a cell: the person and the result."""
        column = self.columns.get(key[1])
        return f"{self.names.get(key, 'Pegawai lain')}: {column.short if column else 'hasil yang dihapus'}"

    @property
    def version(self) -> str:
        """What the page showed, as the form carries it."""
        return written_seen(self.seen)

    def rows(self) -> Iterator[tuple[MatrixRow, list[tuple[MatrixCell, forms.BoundField | None]]]]:
        """Give the people of the page, each cell with its field, or None where nothing can be typed."""
        for row in self.content.rows:
            names = [_name(_key(row, cell)) for cell in row.cells]
            fields = [self[name] if name in self.fields else None for name in names]
            yield row, list(zip(row.cells, fields, strict=True))

    def changed(self) -> dict[Cell, tuple[str, int]]:
        """Return the cells that were typed into, with the version that was seen there (0 for none)."""
        found = {}
        for name, text in self.cleaned_data.items():
            key = _cell(name)
            version, mark = self.seen.get(key, (0, mark_of("")))
            if mark_of(text) != mark:
                found[key] = (text, version)
        return found

    def seen_after(self, now: Mapping[Cell, Assignment | None]) -> str:
        """Return the hidden text for sending the same cells again over what stands `now`.

        A cell that was taken counts as untouched from here on: it is the person's.
        """
        seen = dict(self.seen)
        for key, row in now.items():
            seen.pop(key, None)
            if row is not None:
                seen[key] = _seen(row)
                if row.status == AssignmentStatus.TAKEN:
                    seen[key] = (row.version, mark_of(self.cleaned_data[_name(key)]))
        return written_seen(seen)

    def typed(self, keys: Mapping[Cell, Any]) -> dict[str, str]:
        """Return what was typed into some cells, by label."""
        return {self.label(key): self.cleaned_data[_name(key)] or "Dikosongkan." for key in keys}


def mark_of(text: str) -> str:
    """Return a short mark of a text: equal texts have equal marks."""
    return f"{crc32(text.encode()):x}"


def written_seen(seen: Mapping[Cell, tuple[int, str]]) -> str:
    """Return what was seen as one line: "person-result:version:mark" per cell."""
    return " ".join(
        f"{placement}-{result}:{version}:{mark}" for (placement, result), (version, mark) in seen.items()
    )


def _parsed(text: str) -> dict[Cell, tuple[int, str]]:
    matches = (SEEN.fullmatch(part) for part in text.split(" ")[:1000])
    return {(int(m[1]), int(m[2])): (int(m[3]), m[4]) for m in matches if m}


def _seen(row: Assignment | None) -> tuple[int, str]:
    return (row.version, mark_of(row.text)) if row else (0, mark_of(""))


def _key(row: MatrixRow, cell: MatrixCell) -> Cell:
    return row.placement.pk, cell.column.result.pk


def _name(key: Cell) -> str:
    return f"s{key[0]}-{key[1]}"


def _cell(name: str) -> Cell:
    placement, _, result = name.removeprefix("s").partition("-")
    return int(placement), int(result)


# --- One result for several people ------------------------------------------------------------------

FIND, ALL = "cari", "semua"  # buttons that ask for another page and hand nothing down


class Ticks(forms.MultipleChoiceField):
    """Boxes of which none need be ticked, because another list may hold the one that is."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        """Refuse only what is not in the list."""
        if value:
            super().validate(value)


class HandDownForm(forms.Form):
    """One result, its text, and the people who shall bring it about."""

    text = LongText(
        label="Hasil antara yang Anda usulkan",
        max_length=TEXT_AT_MOST,
        help_text="Sama untuk semua yang Anda pilih. Tiap orang masih bisa menyesuaikannya di draf.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis hasil antara yang Anda usulkan."},
    )
    people = Ticks(label="Anggota tim")
    find = ShortText(
        label="Cari orang di luar tim",
        max_length=80,
        required=False,
        help_text="Nama, paling sedikit tiga huruf, atau NIP. Untuk kerja tim lintas unit.",
    )
    others = Ticks(label="Orang yang ditemukan")

    def __init__(self, data: Any = None, *, content: HandDownPage) -> None:
        self.asks_only = data is not None and bool({FIND, ALL} & set(data))
        super().__init__(None if self.asks_only else data, initial=_first(data, content))
        self.result = content.result
        for name, rows in (("people", content.team), ("others", content.outside)):
            field: Any = self.fields[name]
            field.choices = [(str(row.pk), _person(row, outside=name == "others")) for row in rows]
            if not rows:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse when nobody was ticked."""
        cleaned = super().clean() or {}
        if not self.errors and not self._ticked(cleaned):
            self.add_error(
                "people" if "people" in self.fields else None, "Centang paling sedikit satu orang."
            )
        return cleaned

    @staticmethod
    def _ticked(cleaned: Mapping[str, Any]) -> list[str]:
        return [*cleaned.get("people", []), *cleaned.get("others", [])]

    def cells(self) -> dict[Cell, tuple[str, int]]:
        """Return the cells to fill; nothing stood there when the page was shown."""
        text = self.cleaned_data["text"]
        return {(int(pk), self.result.pk): (text, 0) for pk in self._ticked(self.cleaned_data)}


def _first(data: Any, content: HandDownPage) -> dict[str, Any]:
    """Return what the fields show first: the result's words, or what was typed before a button."""
    if data is None:
        return {"text": content.result.text}
    ticked = [str(row.pk) for row in content.team] if ALL in data else data.getlist("people")
    typed = {name: data.get(name, "") for name in ("text", "find")}
    return typed | {"people": ticked, "others": data.getlist("others")}


def _person(row: Placement, *, outside: bool) -> str:
    words = f"{row.employee.full_name}, {row.position}"
    return f"{words} ({row.unit})" if outside else words


class ReplyForm(forms.Form):
    """Why a proposal does not fit."""

    reply = ShortText(
        label="Apa yang belum sesuai?",
        max_length=500,
        help_text="Satu kalimat, misalnya: “Loket 2 dipegang rekan saya; saya bisa membantu arsipnya.”",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis alasan singkat, supaya pimpinan bisa menyesuaikan usulannya."},
    )
