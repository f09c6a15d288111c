"""The agency's desk: four numbers and completeness by unit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.core.cache import cache
from django.db.models import Count, Q

from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus
from organizations.models import Absence, Placement
from organizations.queries import REMEMBERED, Branches, branches
from organizations.rules import EmploymentKind
from reviews.models import Evaluation, Feedback
from reviews.rules.evaluation import UNSHARED


@dataclass
class Counts:
    """How far the people of some units are."""

    people: int = 0
    drafted: int = 0
    submitted: int = 0
    agreed: int = 0
    with_feedback: int = 0
    rated: int = 0
    shared: int = 0
    predicates: dict[str, int] = field(default_factory=dict)

    def add(self, other: Counts) -> None:
        """Add the people of another unit."""
        for name in ("people", "drafted", "submitted", "agreed", "with_feedback", "rated", "shared"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for key, count in other.predicates.items():
            self.predicates[key] = self.predicates.get(key, 0) + count

    @property
    def without_plan(self) -> int:
        """People who have not begun a plan."""
        return self.people - self.drafted - self.submitted - self.agreed

    @property
    def without_feedback(self) -> int:
        """People who have had no feedback yet."""
        return self.people - self.with_feedback

    @property
    def not_agreed(self) -> int:
        """People whose plan is not agreed."""
        return self.people - self.agreed

    @property
    def not_rated(self) -> int:
        """People without a shared annual result."""
        return self.people - self.shared


Desk = Branches[Counts]


def desk(period: Period | None, final: Term | None, on: date) -> Desk:
    """Return the counts of every unit for a year, at most a minute old (five queries when made anew)."""
    key = f"desk-{period.pk if period else 0}"
    found: Desk | None = cache.get(key)
    if found is None:
        found = _count(period, final, on)
        cache.set(key, found, REMEMBERED)
    return found


def _count(period: Period | None, final: Term | None, on: date) -> Desk:
    own: dict[int, Counts] = defaultdict(Counts)
    people = Placement.objects.on(on).definitive().filter(employee__is_active=True)
    away = Absence.objects.on(on).without_plan().values("employee")  # nobody expects a plan of them
    people = people.exclude(employee__kind=EmploymentKind.NON_ASN).exclude(employee__in=away)
    for unit, count in people.values_list("unit").annotate(Count("pk")).order_by():
        own[unit].people = count
    current = Q(placement__in=people)
    plans = Plan.objects.filter(current, period=period)
    for unit, status, count in (
        plans.values_list("placement__unit", "status").annotate(Count("pk")).order_by()
    ):
        name = {PlanStatus.AGREED: "agreed", PlanStatus.CLOSED: "agreed", PlanStatus.SUBMITTED: "submitted"}
        column = name.get(PlanStatus(status), "drafted")
        setattr(own[unit], column, getattr(own[unit], column) + count)
    said = Feedback.objects.filter(plan__in=plans, is_from_assigner=False)
    by_unit = said.values_list("plan__placement__unit").annotate(Count("plan", distinct=True))
    for unit, count in by_unit.order_by():
        own[unit].with_feedback = count
    rated = Evaluation.objects.filter(plan__in=plans, term=final)
    rows = rated.values_list("plan__placement__unit", "status", "predicate").annotate(Count("pk")).order_by()
    for unit, status, predicate, count in rows:
        own[unit].rated += count
        if status not in UNSHARED:
            own[unit].shared += count
            own[unit].predicates[predicate] = own[unit].predicates.get(predicate, 0) + count
    return branches(dict(own), Counts)
