"""Forms about patterns of rating; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText

from ..queries.profile import Asked, unit_choices
from ..rules.pattern_words import LISTED


class FilterForm(forms.Form):
    """Which profiles the list shows, as a GET form."""

    unit = forms.ChoiceField(label="Unit", required=False)
    pola = forms.ChoiceField(
        label="Pola", required=False, choices=[("", "Semua"), *((key, label) for key, label, *_ in LISTED)]
    )

    def __init__(self, asked: Asked) -> None:
        super().__init__(initial=asked.params())
        self.fields["unit"].choices = [("", "Semua unit"), *unit_choices()]  # type: ignore[attr-defined]


class CommentForm(forms.Form):
    """What the rater says about the own profile."""

    comment = LongText(
        label="Tanggapan Anda",
        max_length=1000,
        required=False,
        help_text="Dibaca BKD di samping profil ini. Boleh kosong. Jangan menyebut nama pegawai.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class InvitationForm(forms.Form):
    """The invitation to talk, as proposed or in other words."""

    text = LongText(
        label="Kalimat ajakan",
        max_length=1000,
        help_text="Tanya dulu, jangan menyimpulkan. Kalimat ini dibaca penilai di halamannya sendiri.",
        error_messages={"required": "Tulis ajakan dengan kalimat Anda sendiri, atau pakai yang disediakan."},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
