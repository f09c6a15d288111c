"""Forms of trainings; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import DateInput, LongText, Radios, ShortText
from appraisal.templatetags.ui import tanggal

from ..models import DevelopmentAction
from ..rules.training import FORM_LABELS

DAY = "Tulis tanggalnya, misalnya 14-2-2027."


class TrainingForm(forms.Form):
    """A training: what, for whom, where, when, how many."""

    title = ShortText(label="Judul", max_length=200, error_messages={"required": "Tulis judul pelatihannya."})
    about = LongText(
        label="Isi dan untuk siapa",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang dipelajari dan untuk siapa."},
    )
    provider = ShortText(
        label="Penyelenggara",
        max_length=150,
        error_messages={"required": "Tulis siapa yang menyelenggarakan."},
    )
    form = forms.ChoiceField(
        label="Bentuk",
        choices=[(kind.value, label) for kind, label in FORM_LABELS.items()],
        widget=Radios,
        error_messages={"required": "Pilih bentuknya."},
    )
    place = ShortText(label="Tempat atau tautan", max_length=300, required=False)
    starts_on = DateInput(label="Mulai", error_messages={"required": DAY})
    ends_on = DateInput(label="Selesai", error_messages={"required": DAY})
    register_until = DateInput(label="Pendaftaran sampai", error_messages={"required": DAY})
    hours = forms.IntegerField(
        label="Jam pelajaran",
        min_value=1,
        max_value=1000,
        error_messages={"required": "Tulis jumlah jam pelajaran, misalnya 8."},
    )
    places = forms.IntegerField(
        label="Jumlah tempat",
        required=False,
        min_value=1,
        max_value=20000,
        help_text="Kosongkan bila tidak dibatasi.",
    )


class RegisterForm(forms.Form):
    """Why somebody registers, perhaps for something of the own plan."""

    action = forms.ChoiceField(label="Bagian dari rencana Anda", required=False, widget=Radios)
    why = LongText(
        label="Untuk apa Anda mengikutinya?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, actions: list[DevelopmentAction], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = {str(row.pk): row for row in actions}
        field = self.fields["action"]
        assert isinstance(field, forms.ChoiceField)
        named = [(pk, f"{row.text} (sampai {tanggal(row.due_on)})") for pk, row in self.actions.items()]
        field.choices = [*named, ("", "Tidak")]
        if not actions:
            del self.fields["action"]

    def clean_action(self) -> DevelopmentAction | None:
        """Return the action of the plan that was chosen, if one was."""
        return self.actions.get(self.cleaned_data["action"])


class CancelForm(forms.Form):
    """Why a training is cancelled."""

    reason = LongText(
        label="Alasan pembatalan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan pembatalan dalam satu kalimat."},
    )
