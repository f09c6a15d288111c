"""The recapitulation: one row per person of a year, in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from indicators.models import Period, Plan, Term
from organizations.access import Scope
from organizations.models import Placement, Supervision
from organizations.rules import EmploymentKind
from reviews.models import Evaluation
from reviews.queries.annual import annual_plans, definitive_plans
from reviews.rules.evaluation import UNSHARED

from .report import POSTS

BATCH = 1_000
RECAP_COLUMNS = ["NIP", "Nama", "Jabatan", "Unit kerja", "Pejabat penilai", "SKP", "Penilaian", "Predikat"]


def recapitulation(scope: Scope, period: Period, final: Term | None, on: date) -> Iterator[list[Any]]:
    """Yield one row per person in the scope: who, where, superior, plan, annual evaluation, predicate.

    Reads in batches, so that 20,000 people take little memory. NIP is text.
    """
    ids = recap_posts(scope, (), on)
    for start in range(0, len(ids), BATCH):
        yield from recap_rows(ids[start : start + BATCH], period, final, on)


def recap_posts(scope: Scope, groups: Sequence[str], on: date) -> list[int]:
    """Return the posts of the recapitulation in its order; `groups` are keys of POSTS, none means all."""
    people = Placement.objects.on(on).definitive().filter(employee__is_active=True)
    people = scope.filter(people.exclude(employee__kind=EmploymentKind.NON_ASN), "unit")
    if groups:
        kinds = [kind.value for group in groups for kind in POSTS[group][1]]
        people = people.filter(position__kind__in=kinds)
    return list(people.order_by("unit__name", "employee__name", "pk").values_list("pk", flat=True))


def recap_rows(ids: Sequence[int], period: Period, final: Term | None, on: date) -> Iterator[list[Any]]:
    """Yield the rows of some posts (a fixed number of queries)."""
    people = Placement.objects.filter(pk__in=ids).select_related("employee", "position", "unit")
    rows = {row.pk: row for row in people}
    lines = Supervision.objects.on(on).filter(placement__in=ids).select_related("superior")
    superiors = {line.placement_id: line.superior for line in lines}
    of_year = definitive_plans(period, [row.employee_id for row in rows.values()])
    plans = {plan.placement_id: plan for plan in of_year}
    annual = annual_plans(of_year)
    judged = Evaluation.objects.filter(plan__in=list(annual.values()), term=final)
    results = {row.plan_id: row for row in judged}
    for pk in ids:
        result = results.get(annual.get(rows[pk].employee_id, 0))
        yield _recap_row(rows[pk], superiors.get(pk), plans.get(pk), result)


def _recap_row(
    placement: Placement, superior: Any, plan: Plan | None, result: Evaluation | None
) -> list[Any]:
    shared = result if result and result.status not in UNSHARED else None
    return [
        placement.employee.nip,
        placement.employee.full_name,
        placement.position.title,
        placement.unit.name,
        superior.full_name if superior else "",
        plan.get_status_display() if plan else "Belum disusun",
        result.get_status_display() if result else "Belum dinilai",
        shared.get_predicate_display() if shared else "",
    ]
