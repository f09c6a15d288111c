"""A superior with many plans to answer: people placed under Budi whose plans were handed in, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from indicators.models import BehaviourExpectation, CoreValue, Indicator, Plan, Result, Submission
from indicators.queries import plan_payload, with_content
from organizations.models import Employee, Placement, Supervision
from tests.world import NOW, World

NAMES = ("Sari", "Rudi", "Wati", "Joko", "Lina", "Agus", "Maya", "Doni", "Rina", "Yusuf", "Tuti", "Hana")


def waiting_plans(world: World, count: int, *, opened_by: Employee | None = None) -> list[Plan]:
    """Return that many submitted plans, the first handed in the longest ago; written in a few statements."""
    known = Employee.objects.count()
    people = Employee.objects.bulk_create(
        Employee(
            nip=f"1990010120150{known + n:05d}",
            name=f"{NAMES[n % len(NAMES)]} {n // len(NAMES) + 1}",
            kind="PNS",
            rank="III/a",
        )
        for n in range(count)
    )
    like = world.placements["ani"]
    places = Placement.objects.bulk_create(
        Placement(
            employee=person,
            position=like.position,
            unit=like.unit,
            is_head=False,
            started_on=date(2024, 1, 1),
        )
        for person in people
    )
    Supervision.objects.bulk_create(
        Supervision(placement=place, superior=world.budi, upper=world.citra, started_on=date(2026, 1, 1))
        for place in places
    )
    plans = Plan.objects.bulk_create(_plan(world, place, n, count) for n, place in enumerate(places))
    _fill(plans)
    submissions = Submission.objects.bulk_create(
        Submission(
            plan=plan,
            number=1,
            payload=plan_payload(plan),
            submitted_at=plan.submitted_at,
            submitted_to=world.budi,
        )
        for plan in with_content(Plan.objects.filter(pk__in=[plan.pk for plan in plans]).order_by("pk"))
    )
    for submission in submissions if opened_by else []:
        submission.readings.create(reader=opened_by, read_at=NOW)
    return plans


def _plan(world: World, place: Placement, number: int, count: int) -> Plan:
    return Plan(
        period=world.period,
        placement=place,
        form="JA_JF",
        started_on=world.period.started_on,
        ended_on=world.period.ended_on,
        status="DIAJUKAN",
        created_at=NOW,
        submitted_at=NOW - timedelta(days=min(count - number - 1, 20)),
        submitted_to=world.budi,
        version=3,
    )


def _fill(plans: list[Plan]) -> None:
    results = Result.objects.bulk_create(
        Result(plan=plan, order=n, text=text, no_support_reason="SKP atasan belum disusun")
        for plan in plans
        for n, text in enumerate(("Terbitnya akta kelahiran paling lama tiga hari", "Tertatanya arsip"), 1)
    )
    Indicator.objects.bulk_create(
        Indicator(result=row, order=1, aspect="KUANTITAS", text="Jumlah berkas", target=480, unit="berkas")
        for row in results
    )
    values = list(CoreValue.objects.order_by("number"))
    BehaviourExpectation.objects.bulk_create(
        BehaviourExpectation(plan=plan, value=value) for plan in plans for value in values
    )
