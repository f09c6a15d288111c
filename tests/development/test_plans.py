"""Plans with support: from a result to their end over six months, who reads them, who came second."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from development.access import plan as access
from development.models import DevelopmentAction, DevelopmentPlan, DevelopmentReview
from development.operations import plan as operations
from development.queries import plan as queries
from development.queries.waiting import TO_GROW
from indicators.models import PolicyFigure
from organizations.models import Employee
from reviews.models import Evaluation, Talk
from reviews.queries.home import year_on
from reviews.queries.task_source import found_tasks
from tests.pages import text_of
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.django_db
LOW = RATED | {"results_rating": "DI_BAWAH", "predicate": "BUTUH_PERBAIKAN"}


@pytest.fixture
def result(world: World) -> Evaluation:
    """Ani's annual result, shared by Budi: Butuh Perbaikan."""
    return shared(world)


def shared(world: World, **changes: Any) -> Evaluation:
    values = LOW | {"status": "DISAMPAIKAN", "shared_at": NOW, "talked_on": TODAY, "upper": world.citra}
    plan = agreed_plan(world)
    return Evaluation.objects.create(plan=plan, term=world.final, appraiser=world.budi, **(values | changes))


def begun(result: Evaluation, by: Employee, **changes: Any) -> DevelopmentPlan:
    values = {"purpose": " Laporan selesai tepat waktu ", "until": TODAY + timedelta(days=182)}
    return operations.begin(evaluation=result, by=by, at=NOW, **(values | changes))


def action(plan: DevelopmentPlan, by: Employee, promised_by: Employee, **changes: Any) -> DevelopmentAction:
    values = {
        "goal": "Menyusun laporan",
        "kind": "BIMBINGAN",
        "text": "Mendampingi dua kali penutupan buku",
        "due_on": plan.started_on + timedelta(days=60),
        "support": "Dua jam seminggu",
    }
    plan.refresh_from_db()
    return operations.add_action(
        plan=plan, version=plan.version, promised_by=promised_by, by=by, at=NOW, **(values | changes)
    )


def agree(plan: DevelopmentPlan, by: Employee) -> None:
    plan.refresh_from_db()
    operations.agree(plan=plan, version=plan.version, by=by, at=NOW)


def held(world: World, plan: Any, day: date, term: int) -> Talk:
    at = datetime.combine(day, NOW.timetz())
    return Talk.objects.create(
        plan=plan,
        term=world.term(term),
        planned_at=at,
        superior=world.budi,
        planned_by=world.budi,
        held_on=day,
        notes="Kami melihat laporan bulan ini bersama.",
    )


def names(user: Employee, world: World, on: date = TODAY) -> set[str]:
    found = found_tasks([user], TO_GROW, year_on(world.period, on), on)
    return {task.title for task in found[user.pk]}


def test_six_months_from_a_result_to_the_end(world: World, result: Evaluation) -> None:
    """Begun, agreed on, one training, two talks, closed with what changed: and only two people read it."""
    assert names(world.budi, world) == {"Susun rencana pengembangan"}
    plan = begun(result, world.budi)
    assert names(world.budi, world) == set()
    guidance = action(plan, world.budi, world.budi)
    training = action(plan, world.ani, world.ani, kind="PELATIHAN", text="Kursus daring")
    agree(plan, world.budi)
    assert names(world.ani, world) == {"Baca rencana pengembangan"}
    agree(plan, world.ani)
    plan.refresh_from_db()
    assert plan.is_agreed
    assert queries.state_of(plan) == ("Berjalan", "grow")

    for month, done in ((2, guidance), (4, training)):
        day = TODAY + timedelta(days=30 * month)
        at = NOW + timedelta(days=30 * month)
        helped = (
            {"by": world.ani, "helped": "MEMBANTU"} if done == training else {"by": world.budi, "helped": ""}
        )
        operations.finish_action(action=done, version=1, progress="Berjalan baik.", at=at, **helped)
        talk = held(world, result.plan, day, month)
        assert [each.pk for each in queries.plan_page(plan, world.ani).talks][0] == talk.pk
        operations.review(plan=plan, talk=talk, text=f"Bulan ke-{month}: sendiri.", by=world.ani, at=at)
        with pytest.raises(Conflict):
            operations.review(plan=plan, talk=talk, text="Sekali lagi.", by=world.ani, at=at)

    end = NOW + timedelta(days=182)
    version = DevelopmentPlan.objects.get().version
    operations.close(
        plan=plan, version=version, outcome="TERCAPAI", closing="Tepat waktu.", by=world.budi, at=end
    )

    page = queries.plan_page(DevelopmentPlan.objects.get(), world.ani)
    assert (page.done, page.total, page.state[0], page.outcome) == (2, 2, "Selesai", "Tercapai")
    assert [row.talk.held_on for row in page.reviews if row.talk] == sorted(
        (row.talk.held_on for row in page.reviews if row.talk), reverse=True
    )
    told = Event.objects.filter(action__startswith="plan_to_grow.").values_list("about", flat=True)
    assert set(told) == {world.ani.pk}
    for name in ("citra", "dewi", "eko", "gita", "hadi", "indra"):
        assert not access.visible_plans(world.people[name], TODAY).exists(), name


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, True),
        ({"predicate": "BAIK"}, False),
        ({"term": 3}, False),  # a quarter asks for no plan
        ({"status": "DRAF"}, None),
    ],
)
def test_the_own_result_leads_to_the_plan_without_a_query(
    world: World,
    result: Evaluation,
    django_assert_num_queries: Any,
    changes: dict[str, Any],
    told: bool | None,
) -> None:
    for name, value in changes.items():
        setattr(result, name, world.term(3) if name == "term" else value)
    with django_assert_num_queries(0):
        beside = queries.growth_beside(result, world.ani, TODAY)
        others = {
            queries.growth_beside(result, world.people[name], TODAY) for name in ("budi", "citra", "gita")
        }

    assert (beside and beside.told.has_support) == told
    assert others == {None}


