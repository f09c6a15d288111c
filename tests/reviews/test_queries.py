"""Reads of reviews: progress of a plan, the team, the desk of numbers, prompts, the year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache

from desk.queries.counts import desk
from desk.queries.recapitulation import RECAP_COLUMNS, recapitulation
from indicators.models import Plan
from indicators.queries import current_period
from organizations.access import Scope
from organizations.models import Employee, Placement, Supervision
from organizations.queries import unit_page
from reviews.models import Evaluation, Feedback, Realisation, SelfAssessment
from reviews.queries.check import rating_facts, with_check
from reviews.queries.evaluation import plan_progress
from reviews.queries.home import year_on
from reviews.queries.matrix import matrix_cells
from reviews.queries.rating import rating_page
from reviews.queries.team import team
from reviews.rules.prompts import prompts
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

DAY = timedelta(days=1)


def reported(world: World, plan: Plan, number: int, amount: Any, note: str = "Catatan.") -> Realisation:
    indicator = plan.results.order_by("order")[0].indicators.get()
    return Realisation.objects.create(
        indicator=indicator,
        term=world.term(number),
        amount=amount,
        note=note,
        noted_on=TODAY,
        reported_at=NOW,
    )


def rated(world: World, plan: Plan, status: str = "DISAMPAIKAN", **changes: Any) -> Evaluation:
    shared = {} if status == "DRAF" else {"shared_at": NOW}
    values = {"plan": plan, "term": world.final, "appraiser": world.budi, "status": status}
    return Evaluation.objects.create(**(values | RATED | shared | changes))


# --- The year -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "running"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), 1),
        (date(2026, 3, 31), 1),
        (date(2026, 4, 1), 2),
        (date(2026, 12, 31), 4),
        (date(2027, 2, 1), 4),
    ],
)
def test_the_running_term_is_the_last_that_has_begun(world: World, on: date, running: int | None) -> None:
    year = year_on(world.period, on)

    assert (year.running.number if year.running else None) == running
    assert [term.number for term in year.terms] == [1, 2, 3, 4]
    assert year.final is not None
    assert year.final.is_final


def test_without_a_year_there_is_nothing(db: None) -> None:
    year = year_on(current_period(TODAY), TODAY)

    assert (year.period, year.terms, year.running, year.final) == (None, [], None, None)


# --- Progress -----------------------------------------------------------------------------------


def test_progress_measures_the_latest_amount_against_the_target(world: World) -> None:
    plan = agreed_plan(world, results=2)
    reported(world, plan, 1, Decimal("30.5"))
    reported(world, plan, 2, Decimal("50.5"))
    reported(world, plan, 3, None)

    found = plan_progress(plan, world.term(3))

    first, second = found.indicators
    assert (first.reached, first.percent) == (Decimal("50.5"), 50)
    assert (second.reached, second.percent) == (None, None)
    assert [row.term.number for row in first.realisations] == [1, 2, 3]
    assert first.current is not None
    assert first.current.term.number == 3
    assert (second.current, found.reported) == (None, 1)


def test_progress_never_shows_more_than_the_cap(world: World) -> None:
    plan = agreed_plan(world)
    reported(world, plan, 1, 100_000)

    assert plan_progress(plan).indicators[0].percent == 120


def test_main_results_come_before_additional_ones(world: World) -> None:
    plan = agreed_plan(world, results=3)
    plan.results.filter(order=1).update(kind="TAMBAHAN")

    assert [item.result.order for item in plan_progress(plan).results] == [2, 3, 1]


def test_feedback_stands_at_its_result_or_behaviour(world: World) -> None:
    plan = agreed_plan(world)
    common = {"plan": plan, "given_by": world.budi, "given_at": NOW}
    Feedback.objects.create(term=world.term(4), result=plan.results.get(), text="Dua.", **common)
    Feedback.objects.create(term=world.term(1), result=plan.results.get(), text="Satu.", **common)
    value = plan.behaviours.order_by("value__number")[2].value
    Feedback.objects.create(term=world.term(1), value=value, text="Ramah.", **common)

    found = plan_progress(plan)

    assert [text.text for text in found.results[0].feedback] == ["Satu.", "Dua."]
    assert [len(item.feedback) for item in found.behaviours] == [0, 0, 1, 0, 0, 0, 0]


def test_progress_costs_four_queries_at_any_size(world: World, django_assert_num_queries: Any) -> None:
    for name, results in (("ani", 1), ("fajar", 9)):
        plan, term = agreed_plan(world, name, results=results), world.term(4)
        with django_assert_num_queries(4):
            assert len(plan_progress(plan, term).results) == results


# --- The matrix and the prompts ----------------------------------------------------------------------


def test_the_matrix_marks_the_own_cell_and_no_other(world: World) -> None:
    row = rated(world, agreed_plan(world), results_rating="DI_BAWAH", behaviour_rating="DI_ATAS")

    own = [(line.label, cell.label) for line in matrix_cells(row) for cell in line.cells if cell.is_own]

    assert own == [("Di bawah ekspektasi", "Butuh Perbaikan")]
    assert [len(line.cells) for line in matrix_cells(row)] == [3, 3, 3]


def asked(world: World, row: Evaluation) -> str:
    found = with_check(Evaluation.objects.select_related("plan", "term")).get(pk=row.pk)
    page = rating_page(found.plan, found.term, world.budi)
    return " ".join(prompts(rating_facts(found, page, ())))


def test_prompts_ask_quietly_about_missing_evidence(world: World) -> None:
    plan = agreed_plan(world, results=2)
    row = rated(world, plan, "DRAF", behaviour_reason=RATED["results_reason"])
    first = asked(world, row)
    for words in (
        "Penilaian diri belum",
        "Belum ada realisasi",
        "Kedua alasan sama",
        "Belum ada umpan balik",
    ):
        assert words in first

    reported(world, plan, 1, 1)
    second = asked(world, row)
    assert "Semua bukti berasal dari satu masa saja." in second
    assert "Belum ada bukti dukung." in second

    Realisation.objects.update(evidence_url="https://contoh.go.id/x")
    reported(world, plan, 2, 1)
    said = {"given_by": world.budi, "given_at": NOW, "text": "Baik."}
    Feedback.objects.create(plan=plan, term=world.term(1), result=plan.results.order_by("pk")[0], **said)
    SelfAssessment.objects.create(plan=plan, term=world.final, strengths="Rapi.", sent_at=NOW)
    row.results_reason, row.behaviour_reason = "Loket tetap buka. " * 3, "Menggantikan rekan. " * 3
    row.save()
    assert asked(world, row) == ""


# --- The team -----------------------------------------------------------------------------------------


def members(world: World, name: str = "budi") -> dict[str, Any]:
    found = team(world.people[name], world.period, world.final, TODAY)
    return {row.placement.employee.name: row for row in found}


def test_the_team_is_everybody_led_directly_by_name(world: World) -> None:
    assert list(members(world)) == ["Ani", "Fajar"]
    assert list(members(world, "citra")) == ["Budi", "Eko"]
    assert members(world, "ani") == {}


def test_each_member_says_how_far_plan_and_evaluation_are(world: World) -> None:
    ani = members(world)["Ani"]
    assert ani.plan_words == ("Belum disusun", "mute")
    assert (ani.awaits_rating, ani.evaluation_words) == (False, None)

    plan = agreed_plan(world)
    assert members(world)["Ani"].awaits_rating

    row = rated(world, plan, "DRAF")
    assert members(world)["Ani"].awaits_rating
    Evaluation.objects.filter(pk=row.pk).update(status="KEBERATAN", shared_at=NOW)
    ani = members(world)["Ani"]
    assert not ani.awaits_rating
    assert ani.evaluation_words[1] == "warn"


def test_people_who_retired_are_in_no_team(world: World) -> None:
    Employee.objects.filter(pk=world.fajar.pk).update(is_active=False)

    assert list(members(world)) == ["Ani"]


# --- The desk -----------------------------------------------------------------------------------------


@pytest.fixture
def counted(world: World) -> World:
    rated(world, agreed_plan(world), predicate="BAIK")
    rated(world, agreed_plan(world, "dewi"), "DRAF")
    agreed_plan(world, "fajar", status="DIAJUKAN")
    agreed_plan(world, "eko", status="DIKEMBALIKAN")
    plan = Plan.objects.get(placement=world.placements["ani"])
    for number in (1, 4):
        Feedback.objects.create(
            plan=plan,
            term=world.term(number),
            result=plan.results.get(),
            text="Baik.",
            given_by=world.budi,
            given_at=NOW,
        )
    cache.clear()
    return world


def test_the_desk_counts_each_person_once(counted: World) -> None:
    found = desk(counted.period, counted.final, TODAY).inside(Scope(is_all=True))

    assert (found.people, found.drafted, found.submitted, found.agreed) == (9, 1, 1, 2)
    assert (found.with_feedback, found.rated, found.shared) == (1, 2, 1)
    assert (found.without_plan, found.not_agreed, found.not_rated, found.without_feedback) == (5, 7, 8, 8)


def test_the_desk_rolls_up_along_the_tree(counted: World) -> None:
    made = desk(counted.period, counted.final, TODAY)

    below = {key: made.below(unit.pk).people for key, unit in counted.units.items()}
    assert below == {"kota": 9, "dinas": 5, "bidang": 3, "lain": 1, "bkpsdm": 2, "inspektorat": 1}
    scope = Scope(unit_ids=frozenset({counted.units["dinas"].pk, counted.units["bidang"].pk}))
    assert made.inside(scope).people == 5


def test_the_desk_leaves_out_who_left_who_acts_and_who_is_no_civil_servant(counted: World) -> None:
    Placement.objects.filter(pk=counted.placements["indra"].pk).update(ended_on=TODAY - DAY)
    Employee.objects.filter(pk=counted.indra.pk).update(is_active=False, status="Pensiun")
    Placement.objects.create(
        employee=counted.eko,
        position=counted.placements["budi"].position,
        unit=counted.units["lain"],
        kind="PLT",
        started_on=TODAY,
    )
    Employee.objects.filter(pk=counted.hadi.pk).update(kind="NON_ASN")
    cache.clear()

    assert desk(counted.period, counted.final, TODAY).inside(Scope(is_all=True)).people == 7


def test_the_desk_is_remembered_for_a_minute_and_says_since_when(
    counted: World, django_assert_num_queries: Any
) -> None:
    final = counted.final
    first = desk(counted.period, final, TODAY)

    with django_assert_num_queries(0):
        assert desk(counted.period, final, TODAY).at == first.at


def test_the_desk_without_a_year_still_counts_people(office: World) -> None:
    assert desk(None, None, TODAY).inside(Scope(is_all=True)).people == 9


def test_a_unit_page_lists_the_units_below(counted: World) -> None:
    made = desk(counted.period, counted.final, TODAY)

    page = unit_page(made, counted.units["kota"].pk, "")

    names = [row.name for row in page.rows]
    assert names == sorted(names)
    assert len(names) == 4


def test_the_recapitulation_has_one_line_per_person_with_all_columns(counted: World) -> None:
    lines = list(recapitulation(Scope(is_all=True), counted.period, counted.final, TODAY))

    assert len(lines) == 9
    assert {len(line) for line in lines} == {len(RECAP_COLUMNS)}
    by_name = {line[1]: line for line in lines}
    assert by_name["Ani"][4] == "Budi"
    assert by_name["Ani"][-1] == "Baik"
    assert by_name["Dewi"][-1] == "", "a draft predicate is not told"
    assert by_name["Hadi"][4:] == ["", "Belum disusun", "Belum dinilai", ""]


def test_the_recapitulation_of_nobody_is_empty(counted: World) -> None:
    assert list(recapitulation(Scope(), counted.period, counted.final, TODAY)) == []


def test_the_recapitulation_costs_the_same_for_many(
    counted: World, django_assert_max_num_queries: Any
) -> None:
    Supervision.objects.all().delete()
    for number in range(30):
        person = Employee.objects.create(nip=f"19930101202003{number:04d}", name=f"P{number}", kind="PNS")
        Placement.objects.create(
            employee=person,
            position=counted.placements["ani"].position,
            unit=counted.units["lain"],
            started_on=TODAY,
        )

    with django_assert_max_num_queries(6):
        assert len(list(recapitulation(Scope(is_all=True), counted.period, counted.final, TODAY))) == 39
