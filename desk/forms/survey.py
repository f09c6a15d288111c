"""The forms of surveys, suggestions and what was changed; they only validate."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import DateInput, LongText, Radios, ShortText
from indicators.queries.matrix import shortened

from ..models import Suggestion, Survey
from ..rules.survey import ANSWERS, SCALE, STATE_LABELS, STATEMENTS, WORDS_LIMIT, SuggestionState

LABEL = 70  # letters of a suggestion in a list of choices


class SurveyForm(forms.Form):
    """What is asked of everybody after a year, and until when."""

    period = forms.IntegerField(widget=forms.HiddenInput)
    name = ShortText(label="Nama", max_length=100, error_messages={"required": "Tulis nama surveinya."})
    purpose = LongText(
        label="Untuk apa",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Terbaca di atas pertanyaannya.",
        error_messages={"required": "Tulis untuk apa jawabannya dipakai."},
    )
    opens_on = DateInput(label="Dibuka", error_messages={"required": "Tulis tanggal bukanya."})
    closes_on = DateInput(
        label="Ditutup",
        help_text="Hasilnya tampil bagi semua orang sesudah hari ini.",
        error_messages={"required": "Tulis tanggal tutupnya."},
    )


class AnswerForm(forms.Form):
    """Five statements and one text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, statement in STATEMENTS.items():
            self.fields[name] = forms.TypedChoiceField(
                label=statement,
                coerce=int,
                choices=list(SCALE.items()),
                widget=Radios,
                error_messages={"required": f"Pilih satu jawaban: {statement}"},
            )
        self.fields["wish"] = LongText(
            label="Satu hal yang perlu diubah",
            required=False,
            max_length=WORDS_LIMIT,
            help_text="Boleh dikosongkan. Nama, nomor, dan tanggal diganti tanda sebelum disimpan; "
            "BKD membacanya setelah survei ditutup.",
        )

    @property
    def scores(self) -> dict[str, int]:
        """The answers by statement."""
        return {name: self.cleaned_data[name] for name in STATEMENTS}


class SuggestionForm(forms.Form):
    """What somebody proposes."""

    text = LongText(
        label="Saran Anda",
        max_length=1000,
        help_text="BKD melihat nama Anda, supaya bisa menjawab.",
        error_messages={"required": "Tulis saran Anda, satu kalimat pun cukup."},
    )
    page = ShortText(
        label="Tentang halaman",
        required=False,
        max_length=100,
        help_text="Misalnya: Susun SKP.",
    )


class SuggestionAnswerForm(forms.Form):
    """How far a suggestion is, and why."""

    state = forms.TypedChoiceField(
        label="Keadaan",
        coerce=SuggestionState,
        choices=[(each.value, STATE_LABELS[each]) for each in ANSWERS],
        widget=Radios,
        error_messages={"required": "Pilih keadaan saran ini."},
    )
    answer = LongText(
        label="Jawaban",
        required=False,
        max_length=1000,
        help_text="Terbaca oleh penulisnya. Bila belum bisa, tulis alasannya.",
    )


class _SuggestionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Suggestion) -> str:
        """Return the beginning of the text, without its author."""
        return shortened(obj.text, LABEL)


class ImprovementForm(forms.Form):
    """What was changed, since when and because of what."""

    text = LongText(
        label="Yang berubah",
        max_length=500,
        help_text="Misalnya: Tombol simpan tampil juga di bawah formulir SKP.",
        error_messages={"required": "Tulis apa yang berubah."},
    )
    because = ShortText(
        label="Karena apa",
        max_length=300,
        help_text="Misalnya: 41 orang menulis bahwa formulirnya terlalu panjang. Tanpa nama orang.",
        error_messages={"required": "Tulis karena apa."},
    )
    changed_on = DateInput(label="Sejak", error_messages={"required": "Tulis sejak kapan."})
    survey = forms.ModelChoiceField(
        label="Dari survei",
        queryset=Survey.objects.order_by("-opens_on"),
        required=False,
        empty_label="Bukan dari survei",
    )
    suggestion = _SuggestionChoice(
        label="Dari saran",
        help_text="Yang sedang dikerjakan atau selesai. Penulisnya tidak disebut.",
        empty_label="Bukan dari saran",
        queryset=Suggestion.objects.filter(state__in=["DIKERJAKAN", "SELESAI"]).order_by("-pk"),
        required=False,
    )
