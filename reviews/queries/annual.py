"""What stands beside the annual evaluation: the quarters, and the evaluation of an earlier post."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from indicators.models import Period, Plan, Term
from indicators.rules import PlanStatus, TermKind
from organizations.models import Employee
from organizations.rules import PlacementKind

from ..models import Evaluation, with_title
from ..rules.evaluation import RELEASED

AGREED = (PlanStatus.AGREED, PlanStatus.CLOSED)


def definitive_plans(period: Period, people: Collection[int]) -> list[Plan]:
    """Return the plans of the year on definitive posts of some people, the first of the year first."""
    plans = Plan.objects.filter(period=period, placement__kind=PlacementKind.DEFINITIVE.value)
    mine = plans.filter(placement__employee__in=people).select_related("placement")
    return list(mine.order_by("started_on", "pk"))


def annual_plans(plans: Iterable[Plan]) -> dict[int, int]:
    """Return by person the plan whose annual evaluation is the annual result, of `definitive_plans`.

    The last definitive plan of the year that was agreed; an acting post's evaluation is additional.
    """
    return {plan.placement.employee_id: plan.pk for plan in plans if plan.status in AGREED}


def annual_evaluation(employee: Employee, period: Period) -> Evaluation | None:
    """Return the annual result of a person once it is shared, None before (two queries)."""
    plan = annual_plans(definitive_plans(period, [employee.pk])).get(employee.pk)
    rows = Evaluation.objects.filter(plan=plan, term__kind=TermKind.FINAL, status__in=RELEASED)
    return rows.select_related("term", "plan__period", "plan__placement").first()


def year_beside(plan: Plan, term: Term, *, is_close: bool) -> QuerySet[Evaluation]:
    """Return what was shared in the year of an annual evaluation, in the order of the year.

    The parts of the year on the same plan, which whoever reads the annual result reads as well. For those
    who are close, the owner and the superior, also the evaluation of each earlier post up to the move: the
    last superior takes it into account (PermenPANRB 6/2022). In the parts of the year nothing.
    """
    return _in_order(Evaluation.objects.filter(_beside(plan, term, is_close=is_close)))


def stored_and_year(plan: Plan, term: Term) -> tuple[Evaluation | None, list[Evaluation]]:
    """Return what is stored of a plan in a term, and what stands beside it for its superior (one query)."""
    wanted = Q(plan=plan, term=term) | _beside(plan, term, is_close=True)
    rows = list(_in_order(Evaluation.objects.filter(wanted)))
    stored = next((row for row in rows if row.plan_id == plan.pk and row.term_id == term.pk), None)
    return stored, [row for row in rows if row is not stored]


def _beside(plan: Plan, term: Term, *, is_close: bool) -> Q:
    if not term.is_final:
        return Q(pk__in=[])
    found = Q(plan=plan) & ~Q(term=term)
    if is_close and plan.placement.is_definitive:
        found |= Q(
            term=term,
            plan__placement__employee=plan.placement.employee_id,
            plan__placement__kind=PlacementKind.DEFINITIVE.value,
            plan__started_on__lt=plan.started_on,
        )
    return Q(status__in=RELEASED) & found


def _in_order(rows: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    people = ("term", "appraiser", "plan__period", "plan__placement__position", "plan__placement__unit")
    return with_title(rows).select_related(*people).order_by("plan__started_on", "term__number", "pk")
