"""Choosing a person among those who were found, and saying what of; these forms only validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from appraisal.forms import Radios, ShortText
from organizations.models import Employee, Placement

from ..models import Invitation
from ..rules import RELATION_LABELS


class PersonForm(forms.Form):
    """One of the people who were found."""

    person = forms.TypedChoiceField(label="Pilih pegawai", coerce=int, widget=Radios)

    def __init__(self, found: Sequence[Placement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [(post.employee_id, post.employee.full_name) for post in found]
        field.widget.descriptions = {post.employee_id: _described(post) for post in found}
        self.people = {post.employee_id: post.employee for post in found}

    def clean_person(self) -> Employee:
        """Return the employee of the chosen key."""
        return self.people[self.cleaned_data["person"]]


def _described(post: Placement) -> str:
    """Return post, unit and number of a person; the number never breaks across lines."""
    number = post.employee.printed_nip.replace(" ", "\u00a0")
    return f"{post.label}, {post.unit}. NIP\u00a0{number}"


class RelationForm(PersonForm):
    """A person and the kind of relation."""

    kind = forms.ChoiceField(
        label="Hubungan",
        choices=[(kind.value, label) for kind, label in RELATION_LABELS.items()],
        widget=Radios,
    )


class AddForm(PersonForm):
    """A person whom the superior adds, and why."""

    reason = ShortText(
        label="Alasan", max_length=300, help_text="Misalnya pekerjaan yang mereka kerjakan bersama."
    )


class StrikeForm(forms.Form):
    """One of the names that stand, with the version that was seen, and why it is struck."""

    name = forms.ChoiceField(label="Nama yang dicoret", widget=forms.RadioSelect)
    reason = ShortText(label="Alasan", max_length=300, help_text="Pegawai membaca alasan ini.")

    def __init__(self, standing: Sequence[Invitation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_value = {f"{row.pk}:{row.version}": row for row in standing}
        field: Any = self.fields["name"]
        field.choices = [(value, row.rater.full_name) for value, row in self.by_value.items()]

    def clean_name(self) -> Invitation:
        """Return the name as it was seen."""
        return self.by_value[self.cleaned_data["name"]]
