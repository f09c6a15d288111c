"""Forms of realisation and feedback; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import DateInput, DecimalInput, EvidenceUrl, LongText
from indicators.models import Plan

from ..queries.evaluation import PlanProgress


class RealisationForm(forms.Form):
    """What was reached for one indicator in one term."""

    amount = DecimalInput(
        label="Realisasi sampai masa ini",
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=3,
        help_text="Angka sejak awal tahun, misalnya 12 atau 1,5. Kosongkan bila belum terukur.",
    )
    note = LongText(
        label="Apa yang dicapai?",
        max_length=2000,
        help_text="Satu kalimat sudah cukup.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis satu kalimat tentang apa yang dicapai."},
    )
    noted_on = DateInput(
        label="Tanggal", error_messages={"required": "Tulis tanggalnya, misalnya 22-11-2026."}
    )
    evidence_url = EvidenceUrl(label="Tautan bukti dukung", required=False)


class AssignersFeedbackForm(forms.Form):
    """What the giver of an assignment says about that one result."""

    text = LongText(
        label="Umpan balik Anda",
        max_length=2000,
        help_text="Satu kejadian nyata dan dampaknya. Terbaca oleh pegawai dan atasannya.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis satu kejadian nyata dan dampaknya."},
    )


class FeedbackForm(forms.Form):
    """One text per result and per behaviour of a plan."""

    def __init__(self, *args: Any, plan: Plan, progress: PlanProgress, term_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for number, item in enumerate(progress.results, start=1):
            label = f"Hasil {number}: {item.result.text}"
            self._add(f"result_{item.result.pk}", label, item.feedback, term_id)
        for behaviour in progress.behaviours:
            value = behaviour.expectation.value
            self._add(f"value_{value.pk}", value.name, behaviour.feedback, term_id)

    def _add(self, name: str, label: str, said: list[Any], term_id: int) -> None:
        now = next((text.text for text in said if text.term_id == term_id and not text.is_from_assigner), "")
        self.fields[name] = LongText(
            label=label,
            required=False,
            max_length=2000,
            initial=now,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def lost_results(self) -> bool:
        """Say whether a text was sent for a result that an agreed change has taken out meanwhile."""
        return any(
            name.startswith("result_") and name not in self.fields and str(text).strip()
            for name, text in self.data.items()
        )

    def texts(self, prefix: str) -> dict[int, str]:
        """Return the typed texts whose field name begins with the prefix, by primary key."""
        return {
            int(name.removeprefix(prefix)): text
            for name, text in self.cleaned_data.items()
            if name.startswith(prefix)
        }
