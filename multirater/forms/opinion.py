"""The form of a rater: open questions first, then how often each behaviour was seen; no star over all."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from appraisal.forms import BoundField, LongText, Radios

from ..models import Item, Questionnaire
from ..operations.opinion import answers_in_words, asked_of
from ..rules import NOT_SEEN, ItemKind
from ..rules.answering import WORDS_LIMIT

UNSEEN = "0"  # how "belum sempat melihat" travels
HINT = "Satu kejadian nyata dan dampaknya."
SEALED_HINT = "Tanpa nama; hindari contoh yang hanya diketahui Anda."


class OpinionForm(forms.Form):
    """The questions of an edition about one person; labels run from high to low and none is chosen before."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        is_leader: bool,
        data: Any = None,
        *,
        is_sealed: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.items = asked_of(questionnaire.items.all(), is_leader=is_leader)
        self.scale = list(questionnaire.scale)
        for item in self.items:
            field = _words(item, is_sealed) if item.kind == ItemKind.TEXT else _choice(item, self.scale)
            self.fields[name_of(item.number)] = field

    def scores(self) -> dict[int, int | None]:
        """Return by number of the item the answer, None for "belum sempat melihat"."""
        found = {item.number: self.cleaned_data[name_of(item.number)] for item in self._of(ItemKind.SCALE)}
        return {number: None if value == UNSEEN else int(value) for number, value in found.items()}

    def words(self) -> dict[int, str]:
        """Return by number of the item what was written."""
        found = {item.number: self.cleaned_data[name_of(item.number)] for item in self._of(ItemKind.TEXT)}
        return {number: text for number, text in found.items() if text}

    @property
    def open_questions(self) -> list[BoundField]:
        """The fields for words."""
        return [self._bound(item) for item in self._of(ItemKind.TEXT)]

    @property
    def behaviours(self) -> list[BoundField]:
        """The fields for how often each behaviour was seen."""
        return [self._bound(item) for item in self._of(ItemKind.SCALE)]

    def answers(self) -> list[dict[str, str]]:
        """Return what the check page shows and sends on: question, answer, and where to mend it."""
        told = self.mine()
        return [
            {
                "question": item.text,
                "answer": told[item.text],
                "name": name_of(item.number),
                "value": self.cleaned_data[name_of(item.number)],
                "target": self._bound(item).error_target,
            }
            for item in self.items
        ]

    def mine(self) -> dict[str, str]:
        """Return by question what was answered, as a person reads it."""
        return answers_in_words(self.items, self.scale, self.scores(), self.words())

    def _bound(self, item: Item) -> BoundField:
        return cast("BoundField", self[name_of(item.number)])

    def _of(self, kind: ItemKind) -> list[Item]:
        return [item for item in self.items if item.kind == kind]


def name_of(number: int) -> str:
    """Return the name of the field of an item."""
    return f"butir_{number}"


def initial_of(scores: dict[str, int | None], words: dict[str, str]) -> dict[str, str]:
    """Return what the form shows of answers that were sent before."""
    chosen = {name_of(int(key)): UNSEEN if value is None else str(value) for key, value in scores.items()}
    return chosen | {name_of(int(key)): text for key, text in words.items()}


def _words(item: Item, is_sealed: bool) -> LongText:
    return LongText(
        label=item.text,
        help_text=f"{item.hint or HINT} {SEALED_HINT if is_sealed else ''}".strip(),
        required=False,
        max_length=WORDS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


def _choice(item: Item, scale: list[str]) -> forms.ChoiceField:
    labels = [(str(place), label) for place, label in enumerate(scale, start=1)]
    return forms.ChoiceField(
        label=item.text,
        help_text=item.hint,
        choices=[*reversed(labels), (UNSEEN, NOT_SEEN)],
        widget=Radios(),
        error_messages={
            "required": f"Pilih satu jawaban untuk “{item.text}”.",
            "invalid_choice": "Pilih salah satu dari daftar.",
        },
    )
