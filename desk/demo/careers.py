"""Earlier predicates and potential assessments of the demo city, brought in from two files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from development.models import PotentialScore
from organizations.models import Employee, Upload
from organizations.rules import EmploymentKind, UploadKind
from reviews.models import PastResult
from reviews.rules.evaluation import Predicate

from .clock import YEAR, moment
from .insert import insert
from .people import NIPS

BROUGHT = date(YEAR, 1, 13)
FIRST = YEAR - 4  # one of the five years is a gap that the page tells
PREDICATES = (
    Predicate.EXCELLENT,
    Predicate.GOOD,
    Predicate.GOOD,
    Predicate.GOOD,
    Predicate.NEEDS_IMPROVEMENT,
)


def write_careers(admin: Employee, rng: Random) -> None:
    """Bring in four years of predicates for two thirds of the people, and a score for half of those."""
    kinds = ((UploadKind.PAST, "riwayat-predikat.xlsx"), (UploadKind.POTENTIAL, "asesmen-potensial.xlsx"))
    past, potential = (_file(kind, name, admin) for kind, name in kinds)
    people = [
        pk
        for pk, nip in Employee.objects.active()
        .exclude(kind=EmploymentKind.NON_ASN)
        .order_by("pk")
        .values_list("pk", "nip")
        if nip in NIPS or rng.random() < 0.66
    ]
    insert(_results(people, past, rng))
    insert(_scores(people[::2], potential, rng))


def _file(kind: UploadKind, name: str, admin: Employee) -> Upload:
    at = moment(BROUGHT, 40)
    counts = {"new": 0, "changed": 0, "same": 0, "faulty": 0}
    return Upload.objects.create(
        kind=kind.value, name=name, rows=[], outcome=counts, uploaded_by=admin, uploaded_at=at, applied_at=at
    )


def _results(people: list[int], upload: Upload, rng: Random) -> Iterator[PastResult]:
    for person in people:
        for year in range(FIRST, YEAR):
            predicate = rng.choice(PREDICATES).value
            yield PastResult(
                employee_id=person, year=year, predicate=predicate, source="e-Kinerja BKN", upload=upload
            )


def _scores(people: list[int], upload: Upload, rng: Random) -> Iterator[PotentialScore]:
    for person in people:
        yield PotentialScore(
            employee_id=person,
            assessed_on=date(YEAR - 1, rng.randint(1, 12), 1),
            score=Decimal(rng.randint(480, 960)) / 10,
            error=Decimal(4),
            valid_until=date(YEAR + 2, 6, 30),
            source="Balai asesmen Kota Arunika",
            upload=upload,
        )
