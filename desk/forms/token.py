"""What a BKD admin says about a token."""

from __future__ import annotations

from django import forms

from appraisal.forms import Checkboxes, DateInput

from ..rules.token import REACH_LABELS, Reach


class TokenForm(forms.Form):
    """Which system may read what, until when."""

    name = forms.CharField(
        label="Nama sistem",
        max_length=100,
        help_text="Misalnya: Penggajian BPKAD. Nama ini tampil di jejak audit.",
        error_messages={"required": "Tulis nama sistem yang akan membaca."},
    )
    reaches = forms.TypedMultipleChoiceField(
        label="Boleh membaca",
        coerce=Reach,
        choices=[(each.value, REACH_LABELS[each]) for each in Reach],
        widget=Checkboxes,
        help_text="Pilih yang benar-benar diperlukan.",
        error_messages={"required": "Pilih paling sedikit satu hal yang boleh dibaca."},
    )
    ended_on = DateInput(label="Berlaku sampai", help_text="Paling lama satu tahun. Misalnya 31-12-2026.")
