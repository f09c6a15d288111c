"""Who stands in which relation to a plan: the line that held on the day that counts."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Value
from django.db.models.fields import DateField
from django.db.models.functions import Least

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from indicators import access as plans
from indicators.models import Plan, Term, last_day
from indicators.rules import Actor as PlanActor
from indicators.rules import PlanStatus, may_read
from organizations.models import Employee, Supervision

from ..rules.evaluation import Actor

Person = Employee | OuterRef  # one person, or each of a query around this one


def counting_day(plan: Plan, on: date) -> date:
    """Return the day whose line of superiors counts: today, or the plan's last day once it is past.

    A person who moved in mid-year is appraised for the first part by the superior of that time.
    """
    return min(on, plan.last_day)


def line_of(plan: Plan, on: date) -> Supervision | None:
    """Return the superior and the upper superior of a plan, with both people loaded."""
    return plans.line_of(plan, counting_day(plan, on))


def actor_of(user: Employee, plan: Plan, on: date) -> Actor:
    """Return what the person is to the plan: owner, superior, upper superior or somebody else."""
    if (user.pk, on) in plan.__dict__.get("_led_by", ()):
        return Actor.SUPERIOR
    if plan.placement.employee_id == user.pk:
        return Actor.OWNER
    line = line_of(plan, on)
    if line is not None and line.superior_id == user.pk:
        return Actor.SUPERIOR
    if line is not None and line.upper_id == user.pk:
        return Actor.UPPER
    return Actor.OTHER


def remember_superior(user: Employee, plan: Plan, on: date) -> None:
    """Note on a plan, found among `supervised_plans`, who appraises it, so that nobody asks again."""
    plan.__dict__.setdefault("_led_by", set()).add((user.pk, on))


def _holds(user: Person, on: date, column: str, prefix: str = "") -> Q:
    """Return the condition that the person held this place in the line on the day that counts.

    `prefix` leads to the plan. A join, no list of plans: where the person is each of a query around this one,
    PostgreSQL kept the list of the first (hashed subplan).
    """
    day = Least(Value(on, output_field=DateField()), last_day(prefix))
    path = f"{prefix}placement__supervisions__"
    ended = Q(**{f"{path}ended_on__isnull": True}) | Q(**{f"{path}ended_on__gte": day})
    return Q(**{f"{path}{column}": user, f"{path}started_on__lte": day}) & ended


def supervised_plans(user: Person, on: date) -> QuerySet[Plan]:
    """Return the plans that this person appraises."""
    return Plan.objects.filter(_holds(user, on, "superior"))


def overseen_plans(user: Person, on: date) -> QuerySet[Plan]:
    """Return the plans whose superior this person is superior to."""
    return Plan.objects.filter(_holds(user, on, "upper"))


def of_supervised(user: Person, on: date) -> Q:
    """Return the condition on rows with a plan that this person appraises it."""
    return _holds(user, on, "superior", "plan__") & Q(plan__revises__isnull=True)


def of_overseen(user: Person, on: date) -> Q:
    """Return the condition on rows with a plan that this person is superior to its superior."""
    return _holds(user, on, "upper", "plan__") & Q(plan__revises__isnull=True)


def may_count(plan: Plan, term: Term) -> Decision:
    """A plan is reported on and judged in the parts of the year in which it was in force."""
    if plan.last_day < term.started_on:
        return deny(f"SKP ini berakhir {tanggal(plan.last_day)}, sebelum {term.name} dimulai.")
    if plan.started_on > term.ended_on:
        return deny(f"SKP ini mulai {tanggal(plan.started_on)}, setelah {term.name} selesai.")
    return ALLOW


def may_read_plan(plan: Plan) -> Decision:
    """Of a draft the superior sees only that it exists; its content opens when it is submitted."""
    if may_read(PlanStatus(plan.status), PlanActor.SUPERIOR):
        return ALLOW
    return deny("SKP ini masih draf. Isinya terbuka setelah diajukan.")
