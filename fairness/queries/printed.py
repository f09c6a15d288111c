"""What 360 results of a year print about sealed forms, as one mean per person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from multirater.models import Result
from multirater.rules import SIDE_LABELS, Purpose, RoundStatus
from multirater.rules.answering import IN_TIME
from multirater.rules.result import ResultWords

from ..rules.comparison import said_mean

BATCH = 1000


@dataclass(frozen=True)
class Printed:
    """The mean of sealed forms about a person on the scale 1 to 3, as it is printed, and of how many."""

    mean: Fraction
    forms: int


def printed_of(period: int) -> dict[int, Printed | None]:
    """Return by employee what the released rounds for evaluation print; None where a group stays hidden.

    Only what came in time: late forms take no part in the analysis either (one query).
    """
    columns = ("reviewee__employee_id", "payload", "release__round__questionnaire__scale")
    found: dict[int, Printed | None] = {}
    rows = results().filter(release__round__period=period).order_by("pk").values_list(*columns)
    for employee, payload, labels in rows.iterator(BATCH):
        found[employee] = _both(found.get(employee, Printed(Fraction(0), 0)), _one(payload, labels))
    return found


def results() -> QuerySet[Result]:
    """Return the results of released rounds for evaluation, without what came late."""
    return Result.objects.filter(
        release__number=IN_TIME,
        release__round__status=RoundStatus.RELEASED.value,
        release__round__purpose=Purpose.EVALUATION.value,
    )


def _one(payload: dict[str, Any], labels: list[str]) -> Printed | None:
    said = said_mean(ResultWords.from_json(payload).groups, labels)
    return Printed(*said) if said else None


def _both(first: Printed | None, second: Printed | None) -> Printed | None:
    """Return two rounds about one person as one."""
    if first is None or second is None:
        return None
    forms = first.forms + second.forms
    return Printed((first.mean * first.forms + second.mean * second.forms) / forms, forms)


# --- One person --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """How many sealed forms stand behind a value, and from which sides."""

    forms: int
    sides: list[str]


def heard_in(payloads: Iterable[dict[str, Any]]) -> Heard:
    """Return how many sealed forms printed results are made of, and whose."""
    forms, sides = 0, set[str]()
    for payload in payloads:
        groups = ResultWords.from_json(payload).groups
        forms += sum(group.n or 0 for group in groups)
        sides |= {side for group in groups for side in group.sides}
    return Heard(forms, [words.lower() for side, words in SIDE_LABELS.items() if side in sides])


def heard_about(employee: int, period: int) -> Heard:
    """Return whose sealed forms are printed about a person in a year (one query)."""
    rows = results().filter(reviewee__employee=employee, release__round__period=period)
    return heard_in(rows.order_by("pk").values_list("payload", flat=True))
