"""Forms of courses: the questions of a lesson, the two ratings of a practice case."""

from __future__ import annotations

from typing import Any

from django import forms

from appraisal.forms import Radios
from reviews.rules.evaluation import RATING_LABELS, Rating

from ..operations.course import NO_OPTION
from ..rules.course import LETTERS, Lesson

RATINGS = [(rating.value, label) for rating, label in RATING_LABELS.items()]
CHOOSE = "Pilih penilaian {what}. Acuannya tampil setelah itu."


class LessonForm(forms.Form):
    """One field per question; a card without questions has none."""

    def __init__(self, *args: Any, lesson: Lesson, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(lesson.questions, start=1):
            self.fields[f"jawaban_{number}"] = forms.ChoiceField(
                label=question.text,
                choices=list(zip(LETTERS, question.options, strict=False)),
                widget=Radios,
                error_messages={"required": NO_OPTION, "invalid_choice": NO_OPTION},
            )

    @property
    def answers(self) -> str:
        """The letters in the order of the questions."""
        return "".join(self.cleaned_data[name] for name in self.fields)


class CaseForm(forms.Form):
    """The ratings that the evidence of a case carries."""

    results = forms.ChoiceField(
        label="Hasil kerja",
        choices=RATINGS,
        widget=Radios,
        error_messages={"required": CHOOSE.format(what="hasil kerja")},
    )
    behaviour = forms.ChoiceField(
        label="Perilaku kerja",
        choices=RATINGS,
        widget=Radios,
        error_messages={"required": CHOOSE.format(what="perilaku kerja")},
    )

    def ratings(self) -> dict[str, Rating]:
        """Return both, as the operation takes them."""
        return {name: Rating(self.cleaned_data[name]) for name in ("results", "behaviour")}
