"""The superior's official words per result and behaviour, with what can be put into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from appraisal.forms import LongText

from ..queries.beside import Beside, Saying
from ..queries.evaluation import PlanProgress
from ..rules.phrases import Phrase, phrases_of, sentence_of
from ..rules.remark import joined

PHRASE, TAKE, TICKED = "isi", "masukkan", "umpan"  # two buttons that ask for another page, and the boxes


@dataclass(frozen=True)
class Part:
    """One field of the page with what lies beside it."""

    field: forms.BoundField
    beside: Beside
    phrases: list[Phrase]

    @property
    def prefix(self) -> str:
        """What the button of an example sentence says before the sentence's key."""
        return f"{self.field.name}:"

    @property
    def has_more(self) -> bool:
        """Whether anything lies beside the field."""
        return bool(self.beside.sayings or self.beside.notes or self.phrases)


class FeedbackForm(forms.Form):
    """One text per result and per behaviour of a plan.

    A press on an example sentence, or on "Masukkan" below ticked words of others, asks for the page with
    these put into the fields; nothing is saved then, and what was typed stays.
    """

    def __init__(
        self, data: QueryDict | None, *, progress: PlanProgress, term_id: int, beside: Mapping[str, Beside]
    ) -> None:
        self.sent: QueryDict = QueryDict() if data is None else data
        self.asks_only = data is not None and bool({PHRASE, TAKE} & set(data))
        super().__init__(None if self.asks_only else data)
        self.beside = beside
        self.numbers: dict[str, int] = {}
        for number, item in enumerate(progress.results, start=1):
            self._add(
                f"result_{item.result.pk}", f"Hasil {number}: {item.result.text}", item.feedback, term_id
            )
        for behaviour in progress.behaviours:
            value = behaviour.expectation.value
            self.numbers[f"value_{value.pk}"] = value.number
            self._add(f"value_{value.pk}", value.name, behaviour.feedback, term_id)

    def _add(self, name: str, label: str, said: list[Any], term_id: int) -> None:
        now = next((text.text for text in said if text.term_id == term_id and not text.is_from_assigner), "")
        self.fields[name] = LongText(
            label=label,
            required=False,
            max_length=2000,
            initial=self._put_in(name) if self.asks_only else now,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def _put_in(self, name: str) -> str:
        """Return what was typed into a field, with what the pressed button puts below it."""
        text = self.sent.get(name, "")
        target, _, key = self.sent.get(PHRASE, "").partition(":")
        if target == name:
            text = joined(text, sentence_of(key))
        for saying in self._ticked(name):
            text = joined(text, saying.quoted)
        return text

    def _ticked(self, name: str) -> list[Saying]:
        if TAKE not in self.sent or name not in self.beside:
            return []
        keys = set(self.sent.getlist(TICKED))
        return [saying for saying in self.beside[name].sayings if saying.key in keys]

    def parts(self) -> Iterator[Part]:
        """Give each field with what others said, the latest notes and the example sentences."""
        for name in self.fields:
            number = self.numbers.get(name)
            phrases = phrases_of(number) if number else []
            yield Part(self[name], self.beside.get(name, Beside()), phrases)

    def general(self) -> list[Saying]:
        """Return what was said about the work as a whole."""
        return self.beside[""].sayings if "" in self.beside else []

    def lost_results(self) -> bool:
        """Say whether a text was sent for a result that an agreed change has taken out meanwhile."""
        return any(
            name.startswith("result_") and name not in self.fields and str(text).strip()
            for name, text in self.sent.items()
        )

    def texts(self, prefix: str) -> dict[int, str]:
        """Return the typed texts whose field name begins with the prefix, by primary key."""
        return {
            int(name.removeprefix(prefix)): text
            for name, text in self.cleaned_data.items()
            if name.startswith(prefix)
        }