@pytest.mark.once
def test_the_page_of_the_result_has_the_way(world: World, result: Evaluation, enter: Any, clock: Any) -> None:
    page = enter(world.ani).get(f"/hasil/{result.pk}/").content.decode()

    assert f"/pengembangan/susun/{result.pk}/" in page
    assert f"/pengembangan/baru/?dari=hasil&amp;nomor={result.pk}" in page


@pytest.mark.parametrize("predicate", ["BAIK", "SANGAT_BAIK"])
def test_good_results_ask_for_no_plan(world: World, predicate: str) -> None:
    result = shared(world, predicate=predicate)

    with pytest.raises(Denied, match="tidak meminta rencana"):
        begun(result, world.budi)
    assert names(world.budi, world) == set()


@pytest.mark.parametrize("name", ["citra", "dewi", "gita"])
def test_only_the_two_begin(world: World, result: Evaluation, name: str) -> None:
    with pytest.raises(Denied):
        begun(result, world.people[name])


def test_a_draft_begins_nothing(world: World) -> None:
    with pytest.raises(Denied, match="dibagikan"):
        begun(shared(world, status="DRAF", shared_at=None), world.budi)


def test_both_begin_at_once_and_find_one_plan(
    world: World, result: Evaluation, enter: Any, clock: Any
) -> None:
    plan = begun(result, world.budi)

    with pytest.raises(Conflict, match="baru saja dimulai"):
        begun(result, world.ani)

    answer = enter(world.ani).get(f"/pengembangan/susun/{result.pk}/")
    assert answer["Location"] == f"/pengembangan/rencana/{plan.pk}/"


def test_a_change_asks_both_again(world: World, result: Evaluation) -> None:
    plan = begun(result, world.ani)
    first = action(plan, world.ani, world.budi)
    agree(plan, world.ani)
    agree(plan, world.budi)
    read = DevelopmentPlan.objects.get().version

    action(plan, world.budi, world.budi, kind="KONSELING")

    plan.refresh_from_db()
    assert not plan.is_agreed
    assert plan.superior_agreed_by is None
    with pytest.raises(Conflict):
        operations.agree(plan=plan, version=read, by=world.ani, at=NOW)
    plan.refresh_from_db()
    operations.drop_action(action=first, version=plan.version, by=world.ani, at=NOW)
    assert plan.actions.count() == 1


def test_what_was_done_stays(world: World, result: Evaluation) -> None:
    plan = begun(result, world.ani)
    row = action(plan, world.ani, world.dewi)
    operations.finish_action(action=row, version=1, progress="", helped="", by=world.dewi, at=NOW)

    row.refresh_from_db()
    with pytest.raises(Refused, match="tetap tercatat"):
        operations.drop_action(action=row, version=plan.version, by=world.ani, at=NOW)
    with pytest.raises(Conflict, match="baru saja"):
        operations.finish_action(action=row, version=1, progress="", helped="", by=world.ani, at=NOW)


def test_only_the_person_says_what_helped(world: World, result: Evaluation) -> None:
    row = action(begun(result, world.ani), world.ani, world.budi)
    with pytest.raises(Refused, match="hanya pegawai"):
        operations.finish_action(action=row, version=1, progress="", helped="MEMBANTU", by=world.budi, at=NOW)
    with pytest.raises(Refused, match="yang sudah selesai"):
        operations.say_helped(action=row, version=1, helped="MEMBANTU", by=world.ani, at=NOW)
    operations.finish_action(action=row, version=1, progress="", helped="", by=world.budi, at=NOW)
    with pytest.raises(Denied):
        operations.say_helped(action=row, version=2, helped="MEMBANTU", by=world.budi, at=NOW)

    operations.say_helped(action=row, version=2, helped="CUKUP", by=world.ani, at=NOW)

    assert DevelopmentAction.objects.get().helped == "CUKUP"


