"""Forms of nominations of a person, a unit or a team; they only validate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from appraisal.forms import EvidenceUrl, LongText, ShortText
from multirater.forms.people import PersonForm
from multirater.queries.people import people_named
from organizations.forms import unit_named
from organizations.models import Employee, Placement, Unit
from reviews.forms.evidence import EvidencePart

from ..operations.nomination import Proposed
from ..rules.nomination import TEAM


class NominationPart(EvidencePart):
    """Why, with a link and files."""

    reason = LongText(
        label="Mengapa",
        max_length=2000,
        help_text="Apa yang Anda lihat sendiri, kapan, dan apa manfaatnya. Sepuluh kata sudah membantu.",
        error_messages={"required": "Tulis mengapa, dengan satu contoh yang Anda lihat sendiri."},
    )
    link = EvidenceUrl(label="Tautan bukti", max_length=500, required=False)

    def proposed(self) -> Proposed:
        """Return whom or what was chosen."""
        raise NotImplementedError


class PersonNomination(PersonForm, NominationPart):
    """One of the people who were found."""

    field_order = ("person", "reason", "evidence_file", "evidence_files", "link")

    def __init__(self, found: Sequence[Placement], *args: Any, **kwargs: Any) -> None:
        super().__init__(found, *args, **kwargs)
        self.fields["person"].error_messages["required"] = "Cari dan pilih pegawainya dulu."

    def proposed(self) -> Proposed:
        """Return the chosen person."""
        return Proposed(person=self.cleaned_data["person"])


class UnitNomination(NominationPart):
    """A unit by its name or code."""

    unit = forms.CharField(
        label="Nama atau kode unit",
        max_length=200,
        error_messages={"required": "Tulis nama unitnya, misalnya Puskesmas Melati."},
    )
    field_order = ("unit", "reason", "evidence_file", "evidence_files", "link")

    def clean_unit(self) -> Unit:
        """Return the unit of this name."""
        return unit_named(self.cleaned_data["unit"].strip())

    def proposed(self) -> Proposed:
        """Return the unit."""
        return Proposed(unit=self.cleaned_data["unit"])


class TeamNomination(NominationPart):
    """A team: its name, and its members line by line, found by name or number."""

    team_name = ShortText(
        label="Nama tim",
        max_length=150,
        error_messages={"required": "Tulis nama timnya, misalnya Tim antrean Puskesmas Melati."},
    )
    members = LongText(
        label="Anggota",
        max_length=2000,
        help_text=f"Satu nama atau NIP di tiap baris, {TEAM[0]} sampai {TEAM[1]} orang.",
        error_messages={"required": "Tulis anggotanya, satu nama atau NIP di tiap baris."},
    )
    field_order = ("team_name", "members", "reason", "evidence_file", "evidence_files", "link")

    def clean_members(self) -> list[Employee]:
        """Return the people of the lines; a line that fits nobody or several is told."""
        lines = [line.strip() for line in self.cleaned_data["members"].splitlines() if line.strip()]
        if len(lines) > TEAM[1]:
            raise forms.ValidationError(f"Sebuah tim berisi {TEAM[0]} sampai {TEAM[1]} pegawai.")
        found = []
        for line in lines:
            people = list(people_named(line).order_by("pk")[:2])
            if not people:
                raise forms.ValidationError(
                    f"“{line}” belum ditemukan. Periksa ejaannya, atau tulis NIP-nya."
                )
            if len(people) > 1:
                raise forms.ValidationError(f"“{line}” cocok dengan beberapa orang. Tulis NIP-nya.")
            found.append(people[0])
        return found

    def proposed(self) -> Proposed:
        """Return the team."""
        return Proposed(team_name=self.cleaned_data["team_name"], members=self.cleaned_data["members"])
