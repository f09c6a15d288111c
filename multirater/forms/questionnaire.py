"""Forms of the questionnaire builder; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from appraisal.forms import LongText, Radios, ShortText
from indicators.models import CoreValue

from ..models import Item, Questionnaire
from ..rules import ItemKind, Theme
from ..rules.questionnaire import LABELS_AT_LEAST, LABELS_AT_MOST

KINDS = (
    (ItemKind.SCALE.value, "Perilaku yang dinilai pada skala"),
    (Theme.KEEP.value, "Pertanyaan terbuka: Teruskan"),
    (Theme.DEVELOP.value, "Pertanyaan terbuka: Kembangkan"),
    (Theme.OTHER.value, "Pertanyaan terbuka lain"),
)


def _name(hint: str = "") -> ShortText:
    required = {"required": "Tulis nama kuesioner."}
    return ShortText(label="Nama kuesioner", max_length=120, help_text=hint, error_messages=required)


class BaseField(forms.ModelChoiceField):
    """Another questionnaire to begin with."""

    def label_from_instance(self, obj: Questionnaire) -> str:
        """Return name and edition."""
        return str(obj)


class NewForm(forms.Form):
    """An own questionnaire: its name, and what it begins with."""

    name = _name("Misalnya Umpan balik layanan loket.")
    base = BaseField(
        label="Mulai dari",
        queryset=Questionnaire.objects.none(),
        required=False,
        empty_label="Kuesioner kosong",
        help_text="Semua butir disalin dan bisa Anda ubah. Kuesioner asalnya tetap.",
        error_messages={"invalid_choice": "Pilih salah satu dari daftar."},
    )

    def __init__(self, *args: Any, bases: QuerySet[Questionnaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"].queryset = bases  # type: ignore[attr-defined]


class QuestionnaireForm(forms.Form):
    """Name, intro and scale of a draft."""

    name = _name()
    intro = LongText(
        label="Kata pengantar",
        required=False,
        max_length=1000,
        help_text="Dibaca penilai sebelum pertanyaan. Tujuan, waktu, dan kerahasiaan sudah ditulis sistem.",
    )
    scale = LongText(
        label="Pilihan jawaban",
        max_length=300,
        help_text=(
            f"{LABELS_AT_LEAST} sampai {LABELS_AT_MOST} pilihan, satu per baris, dari yang paling jarang. "
            "Pilihan “Belum sempat melihat” selalu ditambahkan sistem."
        ),
        error_messages={"required": "Tulis pilihan jawaban, satu per baris."},
    )

    def values(self) -> dict[str, Any]:
        """Return what the operation takes: the scale as a list of labels."""
        return self.cleaned_data | {"scale": self.cleaned_data["scale"].splitlines()}


class ItemForm(forms.Form):
    """One question; a theme makes it an open one."""

    kind = forms.ChoiceField(
        label="Jenis",
        choices=KINDS,
        widget=Radios,
        error_messages={"required": "Pilih jenis butir.", "invalid_choice": "Pilih salah satu dari daftar."},
    )
    text = ShortText(
        label="Pertanyaan",
        help_text="Untuk perilaku, mulai dengan kata kerja: satu hal yang bisa dilihat rekan kerja.",
        error_messages={"required": "Tulis pertanyaannya."},
    )
    hint = ShortText(label="Petunjuk", required=False, help_text="Tampil di bawah pertanyaan.")
    value = forms.ModelChoiceField(
        label="Nilai dasar BerAKHLAK",
        queryset=CoreValue.objects.order_by("number"),
        required=False,
        empty_label="Tidak terkait satu nilai",
        help_text="Hanya untuk perilaku pada skala.",
        error_messages={"invalid_choice": "Pilih salah satu dari daftar."},
    )
    only_leaders = forms.BooleanField(label="Hanya ditanyakan tentang pegawai yang memimpin", required=False)

    @classmethod
    def initial_of(cls, item: Item) -> dict[str, Any]:
        """Return a stored question as the form shows it."""
        return {
            "kind": item.theme or item.kind,
            "text": item.text,
            "hint": item.hint,
            "value": item.value_id,
            "only_leaders": item.only_leaders,
        }

    def values(self) -> dict[str, Any]:
        """Return what the operation takes: the kind, and the theme of an open question."""
        chosen = self.cleaned_data["kind"]
        is_text = chosen != ItemKind.SCALE
        kind = ItemKind.TEXT.value if is_text else chosen
        return self.cleaned_data | {"kind": kind, "theme": chosen if is_text else ""}
