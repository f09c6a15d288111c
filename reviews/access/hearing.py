"""Whom an objection waits for: who explains, who decides, and what the two may read for it."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from indicators import access as plans
from organizations.models import Employee, Supervision, on_day

from ..models import Evaluation, Objection
from ..rules.evaluation import EvaluationStatus
from .line import Person

OPEN = (EvaluationStatus.OBJECTED, EvaluationStatus.EXPLAINED)


def present_line(evaluation: Evaluation, on: date) -> Supervision | None:
    """Return the line of the day as long as the person holds the post of the plan, then the last one.

    A result is often contested after the plan's last day: whoever leads the person by then answers.
    """
    return plans.line_of(evaluation.plan, on)


def explainers(evaluation: Evaluation, on: date) -> list[Employee]:
    """Return who may explain: who rated, while he works here, and whoever is the superior by now."""
    line = present_line(evaluation, on)
    people = [evaluation.appraiser, line.superior if line else None]
    found = {person.pk: person for person in people if person is not None and person.is_active}
    found.pop(evaluation.plan.placement.employee_id, None)
    return list(found.values())


def decider_of(evaluation: Evaluation, on: date) -> Employee | None:
    """Return who decides: the person that BKD named, else the superior's superior of the day.

    None when nobody may: the place is vacant, or it is held by who rated, who explained, or the employee.
    """
    objection: Objection | None = getattr(evaluation, "objection", None)
    line = present_line(evaluation, on)
    for person in (objection.decider if objection else None, line.upper if line else None):
        if person is not None and person.is_active and person.pk not in concerned(evaluation):
            return person
    return None


def takes_part(user: Employee, evaluation: Evaluation, on: date) -> bool:
    """Say whether an open objection waits for this person, to be explained or decided."""
    if evaluation.status not in OPEN:
        return False
    decider = decider_of(evaluation, on)
    return user in explainers(evaluation, on) or (decider is not None and decider.pk == user.pk)


def concerned(evaluation: Evaluation) -> set[int]:
    """Return who cannot decide: the employee, who rated and who explained, as primary keys."""
    objection: Objection | None = getattr(evaluation, "objection", None)
    people = {evaluation.plan.placement.employee_id, evaluation.appraiser_id}
    if objection is not None and objection.explained_by_id is not None:
        people.add(objection.explained_by_id)
    return people


def led_by_now(user: Person, column: str, on: date) -> Q:
    """Return the condition on evaluations that the person holds this place in the present line.

    `column` is "superior" or "upper"; see `present_line`.
    """
    path = "plan__placement__supervisions__"
    last = Q(**{f"{path}ended_on": F("plan__placement__ended_on"), f"{path}ended_on__lt": on})
    return Q(**{f"{path}{column}": user}) & (on_day(on, path) | last)


def without_decider(objections: QuerySet[Objection], on: date) -> QuerySet[Objection]:
    """Keep the open objections that nobody may decide until BKD names somebody; see `decider_of`."""
    path = "evaluation__"
    lines = Supervision.objects.filter(
        on_day(on) | Q(ended_on=F("placement__ended_on"), ended_on__lt=on),
        placement=OuterRef(f"{path}plan__placement"),
        upper__is_active=True,
    ).exclude(
        Q(upper=OuterRef(f"{path}appraiser"))
        | Q(upper=OuterRef(f"{path}plan__placement__employee"))
        | Q(upper=OuterRef("concerned"))
    )
    named = Q(decider__isnull=False, decider__is_active=True)
    rows = objections.filter(decided_at__isnull=True).alias(
        concerned=Coalesce("explained_by", f"{path}appraiser")
    )
    return rows.filter(~named, ~Exists(lines))


def heard(user: Employee, on: date) -> Q:
    """Return the condition on evaluations that this person reads because of an objection to them.

    Who rated, explained, was named or decided; and whoever is in the line by now, until it is decided.
    """
    lines = Supervision.objects.on(on).filter(Q(superior=user) | Q(upper=user))
    led = Exists(lines.filter(placement=OuterRef("evaluation__plan__placement")))
    taking_part = Q(evaluation__appraiser=user) | Q(explained_by=user) | Q(decider=user) | Q(decided_by=user)
    rows = Objection.objects.filter(taking_part | Q(led, decided_at__isnull=True))
    return Q(pk__in=rows.values("evaluation"))
