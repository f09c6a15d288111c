"""The form of a moderator; it only validates."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText, Radios

from ..rules.answering import WORDS_LIMIT
from ..rules.moderation import VERDICT_LABELS, Verdict


class VerdictForm(forms.Form):
    """What becomes of a flagged text."""

    verdict = forms.ChoiceField(
        label="Keputusan",
        choices=[(verdict.value, label) for verdict, label in VERDICT_LABELS.items()],
        widget=Radios(
            descriptions={
                Verdict.MASK.value: "Ubah teks di bawah: ganti kata dengan [...]. Kata baru tidak diterima.",
                Verdict.WITHHOLD.value: "Yang dinilai dan atasannya tidak melihatnya. Perlu alasan.",
            }
        ),
        error_messages={"required": "Pilih salah satu."},
    )
    text = LongText(
        label="Teks setelah disamarkan",
        required=False,
        max_length=2 * WORDS_LIMIT,
        help_text="Dipakai hanya bila Anda memilih menyamarkan.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = LongText(
        label="Alasan",
        required=False,
        max_length=300,
        help_text="Perlu bila ditahan. Jangan mengutip komentarnya.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
