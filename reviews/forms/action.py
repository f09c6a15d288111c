"""Forms of the action plan and of help; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import Checkboxes, DateInput, LongText, Radios, ShortText
from appraisal.templatetags.ui import tanggal
from indicators.models import Result

from ..operations.action import QuarterDraft
from ..queries.action import Quarter
from ..rules.progress import OUTLOOK_LABELS, Outlook, steps_of

MEANINGS = {
    Outlook.ON_TRACK.value: "Berjalan seperti yang direncanakan.",
    Outlook.ATTENTION.value: "Ada yang perlu dijaga, tetapi masih bisa Anda tangani.",
    Outlook.HELP.value: "Ada hambatan yang perlu dibantu. Atasan Anda menerimanya sebagai permintaan.",
}
OBSTACLE = "Apa yang menghambat, dan bantuan apa yang Anda perlukan?"


class QuarterForm(forms.Form):
    """Steps and status of one result in one quarter."""

    done = forms.TypedMultipleChoiceField(
        label="Langkah pada masa ini",
        help_text="Centang yang sudah selesai.",
        coerce=int,
        required=False,
        widget=Checkboxes,
    )
    steps = LongText(
        label="Langkah baru",
        required=False,
        max_length=6000,
        help_text="Satu langkah per baris, misalnya: Menyusun jadwal layanan keliling.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = DateInput(
        label="Paling lambat", required=False, help_text="Untuk langkah baru di atas, misalnya 22-11-2026."
    )
    outlook = forms.ChoiceField(
        label="Status menurut Anda",
        required=False,
        choices=[(key.value, label) for key, label in OUTLOOK_LABELS.items()],
        widget=Radios(descriptions=MEANINGS),
        error_messages={"invalid_choice": "Pilih satu dari tiga status."},
    )
    note = ShortText(label="Keterangan singkat", required=False, max_length=500)
    obstacle = LongText(
        label=OBSTACLE,
        required=False,
        max_length=1000,
        help_text="Diisi bila Anda memilih butuh bantuan.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    removed = forms.TypedMultipleChoiceField(
        label="Keluarkan dari rencana",
        help_text="Langkah yang dicentang tidak tampil lagi setelah disimpan.",
        coerce=int,
        required=False,
        widget=Checkboxes,
    )

    def __init__(self, *args: Any, quarter: Quarter, has_begun: bool, **kwargs: Any) -> None:
        saved = quarter.outlook
        initial: dict[str, Any] = {"done": [row.pk for row in quarter.actions if row.done_on]}
        if saved is not None:
            initial |= {"outlook": saved.outlook, "note": saved.note}
        super().__init__(*args, **{"initial": initial} | kwargs)
        choices = [(row.pk, _step(row.text, row.due_on)) for row in quarter.actions]
        for name in ("done", "removed"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]
        if not has_begun:
            for name in ("outlook", "note", "obstacle"):
                del self.fields[name]
        elif quarter.help is not None:
            del self.fields["obstacle"]

    def draft(self) -> QuarterDraft:
        """Return what was typed, for the operation."""
        data = self.cleaned_data
        return QuarterDraft(
            steps=steps_of(data["steps"]),
            due_on=data["due_on"],
            done=frozenset(data.get("done", ())),
            removed=frozenset(data.get("removed", ())),
            outlook=data.get("outlook", ""),
            note=data.get("note", ""),
            obstacle=data.get("obstacle", ""),
        )


def _step(text: str, due_on: Any) -> str:
    return f"{text} (paling lambat {tanggal(due_on)})" if due_on else text


class HelpForm(forms.Form):
    """A request for help, for a result or the whole plan."""

    result = forms.ModelChoiceField(
        label="Tentang hasil kerja",
        queryset=Result.objects.none(),
        required=False,
        empty_label="Bukan tentang satu hasil kerja",
    )
    text = LongText(
        label=OBSTACLE,
        max_length=1000,
        help_text="Misalnya: pemindai di loket rusak sejak Senin. Perlu pinjaman satu unit sampai Jumat.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang menghambat dan bantuan apa yang Anda perlukan."},
    )

    def __init__(self, *args: Any, results: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].queryset = results  # type: ignore[attr-defined]
        self.fields["result"].label_from_instance = lambda row: row.text[:120]  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """The reply to a request for help."""

    text = LongText(
        label="Jawaban Anda",
        max_length=1000,
        help_text="Apa yang Anda lakukan, siapa yang membantu, dan kapan.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis apa yang Anda lakukan atau sarankan."},
    )
    closes = forms.BooleanField(
        label="Tutup permintaan ini sekaligus",
        required=False,
        help_text="Bila hambatannya sudah teratasi.",
    )
