"""Choosing a person among those who were found, and saying what of; these forms only validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from appraisal.forms import Radios
from organizations.models import Employee, Placement

from ..rules import RELATION_LABELS


class PersonForm(forms.Form):
    """One of the people who were found; `post` holds the key of the employee."""

    person = forms.TypedChoiceField(label="Pilih pegawai", coerce=int, widget=Radios)

    def __init__(self, found: Sequence[Placement], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [(post.employee_id, post.employee.full_name) for post in found]
        field.widget.descriptions = {
            post.employee_id: f"{post.label}, {post.unit}. NIP {post.employee.printed_nip}" for post in found
        }
        self.people = {post.employee_id: post.employee for post in found}

    def clean_person(self) -> Employee:
        """Return the employee of the chosen key."""
        return self.people[self.cleaned_data["person"]]


class RelationForm(PersonForm):
    """A person and the kind of relation."""

    kind = forms.ChoiceField(
        label="Hubungan",
        choices=[(kind.value, label) for kind, label in RELATION_LABELS.items()],
        widget=Radios,
    )
