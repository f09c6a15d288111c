"""A year's analysis as a job: read, computed and stored by a worker, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from appraisal import jobs
from appraisal.jobs import JobStatus
from fairness.access.pattern import may_see_patterns
from fairness.analysis.recency import recency
from fairness.models import RaterAnalysis, RaterProfile
from fairness.operations import analysis as operations
from fairness.operations.analysis import begin_analysis
from fairness.queries import inputs
from fairness.queries.inputs import Unreadable, inputs_of
from fairness.queries.quarters import quarters_of
from fairness.queries.relations import related_pairs
from fairness.tasks.analysis import AnalyseRaters
from indicators.models import CoreValue, Indicator, Period
from multirater.models import Relation
from organizations.models import Employee, Placement
from reviews.models import Evaluation, ItemRating, Realisation
from tests.scenes import RATED
from tests.world import JAKARTA, NOW, World, agreed_plan

AFTER = datetime(2027, 2, 3, 9, 0, tzinfo=JAKARTA)


@pytest.fixture
def rated(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Six people more in Budi's unit, each with an annual result that Budi gave; rating is over."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    values = list(CoreValue.objects.order_by("number"))
    for number in range(6):
        name = f"rina{number}"
        person = Employee.objects.create(nip=f"19900101201503{number:04d}", name=f"Rina {number}", kind="PNS")
        position = world.placements["ani"].position
        posts = {"position": position, "unit": world.units["bidang"], "started_on": date(2024, 1, 1)}
        world.people[name] = person
        world.placements[name] = Placement.objects.create(employee=person, **posts)
        plan = agreed_plan(world, name)
        given = RATED | {"results_rating": ("DI_ATAS", "SESUAI", "DI_BAWAH")[number % 3]}
        row = Evaluation.objects.create(
            plan=plan, term=world.final, appraiser=world.budi, status="DISAMPAIKAN", shared_at=NOW, **given
        )
        ItemRating.objects.bulk_create(
            ItemRating(evaluation=row, value=value, rating="SESUAI") for value in values
        )
    return world


def test_a_worker_reads_computes_and_stores(rated: World, work: Callable[[], int]) -> None:
    job = begin_analysis(period=rated.period, by=rated.gita, at=AFTER)
    work()

    job.refresh_from_db()
    assert job.status == JobStatus.DONE, job.fault
    run = RaterAnalysis.objects.get()
    assert (run.made_by, run.reason) == (rated.gita, "SATU_PENILAI")  # nobody else said anything of the six
    assert run.counts["official"] == 6
    profile = RaterProfile.objects.get()
    assert (profile.rater, profile.people) == (rated.budi, 6)
    assert (profile.above, profile.meets, profile.below) == (2, 8, 2)
    assert set(run.values.values_list("reason", flat=True)) == {"SATU_PENILAI"}
    assert run.values.count() == 6
    assert run.groups["year"] == 2026
    assert run.health["figures"]["LENGKAP"]["people"] > 0


def test_a_fault_in_the_middle_leaves_nothing(
    rated: World, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(operations, "_write_letters", broken)
    begin_analysis(period=rated.period, by=rated.gita, at=AFTER)
    work()

    assert not RaterAnalysis.objects.exists()
    assert not RaterProfile.objects.exists()


def test_a_lost_fence_stores_nothing(rated: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker was thought dead while it computed: whoever took over stores the run, and only that one."""
    job = begin_analysis(period=rated.period, by=rated.gita, at=AFTER)
    beat = jobs.beat

    def overtaken(row: Any) -> None:
        type(row).objects.filter(pk=row.pk).update(fence="another")
        beat(row)

    monkeypatch.setattr(jobs, "beat", overtaken)
    jobs.run(job.pk)

    assert not RaterAnalysis.objects.exists()


def test_lost_raters_of_a_round_leave_the_official_results(
    rated: World, work: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(period: Period, *, with_rounds: bool = True) -> Any:
        if with_rounds:
            raise Unreadable
        return inputs_of(period, with_rounds=False)

    monkeypatch.setattr(inputs, "inputs_of", lost)
    begin_analysis(period=rated.period, by=rated.gita, at=AFTER)
    work()

    assert RaterAnalysis.objects.get().reason == "TIDAK_TERBACA"
    assert RaterProfile.objects.get().people == 6


def test_who_reads_patterns_follows_the_job(rated: World) -> None:
    job = begin_analysis(period=rated.period, by=rated.gita, at=AFTER)
    kind = AnalyseRaters()
    assert kind.page(job) == "/bkd/pola-penilaian/"
    for name in ("gita", "indra", "eko", "budi"):
        reader = rated.people[name]
        assert kind.may_open(job, reader, AFTER.date()) == bool(may_see_patterns(reader, AFTER.date()))


def test_declared_relations_are_found_in_both_directions_and_only_of_the_year(rated: World) -> None:
    for name, ended_at in (("rina0", None), ("rina1", NOW.replace(year=2025))):
        first, second = sorted((rated.budi, rated.people[name]), key=lambda one: one.pk)
        kind = {"kind": "KELUARGA", "declared_by": first, "declared_at": NOW.replace(year=2025)}
        Relation.objects.create(first=first, second=second, ended_at=ended_at, **kind)

    found = inputs_of(rated.period)
    pairs = related_pairs(rated.period, found)

    assert [(found.raters[a][0], found.people[b]) for a, b in pairs.tolist()] == [
        (rated.budi.pk, rated.people["rina0"].pk)
    ]
    assert related_pairs(rated.period, inputs_of(Period(pk=0, started_on=date(2026, 1, 1)))).shape == (0, 2)


def test_quarters_are_shares_of_the_target_and_the_last_is_the_difference(rated: World) -> None:
    indicator = Indicator.objects.get(result__plan__placement=rated.placements["rina0"])
    for number, amount in ((3, 60), (4, 100)):
        told = {"note": "Laporan.", "noted_on": date(2026, 12, 1), "reported_at": NOW}
        Realisation.objects.create(
            indicator=indicator, term=rated.term(number), amount=Decimal(amount), **told
        )
    only_late = Indicator.objects.get(result__plan__placement=rated.placements["rina1"])
    Realisation.objects.create(indicator=only_late, term=rated.term(4), amount=Decimal(90), **told)

    rating, early, late = quarters_of(rated.period)

    assert (rating.tolist(), early.round(6).tolist(), late.tolist()) == ([3.0], [0.2], [0.4])
    assert recency(rating, early, late) is None  # far fewer than 200


def test_a_year_without_reports_has_no_quarters(world: World) -> None:
    assert all(part.size == 0 for part in quarters_of(world.period))
    assert recency(*(np.zeros(0),) * 3) is None
