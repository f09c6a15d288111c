"""Reads about one plan: its words, its page, its history."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q

from appraisal.models import Event
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee
from organizations.queries import absence_notes

from .. import access
from ..models import CoreValue, Indicator, Plan, Result
from ..rules import (
    ANNEX_LABELS,
    ASPECT_LABELS,
    KIND_LABELS,
    STATUS_LABELS,
    Actor,
    Approach,
    Aspect,
    Backdrop,
    Direction,
    Finding,
    Form,
    PlanStatus,
    ResultKind,
    check_plan,
    measure_advice,
    perspective_words,
    plan_advice,
)
from .backdrop import backdrop
from .dialogue import Said, said
from .facts import draft_of, facts, unlinked_results
from .needed import Needed, needed
from .payload import (
    annex_texts,
    assigner,
    ordered_indicators,
    ordered_results,
    promised,
    supports_text,
    with_parts,
)

DIRECTION_NOTES = {  # higher is better goes without saying, a range says it in its numbers
    Direction.LOWER: "makin rendah makin baik",
    Direction.STABLE: "tetap pada target",
}
STATUS_TAGS = {
    PlanStatus.DRAFT: "info",
    PlanStatus.SUBMITTED: "warn",
    PlanStatus.RETURNED: "grow",
    PlanStatus.AGREED: "ok",
    PlanStatus.CLOSED: "mute",
    PlanStatus.CANCELLED: "mute",
}


def status_of(plan: Plan) -> tuple[str, str]:
    """Return the state of a plan in words, with the kind of its tag."""
    status = PlanStatus(plan.status)
    if plan.revises_id is not None and status == PlanStatus.CLOSED:
        return "Perubahan sudah berlaku", "ok"
    return STATUS_LABELS[status], STATUS_TAGS[status]


def next_step(plan: Plan, superior: Employee | None, actor: Actor) -> str:
    """Return one sentence: who acts next and since when, seen by the owner or by others."""
    own = actor == Actor.OWNER
    who = superior.full_name if superior else "atasan"
    if plan.status == PlanStatus.SUBMITTED:
        if actor == Actor.SUPERIOR:
            return f"Diajukan {tanggal(plan.submitted_at)}. Giliran Anda menanggapi."
        return f"Ada pada {who} sejak {tanggal(plan.submitted_at)}."
    if plan.status == PlanStatus.RETURNED:
        return (
            f"{who} mengirim saran. Perbaiki, lalu ajukan lagi."
            if own
            else "Pemiliknya sedang memperbaiki menurut saran."
        )
    if plan.status == PlanStatus.DRAFT:
        return "Ajukan ke atasan bila sudah siap." if own else "Pemiliknya sedang menyusun."
    if plan.status == PlanStatus.CANCELLED:
        return "SKP yang disepakati tetap berlaku."
    return f"Disepakati {plan.agreed_by.full_name if plan.agreed_by else who} pada {tanggal(plan.agreed_at)}."


# --- One plan whole -------------------------------------------------------------------------------


@dataclass(frozen=True)
class ResultCard:
    """A result as pages show it."""

    result: Result
    number: int
    kind: str
    supports: str
    reason: str
    indicators: list[dict[str, Any]]
    advice: list[str]
    is_first: bool
    is_last: bool
    assigned_by: str = ""  # who handed it down, when it was not the superior
    suggestion: str = ""  # what the superior suggested last
    answer: Any = None  # the field for another suggestion, on the page of the superior


@dataclass(frozen=True)
class BehaviourCard:
    """A core value with the leader's expectation, as pages show it."""

    value: CoreValue
    text: str
    suggestion: str = ""
    answer: Any = None


@dataclass(frozen=True)
class PlanPage:
    """A plan with everything its pages show."""

    plan: Plan
    employee: Employee
    superior: Employee | None
    status: tuple[str, str]
    step: str
    results: list[ResultCard]
    behaviours: list[BehaviourCard]
    annexes: list[tuple[str, list[str]]]
    findings: list[Finding] = field(default_factory=list)
    advice: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # times away, with what they mean
    leader_is_there: bool = False  # the superior's results of the year can be linked to
    said: Said = field(default_factory=Said)

    @property
    def unlinked(self) -> int:
        """How many results serve no result of a leader yet."""
        return len(unlinked_results(self.plan)) if self.is_staff_form else 0

    @property
    def waits_for_leader(self) -> bool:
        """Whether the results have nothing to be linked to yet."""
        return self.is_staff_form and not self.leader_is_there and bool(self.unlinked or not self.results)

    @property
    def is_staff_form(self) -> bool:
        """Whether results serve a result of the leader (the JPT form has no such column)."""
        return self.plan.form == Form.STAFF

    @property
    def is_quantitative(self) -> bool:
        """Whether targets stand in a column of their own."""
        return self.plan.approach == Approach.QUANTITATIVE

    @property
    def blocking(self) -> list[Finding]:
        """What stops the submission."""
        return [finding for finding in self.findings if finding.blocks]

    @property
    def needed(self) -> Needed:
        """The line of completeness."""
        return needed(self.plan, self.findings)