def test_a_helper_reads_the_promise_and_not_the_plan(
    world: World, result: Evaluation, enter: Any, clock: Any
) -> None:
    plan = begun(result, world.budi)
    action(plan, world.budi, world.dewi, kind="MENTOR", text="Menemani tiap Jumat", due_on=TODAY)
    page = text_of(enter(world.dewi).get("/pengembangan/dukungan/"))

    assert "Menemani tiap Jumat" in page
    assert "Laporan selesai" not in page
    assert enter(world.dewi).get(f"/pengembangan/rencana/{plan.pk}/").status_code == 404
    assert names(world.dewi, world) == {"Penuhi dukungan yang dijanjikan"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"goal": " "}, "goal"),
        ({"text": ""}, "text"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"due_on": TODAY + timedelta(days=400)}, "due_on"),
    ],
)
def test_an_action_needs_words_and_a_day_within(
    world: World, result: Evaluation, changes: dict[str, Any], field: str
) -> None:
    plan = begun(result, world.ani)
    with pytest.raises(Refused) as refused:
        action(plan, world.ani, world.budi, **changes)
    assert refused.value.field == field


def test_a_plan_is_closed_by_the_superior_once(world: World, result: Evaluation) -> None:
    plan = begun(result, world.ani)
    end = {"plan": plan, "outcome": "SEBAGIAN", "closing": "Lebih mandiri.", "at": NOW}
    with pytest.raises(Denied, match="Sepakati dulu"):
        operations.close(version=1, by=world.budi, **end)
    with pytest.raises(Refused, match="paling sedikit satu"):
        operations.agree(plan=plan, version=1, by=world.ani, at=NOW)
    action(plan, world.ani, world.budi)
    agree(plan, world.ani)
    agree(plan, world.budi)
    plan.refresh_from_db()
    version = plan.version
    with pytest.raises(Denied, match="atasan langsung"):
        operations.close(version=version, by=world.ani, **end)
    with pytest.raises(Refused):
        operations.close(version=version, by=world.budi, **(end | {"closing": " "}))

    operations.close(version=version, by=world.budi, **end)

    with pytest.raises(Conflict, match="baru saja ditutup"):
        operations.close(version=version, by=world.budi, **end)
    with pytest.raises(Denied, match="sudah ditutup"):
        action(plan, world.ani, world.budi)


def test_months_come_from_the_policy_of_the_year(world: World, result: Evaluation) -> None:
    PolicyFigure.objects.filter(period=world.period, key="pembinaan_bulan").delete()
    assert operations.months_of(result) == 6
    made = {"value": 3, "label": "Masa", "source": "Perwal", "sourced_on": TODAY}
    PolicyFigure.objects.create(period=world.period, key="pembinaan_bulan", **made)
    assert operations.months_of(result) == 3


def test_advice_names_what_usually_is_there(world: World) -> None:
    plan = begun(shared(world, predicate="KURANG", behaviour_rating="DI_BAWAH"), world.budi)
    assert "konseling kinerja" in queries.plan_page(plan, world.budi).advice[0]
    assert "diperiksa terpisah" in queries.plan_page(plan, world.budi).advice[1]
    action(plan, world.budi, world.budi, kind="KONSELING")
    assert len(queries.plan_page(plan, world.budi).advice) == 1


# --- What the database itself refuses -----------------------------------------------------------


def a_plan(world: World, **changes: Any) -> DevelopmentPlan:
    days = {"started_on": TODAY, "until": TODAY + timedelta(days=30), "begun_at": NOW}
    return DevelopmentPlan.objects.create(
        **({"employee": world.ani, "purpose": "Maju", "begun_by": world.budi} | days | changes)
    )


def an_action(world: World, **changes: Any) -> DevelopmentAction:
    values = {"goal": "Maju", "kind": "MENTOR", "text": "Belajar", "due_on": TODAY, "promised_by": world.budi}
    return DevelopmentAction.objects.create(**({"plan": a_plan(world)} | values | changes))


def two_reviews(world: World) -> None:
    plan = a_plan(world)
    talk = held(world, agreed_plan(world), TODAY, 4)
    for _ in range(2):
        DevelopmentReview.objects.create(
            plan=plan, talk=talk, text="Maju", reviewed_by=world.ani, reviewed_at=NOW
        )


BAD = {
    "care_plan_has_purpose": lambda w: a_plan(w, purpose=""),
    "care_plan_ends_after_start": lambda w: a_plan(w, until=TODAY),
    "care_plan_agreed_by_somebody": lambda w: a_plan(w, superior_agreed_at=NOW),
    "care_plan_closed_whole_or_not": lambda w: a_plan(
        w, closed_on=TODAY, closed_by=w.budi, outcome="TERCAPAI"
    ),
    "development_action_kind_known": lambda w: an_action(w, kind="HUKUMAN"),
    "development_action_helped_known": lambda w: an_action(w, helped="LAIN", done_on=TODAY),
    "development_action_has_words": lambda w: an_action(w, text=""),
    "development_action_helped_when_done": lambda w: an_action(w, helped="CUKUP"),
    "development_review_has_text": lambda w: DevelopmentReview.objects.create(
        plan=a_plan(w), text="", reviewed_by=w.ani, reviewed_at=NOW
    ),
    "development_review_once_per_talk": two_reviews,
}


def test_every_constraint_has_a_row() -> None:
    models = (DevelopmentPlan, DevelopmentAction, DevelopmentReview)
    assert {rule.name for model in models for rule in model._meta.constraints} == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world)
    assert name in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)
