"""Reads about changes of agreed plans, and every version that was ever agreed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..models import BehaviourExpectation, CoreValue, Indicator, Plan, PlanCopy, Result
from ..rules import (
    ANNEX_LABELS,
    KIND_LABELS,
    UNDER_WAY,
    Approach,
    Form,
    PlanStatus,
    ResultKind,
    fingerprint,
)
from .payload import with_parts
from .plan import ResultCard, told_measure


def with_its_changes(plans: QuerySet[Plan], pk: int) -> tuple[Plan | None, list[Plan]]:
    """Return a plan with all its parts and its changes, the latest first; `plans` holds what is visible.

    The changes come in the same queries, so that a plan costs no more than it did before it could change.
    """
    # `revises__pk`, not `revises`: only the lookup of the key knows numbers that no database holds.
    rows = list(with_parts(plans.filter(Q(pk=pk) | Q(revises__pk=pk))).order_by("-pk"))
    plan = next((row for row in rows if row.pk == pk), None)
    return plan, [row for row in rows if row.pk != pk]


def under_way(changes: Iterable[Plan]) -> Plan | None:
    """Return the change that is not decided yet, or None."""
    return next((row for row in changes if row.status in UNDER_WAY), None)


CHANGE_WORDS = {
    PlanStatus.DRAFT: "Perubahan sedang disusun sejak {since}.",
    PlanStatus.RETURNED: "Perubahan dikembalikan dengan saran dan sedang diperbaiki.",
    PlanStatus.SUBMITTED: "Perubahan ditinjau {who} sejak {since}.",
}


def change_told(change: Plan) -> str:
    """Return in one sentence where a change that is under way stands."""
    who = change.submitted_to.full_name if change.submitted_to else "atasan"
    since = tanggal(change.submitted_at if change.status == PlanStatus.SUBMITTED else change.created_at)
    return CHANGE_WORDS[PlanStatus(change.status)].format(who=who, since=since)


# --- Versions -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Version:
    """One agreed version of a plan; who and when of a first one that was replaced stands in its copy."""

    number: int
    agreed_at: datetime | None
    agreed_by: Employee | None
    reason: str
    is_current: bool


def versions(plan: Plan, changes: Iterable[Plan]) -> list[Version]:
    """Return every agreed version of a plan, the latest first, given its `changes` (no query)."""
    if plan.agreed_at is None or plan.revises_id is not None:
        return []
    done = {row.revision: row for row in changes if row.status == PlanStatus.CLOSED}
    found = []
    for number in range(plan.revision, 0, -1):
        source = done.get(number) or (plan if number == plan.revision else None)
        found.append(
            Version(
                number,
                source.agreed_at if source else None,
                source.agreed_by if source else None,
                source.reason if source else "",
                is_current=number == plan.revision,
            )
        )
    return found


@dataclass(frozen=True)
class VersionPage:
    """A version as it was agreed on, built from its frozen copy and from nothing else."""

    version: Version
    copy: PlanCopy
    employee: Mapping[str, str]
    superior: Mapping[str, str]
    started_on: date
    ended_on: date
    approach: str
    form: str
    results: list[ResultCard]
    behaviours: list[BehaviourExpectation]
    annexes: list[tuple[str, list[str]]]
    is_intact: bool

    @property
    def is_staff_form(self) -> bool:
        """Whether results serve a result of the leader (the JPT form has no such column)."""
        return self.form == Form.STAFF

    @property
    def is_quantitative(self) -> bool:
        """Whether targets stand in a column of their own."""
        return self.approach == Approach.QUANTITATIVE


def version_page(version: Version, copy: PlanCopy) -> VersionPage:
    """Return a version for its page; rows that have changed since do not show through."""
    frozen: Mapping[str, Any] = copy.payload
    return VersionPage(
        version=version,
        copy=copy,
        employee=frozen["employee"],
        superior=frozen["superior"],
        started_on=date.fromisoformat(frozen["started_on"]),
        ended_on=date.fromisoformat(frozen["ended_on"]),
        approach=frozen["approach"],
        form=frozen["form"],
        results=[_card(row) for row in frozen["results"]],
        behaviours=[
            BehaviourExpectation(
                value=CoreValue(number=row["number"], name=row["name"]), text=row["expectation"]
            )
            for row in frozen["behaviours"]
        ],
        annexes=[(label, frozen["annexes"].get(kind.value, [])) for kind, label in ANNEX_LABELS.items()],
        is_intact=fingerprint(frozen) == copy.sha256,
    )


def _card(row: Mapping[str, Any]) -> ResultCard:
    return ResultCard(
        result=Result(pk=row["id"], text=row["text"], kind=row["kind"]),
        number=row["number"],
        kind=KIND_LABELS[ResultKind(row["kind"])],
        supports=row["supports"],
        reason=row["no_support_reason"],
        indicators=[told_measure(_indicator(each)) for each in row["indicators"]],
        advice=[],
        is_first=True,
        is_last=True,
    )


def _indicator(row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        pk=row["id"],
        aspect=row["aspect"],
        text=row["text"],
        target=_number(row["target"]),
        target_until=_number(row.get("target_until", "")),
        unit=row["unit"],
        direction=row["direction"],
        perspectives=row.get("perspectives", row.get("perspective", "")),  # older copies hold one
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
