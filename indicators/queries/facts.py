"""Reads for the rules: a plan as plain data, and which results of the leader it can serve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from organizations.models import Placement
from organizations.rules import PlacementKind, Span

from .. import access
from ..models import Assignment, Indicator, Plan, Result, last_day
from ..rules import (
    AnnexKind,
    Approach,
    AssignmentStatus,
    Form,
    IndicatorDraft,
    PlanFacts,
    PlanStatus,
    ResultFacts,
    ResultKind,
)
from .payload import manual_of, ordered_indicators, ordered_results, promised


def draft_of(row: Indicator) -> IndicatorDraft:
    """Return an indicator's row as the plain data that rules and forms use."""
    return IndicatorDraft(
        text=row.text,
        aspect=row.aspect,
        target=row.target,
        target_until=row.target_until,
        unit=row.unit,
        direction=row.direction,
        perspectives=row.perspectives,
        pk=row.pk,
        entry=row.entry_id,
    )


def stored_texts(result: Result) -> dict[str, str]:
    """Return a loaded result as it is stored now, by label, for the page that shows both texts."""
    lines = [
        f"{row.text}: {promised(row.target, row.target_until, row.unit) or '-'}"
        for row in ordered_indicators(result)
    ]
    return {"Rencana hasil kerja": result.text, "Indikator dan target": "\n".join(lines)}


def facts(plan: Plan, on: date, spans: Sequence[Span] | None = None) -> PlanFacts:
    """Return a plan as the plain data that the check reads; `plan` comes from `load`.

    `spans` are those of the person's other plans in the same role, when they are known already.
    """
    line = access.line_of(plan, on)
    superior = line.superior if line else None
    return PlanFacts(
        approach=Approach(plan.approach),
        form=Form(plan.form),
        span=plan.span,
        results=[_facts(number, row) for number, row in enumerate(ordered_results(plan), start=1)],
        behaviours=len(plan.behaviours.all()),
        annexes=frozenset(AnnexKind(row.kind) for row in plan.annexes.all()),
        owner=plan.placement.employee_id,
        superior=superior.pk if superior else None,
        superior_active=superior.is_active if superior else True,
        other_spans=other_spans(plan) if spans is None else spans,
        without_manual=sum(
            not manual_of(row) for each in plan.results.all() for row in each.indicators.all()
        ),
    )


def other_spans(plan: Plan) -> list[Span]:
    """Return the spans of the person's other plans in the same role, of any year (see `is_same_role`)."""
    placement = plan.placement
    same = Q(placement__kind=placement.kind)
    if placement.kind != PlacementKind.DEFINITIVE:
        same &= Q(placement__unit=placement.unit_id, placement__position=placement.position_id)
    rows = Plan.objects.filter(same, placement__employee=placement.employee_id).exclude(
        pk__in=[plan.pk, plan.revises_id]
    )
    return [Span(*dates) for dates in rows.order_by("pk").values_list("started_on", last_day())]


def is_same_role(one: Placement, other: Placement) -> bool:
    """Say whether plans of two placements of a person may not overlap.

    Definitive posts follow each other; an acting one beside a definitive one is another role.
    """
    if one.kind == other.kind == PlacementKind.DEFINITIVE:
        return True
    return (one.kind, one.unit_id, one.position_id) == (other.kind, other.unit_id, other.position_id)


def _facts(number: int, row: Result) -> ResultFacts:
    return ResultFacts(
        number=number,
        kind=ResultKind(row.kind),
        text=row.text,
        supports=bool(row.supports_id or row.supports_text.strip()),
        reason=row.no_support_reason,
        could_link=row.supports_id is None,
        indicators=[draft_of(each) for each in ordered_indicators(row)],
    )


def unlinked_results(plan: Plan) -> list[tuple[int, Result]]:
    """Return the results of a loaded plan, with their numbers, that serve no result of a leader yet."""
    rows = enumerate(ordered_results(plan), start=1)
    return [(number, row) for number, row in rows if row.supports_id is None]


def supportable_results(plan: Plan, on: date) -> list[Result]:
    """Return the results of the same year that a result can serve: the superior's, and those handed down.

    Drafts of the superior stay his own until he has submitted them; what he or the leader of another
    team handed down to this person is shared already.
    """
    if plan.form == Form.LEADER:
        return []
    superior = access.superior_on(plan, on)
    shared = Q(plan__placement__employee=superior) & ~Q(plan__status=PlanStatus.DRAFT)
    given = Assignment.objects.filter(placement=plan.placement_id).exclude(
        status__in=[AssignmentStatus.DECLINED, AssignmentStatus.WITHDRAWN]
    )
    handed = Q(pk__in=given.values("result"))
    rows = Result.objects.filter(plan__period_id=plan.period_id, plan__revises__isnull=True)
    rows = rows.filter(shared | handed if superior else handed)
    return list(rows.order_by("plan_id", "-kind", "order", "pk"))
