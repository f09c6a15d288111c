"""Forms about rows that are joined and about proposals."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import Radios, ShortText

from ..models import Employee
from ..rules import clean_nip

DIFFERENT = "beda"


class DeclineForm(forms.Form):
    """Why a proposal is not agreed to."""

    note = ShortText(
        label="Alasan bila tidak setuju",
        max_length=300,
        help_text="Dibaca pengusul.",
        error_messages={"required": "Tulis alasannya untuk pengusul."},
    )


class PairForm(forms.Form):
    """Two rows by their numbers."""

    satu = ShortText(label="NIP pertama", max_length=30, error_messages={"required": "Tulis NIP pertama."})
    dua = ShortText(label="NIP kedua", max_length=30, error_messages={"required": "Tulis NIP kedua."})

    def clean_satu(self) -> Employee:
        return _person(self.cleaned_data["satu"])

    def clean_dua(self) -> Employee:
        person = _person(self.cleaned_data["dua"])
        if person == self.cleaned_data.get("satu"):
            raise forms.ValidationError("Tulis NIP yang berbeda dari yang pertama.")
        return person


class JoinForm(forms.Form):
    """Which of two rows stays, or that they are two people."""

    stays = forms.ChoiceField(
        label="Data yang tetap dipakai",
        widget=Radios,
        error_messages={"required": "Pilih data yang tetap dipakai."},
    )

    def __init__(self, *args: Any, pair: list[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        choices = [(str(row.pk), f"NIP {row.printed_nip}, {row.full_name}") for row in pair]
        self.fields["stays"].choices = [*choices, (DIFFERENT, "Keduanya orang yang berbeda")]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Employee | None:
        """The row that stays; None when they are two people."""
        return next((row for row in self.pair if str(row.pk) == self.cleaned_data["stays"]), None)


def _person(text: str) -> Employee:
    person = Employee.objects.filter(nip=clean_nip(text).upper()[:20]).first()
    if person is None:
        raise forms.ValidationError("Tidak ada pegawai dengan NIP ini. Periksa angkanya.")
    return person
