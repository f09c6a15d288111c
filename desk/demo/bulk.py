"""Telling many stories at once: the rows and events that the operations would leave, written in batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from appraisal import audit
from appraisal.models import Event
from indicators.models import (
    AnnexItem,
    BehaviourExpectation,
    CoreValue,
    Indicator,
    Period,
    Plan,
    PlanCopy,
    Result,
    Submission,
    Suggestion,
)
from indicators.queries import plan_payload, promised, with_content
from indicators.rules import AnnexKind, PlanStatus, ResultKind, fingerprint, form_of
from organizations.models import Employee, Placement
from organizations.rules import PositionKind

from .insert import insert
from .story import ResultStory, Story

BATCH = 2000


class Written:
    """A story with the rows it became and the events it leaves, in the order they happened."""

    def __init__(self, story: Story, plan: Plan, owner: Employee, superior: Employee) -> None:
        self.story, self.plan, self.owner, self.superior = story, plan, owner, superior
        self.results: list[Result] = []
        self.indicators: list[list[Indicator]] = []
        self.events: list[Event] = []

    def note(self, action: str, by: Employee, at: datetime, **what: Any) -> None:
        """Add an event about the plan, or about another target."""
        target = what.pop("target", self.plan)
        self.events.append(audit.entry(action=action, by=by, at=at, target=target, **what))


class PlanWriter:
    """Writes the plans of a batch of stories: results, indicators, behaviours, annexes, frozen copies."""

    def __init__(self, period: Period) -> None:
        self.period = period
        self.values = list(CoreValue.objects.order_by("number"))

    def write(self, stories: Sequence[Story]) -> list[Written]:
        """Write the plans and return each story with its rows; the events wait in them."""
        placements = _placements(stories)
        people = Employee.objects.in_bulk({story.superior for story in stories})
        rows = [
            Written(
                story,
                self._plan(story, placements[story.placement]),
                placements[story.placement].employee,
                people[story.superior],
            )
            for story in stories
        ]
        Plan.objects.bulk_create([row.plan for row in rows], batch_size=BATCH)
        for row in rows:
            row.note("plan.drafted", row.owner, row.story.drafted_at)
            row.results = _results(row)
        Result.objects.bulk_create([each for row in rows for each in row.results], batch_size=BATCH)
        for row in rows:
            row.indicators = [
                _indicators(result, written)
                for result, written in zip(row.results, row.story.results, strict=True)
            ]
        Indicator.objects.bulk_create(
            [each for row in rows for part in row.indicators for each in part], batch_size=BATCH
        )
        insert(each for row in rows for each in self._behaviours(row))
        insert(each for row in rows for each in _annexes(row))
        for row in rows:
            self._results_saved(row)
        self._hand_in(rows)
        self._decide(rows)
        return rows

    def _plan(self, story: Story, placement: Placement) -> Plan:
        status = story.status
        moves = len(story.results)
        if status != PlanStatus.DRAFT:
            moves += 2 + (status == PlanStatus.RETURNED) + 2 * (status == PlanStatus.AGREED)
        is_in = status != PlanStatus.DRAFT
        is_agreed = status == PlanStatus.AGREED
        return Plan(
            version=1 + moves,
            period=self.period,
            placement=placement,
            form=form_of(PositionKind(placement.position.kind)).value,
            started_on=max(self.period.started_on, placement.started_on),
            ended_on=self.period.ended_on,
            status=status.value,
            created_at=story.drafted_at,
            submitted_at=story.submitted_at if is_in else None,
            submitted_to_id=story.superior if is_in else None,
            suggestion=story.suggestion if status == PlanStatus.RETURNED else "",
            agreed_at=story.decided_at if is_agreed else None,
            agreed_by_id=story.superior if is_agreed else None,
        )

    def _behaviours(self, row: Written) -> list[BehaviourExpectation]:
        texts = row.story.expectations if row.story.status == PlanStatus.AGREED else {}
        return [
            BehaviourExpectation(plan=row.plan, value=value, text=texts.get(value.number, ""))
            for value in self.values
        ]

    def _results_saved(self, row: Written) -> None:
        """Add the events of composing, submitting and expecting."""
        story = row.story
        for result, parts, written in zip(row.results, row.indicators, story.results, strict=True):
            row.note("plan.result_saved", row.owner, written.at, after=_snapshot(result, parts))
        if story.status == PlanStatus.DRAFT:
            return
        empty: dict[str, list[str]] = {kind.value: [] for kind in AnnexKind}
        after = empty | {kind.value: list(texts) for kind, texts in story.annexes.items()}
        row.note("plan.annexes_set", row.owner, story.annexed_at, before=empty, after=after)
        version = len(story.results) + 3
        to = {"to": str(row.superior), "version": version, "submission": 1}
        row.note("plan.submitted", row.owner, story.submitted_at, after=to)
        if story.status == PlanStatus.RETURNED:
            row.note("plan.returned", row.superior, story.decided_at, note=story.suggestion)
        if story.status == PlanStatus.AGREED:
            before = {value.name: "" for value in self.values}
            after_texts = {value.name: story.expectations.get(value.number, "") for value in self.values}
            at = story.expected_at
            row.note("plan.expectations_set", row.superior, at, before=before, after=after_texts)

    def _hand_in(self, rows: list[Written]) -> None:
        """Keep what lies with the superior or came back; an agreed plan has its copy, which says the same."""
        talked_over = {PlanStatus.SUBMITTED, PlanStatus.RETURNED}
        handed = {row.plan.pk: row for row in rows if row.story.status in talked_over}
        submissions = [
            Submission(
                plan=plan,
                number=1,
                payload=plan_payload(plan),
                submitted_at=handed[plan.pk].story.submitted_at,
                submitted_to_id=handed[plan.pk].story.superior,
            )
            for plan in with_content(Plan.objects.filter(pk__in=handed)).order_by("pk")
        ]
        Submission.objects.bulk_create(submissions, batch_size=BATCH)
        insert(
            Suggestion(
                submission=each,
                about=Suggestion.WHOLE,
                text=handed[each.plan_id].story.suggestion,
                given_by_id=handed[each.plan_id].story.superior,
                given_at=handed[each.plan_id].story.decided_at,
            )
            for each in submissions
            if handed[each.plan_id].story.status == PlanStatus.RETURNED
        )

    def _decide(self, rows: list[Written]) -> None:
        """Freeze the agreed plans; the payload is built by the same function as in the operation."""
        agreed = {row.plan.pk: row for row in rows if row.story.status == PlanStatus.AGREED}
        copies = []
        for plan in with_content(Plan.objects.filter(pk__in=agreed)).order_by("pk"):
            payload = plan_payload(plan)
            copies.append(
                PlanCopy(
                    plan=plan,
                    revision=plan.revision,
                    payload=payload,
                    sha256=fingerprint(payload),
                    agreed_at=agreed[plan.pk].story.decided_at,
                    agreed_by_id=agreed[plan.pk].story.superior,
                )
            )
            row = agreed[plan.pk]
            row.note("plan.agreed", row.superior, row.story.decided_at, after={"sha256": copies[-1].sha256})
        insert(copies)


def _placements(stories: Sequence[Story]) -> dict[int, Placement]:
    rows = Placement.objects.select_related("employee", "position", "unit")
    return rows.in_bulk([story.placement for story in stories])


def _results(row: Written) -> list[Result]:
    orders = dict.fromkeys(ResultKind, 0)
    results = []
    for written in row.story.results:
        orders[written.kind] += 1
        results.append(
            Result(
                plan=row.plan,
                kind=written.kind.value,
                order=orders[written.kind],
                text=written.text,
                supports_id=written.supports,
                no_support_reason=written.no_support_reason,
            )
        )
    return results


def _indicators(result: Result, written: ResultStory) -> list[Indicator]:
    return [
        Indicator(
            result=result,
            order=order,
            text=each.draft.text,
            aspect=each.draft.aspect,
            target=each.draft.target,
            target_until=each.draft.target_until,
            unit=each.draft.unit,
            direction=each.draft.direction,
            perspectives=each.draft.perspectives,
        )
        for order, each in enumerate(written.indicators, start=1)
    ]


def _annexes(row: Written) -> list[AnnexItem]:
    if row.story.status == PlanStatus.DRAFT:
        return []
    return [
        AnnexItem(plan=row.plan, kind=kind.value, order=order, text=text)
        for kind, texts in row.story.annexes.items()
        for order, text in enumerate(texts, start=1)
    ]


def _snapshot(result: Result, parts: list[Indicator]) -> dict[str, Any]:
    """Return what the operation notes of a saved result."""
    return {
        "result": result.pk,
        "kind": result.kind,
        "text": result.text,
        "supports": result.supports_id,
        "supports_text": "",
        "no_support_reason": result.no_support_reason,
        "indicators": [
            f"{each.text}: {promised(each.target, each.target_until, each.unit)}" for each in parts
        ],
    }
