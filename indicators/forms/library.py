"""Forms of the indicator library: looking for an entry, writing one, sending one back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from appraisal.forms import LongText, ShortText

from ..models import LibraryEntry
from ..rules import ASPECT_LABELS, DIRECTION_LABELS, FIELD_CODES, POSITION_LABELS, EntryFacts

FIELDS = [(name, name) for name in FIELD_CODES]
KINDS = [(str(kind), label) for kind, label in POSITION_LABELS.items() if kind]
ASPECTS = [(aspect.value, label) for aspect, label in ASPECT_LABELS.items()]
DIRECTIONS = [(direction.value, label) for direction, label in DIRECTION_LABELS.items()]


class LibraryFilter(forms.Form):
    """What somebody looks for in the library."""

    q = ShortText(
        label="Kata", max_length=80, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    bidang = forms.ChoiceField(label="Bidang layanan", choices=[("", "Semua"), *FIELDS], required=False)
    jenis = forms.ChoiceField(label="Jenis jabatan", choices=[("", "Semua"), *KINDS], required=False)
    aspek = forms.ChoiceField(label="Aspek", choices=[("", "Semua"), *ASPECTS], required=False)

    @classmethod
    def chosen(cls, data: Mapping[str, str]) -> dict[str, str]:
        """Return what was asked for; what is on no list counts as not asked."""
        asked = {"q": " ".join(data.get("q", "").split())[:80]}
        for name in ("bidang", "jenis", "aspek"):
            known = dict(cls.base_fields[name].choices)  # type: ignore[attr-defined]
            asked[name] = data.get(name, "") if data.get(name) in known else ""
        return {name: value for name, value in asked.items() if value}


class EntryForm(forms.Form):
    """An entry of the library; a new edition keeps the field of its code."""

    text = LongText(
        label="Indikator",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ukurannya, bukan kegiatannya. Misalnya: Rata-rata waktu tunggu warga di loket.",
        error_messages={"required": "Tulis indikatornya, misalnya “Rata-rata waktu tunggu warga di loket”."},
    )
    field = forms.ChoiceField(
        label="Bidang layanan",
        choices=[("", "Pilih bidang"), *FIELDS],
        error_messages={"required": "Pilih bidangnya, supaya indikator ini mudah ditemukan."},
    )
    position_kind = forms.ChoiceField(
        label="Jenis jabatan", choices=[("", POSITION_LABELS[""]), *KINDS], required=False
    )
    aspect = forms.ChoiceField(
        label="Aspek",
        choices=[("", "Pilih aspek"), *ASPECTS],
        error_messages={"required": "Pilih aspeknya."},
    )
    measure = ShortText(
        label="Satuan",
        max_length=40,
        help_text="Misalnya menit, persen, atau berkas.",
        error_messages={"required": "Tulis satuannya, misalnya menit atau persen."},
    )
    direction = forms.ChoiceField(
        label="Arah", choices=[("", "Pilih arah"), *DIRECTIONS], error_messages={"required": "Pilih arahnya."}
    )
    formula = LongText(
        label="Formula",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Cara menghitungnya. Misalnya: jumlah menit tunggu ÷ jumlah warga yang dilayani.",
        error_messages={"required": "Tulis cara menghitungnya, supaya dua orang menghitung angka yang sama."},
    )
    source = ShortText(
        label="Sumber data",
        max_length=300,
        help_text="Dari mana angkanya diambil. Misalnya: mesin antrean.",
        error_messages={"required": "Tulis dari mana angkanya diambil, misalnya mesin antrean."},
    )
    example = LongText(
        label="Contoh hasil dan target",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya: Petugas loket: singkatnya waktu tunggu; target 15 menit.",
    )

    def __init__(self, *args: Any, entry: LibraryEntry | None = None, **kwargs: Any) -> None:
        self.entry = entry
        names = EntryFacts.__dataclass_fields__
        first = {name: getattr(entry, name) for name in names} if entry else None
        super().__init__(*args, **{"initial": first, **kwargs})
        if entry is not None:
            del self.fields["field"]

    def facts(self) -> EntryFacts:
        """Return the entry as plain data."""
        data = dict(self.cleaned_data)
        if self.entry is not None:
            data["field"] = self.entry.field
        return EntryFacts(**data)


class NoteForm(forms.Form):
    """What would help a proposal that goes back."""

    note = LongText(
        label="Catatan untuk pengusul",
        max_length=500,
        help_text="Apa yang bisa diperbaiki. Misalnya: “Tulis formulanya per bulan.”",
        error_messages={"required": "Tulis catatan Anda, supaya pengusul tahu apa yang bisa diperbaiki."},
    )
