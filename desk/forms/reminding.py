"""The one sentence that somebody at the desk may add to reminders."""

from __future__ import annotations

from django import forms

from ..rules.tone import LONGEST, tone_faults


class WordForm(forms.Form):
    """An optional sentence, judged by its tone."""

    kalimat = forms.CharField(
        label="Kalimat dari Anda",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya: Kami siap membantu bila ada yang menghambat, hubungi BKPSDM lantai 2.",
        error_messages={"max_length": f"Tulis paling banyak {LONGEST} huruf."},
    )

    def clean_kalimat(self) -> str:
        """Refuse words that press or expose somebody, and say what to write instead."""
        text: str = self.cleaned_data["kalimat"].strip()
        faults = tone_faults(text)
        if faults:
            raise forms.ValidationError(" ".join(faults))
        return text
