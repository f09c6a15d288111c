"""Forms of award lists; they only validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from appraisal.forms import LongText, Radios

from ..models import AwardScheme
from ..rules.award import CHOICE_LABELS, Choice


class ProposalForm(forms.Form):
    """For which published scheme the recommendation is computed."""

    scheme = forms.TypedChoiceField(
        label="Skema penghargaan",
        widget=Radios,
        error_messages={
            "required": "Pilih skema yang dihitung.",
            "invalid_choice": "Pilih skema dari daftar.",
        },
    )

    def __init__(self, *args: Any, schemes: Sequence[AwardScheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(one.pk): one for one in schemes}
        field = self.fields["scheme"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(key, f"{one.name}, tahun {one.period.year}") for key, one in by_key.items()]
        field.coerce = by_key.get


class DecisionForm(forms.Form):
    """What a person of the committee decides, with the reason; nothing is preselected."""

    decision = forms.ChoiceField(
        label="Keputusan tim",
        choices=list(CHOICE_LABELS.items()),
        widget=Radios(
            descriptions={
                Choice.RECOMMENDED.value: "Masuk surat rekomendasi.",
                Choice.NOT_THIS_YEAR.value: "Tercatat bersama alasannya, dan bisa diusulkan lagi nanti.",
            }
        ),
        error_messages={"required": "Pilih keputusan Anda."},
    )
    reason = LongText(
        label="Alasan",
        max_length=1000,
        help_text=(
            "Satu atau dua kalimat yang menyebut hasil atau bukti. Misalnya: “Antrean puskesmas turun dari "
            "90 menjadi 35 menit, dan caranya dipakai tiga puskesmas lain.”"
        ),
        error_messages={"required": "Tulis alasan keputusan dalam satu atau dua kalimat."},
    )
