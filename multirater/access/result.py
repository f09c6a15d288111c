"""Who reads a result of a round: the person, and the superior where the round said so. Nobody else."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.models import Employee, Supervision

from ..models import Result, Reviewee
from ..rules import RoundStatus

RELEASED = Q(round__status=RoundStatus.RELEASED.value)


def readable_results(user: Employee, on: date) -> QuerySet[Reviewee]:
    """Return the reviewed people with a released result that this person reads.

    No upper superior, no desk, no auditor: raw forms have their own way (measurement research 4.1, rule 7).
    """
    rows = Reviewee.objects.filter(RELEASED).alias(is_led=Exists(led_by(user, on)), is_told=Exists(told()))
    return rows.filter(Q(employee=user) | Q(round__shows_superior=True, is_led=True), is_told=True)


def team_results(user: Employee, on: date) -> QuerySet[Reviewee]:
    """Return the reviewed people with a released result whom this person leads."""
    return readable_results(user, on).exclude(employee=user)


def own_rounds(user: Employee) -> QuerySet[Reviewee]:
    """Return the rounds that review a person, the prepared and cancelled ones left out."""
    hidden = (RoundStatus.DRAFT.value, RoundStatus.CANCELLED.value)
    return Reviewee.objects.filter(employee=user).exclude(round__status__in=hidden)


def led_by(user: Employee, on: date) -> QuerySet[Supervision]:
    """Return the lines in which a person leads the placement of a reviewed one, around this query.

    The line of today, or that of the placement's last day once it is over: who leads now talks about it.
    """
    lines = Supervision.objects.filter(placement=OuterRef("placement"), superior=user, started_on__lte=on)
    last = OuterRef("placement__ended_on")
    return lines.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on) | Q(ended_on__gte=last))


def told() -> QuerySet[Result]:
    """Return the results of the reviewed person around this query."""
    return Result.objects.filter(reviewee=OuterRef("pk"))
