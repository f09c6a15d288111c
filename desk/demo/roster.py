"""Writing the city's units, people, placements, roles and lines of superiors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from appraisal import audit
from organizations import operations
from organizations.models import Employee, Placement, Position, Supervision, Unit
from organizations.rules import PlacementKind, PositionKind

from .city import UnitSeed
from .clock import LINES_FROM, YEAR, moment
from .people import ADMIN, NAMED, PASSWORD
from .plans import Place
from .staff import PersonSeed, Staffing

BATCH = 2000
SETTLED_AT = moment(date(YEAR - 1, 11, 28), 30)  # when the staff data were taken over


class Roster:
    """The people of the city with the rows they became."""

    def __init__(self, seeds: list[UnitSeed], rng: Random) -> None:
        self.seeds = seeds
        self.units = _units(seeds)
        staffing = Staffing(rng)
        self.people: list[PersonSeed] = [person for seed in seeds for person in staffing.unit(seed)]
        self.employees = self._employees()
        self.positions = self._positions()
        self._place()
        self.depths = _depths(seeds)
        self.admin = self.employees[ADMIN.nip]

    def _employees(self) -> dict[str, Employee]:
        password = make_password(PASSWORD)
        rows = [
            Employee(
                nip=person.nip,
                password=password,
                name=person.name,
                front_title=person.front,
                back_title=person.back,
                kind=person.kind.value,
                rank=person.rank,
                sex=person.sex.value,
                birth_on=person.birth_on,
                email=f"{person.nip.lower()}@arunika.example",
                is_demo=True,
            )
            for person in self.people
        ]
        Employee.objects.bulk_create(rows, batch_size=BATCH)
        return {row.nip: row for row in rows}

    def _positions(self) -> dict[tuple[str, PositionKind], Position]:
        rows: dict[tuple[str, PositionKind], Position] = {}
        for person in self.people:
            level = person.post.level.value if person.post.level else ""
            key = (person.title, person.post.kind)
            rows.setdefault(key, Position(title=person.title, kind=person.post.kind.value, level=level))
        Position.objects.bulk_create(rows.values(), batch_size=BATCH)
        return rows

    def _place(self) -> None:
        """Place the named people by the operation and the others in bulk, with the same event each."""
        crowd = [person for person in self.people if person.named is None]
        place_in_bulk([(self.employees[person.nip], *self._post(person)) for person in crowd])
        for person in self.people:
            if person.named is not None:
                unit, position, is_head, started_on = self._post(person)
                operations.assign(
                    employee=self.employees[person.nip],
                    position=position,
                    unit=unit,
                    is_head=is_head,
                    started_on=started_on,
                    by=None,
                    at=SETTLED_AT,
                )

    def _post(self, person: PersonSeed) -> tuple[Unit, Position, bool, date]:
        position = self.positions[person.title, person.post.kind]
        return self.units[person.unit.code], position, person.is_head, person.started_on

    def settle(self) -> dict[str, Place]:
        """Write agency, roles and superiors; return where each NIP stands."""
        admin = self.admin
        _grant(self, admin)
        operations.change_agency(
            version=1,
            by=admin,
            at=SETTLED_AT,
            name="Pemerintah Kota Arunika",
            letterhead="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
            address="Jalan Fajar Nomor 1, Arunika Utara, Kota Arunika 90001",
            city="Arunika",
            typeface="Liberation Sans",
            paper="A4",
        )
        operations.refresh_lines(on=LINES_FROM, at=SETTLED_AT)
        rows = Supervision.objects.on(LINES_FROM).exclude(superior=None).order_by("pk")
        values = rows.values_list(
            "placement__employee__nip", "placement", "placement__employee", "superior", "upper"
        )
        return {nip: Place(*ids) for nip, *ids in values}


def _grant(roster: Roster, admin: Employee) -> None:
    """Give the roles; the first BKD admin is granted by the system."""
    named = sorted(NAMED, key=lambda person: person.nip != admin.nip)
    for person in named:
        for role, code in person.grants:
            operations.grant_role(
                employee=roster.employees[person.nip],
                role=role,
                unit=roster.units[code],
                by=None if person.nip == admin.nip else admin,
                at=SETTLED_AT,
            )


def place_in_bulk(posts: Iterable[tuple[Employee, Unit, Position, bool, date]]) -> list[Placement]:
    """Place many people at once; leaves the rows and events that `organizations.operations.assign` leaves."""
    posts = list(posts)
    rows = [
        Placement(employee=employee, unit=unit, position=position, is_head=is_head, started_on=started_on)
        for employee, unit, position, is_head, started_on in posts
    ]
    Placement.objects.bulk_create(rows, batch_size=BATCH)
    kind = PlacementKind.DEFINITIVE.value
    audit.record_many(
        audit.entry(
            action="employee.placed",
            by=None,
            at=SETTLED_AT,
            target=row.employee,
            after={
                "unit": str(row.unit),
                "position": str(row.position),
                "kind": kind,
                "started_on": row.started_on,
            },
        )
        for row in rows
    )
    return rows


def _units(seeds: list[UnitSeed]) -> dict[str, Unit]:
    """Write the units level by level, for a child needs the key of its parent."""
    rows: dict[str, Unit] = {}
    waiting = list(seeds)
    while waiting:
        ready = [seed for seed in waiting if seed.parent is None or seed.parent in rows]
        level = [
            Unit(
                code=seed.code,
                name=seed.name,
                head_title=seed.head_title,
                echelon=seed.echelon,
                parent=rows[seed.parent] if seed.parent else None,
            )
            for seed in ready
        ]
        Unit.objects.bulk_create(level, batch_size=BATCH)
        rows |= {row.code: row for row in level}
        waiting = [seed for seed in waiting if seed.code not in rows]
    return rows


def _depths(seeds: list[UnitSeed]) -> dict[str, int]:
    """Return how deep each unit lies; the root is 0."""
    parents = {seed.code: seed.parent for seed in seeds}
    depths: dict[str, int] = {}
    for code, parent in parents.items():
        depth = 0
        while parent is not None:
            depth, parent = depth + 1, parents[parent]
        depths[code] = depth
    return depths
