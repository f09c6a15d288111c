"""Forms of the criteria of a scheme: weights with scales, and comparisons in pairs; they only validate."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from appraisal.forms import DecimalInput, ShortText

from ..rules.anchors import ANCHORS, JURY_POINTS
from ..rules.award import number
from ..rules.scheme import MOST_JURY, SOURCE_LABELS, SOURCES_OF, Anchor, Category, Measured, Source
from ..rules.weights import EQUAL, STEPS, Pair, pairs_of

WORDS = 200  # letters of an anchor; a jury reads it at a glance


def _weight(label: str = "Bobot (%)") -> DecimalInput:
    limits = {"min_value": Decimal("0.01"), "max_value": 100, "max_digits": 5, "decimal_places": 2}
    return DecimalInput(label=label, required=False, **limits)  # type: ignore[arg-type]


class CriteriaForm(forms.Form):
    """A weight for each source that fits the category, and up to four criteria of the jury with scales."""

    def __init__(self, category: Category, criteria: Sequence[Measured], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = [source for source in SOURCES_OF[category] if source is not Source.JURY]
        stored = {one.source: one.weight for one in criteria}
        for source in self.sources:
            field = _weight(SOURCE_LABELS[source])
            field.initial = stored.get(source)
            self.fields[f"w_{source.value}"] = field
        juries = [one for one in criteria if one.source is Source.JURY]
        self.known = len(juries)
        for place in range(MOST_JURY):
            self._add_jury(place, juries[place] if place < len(juries) else None)

    def _add_jury(self, place: int, stored: Measured | None) -> None:
        label = ShortText(label="Nama kriteria", max_length=100, required=False)
        weight = _weight()
        label.initial, weight.initial = (stored.label, stored.weight) if stored else ("", None)
        self.fields[f"j{place}_label"], self.fields[f"j{place}_weight"] = label, weight
        words = {anchor.points: anchor.words for anchor in stored.anchors} if stored else {}
        for points in JURY_POINTS:
            field = ShortText(label=f"Nilai {number(points)} bila", max_length=WORDS, required=False)
            field.initial = words.get(points, "")
            self.fields[f"j{place}_{points}"] = field

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return each source's field with its ready-made scale."""
        return [
            {
                "field": self[f"w_{source.value}"],
                "anchors": [{"points": number(a.points), "words": a.words} for a in ANCHORS[source]],
            }
            for source in self.sources
        ]

    @property
    def juries(self) -> list[dict[str, Any]]:
        """Return the fields of each criterion of the jury; those beyond the known ones start closed."""
        found = []
        for place in range(MOST_JURY):
            short = [self[f"j{place}_label"], self[f"j{place}_weight"]]
            scale = [self[f"j{place}_{points}"] for points in JURY_POINTS]
            typed = any(field.value() for field in [*short, *scale])
            found.append({"number": place + 1, "short": short, "scale": scale, "is_open": typed})
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a criterion of the jury that was begun."""
        data = super().clean() or self.cleaned_data
        for place in range(MOST_JURY):
            words = [data.get(f"j{place}_{points}") for points in JURY_POINTS]
            label, weight = data.get(f"j{place}_label"), data.get(f"j{place}_weight")
            if not (label or weight or any(words)):
                continue
            if not label:
                self.add_error(f"j{place}_label", "Beri nama kriteria ini.")
            if weight is None and f"j{place}_weight" not in self.errors:
                self.add_error(f"j{place}_weight", "Tulis bobotnya, misalnya 20.")
            if sum(map(bool, words)) < 3:
                self.add_error(f"j{place}_{JURY_POINTS[0]}", "Tulis paling sedikit tiga patokan.")
        return data

    def criteria(self) -> list[Measured]:
        """Return the criteria that have a weight, those of the jury last."""
        data = self.cleaned_data
        found = [
            Measured(source, SOURCE_LABELS[source], data[f"w_{source.value}"], ANCHORS[source])
            for source in self.sources
            if data.get(f"w_{source.value}")
        ]
        for place in range(MOST_JURY):
            if data.get(f"j{place}_weight"):
                words = [(points, data[f"j{place}_{points}"]) for points in JURY_POINTS]
                anchors = tuple(Anchor(points, text) for points, text in words if text)
                found.append(
                    Measured(Source.JURY, data[f"j{place}_label"], data[f"j{place}_weight"], anchors)
                )
        return found


class PairsForm(forms.Form):
    """How much more one criterion counts than another, for each pair."""

    def __init__(self, labels: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = pairs_of(len(labels))
        for first, second in self.pairs:
            one, other = labels[first], labels[second]
            choices = [(str(step), f"“{one}” {words}") for step, words in STEPS.items()]
            choices += [(str(EQUAL), "Sama penting")]
            choices += [(str(-step), f"“{other}” {words}") for step, words in reversed(STEPS.items())]
            self.fields[f"p{first}_{second}"] = forms.TypedChoiceField(
                label=f"“{one}” dibandingkan dengan “{other}”",
                coerce=int,
                choices=choices,
                initial=str(EQUAL),
                error_messages={"required": "Pilih salah satu."},
            )

    def steps(self) -> dict[Pair, int]:
        """Return the comparisons."""
        return {pair: self.cleaned_data[f"p{pair[0]}_{pair[1]}"] for pair in self.pairs}
