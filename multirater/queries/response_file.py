"""The counts of a round as rows of a spreadsheet: what the pages tell, nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from organizations.access import desk_scope
from organizations.models import Employee

from ..access.desk import visible_reviewees
from ..models import Round
from ..rules.response import answered_words
from .response import people_counts, responses

UNIT_COLUMNS = ["Unit kerja", "Dinilai", "Formulir", "Terjawab", "Belum mencapai batas"]
PEOPLE_COLUMNS = ["NIP", "Nama", "Unit kerja", "Formulir", "Terjawab", "Keterangan"]
BATCH = 1000
FEW = "terlalu sedikit untuk ditampilkan"


def unit_rows(row: Round, user: Employee, on: date) -> Iterator[list[Any]]:
    """Yield one row per unit with reviewed people in the scope of this person, by name."""
    made, scope = responses(row), desk_scope(user, on)
    inside = [pk for pk in made.own if pk in made.names and (scope.is_all or pk in scope.unit_ids)]
    for pk in sorted(inside, key=lambda pk: (made.names[pk], pk)):
        counts = made.own[pk]
        told = counts.answered if counts.is_told else FEW
        yield [made.names[pk], counts.people, counts.asked, told, counts.short]


def people_rows(row: Round, user: Employee, on: date) -> Iterator[list[Any]]:
    """Yield one row per reviewed person in the scope of this person, the own one left out.

    Reads in batches, so that 20,000 people take little memory. NIP is text.
    """
    people = visible_reviewees(user, row, on).select_related("employee", "unit")
    ids = list(people.order_by("unit__name", "employee__name", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        found = {one.pk: one for one in people.filter(pk__in=batch)}
        counts = people_counts(row, list(found.values()))
        for pk in batch:
            one, (asked, answered, short) = found[pk], counts[pk]
            words = "Belum mencapai batas" if short else ""
            told = answered_words(answered, row.shown_from)
            yield [one.employee.nip, one.employee.full_name, one.unit.name, asked, told, words]
