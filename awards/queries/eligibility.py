"""Who can be a candidate and what is known of each, read for the whole agency in a flat number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Max, Q, When
from django.db.models.functions import Coalesce

from indicators.models import Indicator, Period, Plan, Term
from indicators.rules import Direction, PlanStatus, TermKind, achievement
from organizations.models import Placement
from organizations.rules import PlacementKind, PositionKind
from reviews.models import Attachment, Evaluation, Realisation
from reviews.rules.evaluation import RELEASED, EvaluationStatus, Predicate, Rating

from ..models import AwardScheme, Nomination
from ..rules.eligibility import Facts, Measure, months_between
from ..rules.scheme import BY_NOMINATION, Category
from . import sources

AGREED = (PlanStatus.AGREED, PlanStatus.CLOSED)
CHUNK = 5000
Values = dict[str, Any]


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
        if self.employee_id is not None:
            return f"p{self.employee_id:09d}"
        return f"u{self.unit_id:09d}" if self.unit_id is not None else f"t{self.nomination_id:09d}"


def known_candidates(scheme: AwardScheme, committee: set[int], on: date) -> list[Known]:
    """Return everybody who can win the award of a scheme, with the facts.

    Everybody with a definitive post for awards of persons, graded and nominated units for awards of units,
    and only who was nominated for teams, innovation and service.
    """
    asked = Nomination.objects.filter(scheme=scheme, withdrawn_at=None, left_out_at=None)
    found = list(asked.order_by("pk").values_list("pk", "employee_id", "unit_id", "team_name"))
    more = sources.gathered(scheme, committee, on)
    units = {unit for _, _, unit, _ in found if unit is not None}
    if scheme.category == Category.UNIT:
        return [_unit(unit, scheme, more) for unit in sorted(units | more.graded)]
    if scheme.category not in BY_NOMINATION:
        return known_people(scheme, committee, more)
    people = {employee for _, employee, _, _ in found if employee is not None}
    teams = [
        Known(Facts(year=scheme.period.year, **more.of_team(pk)), nomination_id=pk)
        for pk, _, _, name in found
        if name
    ]
    persons = known_people(scheme, committee, more, people) if people else []
    return persons + [_unit(unit, scheme, more) for unit in sorted(units)] + teams


def _unit(unit: int, scheme: AwardScheme, more: sources.Gathered) -> Known:
    return Known(Facts(year=scheme.period.year, is_unit=True, **more.of_unit(unit)), unit_id=unit)


def known_people(
    scheme: AwardScheme, committee: set[int], more: sources.Gathered, only: Collection[int] | None = None
) -> list[Known]:
    """Return everybody who held a definitive post in the judged time and is active, with the facts.

    Who changed post counts with the latest post that has an agreed plan. Political office is not
    appraised, so it is left out. Ratings that the superior has not shared yet stay unread.
    """
    period = scheme.period
    plans = dict(
        Plan.objects.filter(period=period, status__in=AGREED).values_list("placement_id", "pk").order_by("pk")
    )
    evaluations = _evaluations(scheme)
    measures, evidence = _measures(period)
    people = []
    for employee, placement, unit, start, end in _posts(scheme, plans, only):
        plan = plans.get(placement, 0)
        until = min(end or scheme.judged_until, scheme.judged_until)
        facts = Facts(
            year=period.year,
            months=months_between(start, until),
            has_plan=plan > 0,
            measures=measures.get(plan, ()),
            evidence=evidence.get(plan, 0),
            is_on_committee=employee in committee,
            **evaluations.get(plan, {}),
            **more.of_person(employee, unit, plan),
        )
        people.append(Known(facts, employee, placement))
    return people


Post = tuple[int, int, int, date, date | None]


def _posts(scheme: AwardScheme, plans: Mapping[int, int], only: Collection[int] | None) -> Iterable[Post]:
    rows = Placement.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=scheme.judged_from),
        kind=PlacementKind.DEFINITIVE,
        started_on__lte=scheme.judged_until,
        employee__is_active=True,
    ).exclude(position__kind=PositionKind.POLITICAL)
    if only is not None:
        rows = rows.filter(employee__in=only)
    ordered = rows.order_by("employee_id", "started_on", "pk")
    chosen: dict[int, Post] = {}
    for row in ordered.values_list("employee_id", "pk", "unit_id", "started_on", "ended_on").iterator(CHUNK):
        employee_id, placement_id, *_ = row
        if placement_id in plans or employee_id not in chosen or chosen[employee_id][1] not in plans:
            chosen[employee_id] = row
    return chosen.values()


def _evaluations(scheme: AwardScheme) -> dict[int, Values]:
    """Return the shared facts of each plan's evaluation: of the quarter that is judged, else of the year."""
    term = (
        Q(term=scheme.term_id) if scheme.term_id else Q(term__period=scheme.period, term__kind=TermKind.FINAL)
    )
    rows = (
        Evaluation.objects.filter(term)
        .values_list(
            *("plan_id", "status", "results_rating", "behaviour_rating", "predicate"),
            *("objection__pk", "objection__decided_at"),
        )
        .order_by("pk")
    )
    found: dict[int, Values] = {}
    for plan_id, status, results, behaviour, predicate, objection, decided_at in rows.iterator(CHUNK):
        facts: Values = {"status": EvaluationStatus(status)}
        if status in RELEASED:
            facts |= {
                "results": Rating(results),
                "behaviour": Rating(behaviour),
                "predicate": Predicate(predicate),
                "has_open_objection": objection is not None and decided_at is None,
            }
        found[plan_id] = facts
    return found


def _measures(period: Period) -> tuple[dict[int, list[Measure]], dict[int, int]]:
    """Return the measures of each agreed plan, and how many reports with evidence stand in it."""
    reports = _reports(period)
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
    evidence: dict[int, int] = defaultdict(int)
    for indicator_id, plan_id, target, until, direction in rows.iterator(CHUNK):
        amount, proven = reports.get(indicator_id, (None, 0))
        found[plan_id].append(measure(amount, target, direction, until=until, has_evidence=proven > 0))
        evidence[plan_id] += proven
    return found, evidence


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


def _reports(period: Period) -> dict[int, tuple[Decimal | None, int]]:
    """Return of each indicator the latest amount, which counts as the year's, and reports with evidence."""
    terms = Term.objects.filter(period=period).order_by("-number", "-pk").values_list("pk", flat=True)
    latest = [Max(Case(When(term=term, then="amount"))) for term in terms]
    if not latest:
        return {}
    of_year = Realisation.objects.filter(term__period=period).values("indicator_id").order_by()
    rows = of_year.annotate(
        latest=Coalesce(*latest) if len(latest) > 1 else latest[0],
        linked=Count("pk", filter=~Q(evidence_url="")),
    ).values_list("indicator_id", "latest", "linked")
    files = Attachment.objects.filter(realisation__term__period=period, realisation__evidence_url="")
    with_files = dict(
        files.values("realisation__indicator")
        .annotate(count=Count("realisation", distinct=True))
        .order_by()
        .values_list("realisation__indicator", "count")
    )
    return {pk: (amount, linked + with_files.get(pk, 0)) for pk, amount, linked in rows.iterator(CHUNK)}


def final_term(period: Period) -> Term | None:
    """Return the term of the annual evaluation, or None where the period has none."""
    return Term.objects.filter(period=period, kind=TermKind.FINAL).first()
