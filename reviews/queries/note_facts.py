"""What notes of people may hang on: posts, closed years, results and indicators, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from indicators.models import Indicator, Period, Plan, Result
from indicators.rules import PlanStatus, ResultKind
from organizations.models import Employee, Placement
from organizations.rules import Span

from ..models import Note
from ..rules.note import Facts, Numbering, Post, Subject, letter
from ..rules.progress import adds_up


def note_facts(people: Iterable[int]) -> dict[int, Facts]:
    """Return the facts of each person (five queries at any number of people).

    Results come from agreed plans of open years, numbered through each year in the order of the plans.
    """
    ids = list(people)
    posts: dict[int, list[Post]] = defaultdict(list)
    for row in Placement.objects.filter(employee__in=ids).order_by("pk"):
        days = Span(row.started_on, row.ended_on)
        posts[row.employee_id].append(Post(row.pk, days, row.is_definitive, row.unit_id))
    closed = Period.objects.filter(closed_at__isnull=False).values_list("started_on", "ended_on")
    sealed = tuple(Span(*days) for days in closed)
    subjects = _subjects(_agreed(ids))
    return {pk: Facts(tuple(posts[pk]), tuple(subjects[pk]), sealed) for pk in ids}


def own_facts(user: Employee) -> Facts:
    """Return the facts of one person."""
    return note_facts([user.pk])[user.pk]


def present_post(user: Employee, on: date) -> Placement | None:
    """Return the post of a day with position and unit, the definitive one first."""
    rows = Placement.objects.on(on).filter(employee=user).select_related("position", "unit")
    found = sorted(rows, key=lambda row: (row.is_definitive, row.started_on, row.pk))
    return found[-1] if found else None


def with_kept(facts: Facts, note: Note) -> Facts:
    """Return the facts together with what a note is for already; an agreed change may have taken it out."""
    result = note.result
    if result is None or facts.subject(note.result_id, note.indicator_id):
        return facts
    plan, unit = result.plan, note.indicator.unit if note.indicator else ""
    label = note.indicator.text if note.indicator else result.text
    place = (plan.pk, note.placement_id, note.noted_on.year, plan.span, result.pk)
    kept = Subject("", label, *place, indicator=note.indicator_id, unit=unit)
    return replace(facts, subjects=(kept, *facts.subjects))


def plan_facts(plan: Plan) -> Facts:
    """Return the results of one plan alone, for a page on which nothing is written (two queries)."""
    return Facts(subjects=tuple(_subjects([plan])[plan.placement.employee_id]))


def _agreed(people: list[int]) -> list[Plan]:
    plans = Plan.objects.filter(
        placement__employee__in=people,
        status=PlanStatus.AGREED,
        period__opened_at__isnull=False,
        period__closed_at__isnull=True,
    )
    return list(plans.select_related("period", "placement").order_by("-period__year", "pk"))


def _subjects(rows: list[Plan]) -> dict[int, list[Subject]]:
    results: dict[int, list[Result]] = defaultdict(list)
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    inside = [plan.pk for plan in rows]
    for result in Result.objects.filter(plan__in=inside).only("plan", "kind", "order", "text"):
        results[result.plan_id].append(result)
    columns = ("result", "order", "text", "target", "unit", "aspect")
    for indicator in Indicator.objects.filter(result__plan__in=inside).only(*columns).order_by("order", "pk"):
        indicators[indicator.result_id].append(indicator)

    found: dict[int, list[Subject]] = defaultdict(list)
    numbers: dict[int, Numbering] = defaultdict(Numbering)
    for plan in rows:
        person = plan.placement.employee_id
        main_first = sorted(
            results[plan.pk], key=lambda row: (row.kind != ResultKind.MAIN, row.order, row.pk)
        )
        for result in main_first:
            code = numbers[person].of(plan.period.year)
            found[person] += _of_result(plan, result, indicators[result.pk], code)
    return found


def _of_result(plan: Plan, result: Result, indicators: list[Indicator], code: str) -> list[Subject]:
    countable = tuple(
        row.pk for row in indicators if row.target is not None and adds_up(unit=row.unit, aspect=row.aspect)
    )
    place = (plan.pk, plan.placement_id, plan.period.year, plan.span, result.pk)
    return [
        Subject(code, result.text, *place, countable=countable),
        *(
            Subject(f"{code}{letter(number)}", row.text, *place, indicator=row.pk, unit=row.unit)
            for number, row in enumerate(indicators)
        ),
    ]
