"""What comes before and around the plans: agreements of units, and what heads handed down."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from appraisal import audit
from indicators.models import Assignment, Goal, Indicator, KeyIndicator, Period, Result
from indicators.rules import AssignmentStatus
from organizations.models import Employee, Supervision

from .clock import YEAR, moment
from .people import NAMED

BATCH = 1000
PROPOSALS = (
    "Tersusunnya jadwal piket loket yang diketahui warga",
    "Terbarukannya papan informasi persyaratan layanan setiap awal bulan",
)


def write_agreements(period: Period, by: Employee) -> None:
    """Let each head's results come from an agreement of the unit, as if it had been imported first."""
    heads = Result.objects.filter(plan__period=period, plan__placement__is_head=True)
    results = list(heads.select_related("plan__placement").order_by("plan_id", "-kind", "order", "pk"))
    goals: dict[tuple[int, str], Goal] = {}
    numbers: dict[int, int] = defaultdict(int)
    for row in results:
        unit, text = row.plan.placement.unit_id, row.text[:500]
        if (unit, text) not in goals:
            numbers[unit] += 1
            goals[unit, text] = Goal(period=period, unit_id=unit, order=numbers[unit], text=text)
        row.goal = goals[unit, text]
    Goal.objects.bulk_create(goals.values(), batch_size=BATCH)
    for row in results:
        row.goal_id = row.goal.pk if row.goal else None
    Result.objects.bulk_update(results, ["goal"], batch_size=BATCH)
    _write_keys({row.pk: row.goal for row in results if row.goal})
    after = {"goals": len(goals), "units": len(numbers)}
    audit.record(action="demo.agreements", by=by, at=moment(date(YEAR, 1, 2), 60), target=period, after=after)


def _write_keys(goals: dict[int, Goal]) -> None:
    rows = list(Indicator.objects.filter(result__in=goals).order_by("result_id", "order", "pk"))
    keys: dict[tuple[int, str], KeyIndicator] = {}
    for row in rows:
        goal = goals[row.result_id]
        key = KeyIndicator(
            goal=goal,
            order=row.order,
            text=row.text[:500],
            target=row.target,
            target_until=row.target_until,
            measure=row.unit,
            direction=row.direction,
        )
        row.key_indicator = keys.setdefault((goal.pk, key.text), key)
    KeyIndicator.objects.bulk_create(keys.values(), batch_size=BATCH)
    for row in rows:
        row.key_indicator_id = row.key_indicator.pk if row.key_indicator else None
    Indicator.objects.bulk_update(rows, ["key_indicator"], batch_size=BATCH)


def write_assignments(period: Period) -> None:
    """Fill the matrices of the named heads: what their people took from them, and what still waits."""
    nips = [person.nip for person in NAMED]
    at = moment(date(YEAR, 1, 6), 120)
    led = Result.objects.filter(plan__period=period, supports__plan__placement__employee__nip__in=nips)
    rows: list[Assignment] = []
    cells: set[tuple[int | None, int]] = set()
    for row in led.select_related("plan", "supports__plan__placement").order_by("pk"):
        assert row.supports is not None
        cell = (row.supports_id, row.plan.placement_id)
        if cell not in cells:
            cells.add(cell)
            rows.append(
                Assignment(
                    result=row.supports,
                    placement_id=row.plan.placement_id,
                    text=row.text,
                    status=AssignmentStatus.TAKEN.value,
                    taken=row,
                    given_by_id=row.supports.plan.placement.employee_id,
                    given_at=at,
                )
            )
    fresh = [row for row in _waiting(period, nips) if (row.result_id, row.placement_id) not in cells]
    Assignment.objects.bulk_create([*rows, *fresh], batch_size=BATCH)


def _waiting(period: Period, nips: list[str]) -> list[Assignment]:
    """Return two proposals to two people of each named head whose plan is still being written."""
    lines = Supervision.objects.filter(
        superior__nip__in=nips, placement__plans__period=period, placement__plans__status="DRAF"
    )
    teams: dict[int, list[int]] = defaultdict(list)
    for superior, placement in lines.order_by("placement").values_list("superior", "placement").distinct():
        teams[superior].append(placement)
    found = []
    for superior, placements in teams.items():
        results = Result.objects.filter(plan__period=period, plan__placement__employee=superior)
        chosen = list(results.order_by("-order", "pk")[: len(PROPOSALS)])
        found += [
            Assignment(
                result=result,
                placement_id=placement,
                text=text,
                given_by_id=superior,
                given_at=moment(date(YEAR, 1, 8), 30),
            )
            for placement in placements[:2]
            for result, text in zip(chosen, PROPOSALS, strict=False)
        ]
    return found
