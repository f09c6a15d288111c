"""Objections as the desk sees them: whom each waits for and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from appraisal.paging import counted_page
from indicators.access import remember_line
from organizations.access import desk_scope
from organizations.models import Employee, Supervision

from ..access.hearing import decider_of, explainers
from ..access.objection import desk_objections
from ..models import Evaluation, Objection, matter, with_title
from ..rules.evaluation import STATUS_WORDS, EvaluationStatus
from .objection import days_left

PAGE = 25
STATES = {
    "": ("Menunggu keputusan", Q(decided_at__isnull=True)),
    "diputus": ("Sudah diputus", Q(decided_at__isnull=False)),
}


@dataclass(frozen=True)
class Row:
    """One objection in the list of the desk."""

    objection: Objection
    words: tuple[str, str]
    waits_for: str  # the name, or nothing when nobody may decide
    due: str


def with_matter(objections: QuerySet[Objection]) -> QuerySet[Objection]:
    """Load everything a page says about an objection and its evaluation."""
    found = with_title(objections, "evaluation__")
    return found.select_related("decider", "decided_by", "explained_by", *matter("evaluation__"))


def objections_page(user: Employee, state: str, asked: str, on: date) -> dict[str, Any]:
    """Return one page of the objections of the desk, the nearest day first (three queries)."""
    state = state if state in STATES else ""
    rows = desk_objections(user, on).filter(STATES[state][1])
    page = counted_page(asked, rows.count(), PAGE, f"?keadaan={state}&halaman=")
    order = ("-decided_at", "-pk") if state else (F("decide_until").asc(nulls_first=True), "pk")
    shown = list(with_matter(rows).order_by(*order)[page.part])
    if not state:
        _read_lines(shown, on)
    return {
        "rows": [_row(row, on) for row in shown],
        "state": state,
        "states": [
            {"label": label, "href": f"?keadaan={key}", "is_current": key == state}
            for key, (label, _) in STATES.items()
        ],
        "page": page,
    }


def _row(objection: Objection, on: date) -> Row:
    evaluation = objection.evaluation
    words = STATUS_WORDS[evaluation.status]
    if objection.decided_by is not None:
        return Row(objection, words, objection.decided_by.full_name, "")
    decider = decider_of(evaluation, on)
    is_asked = evaluation.status == EvaluationStatus.OBJECTED
    until = objection.explain_until if is_asked else objection.decide_until
    people = [decider] if decider is not None else []
    if people and is_asked:
        people = explainers(evaluation, on) or people
    names = [person.full_name for person in people]
    return Row(objection, words, " atau ".join(names), days_left(until, on))


def _read_lines(objections: list[Objection], on: date) -> None:
    """Note on each plan who stands above it by now (one query), as `present_line` would read one by one."""
    plans = [row.evaluation.plan for row in objections]
    for plan in plans:
        remember_line(plan, on, None)
    lines = Supervision.objects.filter(placement__in=[plan.placement_id for plan in plans])
    for line in lines.select_related("superior", "upper").order_by("started_on"):
        for plan in plans:
            day = min(on, plan.placement.ended_on or on)
            if plan.placement_id == line.placement_id and line.started_on <= day:
                remember_line(plan, on, line if (line.ended_on or day) >= day else None)


def standing(user: Employee, on: date) -> list[dict[str, Any]]:
    """Return by year how many results may still be contested, and how many are (one query).

    Objections go on when a year is closed, so whoever closes it is told what is under way.
    """
    scope = desk_scope(user, on)
    if not scope:
        return []
    open_states = {
        "contestable": (EvaluationStatus.SHARED, EvaluationStatus.ACKNOWLEDGED),
        "contested": (EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED),
    }
    every = [status for states in open_states.values() for status in states]
    rows = scope.filter(Evaluation.objects.filter(status__in=every), "plan__placement__unit")
    counts = {key: Count("pk", filter=Q(status__in=states)) for key, states in open_states.items()}
    years = rows.order_by("plan__period__year").values(year=F("plan__period__year"))
    return [dict(row) for row in years.annotate(**counts)]
