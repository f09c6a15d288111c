"""Many people of known groups with shared annual evaluations, in few queries, for equal treatment."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from awards.models import AwardCandidate, AwardList
from indicators.models import Period, Plan
from organizations.models import Employee, Placement
from reviews.models import Evaluation
from reviews.rules.evaluation import Rating, predicate
from tests.awards.schemes import a_scheme
from tests.world import NOW, World

_numbers = count(1)
ABOVE, MEETS, BELOW = Rating.ABOVE, Rating.MEETS, Rating.BELOW


def _nip(born: int, sex: str, number: int) -> str:
    month, serial = divmod(number, 999)
    return f"{born}01012010{month % 12 + 1:02d}{1 if sex == 'M' else 2}{serial + 1:03d}"


def hire(
    world: World, number: int, *, sex: str = "F", kind: str = "PNS", born: int = 1985, unit: str = "bidang"
) -> list[Placement]:
    """Add people of one kind; their numbers say nothing that the record does not."""
    position = world.placements["ani"].position
    people = Employee.objects.bulk_create(
        Employee(
            nip=_nip(born, sex, next(_numbers)),
            name="Anggota",
            sex=sex,
            kind=kind,
            birth_on=date(born, 1, 1),
            password="!",
        )
        for _ in range(number)
    )
    return Placement.objects.bulk_create(
        Placement(employee=one, position=position, unit=world.units[unit], started_on=date(2024, 1, 1))
        for one in people
    )


def rate(
    world: World, posts: list[Placement], above: int = 0, below: int = 0, period: Period | None = None
) -> list[Evaluation]:
    """Share annual results: the first ones above in both ratings, the last ones below in results."""
    year = period or world.period
    plans = Plan.objects.bulk_create(
        Plan(
            period=year,
            placement=post,
            form="JA_JF",
            started_on=year.started_on,
            ended_on=year.ended_on,
            status="DISEPAKATI",
            created_at=NOW,
            agreed_at=NOW,
            agreed_by=world.budi,
        )
        for post in posts
    )
    final, rows = year.terms.get(kind="FINAL"), []
    for place, plan in enumerate(plans):
        both = (ABOVE, ABOVE) if place < above else (MEETS, MEETS)
        results, behaviour = (BELOW, MEETS) if place >= len(plans) - below else both
        rows.append(
            Evaluation(
                plan=plan,
                term=final,
                appraiser=world.budi,
                status="DISAMPAIKAN",
                shared_at=NOW,
                results_rating=results,
                results_reason="Laporan terbit.",
                behaviour_rating=behaviour,
                behaviour_reason="Menggantikan rekan.",
                predicate=predicate(results=results, behaviour=behaviour),
                rated_at=NOW,
            )
        )
    return Evaluation.objects.bulk_create(rows)


def honour(
    world: World, posts: list[Placement], recommended: int, *, closed: bool = True, **changes: Any
) -> AwardList:
    """Put people on an award list as eligible, the first ones recommended."""
    scheme = a_scheme(world.period, by=world.gita, **changes)
    row = AwardList.objects.create(
        scheme=scheme,
        proposed_at=NOW,
        proposed_by=world.gita,
        closed_at=NOW if closed else None,
        closed_by=world.gita if closed else None,
    )
    decided = {
        "decision": "DIREKOMENDASIKAN",
        "reason": "Bukti kuat.",
        "decided_by": world.hadi,
        "decided_at": NOW,
    }
    AwardCandidate.objects.bulk_create(
        AwardCandidate(
            award_list=row,
            employee_id=post.employee_id,
            placement=post,
            is_eligible=True,
            criteria=[],
            score=50,
            **(decided if place < recommended else {}),
        )
        for place, post in enumerate(posts)
    )
    return row


def earlier_year(world: World, year: int) -> Period:
    """Return an earlier year with its annual term alone."""
    days = (
        "started_on",
        "ended_on",
        "planning_from",
        "planning_until",
        "annual_from",
        "annual_until",
        "award_from",
        "award_until",
    )
    back = 2026 - year
    moved = {
        name: getattr(world.period, name).replace(year=getattr(world.period, name).year - back)
        for name in days
    }
    period = Period.objects.create(year=year, opened_at=NOW, opened_by=world.gita, **moved)
    final = world.final
    period.terms.create(
        kind="FINAL",
        number=5,
        name="Tahunan",
        started_on=period.started_on,
        ended_on=period.ended_on,
        due_on=final.due_on.replace(year=final.due_on.year - back),
    )
    return period
