"""The three short texts of a self-assessment; only the first is needed, and only to send."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import LongText

from ..operations.self_assessment import LABELS, MISSING, Words


def _text(name: str, hint: str, *, required: bool = False) -> LongText:
    return LongText(
        label=LABELS[name],
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": MISSING},
    )


class SelfAssessmentForm(forms.Form):
    """What went well, what to develop, what support it takes."""

    strengths = _text(
        "strengths", "Satu hasil yang Anda banggakan, dan apa yang membuatnya berjalan.", required=True
    )
    growth = _text("growth", "Satu hal yang ingin Anda kuasai atau lakukan lebih baik.")
    support = _text("support", "Misalnya alat, pelatihan, atau pembagian tugas.")

    def __init__(self, *args: Any, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strengths"].required = not is_draft

    def words(self) -> Words:
        """Return what an operation takes."""
        return Words(**self.cleaned_data)
