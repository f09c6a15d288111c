"""People as a resource: identified by their NIP, compared with where they work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any

from import_export.fields import Field
from import_export.results import RowResult

from ..models import Employee, Placement
from ..operations.staff_moves import Held, Place
from ..rules import parse_nip
from ..rules.staff_row import StaffRow
from .comparison import Compared, LoadedOnce

LABELS = {
    "name": "Nama",
    "front_title": "Gelar depan",
    "back_title": "Gelar belakang",
    "kind": "Jenis pegawai",
    "rank": "Golongan",
    "sex": "Jenis kelamin",
    "birth_on": "Tanggal lahir",
    "email": "Surel",
    "siasn_id": "Nomor SIASN",
    "status": "Kedudukan hukum",
    "is_active": "Ikut penilaian",
    "unit": "Unit",
    "title": "Jabatan",
    "position": "Jenis jabatan",
    "is_head": "Kepala unit",
}
PLACE = ("unit", "title", "position", "is_head")
ANY_DAY = date(2000, 1, 1)  # only the warnings of a number depend on the day
OWN = tuple(name for name in LABELS if name not in PLACE)


class PersonResource(Compared):
    """Rows of the staff list beside the people of the database and their open placement."""

    nip = Field(attribute="nip", column_name="nip")
    name = Field(attribute="name", column_name="name")
    front_title = Field(attribute="front_title", column_name="front_title")
    back_title = Field(attribute="back_title", column_name="back_title")
    kind = Field(attribute="kind", column_name="kind")
    rank = Field(attribute="rank", column_name="rank")
    sex = Field(attribute="sex", column_name="sex", saves_null_values=False)
    birth_on = Field(attribute="birth_on", column_name="birth_on", saves_null_values=False)
    email = Field(attribute="email", column_name="email", saves_null_values=False)
    siasn_id = Field(attribute="siasn_id", column_name="siasn_id", saves_null_values=False)
    status = Field(attribute="status", column_name="status")
    is_active = Field(attribute="is_active", column_name="is_active")
    unit = Field(attribute="place__unit", column_name="unit")
    title = Field(attribute="place__title", column_name="title")
    position = Field(attribute="place__kind", column_name="position")
    is_head = Field(attribute="place__is_head", column_name="is_head")

    class Meta:
        model = Employee
        fields = ("nip", *LABELS)
        import_id_fields = ("nip",)
        instance_loader_class = LoadedOnce
        skip_unchanged = True

    def load(self, keys: Sequence[str]) -> Any:
        """Return the people with these numbers, each with the open definitive placement."""
        rows = Employee.objects.filter(nip__in=keys)
        people = list(rows.select_for_update() if self.lock else rows)
        self.held: dict[int, Held] = {}
        open_now = Placement.objects.definitive().filter(ended_on__isnull=True, employee__nip__in=keys)
        places: dict[int, Place] = {}
        for row in open_now.select_related("unit", "position").order_by("pk"):
            places[row.employee_id] = Place(row.unit.code, row.position.title, row.position.kind, row.is_head)
            self.held[row.employee_id] = Held(row.pk, row.unit_id, row.is_head, row.started_on)
        for person in people:
            person.place = places.get(person.pk) or Place()  # type: ignore[attr-defined]
        return people

    def init_instance(self, row: Any = None) -> Employee:
        """Return a new person; birth and sex come from the NIP unless the file says otherwise."""
        number = parse_nip(row["nip"], today=ANY_DAY)
        person = Employee(birth_on=number.birth_on, sex=number.sex.value)
        person.place = Place()  # type: ignore[attr-defined]
        return person

    def results(self, people: Sequence[StaffRow], has: Collection[str]) -> Iterator[RowResult]:
        """Compare people; columns that the file does not have stay as they are."""
        headers = ["nip", *(name for name in LABELS if name in has)]
        return self.compare(headers, [[_value(person, name) for name in headers] for person in people])


def _value(person: StaffRow, name: str) -> Any:
    """Return a value of a row; who takes no part has no place, an empty cell changes nothing."""
    if name in PLACE and not person.is_active:
        return False if name == "is_head" else ""
    value = getattr(person, name)
    if name in {"sex", "birth_on", "email", "siasn_id"}:
        value = value or None
    return value.value if isinstance(value, Enum) else value
