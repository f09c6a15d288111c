"""Reads of the superior who has plans to answer: the queue, a plan's place in it, the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from appraisal.templatetags.ui import lalu
from organizations.models import Employee

from ..access.dialogue import awaiting
from ..models import Plan, Reading, Submission, Suggestion
from ..rules import same_content
from .dialogue import Waiting, response_limits, waiting_of

PAGE = 50


@dataclass(frozen=True)
class QueueRow:
    """A plan that waits, as the queue shows it."""

    plan: Plan
    ago: str
    is_opened: bool
    has_versions: bool
    tags: list[tuple[str, str]]  # words and kind


@dataclass(frozen=True)
class Queue:
    """One page of what waits for a superior, the oldest submission first."""

    rows: list[QueueRow]
    total: int
    label: str = ""
    prev_href: str = ""
    next_href: str = ""

    @property
    def any_opened(self) -> bool:
        """Whether anything on the page can be agreed on together with others."""
        return any(row.is_opened for row in self.rows)


def queue_page(user: Employee, on: date, number: int = 1) -> Queue:
    """Return a page of the plans and changes that wait for this person (four queries at any number)."""
    total = awaiting(user, on).count()
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    first = (number - 1) * PAGE
    plans = list(with_opened(awaiting(user, on), user).with_people().order_by(*ORDER)[first : first + PAGE])
    limits = response_limits(plan.period_id for plan in plans)
    answers = _answers([plan.pk for plan in plans if _number(plan) > 1])
    return Queue(
        rows=[_row(plan, waiting_of(plan, on, limits), answers.get(plan.pk, ""), on) for plan in plans],
        total=total,
        label=f"{first + 1} sampai {first + len(plans)} dari {total}",
        prev_href=f"?halaman={number - 1}" if number > 1 else "",
        next_href=f"?halaman={number + 1}" if number < pages else "",
    )


ORDER = ("submitted_at", "pk")


def with_opened(plans: QuerySet[Plan], user: Employee) -> Any:
    """Add to each plan the number of its last submission and whether this person has opened that one."""
    last = Submission.objects.filter(plan=OuterRef("pk")).order_by("-number")
    read = Reading.objects.filter(submission=OuterRef("submission"), reader=user)
    plans = plans.annotate(
        submission=Subquery(last.values("pk")[:1]), number=Subquery(last.values("number")[:1])
    )
    return plans.annotate(is_opened=Exists(read))


def _number(plan: Plan) -> int:
    return plan.number or 1  # type: ignore[attr-defined]


def _row(plan: Plan, waiting: Waiting | None, answer: str, on: date) -> QueueRow:
    tags = [(waiting.tag, "warn")] if waiting and waiting.is_long else []
    tags += [("Perubahan", "info")] if plan.revises_id else []
    tags += [(answer, "grow")] if answer else []
    return QueueRow(
        plan=plan,
        ago=lalu(plan.submitted_at, on),
        is_opened=plan.is_opened,  # type: ignore[attr-defined]
        has_versions=plan.revises_id is not None or _number(plan) > 1,
        tags=tags,
    )


def _answers(plans: list[int]) -> dict[int, str]:
    """Say of plans that came back whether they were changed since; one query."""
    rows = Submission.objects.filter(plan__in=plans).annotate(
        is_last=~Exists(Submission.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))),
        was_returned=Exists(Suggestion.objects.filter(submission=OuterRef("pk"))),
    )
    rows = rows.filter(Q(is_last=True) | Q(was_returned=True)).order_by("plan", "number")
    before: dict[int, Any] = {}
    found = {}
    for plan, is_last, payload in rows.values_list("plan", "is_last", "payload"):
        if not is_last:
            before[plan] = payload
        elif plan in before:
            found[plan] = UNCHANGED if same_content(before[plan], payload) else CHANGED
    return found


CHANGED, UNCHANGED = "Diubah sejak dikembalikan", "Diajukan lagi, isinya tetap"


# --- One after the other --------------------------------------------------------------------------------


def place_in_queue(plan: Plan, user: Employee, on: date) -> tuple[int, int]:
    """Return the place of a waiting plan and how many wait: "3 dari 12" (one query)."""
    found = awaiting(user, on).aggregate(total=Count("pk"), before=Count("pk", filter=_before(plan)))
    return found["before"] + 1, found["total"]


def next_waiting(user: Employee, on: date, after: Plan | None = None) -> Plan | None:
    """Return the plan to open next: the one after a given one, else the oldest.

    Without a given one those that this person has not opened yet come first.
    """
    waiting = awaiting(user, on)
    if after is None:
        return with_opened(waiting, user).order_by("is_opened", *ORDER).first()
    others = waiting.exclude(pk=after.pk)
    return others.exclude(_before(after)).order_by(*ORDER).first() or others.order_by(*ORDER).first()


def _before(plan: Plan) -> Q:
    return Q(submitted_at__lt=plan.submitted_at) | Q(submitted_at=plan.submitted_at, pk__lt=plan.pk)
