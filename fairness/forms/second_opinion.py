"""Forms of a second opinion; they only validate."""

from __future__ import annotations

from django import forms

from reviews.forms.evaluation import text_field

from ..operations.second_opinion import NO_ANSWER, NO_REASON


class AskForm(forms.Form):
    """What somebody would like to have looked at again."""

    reason = text_field(
        "Yang ingin dilihat lagi",
        "Sebut bagian atau buktinya. Dibaca pegawai, pejabat penilai, dan atasannya.",
        NO_REASON,
        limit=1000,
    )


class AnswerForm(forms.Form):
    """The opinion."""

    text = text_field(
        "Pendapat Anda dan alasannya",
        "Sebut apa yang Anda lihat dalam bukti, yang mendukung dan yang tidak.",
        NO_ANSWER,
        rows=6,
    )
