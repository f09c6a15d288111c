"""Whatever people do in whatever order: what is agreed on is valid, and what was frozen stays as it was.

Random walks over all moves of a plan and its changes, with writing in between; what is refused is part of
the walk. After every step the promises of the README are asked of the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appraisal.errors import Refused
from indicators import operations, queries
from indicators.models import Indicator, Plan, PlanCopy, Result
from indicators.rules import (
    UNDER_WAY,
    AnnexKind,
    IndicatorDraft,
    PlanMove,
    PlanStatus,
    check_plan,
    fingerprint,
)
from reviews.operations.progress import report
from tests.indicators.plans import drafted
from tests.pages import undone
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db

MOVES = [
    move for move in PlanMove if move not in {PlanMove.CHANGE, PlanMove.MERGE}
]  # a merge is an agreement
WRITING = ["add", "rewrite", "remove", "swap", "annexes", "settings", "report"]
STEPS = st.lists(
    st.tuples(st.sampled_from([*MOVES, *WRITING]), st.sampled_from(["owner", "superior"]), st.integers(0, 7)),
    min_size=5,
    max_size=25,
)
# A walk that gets somewhere: random steps are laid between the stations of two agreed changes.
STATIONS = [
    ("add", 1),
    (PlanMove.SUBMIT, 0),
    (PlanMove.AGREE, 0),
    ("report", 0),
    (PlanMove.START, 0),
    ("rewrite", 4),
    (PlanMove.SUBMIT, 0),
    (PlanMove.AGREE, 0),
]
BY = {PlanMove.EXPECT, PlanMove.RETURN, PlanMove.AGREE, PlanMove.ASK}  # the superior's


@dataclass
class Walk:
    """A plan on its way, with everything that must never change from now on."""

    world: World
    plan: Plan
    frozen: dict[int, tuple[str, str]] = field(default_factory=dict)
    reported: set[int] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)
    clock: int = 0

    @property
    def written(self) -> Plan:
        """What people write in now: the change that is under way, or the plan."""
        rows = Plan.every.with_people().filter(status__in=[status.value for status in UNDER_WAY])
        return rows.order_by("-pk").first() or Plan.objects.with_people().get(pk=self.plan.pk)

    @property
    def in_force(self) -> Plan:
        return Plan.objects.with_people().get(pk=self.plan.pk)

    def step(self, what: Any, who: str, number: int) -> None:
        """Try something; a refusal is an answer, everything else is a fault."""
        self.clock += 1
        person = self.world.ani if who == "owner" else self.world.budi
        at = NOW + timedelta(seconds=self.clock)
        try:
            with transaction.atomic():
                ACTS[what](self, number, {"by": person, "at": at})
        except Refused as refused:
            self.refusals.append(str(refused))
        self.keep_promises()

    def keep_promises(self) -> None:
        """Ask the database whether every promise still holds."""
        assert Plan.objects.count() == 1
        assert all(self.refusals)
        rows = Plan.every.filter(revises=self.plan.pk)
        assert rows.filter(status__in=[status.value for status in UNDER_WAY]).count() <= 1
        self._copies_stay()
        self._agreed_is_valid()
        self._reports_stay()

    def _copies_stay(self) -> None:
        for copy in PlanCopy.objects.all():
            told = (copy.sha256, fingerprint(copy.payload))
            assert told[0] == told[1] == self.frozen.setdefault(copy.pk, told)[0]

    def _agreed_is_valid(self) -> None:
        for row in Plan.every.all():
            loaded = queries.load(row)
            findings = check_plan(queries.facts(loaded, TODAY))
            blocking = [finding for finding in findings if finding.blocks]
            assert all(finding.sentence and finding.place for finding in blocking)
            if row.status in {PlanStatus.SUBMITTED, PlanStatus.AGREED, PlanStatus.CLOSED}:
                assert blocking == []
        now = self.in_force
        if now.status == PlanStatus.AGREED:
            latest = PlanCopy.objects.get(plan=now, revision=now.revision)
            assert queries.plan_payload(queries.load(now)) == latest.payload
            assert set(now.copies.values_list("revision", flat=True)) == set(range(1, now.revision + 1))

    def _reports_stay(self) -> None:
        kept = Indicator.every.filter(pk__in=self.reported, result__plan=self.plan)
        assert set(kept.values_list("pk", flat=True)) == self.reported
        for row in Result.objects.filter(plan__revises=self.plan.pk).select_related("origin"):
            assert row.origin is None or row.origin.plan_id == self.plan.pk
        assert not Indicator.objects.filter(result__removed_at__isnull=False).exists()
        merged = Plan.every.filter(revises=self.plan.pk, status=PlanStatus.CLOSED.value)
        if latest := merged.order_by("-revision").first():
            rows = Indicator.objects.filter(result__plan=latest)
            came = {row.origin_id for row in rows if row.origin_id}
            stands = set(Indicator.objects.filter(result__plan=self.plan).values_list("pk", flat=True))
            assert came <= stands, "what came from the plan in force keeps its key"
            assert len(stands) == len(rows)


# --- What can be tried ----------------------------------------------------------------------------


def seen(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "version": plan.version}


def row_of(plan: Plan, number: int) -> Result | None:
    rows = list(plan.results.order_by("order", "pk"))
    return rows[number % len(rows)] if rows else None


def write(walk: Walk, number: int, stamp: dict[str, Any], *, row: Result | None) -> None:
    """Write a result; every fourth one is incomplete, so that submitting has something to refuse."""
    plan = walk.written
    known = list(row.indicators.order_by("pk")) if row else []
    target = None if number % 4 == 3 and walk.clock % 2 else Decimal(number + 1)
    operations.save_result(
        **seen(plan),
        **stamp,
        result=row,
        kind="UTAMA" if number % 3 else "TAMBAHAN",
        text=f"Hasil {number} langkah {walk.clock}",
        no_support_reason="Penugasan langsung",
        indicators=[
            IndicatorDraft(f"Jumlah {number}", "KUANTITAS", target, "akta", pk=known[0].pk if known else None)
        ],
    )


def add(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    write(walk, number, stamp, row=None)


def rewrite(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    write(walk, number, stamp, row=row_of(walk.written, number))


def remove(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    if row := row_of(walk.written, number):
        operations.remove_result(**seen(walk.written), **stamp, result=row)


def swap(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    if row := row_of(walk.written, number):
        operations.move_result(**seen(walk.written), **stamp, result=row, up=bool(number % 2))


def annexes(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    operations.set_annexes(
        **seen(walk.written), **stamp, items={AnnexKind.RESOURCES: ["Laptop"] * (number % 3)}
    )


def configure(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    plan = walk.written
    operations.change_plan(
        **seen(plan),
        **stamp,
        approach="KUALITATIF" if number % 2 else "KUANTITATIF",
        started_on=plan.started_on,
        ended_on=plan.ended_on,
    )


def tell(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    rows = Indicator.objects.filter(result__plan=walk.plan).select_related("result__plan")
    indicator = rows.order_by("pk").first()
    if indicator is None:
        return
    report(
        indicator=indicator,
        term=walk.world.term(4),
        version=None,
        amount=Decimal(number),
        note="Catatan.",
        noted_on=TODAY,
        evidence_url="",
        **stamp,
    )
    walk.reported.add(indicator.pk)


def expect(walk: Walk, number: int, stamp: dict[str, Any]) -> None:
    value = walk.written.behaviours.order_by("pk").values_list("value", flat=True)[number % 7]
    operations.set_expectations(**seen(walk.written), **stamp, texts={value: f"Harapan {walk.clock}"})


def plainly(operation: Any, **words: str) -> Any:
    return lambda walk, number, stamp: operation(**seen(walk.written), **stamp, **words)


ACTS = {
    "add": add,
    "rewrite": rewrite,
    "remove": remove,
    "swap": swap,
    "annexes": annexes,
    "settings": configure,
    "report": tell,
    PlanMove.SUBMIT: plainly(operations.submit_plan),
    PlanMove.WITHDRAW: plainly(operations.withdraw_plan),
    PlanMove.EXPECT: expect,
    PlanMove.RETURN: plainly(operations.return_plan, suggestion="Perbaiki."),
    PlanMove.AGREE: plainly(operations.agree_plan),
    PlanMove.CANCEL: plainly(operations.cancel_change),
    PlanMove.START: lambda walk, number, stamp: operations.start_change(
        **seen(walk.in_force), **stamp, reason="Anggaran turun"
    ),
    PlanMove.ASK: lambda walk, number, stamp: operations.ask_change(
        **seen(walk.in_force), **stamp, suggestion="Sesuaikan."
    ),
}


@pytest.mark.once
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_walk_over_the_moves_keeps_every_promise(world, steps):
    with undone():
        walk = Walk(world, drafted(world))
        for step in steps:
            walk.step(*step)


@pytest.mark.once
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(between=st.lists(STEPS.map(lambda steps: steps[:2]), min_size=len(STATIONS), max_size=len(STATIONS)))
def test_changes_on_a_busy_way_keep_every_promise(world, between):
    with undone():
        walk = Walk(world, drafted(world))
        for (what, number), steps in zip(STATIONS, between, strict=True):
            walk.step(what, "superior" if what in BY else "owner", number)
            for step in steps:
                walk.step(*step)


def test_the_walk_without_detours_arrives(world):
    """The stations alone make two versions; otherwise the random walks would prove little."""
    walk = Walk(world, drafted(world))
    for what, number in STATIONS:
        walk.step(what, "superior" if what in BY else "owner", number)

    assert (walk.in_force.revision, len(walk.reported)) == (2, 1)


def test_every_move_of_the_table_is_walked():
    assert {move for move in PlanMove if move not in ACTS} == {PlanMove.CHANGE, PlanMove.MERGE}
