"""The three short texts of a self-assessment; only the first is needed, and only to send."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText

from ..operations.self_assessment import LABELS, Words


def _text(name: str, hint: str) -> LongText:
    return LongText(
        label=LABELS[name],
        help_text=hint,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SelfAssessmentForm(forms.Form):
    """What went well, what to develop, what support it takes."""

    strengths = _text("strengths", "Satu hasil yang Anda banggakan, dan apa yang membuatnya berjalan.")
    growth = _text("growth", "Boleh dikosongkan. Satu hal yang ingin Anda kuasai atau lakukan lebih baik.")
    support = _text("support", "Boleh dikosongkan. Misalnya alat, pelatihan, atau pembagian tugas.")

    def words(self) -> Words:
        """Return what an operation takes."""
        return Words(**self.cleaned_data)
