"""Credit points of the demo city: what people bring along from before, and every second final result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from appraisal import audit
from organizations.models import Employee, Placement
from organizations.rules import FunctionalLevel, PositionKind
from reviews.access.credit import functional_results
from reviews.models import CreditEntry
from reviews.queries.credit import conversion_of, figures_of, with_post
from reviews.rules.credit import CreditSource, Figures, coefficient

from .clock import YEAR, moment
from .insert import insert
from .people import NIPS

BATCH = 500
DECREES = date(YEAR, 1, 12)


def write_credits(admin: Employee, rng: Random) -> None:
    """Bring in older points for most functional posts, and set the points of half of the final results."""
    figures = figures_of(YEAR)
    last = CreditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    insert(_former(admin, rng, figures))
    insert(_converted(figures))
    _identify()
    fresh = CreditEntry.objects.filter(pk__gt=last).select_related("set_by").order_by("pk")
    words = {CreditSource.CONVERSION.value: "credit.converted"}
    insert(
        audit.entry(
            action=words.get(entry.source, "credit.brought_in"),
            by=entry.set_by,
            at=entry.set_at,
            target=entry,
            after={"year": entry.year, "points": str(entry.points)},
            note=entry.basis,
        )
        for entry in fresh.iterator(chunk_size=BATCH)
    )


def _former(admin: Employee, rng: Random, figures: Figures) -> Iterator[CreditEntry]:
    """Yield points up to the year before, between half a year's and four years' worth."""
    posts = Placement.objects.definitive().filter(
        ended_on__isnull=True, position__kind=PositionKind.FUNCTIONAL, started_on__lt=date(YEAR, 1, 1)
    )
    rows = posts.exclude(position__level="").select_related("position", "employee").order_by("pk")
    for number, post in enumerate(rows.iterator(chunk_size=BATCH), start=1):
        years = Decimal(rng.randint(2, 16)) / 4
        if rng.random() < 0.3 and post.employee.nip not in NIPS:
            continue
        level = FunctionalLevel(post.position.level)
        yield CreditEntry(
            employee=post.employee,
            source=CreditSource.FORMER.value,
            level=level.value,
            year=YEAR - 1,
            points=(coefficient(level, figures) * years).quantize(Decimal("0.001")),
            basis=f"PAK 800.1.3/{number}/{YEAR - 1}",
            set_by=admin,
            set_at=moment(DECREES, number % 300),
        )


def _converted(figures: Figures) -> Iterator[CreditEntry]:
    """Yield what the superior set for every second final result of the year."""
    rows = functional_results().filter(plan__period__year=YEAR, term__kind="FINAL", final_at__isnull=False)
    for number, result in enumerate(with_post(rows).order_by("pk").iterator(chunk_size=BATCH)):
        if number % 2:
            continue
        worth = conversion_of(result, figures)
        yield CreditEntry(
            employee=result.plan.placement.employee,
            source=CreditSource.CONVERSION.value,
            level=worth.level.value,
            year=worth.year,
            month_from=worth.months.first,
            month_until=worth.months.last,
            evaluation=result,
            predicate=worth.predicate.value,
            percent=worth.percent,
            coefficient=worth.coefficient,
            points=worth.points,
            set_by=result.appraiser,
            set_at=result.final_at or moment(DECREES, 0),
        )


def _identify() -> None:
    """Complete what papers print of the named people."""
    people = list(Employee.objects.filter(nip__in=NIPS).order_by("pk"))
    for number, person in enumerate(people, start=1):
        person.birth_place, person.card_number = "Arunika", f"N {412000 + number}"
        person.rank_since = date(YEAR - 2, 4, 1)
    Employee.objects.bulk_update(people, ["birth_place", "card_number", "rank_since"])
