"""How people of the demo grow: own goals, plans with support to their end and under way, trainings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle

from development.models import (
    DevelopmentAction,
    DevelopmentGoal,
    DevelopmentPlan,
    DevelopmentReview,
    Registration,
    Training,
)
from development.operations import plan as operations
from indicators.models import Period
from organizations.models import Employee, Supervision
from reviews.models import Evaluation
from reviews.rules.evaluation import RELEASED

from .clock import YEAR, moment
from .people import NAMED, NIPS
from .texts.growth import GOALS, PLANS, TRAININGS

BEGUN, ENDED = date(YEAR, 2, 2), date(YEAR, 8, 1)  # of plans that were brought to their end
LIVED = 12  # such plans
HELPED = ("MEMBANTU", "MEMBANTU", "CUKUP", "MEMBANTU", "BELUM")
TOLD = date(YEAR, 11, 16)  # when the plans of this year's results are talked about
Line = tuple[int, int]  # a person and the superior


def write_growth(period: Period, admin: Employee) -> None:
    """Write goals, plans and trainings of a few people, the named ones first."""
    named, others = _lines()
    people = [person for person, _ in [*named, *others]]
    _write_goals(period, people[:40])
    _live_through([*named[1:2], *others][:LIVED])
    _begin_some()
    _write_trainings(admin, people)


def _lines() -> tuple[list[Line], list[Line]]:
    """Return the named employees who lead nobody, with their superior, and up to a hundred others."""
    rows = Supervision.objects.filter(ended_on=None, superior__isnull=False, placement__is_head=False)
    rows = rows.filter(
        placement__kind="DEFINITIF", placement__ended_on=None, placement__employee__is_active=True
    )
    people, superior = "placement__employee", "superior"
    named = {person.nip: place for place, person in enumerate(NAMED)}
    known = list(
        rows.filter(placement__employee__nip__in=NIPS).values_list(people, superior, f"{people}__nip")
    )
    others = (
        rows.exclude(placement__employee__nip__in=NIPS).order_by("placement").values_list(people, superior)
    )
    first = [(person, lead) for person, lead, nip in sorted(known, key=lambda row: named[row[2]])]
    return first, list(others[:100])


def _write_goals(period: Period, people: list[int]) -> None:
    told = zip([people[0], *people], cycle(GOALS[::-1]), strict=False)
    DevelopmentGoal.objects.bulk_create(
        DevelopmentGoal(
            employee_id=person,
            period=period,
            goal=goal,
            step=step,
            support=support,
            due_on=date(YEAR, 12, 18),
            created_at=moment(date(YEAR, 8, 3), number),
            done_on=date(YEAR, 10, 30) if is_done else None,
            effect=effect,
        )
        for number, (person, (goal, step, support, is_done, effect)) in enumerate(told)
    )


# --- Plans with support -------------------------------------------------------------------------------


def _live_through(lines: list[Line]) -> None:
    """Write plans that began after the results of the year before and came to their end."""
    told = list(zip(lines, cycle(PLANS), strict=False))
    plans = DevelopmentPlan.objects.bulk_create(
        DevelopmentPlan(
            employee_id=person,
            purpose=words[0],
            started_on=BEGUN,
            until=ENDED,
            begun_by_id=superior,
            begun_at=moment(BEGUN, 0),
            employee_agreed_at=moment(BEGUN, 60),
            superior_agreed_at=moment(BEGUN, 30),
            superior_agreed_by_id=superior,
            closed_on=ENDED,
            closed_by_id=superior,
            outcome="TERCAPAI" if number % 2 else "SEBAGIAN",
            closing=words[4],
        )
        for number, ((person, superior), words) in enumerate(told)
    )
    DevelopmentAction.objects.bulk_create(
        action
        for plan, (line, words) in zip(plans, told, strict=True)
        for action in _actions(plan, line, words)
    )
    DevelopmentReview.objects.bulk_create(
        DevelopmentReview(
            plan=plan,
            text=text,
            reviewed_by_id=line[number],
            reviewed_at=moment(BEGUN + timedelta(days=70 * (number + 1)), 40),
        )
        for plan, (line, words) in zip(plans, told, strict=True)
        for number, text in enumerate(words[3])
    )


def _actions(plan: DevelopmentPlan, line: Line, words: tuple) -> Iterator[DevelopmentAction]:
    for number, (kind, text, support) in enumerate(words[2], start=1):
        day = BEGUN + timedelta(days=45 * number)
        yield DevelopmentAction(
            plan=plan,
            goal=words[1],
            kind=kind,
            text=text,
            support=support,
            promised_by_id=line[1],
            due_on=day,
            done_on=day - timedelta(days=3),
            helped=HELPED[(plan.employee_id + number) % len(HELPED)],
        )


def _begin_some() -> None:
    """Begin plans for two of this year's results, one agreed on by both; the rest is left to be begun."""
    rows = Evaluation.objects.filter(predicate="BUTUH_PERBAIKAN", term__kind="FINAL", status__in=RELEASED)
    rows = rows.exclude(plan__placement__employee__nip__in=NIPS).select_related("plan__placement__employee")
    lead = {
        line.placement_id: line.superior
        for line in Supervision.objects.on(TOLD)
        .filter(placement__in=rows.values("plan__placement"))
        .select_related("superior")
        if line.superior is not None
    }
    found = [row for row in rows.order_by("pk") if row.plan.placement_id in lead]
    found.sort(key=lambda row: (lead[row.plan.placement_id].nip not in NIPS, -row.pk))
    for number, (result, words) in enumerate(zip(found[:2], PLANS, strict=False)):
        superior, person = lead[result.plan.placement_id], result.plan.placement.employee
        _begin(result, superior, words, agreeing=[superior, person][: 2 - number])


