"""Forms of plans with support; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import DateInput, LongText, Radios
from organizations.models import Employee, Placement
from reviews.models import Talk

from ..operations.plan import NO_CLOSING, NO_GOAL, NO_PURPOSE, NO_REVIEW, NO_TEXT
from ..rules.plan import ACTION_LABELS, ACTION_MEANINGS, HELPED_LABELS, OUTCOME_LABELS

ROWS = {"rows": 3}


class BeginForm(forms.Form):
    """What both want to reach, and until when."""

    purpose = LongText(
        label="Apa yang ingin dicapai bersama?",
        max_length=500,
        help_text="Misalnya: laporan bulanan selesai tepat waktu tanpa perbaikan berulang.",
        widget=forms.Textarea(attrs=ROWS),
        error_messages={"required": NO_PURPOSE},
    )
    until = DateInput(
        label="Sampai kapan",
        help_text="Boleh lebih cepat atau lebih lama, disepakati bersama.",
        error_messages={"required": "Tulis tanggalnya, misalnya 31-5-2027."},
    )


class ActionForm(forms.Form):
    """One thing that is done for a goal, and the support that somebody promises."""

    goal = LongText(
        label="Yang dikembangkan",
        max_length=300,
        help_text="Satu hal, misalnya menyusun laporan keuangan. Kata yang sama tampil bersama.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": NO_GOAL},
    )
    kind = forms.ChoiceField(
        label="Bentuk",
        choices=[(kind.value, label) for kind, label in ACTION_LABELS.items()],
        widget=Radios(descriptions={kind.value: words for kind, words in ACTION_MEANINGS.items()}),
        error_messages={"required": "Pilih satu bentuk.", "invalid_choice": "Pilih satu bentuk."},
    )
    text = LongText(
        label="Kegiatannya",
        max_length=300,
        help_text="Misalnya: mendampingi dua kali penutupan buku, lalu mencoba sendiri.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": NO_TEXT},
    )
    due_on = DateInput(
        label="Paling lambat", error_messages={"required": "Tulis tanggalnya, misalnya 28-2-2027."}
    )
    support = LongText(
        label="Dukungan yang dijanjikan",
        max_length=300,
        required=False,
        help_text="Misalnya waktu dua jam seminggu, atau keringanan tugas lain.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    promised_by = forms.ChoiceField(
        label="Siapa yang menjanjikan",
        widget=Radios,
        error_messages={"required": "Pilih siapa yang menjanjikan dukungan."},
    )

    def __init__(self, people: list[Employee], found: list[Placement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in [*people, *(post.employee for post in found)]}
        field = self.fields["promised_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, one.full_name) for pk, one in self.people.items()]

    def clean_promised_by(self) -> Employee:
        """Return the person who was chosen."""
        return self.people[self.cleaned_data["promised_by"]]


class FinishActionForm(forms.Form):
    """How something went that was done."""

    progress = LongText(
        label="Bagaimana jalannya",
        max_length=500,
        required=False,
        help_text="Satu kalimat cukup.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    helped = forms.ChoiceField(
        label="Apakah ini membantu Anda?",
        required=False,
        choices=[(kind.value, label) for kind, label in HELPED_LABELS.items()],
        widget=Radios,
        help_text="BKD hanya melihat jumlah jawaban, tanpa nama.",
    )

    def __init__(self, is_own: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["helped"]


class ReviewForm(forms.Form):
    """How a plan stands, at a talk or in between."""

    talk = forms.ChoiceField(label="Pada dialog", required=False, widget=Radios)
    text = LongText(
        label="Bagaimana jalannya sampai hari ini",
        max_length=1000,
        help_text="Apa yang sudah berubah, apa yang masih sulit, dukungan apa yang kurang.",
        widget=forms.Textarea(attrs=ROWS),
        error_messages={"required": NO_REVIEW},
    )

    def __init__(self, talks: list[tuple[Talk, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talks = {str(talk.pk): talk for talk, _ in talks}
        named = [(str(talk.pk), label) for talk, label in talks]
        field = self.fields["talk"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*named, ("", "Di luar dialog")]
        if not talks:
            del self.fields["talk"]

    def clean_talk(self) -> Talk | None:
        """Return the talk that was chosen, if one was."""
        return self.talks.get(self.cleaned_data["talk"])


class CloseForm(forms.Form):
    """Where a plan stands at its end."""

    outcome = forms.ChoiceField(
        label="Sampai di mana rencana ini?",
        choices=[(kind.value, label) for kind, label in OUTCOME_LABELS.items()],
        widget=Radios,
        error_messages={"required": "Pilih sampai di mana rencana ini."},
    )
    closing = LongText(
        label="Apa yang berubah?",
        max_length=1000,
        help_text="Dibaca oleh pegawai. Mulailah dari yang sudah lebih baik.",
        widget=forms.Textarea(attrs=ROWS),
        error_messages={"required": NO_CLOSING},
    )
