"""Agreeing to several plans at once: only to those that were opened, each for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from appraisal.errors import Conflict, Denied, Refused
from organizations.models import Employee

from ..access.dialogue import awaiting
from ..models import Plan, Reading, Submission
from .plan import agree_plan

Choice = tuple[Plan, int]  # a plan and the version that was seen


@dataclass
class Agreed:
    """How it went with each chosen plan, by the name of its owner."""

    agreed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)  # with the reason


@transaction.atomic
def agree_plans(*, choices: Sequence[Choice], by: Employee, at: datetime) -> Agreed:
    """Agree to every chosen plan that is as it was seen; one that changed meanwhile stops no other.

    Raise Refused without a choice; Denied, and agree to none, when one of them is still as it was seen
    but was never opened by this person, or when none of them is this person's to decide.
    """
    on = timezone.localdate(at)
    if not choices:
        raise Refused("Pilih paling sedikit satu SKP.")
    require_opened(choices, by, on)

    done = Agreed()
    denied: Denied | None = None
    once = {plan.pk: (plan, version) for plan, version in choices}
    for _, (plan, version) in sorted(once.items()):  # by key, so that two deputies lock in one order
        name = plan.placement.employee.full_name
        try:
            with transaction.atomic():
                agree_plan(plan=plan, version=version, by=by, at=at)
            done.agreed.append(name)
        except Conflict:
            done.changed.append(name)
        except Refused as error:
            denied = error if isinstance(error, Denied) else denied
            done.refused.append((name, str(error)))
    if denied is not None and not done.agreed and not done.changed:
        raise denied
    return done


def require_opened(choices: Sequence[Choice], by: Employee, on: date) -> None:
    """Raise Denied with the names of plans that wait for this person unread in the version that was seen."""
    seen = {plan.pk: version for plan, version in choices}
    last = Submission.objects.filter(plan=OuterRef("pk")).order_by("-number").values("pk")[:1]
    waiting = awaiting(by, on).filter(pk__in=seen).annotate(submission=Subquery(last))
    asked = [
        row
        for row in waiting.select_related("placement__employee").order_by("pk")
        if row.version == seen[row.pk]
    ]
    opened = set(
        Reading.objects.filter(reader=by, submission__in=[row.submission for row in asked]).values_list(
            "submission", flat=True
        )
    )
    unread = [row.placement.employee.full_name for row in asked if row.submission not in opened]
    if unread:
        raise Denied(f"Buka dan baca dulu sebelum disepakati bersama yang lain: {', '.join(unread)}.")
