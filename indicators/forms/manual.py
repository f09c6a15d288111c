"""The form of an indicator's manual: every part may stay empty."""

from __future__ import annotations

from django import forms

from appraisal.forms import LongText, ShortText

from ..rules import CONTROL_LABELS, MANUAL_LABELS, REPORTING_LABELS, ManualDraft


class ManualForm(forms.Form):
    """How an indicator is defined, counted and reported, under the official labels."""

    purpose = LongText(
        label=MANUAL_LABELS["purpose"],
        max_length=1000,
        required=False,
        help_text="Untuk apa indikator ini dipakai. Misalnya: mengetahui apakah warga dilayani tepat waktu.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    definition = LongText(
        label=MANUAL_LABELS["definition"],
        max_length=2000,
        required=False,
        help_text="Apa yang dihitung dan apa yang tidak.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    formula = LongText(
        label=MANUAL_LABELS["formula"],
        max_length=1000,
        required=False,
        help_text="Misalnya: akta yang terbit tepat waktu dibagi semua permohonan, dikali 100.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    measure = ShortText(label=MANUAL_LABELS["measure"], max_length=100, required=False)
    control = forms.ChoiceField(
        label=MANUAL_LABELS["control"],
        choices=[("", "Belum memilih"), *((key.value, label) for key, label in CONTROL_LABELS.items())],
        required=False,
        help_text="Seberapa besar hasilnya ada di tangan Anda.",
    )
    source = LongText(
        label=MANUAL_LABELS["source"],
        max_length=500,
        required=False,
        help_text="Misalnya: register permohonan pada SIAK.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reporting = forms.ChoiceField(
        label=MANUAL_LABELS["reporting"],
        choices=[("", "Belum memilih"), *((key.value, label) for key, label in REPORTING_LABELS.items())],
        required=False,
    )

    def draft(self) -> ManualDraft:
        """Return the manual as plain data."""
        return ManualDraft(**self.cleaned_data)
