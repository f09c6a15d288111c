"""Reads for copying results: the plans to copy from, and what of one can be copied."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When, prefetch_related_objects

from organizations.models import Employee

from ..access.copying import copyable_plans
from ..models import Plan, Result
from ..rules import KIND_LABELS, ResultKind, same_words
from .payload import ordered_indicators, ordered_results, promised

COLLEAGUES_SHOWN = 25  # the search finds the others


@dataclass(frozen=True)
class Source:
    """A plan to copy from, as the list names it: own ones by year and position, others by name."""

    pk: int
    is_own: bool
    title: str
    about: str


@dataclass(frozen=True)
class CopyPage:
    """The plans to copy from, the one that is open, and its results."""

    own: list[Source]
    colleagues: list[Source]
    has_more: bool  # more colleagues share than the list shows; the search finds them
    open: Source | None
    plan: Plan | None  # the open one, loaded
    present: set[int]  # its results whose words stand in the draft already

    @property
    def results(self) -> list[Result]:
        """What can be copied from the open plan."""
        return ordered_results(self.plan) if self.plan else []


def copy_page(user: Employee, plan: Plan, chosen: int | None = None, name: str = "") -> CopyPage | None:
    """Return what a person may copy into the draft `plan`; None when the chosen plan is not among it.

    `plan` comes from `load`; without a choice the latest own plan is open, `name` narrows the colleagues.
    """
    allowed = copyable_plans(user, plan).annotate(
        promised=Count("results", filter=Q(results__removed_at__isnull=True))
    )
    allowed = allowed.select_related(
        "period", "placement__employee", "placement__position", "placement__unit"
    )
    own = list(allowed.filter(placement__employee=user).order_by("-started_on", "-pk"))
    shared = _nearest(allowed.exclude(placement__employee=user), plan)
    if name:
        shared = shared.filter(placement__employee__name__icontains=name)
    colleagues = list(shared[: COLLEAGUES_SHOWN + 1])
    rows = {row.pk: row for row in [*own, *colleagues]}
    opened = rows.get(chosen) or allowed.filter(pk=chosen).first() if chosen else next(iter(own), None)
    if chosen and opened is None:
        return None
    if opened:
        prefetch_related_objects([opened], "results__indicators")
    texts = {same_words(row.text) for row in plan.results.all()}
    return CopyPage(
        own=[_source(row, user) for row in own],
        colleagues=[_source(row, user) for row in colleagues[:COLLEAGUES_SHOWN]],
        has_more=len(colleagues) > COLLEAGUES_SHOWN,
        open=_source(opened, user) if opened else None,
        plan=opened,
        present={row.pk for row in ordered_results(opened) if same_words(row.text) in texts}
        if opened
        else set(),
    )


def _nearest(plans: QuerySet[Plan], plan: Plan) -> QuerySet[Plan]:
    """Order plans of colleagues: those of the same unit first, then by name."""
    near = Case(When(placement__unit=plan.placement.unit_id, then=0), default=1, output_field=IntegerField())
    return plans.annotate(near=near).order_by("near", "placement__employee__name", "-period__year", "pk")


def _source(row: Plan, user: Employee) -> Source:
    year = f"SKP {row.period.year}"
    count = f"{row.promised} hasil"  # type: ignore[attr-defined]
    if row.placement.employee_id == user.pk:
        return Source(row.pk, True, f"{year}, {row.placement.position}", f"{row.placement.unit} · {count}")
    return Source(row.pk, False, row.placement.employee.full_name, f"{year} · {row.placement.unit} · {count}")


def described(row: Result) -> str:
    """Return the kind and the measures of a loaded result in one line."""
    parts = [KIND_LABELS[ResultKind(row.kind)]]
    for each in ordered_indicators(row):
        target = promised(each.target, each.target_until, each.unit)
        parts.append(f"{each.text}: {target}" if target else each.text)
    return " · ".join(parts)