def _begin(result: Evaluation, superior: Employee, words: tuple, agreeing: list[Employee]) -> None:
    at = moment(TOLD, 90)
    plan = operations.begin(
        evaluation=result, purpose=words[0], until=date(YEAR + 1, 5, 16), by=superior, at=at
    )
    for number, (kind, text, support) in enumerate(words[2], start=1):
        operations.add_action(
            plan=plan,
            version=plan.version,
            goal=words[1],
            kind=kind,
            text=text,
            due_on=date(YEAR + 1, 1 + number, 12),
            support=support,
            promised_by=superior,
            by=superior,
            at=at,
        )
    for person in agreeing:
        operations.agree(plan=plan, version=plan.version, by=person, at=at)


# --- Trainings ----------------------------------------------------------------------------------------


def _write_trainings(admin: Employee, people: list[int]) -> None:
    rows = Training.objects.bulk_create(_training(words, admin) for words in TRAININGS)
    past = [row for row in rows if row.ends_on < TOLD]
    coming = [row for row in rows if row.ends_on >= TOLD]
    Registration.objects.bulk_create(
        [
            *(place for row in past for place in _attended(row, people)),
            *(place for number, row in enumerate(coming) for place in _placed(row, people[number::2])),
        ]
    )


def _training(words: tuple, admin: Employee) -> Training:
    names = (
        "title",
        "about",
        "provider",
        "form",
        "place",
        "starts_on",
        "ends_on",
        "register_until",
        "hours",
        "places",
    )
    cancelled_at = moment(TOLD, 200) if words[-1] else None
    values = dict(zip(names, words, strict=False))
    return Training(
        **values,
        cancel_reason=words[-1],
        cancelled_at=cancelled_at,
        written_by=admin,
        written_at=moment(values["register_until"] - timedelta(days=40), 15),
    )


def _attended(training: Training, people: list[int]) -> Iterator[Registration]:
    """Yield who took part; the first did not say yet whether it helped."""
    for number, person in enumerate(people[: (training.places or 20) // 2]):
        is_absent = number % 7 == 5
        yield Registration(
            training=training,
            employee_id=person,
            state="TIDAK_HADIR" if is_absent else "SELESAI",
            helped="" if is_absent or number == 0 else HELPED[number % len(HELPED)],
            registered_at=moment(training.register_until - timedelta(days=20), number),
        )


def _placed(training: Training, people: list[int]) -> Iterator[Registration]:
    """Yield who registered, and two who wait where the places are few."""
    wanted = people[: 8 if training.places else 5]
    for number, person in enumerate(wanted):
        is_queued = training.places is not None and number >= training.places
        yield Registration(
            training=training,
            employee_id=person,
            state="ANTRE" if is_queued else "TERDAFTAR",
            registered_at=moment(date(YEAR, 11, 12), 5 * number),
        )
