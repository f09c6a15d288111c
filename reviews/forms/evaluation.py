"""Forms of sharing and answering, and the fields of ratings; they only validate."""

from __future__ import annotations

from django import forms

from appraisal.forms import DateInput, LongText, Radios

from ..rules.evaluation import RATING_LABELS, Rating

RATING_MEANINGS = {
    Rating.ABOVE.value: "Melampaui yang disepakati, dengan bukti.",
    Rating.MEETS.value: "Yang disepakati tercapai.",
    Rating.BELOW.value: "Sebagian besar yang disepakati belum tercapai.",
}


def rating_field(label: str) -> forms.ChoiceField:
    """Return a field for one of the three ratings; none is preselected."""
    return forms.ChoiceField(
        label=label,
        choices=[(rating.value, words) for rating, words in RATING_LABELS.items()],
        widget=Radios(descriptions=RATING_MEANINGS),
        error_messages={
            "required": f"Pilih {label[0].lower()}{label[1:]}: satu dari tiga.",
            "invalid_choice": "Pilih satu dari tiga rating.",
        },
    )


def text_field(label: str, hint: str, missing: str, rows: int = 4, limit: int = 2000) -> LongText:
    """Return a field for a text that is needed, with the sentence that asks for it."""
    return LongText(
        label=label,
        help_text=hint,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


class ShareForm(forms.Form):
    """When the talk took place."""

    talked_on = DateInput(
        label="Tanggal dialog",
        help_text="Dialog yang sudah berlangsung, misalnya 22-11-2026.",
        error_messages={"required": "Tulis tanggal dialog yang sudah berlangsung."},
    )


class AcknowledgeForm(forms.Form):
    """An optional comment on the result."""

    comment = LongText(
        label="Tanggapan Anda",
        required=False,
        max_length=2000,
        help_text="Boleh dikosongkan. Dibaca oleh pejabat penilai.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