def load(plan: Plan) -> Plan:
    """Return the plan again with everything its pages show."""
    return with_parts(Plan.every.all()).get(pk=plan.pk)


def plan_page(plan: Plan, user: Employee, on: date, *, advising: bool = False) -> PlanPage:
    """Return a plan for its pages, with what the check finds and, for whoever writes, with advice.

    `plan` comes from `load`; only the owner gets findings and advice.
    """
    superior = access.superior_on(plan, on)
    actor = access.actor_of(user, plan, on)
    known = facts(plan, on) if actor == Actor.OWNER else None
    behind = backdrop(plan, on) if known and advising else Backdrop()
    advice = plan_advice(known, behind) if known and advising else []
    suggested = said(plan, actor)
    return PlanPage(
        plan=plan,
        employee=plan.placement.employee,
        superior=superior,
        status=status_of(plan),
        step=next_step(plan, superior, actor),
        results=[
            replace(card, suggestion=suggested.results.get(card.result.pk, ""))
            for card in _cards(plan, advice, superior)
        ],
        behaviours=[
            BehaviourCard(row.value, row.text, suggested.values.get(row.value_id, ""))
            for row in sorted(plan.behaviours.all(), key=lambda row: row.value.number)
        ],
        annexes=[(label, annex_texts(plan, kind)) for kind, label in ANNEX_LABELS.items()],
        findings=check_plan(known) if known else [],
        advice=advice,
        notes=absence_notes(plan, plan.placement.employee_id, plan.started_on, plan.last_day),
        leader_is_there=bool(behind.leader_texts),
        said=suggested,
    )


def _cards(plan: Plan, advice: list[Finding], superior: Employee | None) -> list[ResultCard]:
    rows = ordered_results(plan)
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.pk)
    told = defaultdict(list)
    for finding in advice:
        told[finding.place].append(finding.sentence)
    return [
        _card(plan, number, row, by_kind[row.kind], told[f"hasil-{number}"], superior)
        for number, row in enumerate(rows, start=1)
    ]


def _card(
    plan: Plan, number: int, row: Result, siblings: list[int], told: list[str], superior: Employee | None
) -> ResultCard:
    drafts = [draft_of(each) for each in ordered_indicators(row)]
    advice = [*told, *(measure_advice(each, Approach(plan.approach)) for each in drafts)]
    return ResultCard(
        result=row,
        number=number,
        kind=KIND_LABELS[ResultKind(row.kind)],
        supports=supports_text(row),
        assigned_by=assigner(row, superior),
        reason=row.no_support_reason,
        indicators=[told_measure(each) for each in ordered_indicators(row)],
        advice=[sentence for sentence in advice if sentence],
        is_first=siblings[0] == row.pk,
        is_last=siblings[-1] == row.pk,
    )


def told_measure(row: Indicator) -> dict[str, Any]:
    """Return an indicator in the words of the pages."""
    return {
        "pk": row.pk,
        "text": row.text,
        "aspect": ASPECT_LABELS[Aspect(row.aspect)] if row.aspect else "",
        "target": promised(row.target, row.target_until, row.unit),
        "direction": DIRECTION_NOTES.get(Direction(row.direction), ""),
        "perspectives": perspective_words(row.perspectives),
    }


# --- History ----------------------------------------------------------------------------------------

SENTENCES = {
    "plan.drafted": "Draf dibuat",
    "plan.submitted": "Diajukan ke atasan",
    "plan.withdrawn": "Ditarik kembali",
    "plan.returned": "Dikembalikan dengan saran",
    "plan.agreed": "Disepakati",
    "plan.change_asked": "Perubahan diminta",
    "plan.closed": "Ditutup bersama tahunnya",
    "change.started": "Perubahan dimulai",
    "change.cancelled": "Perubahan dibatalkan",
}
OF_CHANGES = {
    "plan.submitted": "Perubahan diajukan ke atasan",
    "plan.withdrawn": "Perubahan ditarik kembali",
    "plan.returned": "Perubahan dikembalikan dengan saran",
    "plan.agreed": "Perubahan disepakati",
}


def plan_history(plan: Plan) -> list[dict[str, Any]]:
    """Return the moves of a plan and of its changes for the timeline, the latest first."""
    changes = Plan.every.filter(revises=plan.pk).values("pk")
    events = Event.objects.filter(
        Q(target_id=plan.pk) | Q(target_id__in=changes),
        target_type="indicators.plan",
        action__in=SENTENCES,
    ).order_by("-id")
    return [_told(event, plan) for event in events]


def _told(event: Event, plan: Plan) -> dict[str, Any]:
    name = event.by_label.rpartition(" (")[0] or event.by_label
    is_change = event.target_id != plan.pk or plan.revises_id is not None
    words = (SENTENCES | OF_CHANGES if is_change else SENTENCES)[event.action]
    return {"at": event.at, "sentence": f"{words} oleh {name}", "note": event.note}
