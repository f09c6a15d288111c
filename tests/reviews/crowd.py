"""Many people below Budi, each with a plan and as many daily notes as a test wants, in few queries."""

from __future__ import annotations

from datetime import timedelta

from indicators.models import Plan
from organizations.models import Employee, Placement, Supervision
from reviews.models import Note
from tests.world import NOW, TODAY, World


def crowd(world: World, people: int, *, notes: int = 0, status: str = "DISEPAKATI") -> list[Plan]:
    """Add people to Budi's team, "Anggota 001" and so on, each with notes for that many days before today."""
    model = world.placements["ani"]
    first = Employee.objects.count()
    staff = Employee.objects.bulk_create(
        Employee(
            nip=f"19900101201503{first + number:04d}",
            name=f"Anggota {number:03d}",
            kind="PNS",
            password="!",
            email=f"anggota{number}@arunika.example",
        )
        for number in range(1, people + 1)
    )
    places = Placement.objects.bulk_create(
        Placement(employee=person, position=model.position, unit=model.unit, started_on=model.started_on)
        for person in staff
    )
    Supervision.objects.bulk_create(
        Supervision(placement=place, superior=world.budi, upper=world.citra, started_on=place.started_on)
        for place in places
    )
    agreed = {"agreed_at": NOW, "agreed_by": world.budi} if status == "DISEPAKATI" else {}
    plans = Plan.objects.bulk_create(
        Plan(
            period=world.period,
            placement=place,
            form="JA_JF",
            started_on=world.period.started_on,
            ended_on=world.period.ended_on,
            status=status,
            created_at=NOW,
            **agreed,
        )
        for place in places
    )
    Note.objects.bulk_create(
        Note(
            placement=place,
            noted_on=TODAY - timedelta(days=day),
            text="Melayani warga di loket.",
            written_by=place.employee,
            written_at=NOW,
        )
        for place in places
        for day in range(notes)
    )
    return plans
