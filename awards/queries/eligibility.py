"""What is known of everybody who could be awarded, read for the whole agency in six queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from indicators.models import Indicator, Period, Plan, Term
from indicators.rules import Direction, PlanStatus, TermKind, achievement
from organizations.models import Placement
from organizations.rules import PlacementKind, PositionKind
from reviews.models import Attachment, Evaluation, Realisation
from reviews.rules.evaluation import RELEASED, EvaluationStatus, Predicate, Rating

from ..rules.eligibility import Facts, Measure, months_between

AGREED = (PlanStatus.AGREED, PlanStatus.CLOSED)
CHUNK = 5000


@dataclass(frozen=True)
class Known:
    """A candidate with the facts: a person with the placement that counts, a unit, or a nominated team."""

    facts: Facts
    employee_id: int | None = None
    placement_id: int | None = None
    unit_id: int | None = None
    nomination_id: int | None = None

    @property
    def key(self) -> str:
        """A key that stays the same, for trials and lots: never a name or a NIP."""
        kind, pk = next(
            (kind, pk)
            for kind, pk in (("p", self.employee_id), ("u", self.unit_id), ("t", self.nomination_id))
            if pk is not None
        )
        return f"{kind}{pk:09d}"


def known_people(period: Period, committee: set[int]) -> list[Known]:
    """Return everybody who held a definitive post in the period and is active, with the facts.

    Who changed post counts with the latest post that has an agreed plan. Political office is not
    appraised, so it is left out. Ratings that the superior has not shared yet stay unread.
    """
    plans = dict(
        Plan.objects.filter(period=period, status__in=AGREED).values_list("placement_id", "pk").order_by("pk")
    )
    evaluations = _evaluations(period)
    measures = _measures(period)
    people = []
    for employee_id, placement_id, start, end in _posts(period, plans):
        plan_id = plans.get(placement_id)
        people.append(
            Known(
                Facts(
                    year=period.year,
                    months=months_between(start, min(end or period.ended_on, period.ended_on)),
                    has_plan=plan_id is not None,
                    measures=measures.get(plan_id or 0, ()),
                    is_on_committee=employee_id in committee,
                    **evaluations.get(plan_id or 0, {}),  # type: ignore[arg-type]
                ),
                employee_id,
                placement_id,
            )
        )
    return people


def _posts(period: Period, plans: dict[int, int]) -> Iterable[tuple[int, int, date, date | None]]:
    rows = (
        Placement.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=period.started_on),
            kind=PlacementKind.DEFINITIVE,
            started_on__lte=period.ended_on,
            employee__is_active=True,
        )
        .exclude(position__kind=PositionKind.POLITICAL)
        .order_by("employee_id", "started_on", "pk")
        .values_list("employee_id", "pk", "started_on", "ended_on")
    )
    chosen: dict[int, tuple[int, int, date, date | None]] = {}
    for row in rows.iterator(CHUNK):
        employee_id, placement_id, *_ = row
        if placement_id in plans or employee_id not in chosen or chosen[employee_id][1] not in plans:
            chosen[employee_id] = row
    return chosen.values()


def _evaluations(period: Period) -> dict[int, dict[str, object]]:
    """Return the shared facts of each plan's annual evaluation, by plan."""
    rows = (
        Evaluation.objects.filter(term__period=period, term__kind=TermKind.FINAL)
        .values_list(
            "plan_id",
            "status",
            "results_rating",
            "behaviour_rating",
            "predicate",
            "objection__pk",
            "objection__decided_at",
        )
        .order_by("pk")
    )
    found: dict[int, dict[str, object]] = {}
    for plan_id, status, results, behaviour, predicate, objection, decided_at in rows.iterator(CHUNK):
        facts: dict[str, object] = {"status": EvaluationStatus(status)}
        if status in RELEASED:
            facts |= {
                "results": Rating(results),
                "behaviour": Rating(behaviour),
                "predicate": Predicate(predicate),
                "has_open_objection": objection is not None and decided_at is None,
            }
        found[plan_id] = facts
    return found


def _measures(period: Period) -> dict[int, list[Measure]]:
    """Return the measures of each agreed plan: the latest reported amount counts as the year's."""
    amounts, proven = _reports(period)
    rows = (
        Indicator.objects.filter(
            result__plan__period=period,
            result__plan__revises__isnull=True,
            result__plan__status__in=AGREED,
        )
        .values_list("pk", "result__plan_id", "target", "target_until", "direction")
        .order_by("pk")
    )
    found: dict[int, list[Measure]] = defaultdict(list)
    for indicator_id, plan_id, target, until, direction in rows.iterator(CHUNK):
        amount = amounts.get(indicator_id)
        found[plan_id].append(
            measure(amount, target, direction, until=until, has_evidence=indicator_id in proven)
        )
    return found


def measure(
    amount: Decimal | None,
    target: Decimal | None,
    direction: str,
    *,
    has_evidence: bool,
    until: Decimal | None = None,
) -> Measure:
    """Return what an award needs to know of one indicator."""
    share = None
    if target is not None:
        share = achievement(realised=amount, target=target, until=until, direction=Direction(direction))
    return Measure(
        share=share,
        is_counted=target is not None,
        is_reported=amount is not None,
        has_evidence=has_evidence,
    )


def _reports(period: Period) -> tuple[dict[int, Decimal], set[int]]:
    """Return the latest amount of each indicator, and the indicators with evidence in some term."""
    rows = (
        Realisation.objects.filter(term__period=period)
        .annotate(
            is_proven=ExpressionWrapper(
                ~Q(evidence_url="") | Exists(Attachment.objects.filter(realisation=OuterRef("pk"))),
                output_field=BooleanField(),
            ),
        )
        .values_list("indicator_id", "amount", "is_proven")
        .order_by("term__number", "pk")
    )
    amounts: dict[int, Decimal] = {}
    proven: set[int] = set()
    for indicator_id, amount, is_proven in rows.iterator(CHUNK):
        if amount is not None:
            amounts[indicator_id] = amount
        if is_proven:
            proven.add(indicator_id)
    return amounts, proven


def final_term(period: Period) -> Term | None:
    """Return the term of the annual evaluation, or None where the period has none."""
    return Term.objects.filter(period=period, kind=TermKind.FINAL).first()
