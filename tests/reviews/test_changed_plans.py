"""What an agreed change leaves out counts nowhere, and nobody's words about it are lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from awards.models import AwardCandidate, AwardList, AwardScheme
from awards.queries.candidate import evidence_of
from awards.queries.eligibility import known_candidates
from indicators import operations
from indicators.models import Indicator, Plan
from reviews.access.progress import own_indicators
from reviews.models import Realisation
from reviews.queries.evaluation import plan_progress
from reviews.queries.home import home_page, year_on
from reviews.queries.team import team
from tests.awards.schemes import a_scheme
from tests.indicators.plans import INDICATOR, agreed, change_of, submit, with_result
from tests.world import NOW, TODAY

pytestmark = pytest.mark.django_db


def fresh(plan):
    return Plan.every.get(pk=plan.pk)


def shrunk(world):
    """Return Ani's plan after a change took its only result out, and the indicator that went with it."""
    plan = agreed(world)
    gone = Indicator.objects.get()
    draft = change_of(plan)
    with_result(world, draft, text="Terlatihnya lima petugas baru")
    draft = fresh(draft)
    row = draft.results.order_by("pk").first()
    operations.remove_result(plan=draft, version=draft.version, result=row, by=world.ani, at=NOW)
    waiting = submit(world, draft)
    operations.agree_plan(plan=waiting, version=waiting.version, by=world.budi, at=NOW)
    return plan, gone


REPORT = {"amount": "3", "note": "Tiga akta terbit.", "noted_on": "20-11-2026", "evidence_url": ""}


def test_a_report_on_what_a_change_took_out_is_kept_on_the_page(world, clock, enter):
    _, gone = shrunk(world)
    href = reverse("reviews:progress-report", args=[gone.pk, world.term(4).pk])
    client = enter(world.ani)

    assert "tidak lagi termuat dalam SKP" in client.get(href).content.decode()
    answer = client.post(href, REPORT)

    assert answer.status_code == 409
    assert "Tiga akta terbit." in answer.content.decode()
    assert not Realisation.objects.exists()


def test_feedback_on_what_a_change_took_out_is_kept_on_the_page(world, clock, enter):
    plan, gone = shrunk(world)
    href = reverse("reviews:feedback-give", args=[plan.pk, world.term(4).pk])

    answer = enter(world.budi).post(href, {f"result_{gone.result_id}": "Layanan makin baik."})

    assert answer.status_code == 409
    assert "Layanan makin baik." in answer.content.decode()


def test_rows_of_changes_and_removed_rows_are_counted_nowhere(world):
    plan, gone = shrunk(world)
    change_of(fresh(plan))
    Realisation.objects.create(
        indicator=gone, term=world.term(4), note="Lama.", noted_on=TODAY, reported_at=NOW
    )

    progress = plan_progress(Plan.objects.get(), world.term(4))
    assert [item.result.text for item in progress.results] == ["Terlatihnya lima petugas baru"]
    assert progress.reported == 0
    home = home_page(world.ani, year_on(world.period, TODAY), TODAY)
    assert not home["plan"].has_report
    scheme = a_scheme(world.period, world.gita)
    known = known_candidates(scheme, set(), TODAY)
    measures = next(row for row in known if row.employee_id == world.ani.pk)
    assert len(measures.facts.measures) == 1
    assert [member.plan for member in team(world.budi, world.period, world.final, TODAY) if member.plan] == [
        plan
    ]


def titles(world):
    return [task.title for task in home_page(world.ani, year_on(world.period, TODAY), TODAY)["tasks"]]


def test_home_leads_to_the_change_that_is_asked_for_or_under_way(world):
    plan = agreed(world)
    assert not any("perubahan" in title for title in titles(world))

    stamp = {"version": plan.version, "by": world.budi, "at": NOW}
    plan = operations.ask_change(plan=plan, suggestion="Anggaran turun.", **stamp)
    assert "Susun perubahan SKP" in titles(world)
    draft = change_of(plan)
    assert "Lanjutkan perubahan SKP" in titles(world)
    waiting = submit(world, draft)
    assert not any("perubahan" in title for title in titles(world))
    home = home_page(world.budi, year_on(world.period, TODAY), TODAY)
    assert any(task.title == "Tanggapi SKP tim Anda" for task in home["tasks"])
    stamp = {"version": waiting.version, "by": world.budi, "at": NOW}
    operations.return_plan(plan=waiting, suggestion="Tulis alasannya.", **stamp)
    assert "Lanjutkan perubahan SKP" in titles(world)


def test_the_evidence_of_a_candidate_is_that_of_the_plan_in_force(world):
    plan, _ = shrunk(world)
    candidate = AwardCandidate(
        award_list=AwardList(scheme=AwardScheme(period=world.period)),
        placement=world.placements["ani"],
        employee=world.ani,
    )

    assert [row["title"] for row in evidence_of(candidate)] == [INDICATOR.text]


def test_own_indicators_are_those_of_plans_proper(world):
    plan, _ = shrunk(world)
    draft = change_of(fresh(plan))

    keys = set(own_indicators(world.ani).values_list("result__plan", flat=True))
    assert (keys, draft.pk in keys) == ({plan.pk}, False)
