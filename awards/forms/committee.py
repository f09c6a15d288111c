"""Forms of the committee; they only validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from appraisal.forms import DateInput, DecimalInput, LongText, Radios, ShortText
from organizations.models import Employee

from ..models import SchemeCriterion
from ..rules.scheme import CONSENT_LABELS, SITTING_LABELS


class RecusalForm(forms.Form):
    """Why a member steps aside."""

    reason = LongText(
        label="Mengapa Anda mengundurkan diri",
        max_length=500,
        help_text="Misalnya: “Calon adalah saudara saya.” Tim membacanya, berita acara tidak memuatnya.",
        error_messages={"required": "Tulis alasan Anda mengundurkan diri."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """What was said."""

    text = LongText(
        label="Catatan",
        max_length=2000,
        help_text="Catatan tidak bisa diubah. Yang keliru dibetulkan dengan catatan berikutnya.",
        error_messages={"required": "Tulis catatan Anda."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class JuryForm(forms.Form):
    """The points of a member for one candidate: per criterion a number on its scale and the reason."""

    def __init__(self, *args: Any, criteria: Sequence[SchemeCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in criteria:
            words = "; ".join(f"{one['points']} = {one['words']}" for one in row.anchors)
            self.fields[f"points-{row.pk}"] = DecimalInput(
                label=row.label,
                min_value=0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
                help_text=f"Nilai 0 sampai 100. {words}." if words else "Nilai 0 sampai 100.",
                error_messages={"required": f"Tulis nilai untuk {row.label}, misalnya 75."},
            )
            self.fields[f"note-{row.pk}"] = LongText(
                label=f"Alasan nilai {row.label}",
                max_length=1000,
                error_messages={"required": "Tulis alasan nilai ini dalam satu kalimat."},
                widget=forms.Textarea(attrs={"rows": 2}),
            )


class SittingForm(forms.Form):
    """When and where the committee met, what happened, and who was present as what."""

    held_on = DateInput(
        label="Hari rapat",
        help_text="Misalnya 20-12-2026.",
        error_messages={"required": "Tulis hari rapat, misalnya 20-12-2026."},
    )
    place = ShortText(
        label="Tempat",
        max_length=150,
        help_text="Misalnya Ruang Rapat BKD.",
        error_messages={"required": "Tulis tempat rapat, misalnya Ruang Rapat BKD."},
    )
    course = LongText(
        label="Jalannya rapat",
        max_length=4000,
        required=False,
        help_text="Apa yang dibahas secara umum. Keputusan per calon sudah tercatat sendiri.",
    )

    def __init__(self, *args: Any, people: Sequence[Employee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Tidak hadir"), *((part.value, label) for part, label in SITTING_LABELS.items())]
        for person in people:
            self.fields[f"part-{person.pk}"] = forms.ChoiceField(
                label=person.full_name, choices=choices, required=False
            )

    def parts(self) -> dict[int, str]:
        """Return the roles of those who were present, by employee."""
        rows = self.cleaned_data.items()
        return {int(name[5:]): value for name, value in rows if name.startswith("part-") and value}


class ConsentForm(forms.Form):
    """Whether a winner stands on the public list."""

    consent = forms.ChoiceField(
        label="Nama Anda di daftar penerima",
        choices=[(one.value, label) for one, label in CONSENT_LABELS.items()],
        widget=Radios(),
        error_messages={"required": "Pilih salah satu."},
    )
