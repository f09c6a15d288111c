"""Forms of remarks, replies and requests; they only validate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from appraisal.forms import LongText, Radios
from indicators.models import CoreValue, Result

from ..operations.remark import NO_WORDS, About
from ..rules.phrases import sentence_of
from ..rules.remark import REMARK_LABELS, RemarkKind, joined

INSERT = "isi"  # the button of an example sentence; it asks for the page with the sentence in the field
DESCRIPTIONS = {
    RemarkKind.APPRECIATION.value: "Hal yang baik dan perlu diteruskan.",
    RemarkKind.SUGGESTION.value: "Hal yang bisa dicoba atau dikembangkan.",
}


class WordsForm(forms.Form):
    """An appreciation or a suggestion in the giver's own words."""

    kind = forms.ChoiceField(
        label="Anda ingin menyampaikan",
        choices=[(kind.value, label) for kind, label in REMARK_LABELS.items()],
        widget=Radios(descriptions=DESCRIPTIONS),
        error_messages={"required": "Pilih apresiasi atau saran."},
    )
    text = LongText(
        label="Umpan balik Anda",
        max_length=2000,
        help_text="Satu kejadian nyata dan dampaknya. Sebutkan urusannya bila tidak ada di daftar.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": NO_WORDS},
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        self.asks_only = data is not None and INSERT in data
        if data is not None and self.asks_only:
            sentence = sentence_of(data[INSERT])
            initial = {**data.dict(), "text": joined(data.get("text", ""), sentence)}
        super().__init__(None if self.asks_only else data, initial=initial)


class RemarkForm(WordsForm):
    """What is said, and about what: a result that the giver may know, a behaviour, or the work."""

    about = forms.ChoiceField(label="Tentang", required=False)
    field_order = ("kind", "about", "text")

    def __init__(
        self, data: Any = None, *, results: Iterable[Result], values: Iterable[CoreValue], about: str = ""
    ) -> None:
        super().__init__(data, initial={"about": about})
        self.results = {f"h{row.pk}": row for row in results}
        self.values = {f"p{row.pk}": row for row in values}
        named = [(key, _short(row.text)) for key, row in self.results.items()]
        field: Any = self.fields["about"]
        field.choices = [
            ("", "Pekerjaan secara umum"),
            *([("Hasil kerja", named)] if named else []),
            ("Perilaku", [(key, row.name) for key, row in self.values.items()]),
        ]

    def chosen(self) -> About:
        """Return what was chosen in the list."""
        key = self.cleaned_data["about"]
        return About(self.results.get(key), self.values.get(key))


class ReplyForm(forms.Form):
    """What the receiver answers."""

    text = LongText(
        label="Tanggapan Anda",
        max_length=1000,
        help_text="Misalnya terima kasih, penjelasan, atau langkah Anda berikutnya.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis satu kalimat, misalnya terima kasih dan langkah berikutnya."},
    )


class AskForm(forms.Form):
    """What somebody wants to know about the own work."""

    text = LongText(
        label="Pertanyaan Anda",
        max_length=500,
        help_text="Misalnya: “Saat melayani di loket, apa yang perlu saya pertahankan atau coba?”",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis satu pertanyaan, misalnya: apa yang perlu saya pertahankan?"},
    )
    result = forms.ChoiceField(label="Tentang hasil kerja", required=False)

    def __init__(self, data: Any = None, *, results: Iterable[Result]) -> None:
        super().__init__(data)
        self.results = {str(row.pk): row for row in results}
        field: Any = self.fields["result"]
        field.choices = [
            ("", "Pekerjaan saya secara umum"),
            *((key, _short(row.text)) for key, row in self.results.items()),
        ]
        field.help_text = "Yang Anda pilih ikut terbaca oleh yang Anda mintai."
        if not self.results:
            del self.fields["result"]

    def chosen(self) -> Result | None:
        """Return the own result that was chosen, or none."""
        return self.results.get(self.cleaned_data.get("result", ""))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
