"""Who can be a candidate and what is known of each, read for the whole agency in a flat number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from indicators.models import Indicator, Period, Plan, Term
from indicators.rules import Direction, PlanStatus, TermKind, achievement
from organizations.models import Employee, Placement
from organizations.rules import PlacementKind, PositionKind
from reviews.models import Attachment, Evaluation, Realisation
from reviews.rules.evaluation import RELEASED, EvaluationStatus, Predicate, Rating

from ..models import AwardScheme, Nomination
from ..rules.eligibility import Facts, Measure, months_between
from ..rules.scheme import BY_NOMINATION, Category
from . import sources

DIRECTIONS = {one.value: one for one in Direction}
AGREED = (PlanStatus.AGREED, PlanStatus.CLOSED)
CHUNK = 1000  # people whose plans are read at once
ALIKE = 5000  # measures that are kept for the next indicator with the same numbers
YES = "1"
Values = dict[str, Any]
Span = tuple[int, int]  # of keys of plans, both ends included


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


def known_candidates(scheme: AwardScheme, committee: set[int], on: date) -> Iterator[Known]:
    """Give everybody who can win the award of a scheme, with the facts, a part of the agency at a time.

    Everybody with a definitive post for awards of persons, graded and nominated units for awards of units,
    and only who was nominated for teams, innovation and service.
    """
    asked = Nomination.objects.filter(scheme=scheme, withdrawn_at=None, left_out_at=None)
    found = list(asked.order_by("pk").values_list("pk", "employee_id", "unit_id", "team_name"))
    more = sources.gathered(scheme, committee, on)
    units = {unit for _, _, unit, _ in found if unit is not None}
    if scheme.category == Category.UNIT:
        yield from (_unit(unit, scheme, more) for unit in sorted(units | more.graded))
        return
    if scheme.category not in BY_NOMINATION:
        yield from known_people(scheme, committee, more)
        return
    people = {employee for _, employee, _, _ in found if employee is not None}
    if people:
        yield from known_people(scheme, committee, more, people)
    yield from (_unit(unit, scheme, more) for unit in sorted(units))
    for pk, _, _, name in found:
        if name:
            yield Known(Facts(year=scheme.period.year, **more.of_team(pk)), nomination_id=pk)


def expected(scheme: AwardScheme) -> int:
    """Return about how many candidates a scheme has, without reading them."""
    if scheme.category in (*BY_NOMINATION, Category.UNIT):
        return Nomination.objects.filter(scheme=scheme).count()
    return Employee.objects.filter(is_active=True).count()


def _unit(unit: int, scheme: AwardScheme, more: sources.Gathered) -> Known:
    return Known(Facts(year=scheme.period.year, is_unit=True, **more.of_unit(unit)), unit_id=unit)


def known_people(
    scheme: AwardScheme, committee: set[int], more: sources.Gathered, only: Collection[int] | None = None
) -> Iterator[Known]:
    """Give everybody who held a definitive post in the judged time and is active, with the facts.

    Who changed post counts with the latest post that has an agreed plan. Political office is not
    appraised, so it is left out. Ratings that the superior has not shared yet stay unread. Plans are read
    a part at a time, so that a city asks for no more memory than a district.
    """
    agreed = Plan.objects.filter(period=scheme.period, status__in=AGREED)
    plans = dict(agreed.order_by().values_list("placement_id", "pk").iterator(CHUNK))
    posts = sorted(_posts(scheme, plans, only), key=lambda post: plans.get(post[1], 0))
    for start in range(0, len(posts), CHUNK):
        part = posts[start : start + CHUNK]
        span = plans.get(part[0][1], 0), plans.get(part[-1][1], 0)
        evaluations, of_plans = _evaluations(scheme, span), _measures(scheme.period, span)
        for employee, placement, unit, began, end in part:
            plan = plans.get(placement, 0)
            facts = Facts(
                year=scheme.period.year,
                months=months_between(began, min(end or scheme.judged_until, scheme.judged_until)),
                has_plan=plan > 0,
                measures=of_plans.get(plan, ()),
                is_on_committee=employee in committee,
                **evaluations.get(plan, {}),
                **more.of_person(employee, unit, plan),
            )
            yield Known(facts, employee, placement)


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


def _evaluations(scheme: AwardScheme, plans: Span) -> dict[int, Values]:
    """Return the shared facts of each plan's evaluation: of the quarter that is judged, else of the year."""
    term = (
        Q(term=scheme.term_id) if scheme.term_id else Q(term__period=scheme.period, term__kind=TermKind.FINAL)
    )
    rows = (
        Evaluation.objects.filter(term, plan__pk__range=plans)
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


def _measures(period: Period, plans: Span) -> dict[int, list[Measure]]:
    """Return the measures of each agreed plan.

    The latest amount of an indicator counts as the year's. Numbers travel as text: what is made of them
    for SQLite one by one takes a second for a city.
    """
    reports = Realisation.objects.filter(indicator=OuterRef("pk"))
    terms = Term.objects.filter(Exists(Realisation.objects.filter(term=OuterRef("pk"))), period=period)
    latest = terms.order_by("-number", "-pk").values_list("pk", flat=True)
    amounts = [Subquery(reports.filter(term=term).values(text=_text("amount"))) for term in latest]
    nothing = Value(None, output_field=TextField())
    rows = (
        Indicator.objects.filter(
            result__plan__pk__range=plans, result__plan__revises__isnull=True, result__plan__status__in=AGREED
        )
        .annotate(
            bound=_text("target"),
            upper=_text("target_until"),
            latest=Coalesce(*amounts, nothing, nothing),
            proven=Subquery(reports.filter(_proven()).order_by().values(yes=Value(YES))[:1]),
        )
        .values_list("result__plan_id", "latest", "bound", "upper", "direction", "proven")
        .order_by("result__plan")  # in a plan no order is asked for: what is made of its measures has none
    )
    return {
        plan: [_measure(row[1:]) for row in of_plan]
        for plan, of_plan in groupby(rows.iterator(CHUNK), key=itemgetter(0))
    }


def evidence_of(period: Period, placements: Sequence[int]) -> dict[int, int]:
    """Return how many reports with evidence stand in the plan of each placement, where there are any.

    Only who is tied is told apart by it, so nobody else's reports are counted.
    """
    found: dict[int, int] = {}
    for start in range(0, len(placements), CHUNK):
        rows = Realisation.objects.filter(
            _proven(),
            indicator__removed_at__isnull=True,
            indicator__result__plan__period=period,
            indicator__result__plan__revises__isnull=True,
            indicator__result__plan__status__in=AGREED,
            indicator__result__plan__placement__in=placements[start : start + CHUNK],
        )
        counted = rows.order_by().values("indicator__result__plan__placement").annotate(count=Count("pk"))
        found |= dict(counted.values_list("indicator__result__plan__placement", "count"))
    return found


def _proven() -> Q:
    """Return what makes a report one with evidence: a link or a file."""
    has_file = Exists(Attachment.objects.filter(realisation=OuterRef("pk")))
    return ~Q(evidence_url="") | Q(has_file)


def _text(name: str) -> Cast:
    return Cast(name, TextField())


@lru_cache(maxsize=ALIKE)
def _measure(texts: tuple[str | None, str | None, str | None, str, str | None]) -> Measure:
    """Return what an award needs to know of one indicator."""
    latest, bound, upper = (None if text is None else Decimal(text) for text in texts[:3])
    share = None
    if bound is not None:
        share = achievement(realised=latest, target=bound, until=upper, direction=DIRECTIONS[texts[3]])
    return Measure(
        share, is_counted=bound is not None, is_reported=latest is not None, has_evidence=texts[4] == YES
    )


def final_term(period: Period) -> Term | None:
    """Return the term of the annual evaluation, or None where the period has none."""
    return Term.objects.filter(period=period, kind=TermKind.FINAL).first()
