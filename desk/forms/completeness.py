"""The filters of the list of people; whatever is unknown is left out, never refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from indicators.models import Term
from organizations.rules import POSITION_LABELS

from ..queries.asked import LONGEST, PLAN_STATES, SORTS, STATES, Asked
from ..rules.waiting import STAGE_LABELS, Stage


def stage_choices() -> list[Any]:
    """Return stage and state as one grouped choice."""
    found: list[Any] = []
    for stage in Stage:
        states = PLAN_STATES if stage == Stage.PLAN else STATES
        name = "SKP" if stage == Stage.PLAN else STAGE_LABELS[stage]
        options = [(f"{stage}:{key}", f"{name}: {words.lower()}") for key, words in states.items()]
        found.append((name, [(stage.value, f"{name}: semua"), *options]))
    return found


def term_choices(terms: Sequence[Term]) -> list[Any]:
    """Return the terms by year."""
    years: dict[int, list[tuple[str, str]]] = {}
    for term in terms:
        years.setdefault(term.period.year, []).append((str(term.pk), f"{term.name} {term.period.year}"))
    return [(str(year), options) for year, options in years.items()]


class PeopleForm(forms.Form):
    """Term, unit, stage, superior, kind of post and a search, as a GET form."""

    masa = forms.ChoiceField(label="Masa", required=False)
    unit = forms.ChoiceField(label="Unit", required=False)
    tahap = forms.ChoiceField(label="Tahap dan keadaan", required=False, choices=stage_choices)
    jabatan = forms.ChoiceField(
        label="Jenis jabatan", required=False, choices=[("", "Semua jabatan"), *POSITION_LABELS.items()]
    )
    atasan = forms.CharField(label="Atasan (nama atau NIP)", required=False, max_length=LONGEST)
    q = forms.CharField(label="Nama atau NIP", required=False, max_length=LONGEST)
    urut = forms.ChoiceField(label="Urut menurut", required=False, choices=list(SORTS.items()))

    def __init__(self, asked: Asked, terms: Sequence[Term], units: Sequence[tuple[int, str]]) -> None:
        params = asked.params()
        super().__init__(initial=params | {"urut": asked.sort})
        self.fields["masa"].choices = term_choices(terms)  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "Semua unit Anda"), *units]  # type: ignore[attr-defined]


class TableForm(forms.Form):
    """The term of the table."""

    masa = forms.ChoiceField(label="Masa", required=False)

    def __init__(self, term: Term, terms: Sequence[Term]) -> None:
        super().__init__(initial={"masa": str(term.pk)})
        self.fields["masa"].choices = term_choices(terms)  # type: ignore[attr-defined]
