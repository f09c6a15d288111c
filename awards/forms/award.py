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
    public_reason = LongText(
        label="Alasan untuk umum",
        max_length=500,
        required=False,
        help_text=(
            "Kalimat ini tercetak di piagam, dan tampil di daftar penerima bila penerimanya setuju. "
            "Tanpa angka penilaian."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleForm(forms.Form):
    """What the committee tells when it settles: how it chose among the tied, or why nobody is honoured."""

    tie_reason = LongText(
        label="Cara memilih di antara yang seri",
        max_length=1000,
        help_text="Misalnya: “Nilai sama, jadi tim memilih yang dampaknya dirasakan lebih banyak warga.”",
        error_messages={"required": "Tulis cara tim memilih di antara calon yang nilainya seri."},
    )
    empty_reason = LongText(
        label="Mengapa tahun ini belum ada penerima",
        max_length=1000,
        help_text="Misalnya: “Tahun ini belum ada penerima karena belum ada bukti yang bisa diperiksa.”",
        error_messages={"required": "Tulis mengapa tahun ini belum ada penerima."},
    )

    def __init__(self, *args: Any, is_tied: bool, is_empty: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_tied:
            del self.fields["tie_reason"]
        if not is_empty:
            del self.fields["empty_reason"]
