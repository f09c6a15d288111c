"""The plan as both agreed on it, as plain data: what is frozen, printed and fingerprinted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from appraisal.templatetags.ui import angka
from organizations.models import Absence, Employee, Placement
from organizations.rules import PlacementKind, Span

from ..models import AnnexItem, BehaviourExpectation, Indicator, IndicatorManual, Plan, Result
from ..rules import MANUAL_LABELS, AnnexKind, ResultKind

_PLACEMENTS = Placement.objects.select_related("position", "unit").order_by("pk")


def with_parts(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Load plans with everything that their pages show; five queries for any number of plans."""
    away = Absence.objects.filter(employee=OuterRef("placement__employee"))
    return (
        plans.annotate(was_away=Exists(away))
        .select_related(
            "period",
            "placement__employee",
            "placement__position",
            "placement__unit",
            "submitted_to",
            "agreed_by",
        )
        .prefetch_related(
            Prefetch(
                "results",
                Result.objects.select_related("supports", "assigned_by").order_by("-kind", "order", "pk"),
            ),
            Prefetch(
                "results__indicators", Indicator.objects.select_related("manual").order_by("order", "pk")
            ),
            Prefetch(
                "behaviours", BehaviourExpectation.objects.select_related("value").order_by("value__number")
            ),
            Prefetch("annexes", AnnexItem.objects.order_by("kind", "order", "pk")),
        )
    )


def with_content(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Load plans with everything that their frozen copies hold; two queries more than `with_parts`."""
    return with_parts(plans).prefetch_related(
        Prefetch("submitted_to__placements", _PLACEMENTS), Prefetch("agreed_by__placements", _PLACEMENTS)
    )


def plan_payload(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain data (texts, ISO dates, decimal texts), with both people as they are.

    The superior is who agreed, before that the one it was submitted to. On a plan from
    `with_content` it asks the database nothing, so that thousands can be frozen in one pass.
    """
    superior = plan.agreed_by or plan.submitted_to
    agreed_on = timezone.localdate(plan.agreed_at) if plan.agreed_at else None
    return {
        "form": plan.form,
        "approach": plan.approach,
        "revision": plan.revision,
        "year": plan.period.year,
        "started_on": _iso(plan.started_on),
        "ended_on": _iso(plan.last_day),
        "agreed_on": _iso(agreed_on),
        "employee": _party(plan.placement.employee, plan.placement),
        "superior": _party(superior, placement_on(superior, agreed_on or plan.started_on)),
        "results": [
            _result(number, row) | {"assigned_by": assigner(row, superior)}
            for number, row in enumerate(ordered_results(plan), start=1)
        ],
        "behaviours": [
            {
                "number": row.value.number,
                "name": row.value.name,
                "guides": row.value.guides,
                "expectation": row.text,
            }
            for row in sorted(plan.behaviours.all(), key=lambda row: row.value.number)
        ],
        "annexes": {kind.value: annex_texts(plan, kind) for kind in AnnexKind},
    }


def ordered_results(plan: Plan) -> list[Result]:
    """Return the results as the form prints them: the main ones first, each in its order."""
    rows = plan.results.all()
    return sorted(rows, key=lambda row: (row.kind != ResultKind.MAIN, row.order, row.pk))


def ordered_indicators(result: Result) -> list[Indicator]:
    """Return the indicators of a result in their order."""
    return sorted(result.indicators.all(), key=lambda row: (row.order, row.pk))


def manual_of(row: Indicator) -> dict[str, str]:
    """Return the manual of an indicator as plain data; nothing while it is not written."""
    manual: IndicatorManual | None = getattr(row, "manual", None)
    return {name: getattr(manual, name) for name in MANUAL_LABELS} if manual is not None else {}


def annex_texts(plan: Plan, kind: AnnexKind) -> list[str]:
    """Return the lines of one annex list in their order."""
    rows = [row for row in plan.annexes.all() if row.kind == kind]
    return [row.text for row in sorted(rows, key=lambda row: (row.order, row.pk))]


def supports_text(result: Result) -> str:
    """Return which result of the leader this one serves, as text."""
    return result.supports.text if result.supports else result.supports_text


def assigner(result: Result, superior: Employee | None) -> str:
    """Return who handed the result down when it was not the superior (penugasan dari), else nothing."""
    giver = result.assigned_by
    return giver.full_name if giver and giver != superior else ""


def placement_on(person: Employee | None, on: date) -> Placement | None:
    """Return where a person works on a day, from loaded placements: the definitive one first."""
    if person is None:
        return None
    rows = sorted(person.placements.all(), key=lambda row: (row.kind != PlacementKind.DEFINITIVE, row.pk))
    holding = [row for row in rows if Span(row.started_on, row.ended_on).holds(on)]
    return next(iter([*holding, *reversed(rows)]), None)


def written(number: Decimal | None) -> str:
    """Return a target as text without idle zeros: "12", "1.5"."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def promised(target: Decimal | str | None, until: Decimal | str | None, unit: str) -> str:
    """Return a target in words: "95 persen", "80 sampai 90 nilai", "WTP"; "" while nothing is written."""
    numbers = " sampai ".join(text for text in (angka(target), angka(until)) if text)
    return f"{numbers} {unit}".strip()


def _party(person: Employee | None, placement: Placement | None) -> dict[str, str]:
    if person is None:
        return dict.fromkeys(("name", "nip", "kind", "rank", "position", "unit"), "")
    return {
        "name": person.full_name,
        "nip": person.nip,
        "kind": person.kind,
        "rank": person.rank_label,
        "position": placement.position.title if placement else "",
        "unit": placement.unit.name if placement else "",
    }


def _result(number: int, row: Result) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": number,
        "kind": row.kind,
        "text": row.text,
        "supports": supports_text(row),
        "no_support_reason": row.no_support_reason,
        "indicators": [
            {
                "id": each.pk,
                "aspect": each.aspect,
                "text": each.text,
                "target": written(each.target),
                "target_until": written(each.target_until),
                "unit": each.unit,
                "direction": each.direction,
                "perspectives": each.perspectives,
                "manual": manual_of(each),
            }
            for each in ordered_indicators(row)
        ],
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
