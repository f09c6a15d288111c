"""The demo city: valid people, believable words, and bulk rows that equal those of the operations."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction

from appraisal.models import Event
from awards.models import AwardCandidate, AwardList
from desk.demo.build import build, open_year
from desk.demo.bulk import PlanWriter
from desk.demo.bulk_year import YearWriter
from desk.demo.city import LEAST, UnitSeed, build_city
from desk.demo.clock import Stage, calendar
from desk.demo.evaluations import judge
from desk.demo.people import NAMED, demo_people
from desk.demo.plans import Served, compose, words_of
from desk.demo.progress import feedback_year, report_year
from desk.demo.roster import SETTLED_AT, Roster, place_in_bulk
from desk.demo.staff import PersonSeed, Staffing
from desk.demo.steps import Steps
from desk.demo.story import Story
from desk.demo.talk import SAID
from desk.demo.texts import FAMILIES, opinions, talk
from indicators.models import (
    AnnexItem,
    Assignment,
    BehaviourExpectation,
    Indicator,
    Period,
    Plan,
    PlanCopy,
    Result,
    Submission,
    Suggestion,
)
from indicators.queries import facts, load
from indicators.rules import PlanStatus, check_plan
from multirater.models import Comment, Invitation, RawAccess, Round
from multirater.models import Result as Result360
from organizations.models import Employee, Placement, RoleGrant, Supervision, Unit
from organizations.operations import assign
from organizations.rules import EmploymentKind, is_rank_of, parse_nip
from reviews.models import (
    Document,
    Evaluation,
    Feedback,
    Note,
    Objection,
    Realisation,
    Talk,
)
from reviews.rules.evaluation import EvaluationStatus, Rating

FORBIDDEN = (
    "terlambat!",
    "ditolak",
    "gagal mengisi",
    "wajib diisi",
    "tidak valid",
    "terburuk",
    "harap",
    "berhasil",
)


def city(people: int, seed: int = 1) -> tuple[list[UnitSeed], list[PersonSeed]]:
    rng = Random(seed)
    units = build_city(people, rng)
    staffing = Staffing(rng)
    return units, [person for unit in units for person in staffing.unit(unit)]


# --- People and units, without a database ------------------------------------------------------


@pytest.mark.parametrize("people", [LEAST, 137, 300, 1000, 5000])
def test_city_has_exactly_as_many_people_as_asked_and_one_head_per_unit(people: int) -> None:
    units, persons = city(people)

    assert len(persons) == people
    assert len({unit.code for unit in units}) == len({unit.name for unit in units}) == len(units)
    assert Counter(person.unit.code for person in persons if person.is_head) == Counter(
        unit.code for unit in units
    )
    assert {person.nip for person in persons} >= {named.nip for named in NAMED}


def test_employee_numbers_and_ranks_are_valid_and_fit_the_person() -> None:
    _, persons = city(5000)

    assert len({person.nip for person in persons}) == len(persons)
    for person in persons:
        if person.kind == EmploymentKind.NON_ASN:
            continue
        nip = parse_nip(person.nip, today=date(2026, 1, 2))
        assert nip.warnings == ()
        assert (nip.kind, nip.sex, nip.birth_on) == (person.kind, person.sex, person.birth_on)
        assert is_rank_of(person.rank, person.kind)
        assert person.started_on.year >= nip.start_year


def test_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    first, again, other = (city(300, seed)[1] for seed in (1, 1, 2))

    assert [(one.nip, one.name, one.title) for one in first] == [
        (one.nip, one.name, one.title) for one in again
    ]
    assert [one.nip for one in first] != [one.nip for one in other]


# --- Words ---------------------------------------------------------------------------------------


def words() -> Iterator[str]:
    for family in FAMILIES.values():
        for promise in family.promises:
            yield promise.text
            yield from promise.notes
            yield from (measure.text for measure in promise.measures)
    for name in ("SUGGESTIONS", "COMMENTS"):
        yield from getattr(talk, name)
    for name in (
        "FEEDBACK",
        "RESULT_REASONS",
        "BEHAVIOUR_REASONS",
        "RECOMMENDATIONS",
        "EXPECTATIONS",
        "ANNEXES",
    ):
        yield from (text for texts in getattr(talk, name).values() for text in texts)
    yield from (text for text, _ in SAID)
    yield from (step[0] for _, steps in SAID for step in steps)
    for name in ("KEEP", "DEVELOP", "SUPERIOR_KEEP", "SUPERIOR_DEVELOP"):
        yield from getattr(opinions, name)
    for dispute in talk.DISPUTES.values():
        yield from (dispute.objection, dispute.explanation, dispute.decision)


def test_every_family_promises_results_with_measures_and_notes() -> None:
    assert len(FAMILIES) >= 30
    for family in FAMILIES.values():
        assert 4 <= len(family.promises) <= 6
        for promise in family.promises:
            assert 2 <= len(promise.measures) <= 3, promise.text
            assert len(promise.notes) >= 2, promise.text
            assert re.match(r"(Me|Ter|Men)\w+nya |Ter\w+nya", promise.text), promise.text


def test_words_of_the_demo_are_kind_and_not_all_alike() -> None:
    texts = list(words())

    assert [text for text in texts for word in FORBIDDEN if word in text.lower()] == []
    assert "lorem" not in " ".join(texts).lower()
    results = [promise.text for family in FAMILIES.values() for promise in family.promises]
    assert len(set(results)) == len(results)


# --- The command ---------------------------------------------------------------------------------


def seed(**options: Any) -> list[dict[str, str]]:
    out = StringIO()
    call_command("seed_demo", employees=LEAST, seed=3, json=True, stdout=out, stderr=StringIO(), **options)
    people: list[dict[str, str]] = json.loads(out.getvalue())
    return people


@pytest.mark.once
@pytest.mark.django_db
def test_command_prints_people_who_can_log_in_and_leaves_them_on_a_second_run() -> None:
    people = seed(stage="planning")
    assert [person["role"] for person in people] == [named.role for named in NAMED]
    assert all(Employee.objects.get(nip=one["nip"]).check_password(one["password"]) for one in people)
    count = Event.objects.count()

    assert seed(stage="award") == people
    assert Event.objects.count() == count
    assert Event.objects.get(action="demo.seeded").after["people"] == people
    assert not Employee.objects.filter(is_demo=False).exists()


@pytest.mark.django_db
def test_command_refuses_where_real_people_exist() -> None:
    Employee.objects.create(nip="199001012015032003", name="Ani", kind="PNS")

    with pytest.raises(CommandError, match="pegawai sungguhan"):
        seed(stage="planning")
    assert Employee.objects.count() == 1


@pytest.mark.once
@pytest.mark.django_db
def test_command_refuses_a_city_that_is_too_small() -> None:
    with pytest.raises(CommandError, match=str(LEAST)):
        call_command("seed_demo", employees=LEAST - 1)


@pytest.mark.django_db
def test_same_seed_writes_the_same_rows() -> None:
    assert outline() == outline()


def outline() -> list[Any]:
    """Return the facts of a seeded city without keys, and take the city away again."""
    with transaction.atomic():
        build(people=LEAST, stage=Stage.PLANNING, seed=5)
        owner = "result__plan__placement__employee__nip"
        rows = [
            *Indicator.objects.order_by("pk").values_list(owner, "text", "target"),
            *AnnexItem.objects.order_by("pk").values_list("kind", "text"),
            *Plan.objects.order_by("pk").values_list("status", "created_at", "submitted_at", "suggestion"),
            *Event.objects.order_by("pk").values_list("action", "at", "by_label"),
        ]
        transaction.set_rollback(True)
    return rows


# --- The stages ----------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.django_db
def test_planning_shows_every_state_of_a_plan_and_no_progress() -> None:
    build(people=150, stage=Stage.PLANNING, seed=1)

    assert set(Plan.objects.values_list("status", flat=True)) == {
        "DRAF",
        "DIAJUKAN",
        "DIKEMBALIKAN",
        "DISEPAKATI",
    }
    assert not Realisation.objects.exists()
    assert Period.objects.get().is_open


@pytest.mark.once
@pytest.mark.django_db
def test_planning_flows_from_the_agreements_of_the_units_to_everybody() -> None:
    build(people=LEAST, stage=Stage.PLANNING, seed=1)

    heads = Result.objects.filter(plan__placement__is_head=True)
    assert heads.exists()
    assert not heads.filter(goal__isnull=True).exists()
    assert not Result.objects.filter(plan__placement__is_head=False, goal__isnull=False).exists()
    measured = Indicator.objects.filter(result__in=heads).select_related("key_indicator__goal", "result")
    assert all(row.key_indicator and row.key_indicator.goal_id == row.result.goal_id for row in measured)
    taken = Assignment.objects.filter(status="DIPAKAI").select_related("taken")
    assert {row.taken.supports_id for row in taken if row.taken} <= {row.result_id for row in taken}
    assert Assignment.objects.filter(status="DIUSULKAN").exists()


@pytest.mark.once
@pytest.mark.django_db
def test_monitoring_has_three_quarters_of_progress_and_feedback() -> None:
    build(people=LEAST, stage=Stage.MONITORING, seed=1)

    assert set(Realisation.objects.values_list("term__number", flat=True)) == {1, 2, 3}
    assert Feedback.objects.exists()
    assert {talk.state.name for talk in Talk.objects.all()} == {"PLANNED", "NOTED", "FIXED"}
    assert Note.objects.filter(amount__isnull=False).exists()
    assert not Evaluation.objects.exists()


@pytest.mark.once
@pytest.mark.django_db
def test_evaluation_is_mixed_whole_and_has_work_for_the_named_people() -> None:
    build(people=300, stage=Stage.EVALUATION, seed=1)

    statuses = set(Evaluation.objects.values_list("status", flat=True))
    assert statuses >= {"DRAF", "DISAMPAIKAN", "DITERIMA", "DIJELASKAN", "FINAL"}
    assert Plan.objects.filter(evaluations=None).exists()
    for plan in Plan.objects.order_by("pk")[::17]:
        found = check_plan(facts(load(plan), date(2026, 1, 20)))
        assert [each for each in found if each.place != "manual"] == []  # leaders are advised to write them
    unfilled = [
        *Result.objects.filter(text__contains="{").values_list("text"),
        *Realisation.objects.filter(note__contains="{").values_list("note"),
        *Feedback.objects.filter(text__contains="{").values_list("text"),
        *Evaluation.objects.filter(results_reason__contains="{").values_list("results_reason"),
    ]
    assert unfilled == []

    by_role = {one["role"]: one["nip"] for one in demo_people()}

    clerk = Supervision.objects.get(placement__employee__nip=by_role["Pegawai kelurahan"])
    assert (clerk.superior.nip, clerk.upper.nip) == (by_role["Lurah"], by_role["Camat"])
    team = Supervision.objects.filter(superior__nip=by_role["Kepala subbagian dengan dua belas anggota tim"])
    assert team.count() == 12
    waiting = Evaluation.objects.filter(upper__nip=by_role["Camat"], status="DIJELASKAN")
    assert waiting.exists()
    assert_rounds(by_role)


def assert_rounds(by_role: dict[str, str]) -> None:
    """Rounds in every state: results for the named people, one hidden, one merged, and forms that wait."""
    statuses = list(Round.objects.order_by("answer_from").values_list("status", flat=True))
    assert statuses == ["DIRILIS", "DIRILIS", "DITUTUP", "DIBUKA", "RANCANGAN"]
    assert Comment.objects.exclude(status="TAMPIL").get().status == "MENUNGGU"
    assert RawAccess.objects.get().decided_at is None
    spring = Result360.objects.filter(release__round__purpose="EVALUASI")
    said = {one.reviewee.employee.nip: one.payload for one in spring.select_related("reviewee__employee")}
    assert {by_role[role] for role in by_role if role != "Wali Kota"} <= said.keys()

    def groups(role: str) -> list[tuple[int, bool]]:
        return [(len(one["sides"]), one["is_shown"]) for one in said[by_role[role]]["groups"]]

    assert groups("Pegawai kelurahan") == [(1, True)]
    assert groups("Lurah") == [(1, True), (1, True)]
    assert groups("Kepala subbagian dengan dua belas anggota tim") == [(2, True)]
    assert groups("Guru SD") == [(1, False)]
    open_ones = Invitation.objects.filter(status="MENUNGGU", round__status="DIBUKA")
    for role, forms in (("Pegawai kelurahan", 3), ("Kepala subbagian dengan dua belas anggota tim", 8)):
        assert open_ones.filter(rater__nip=by_role[role]).count() == forms
    assert Invitation.objects.filter(status="BELUM_MENGENAL").count() == 1
    assert RoleGrant.objects.filter(role="PELINDUNG_DATA", employee__is_demo=True).exists()


@pytest.mark.django_db
def test_award_stage_is_final_and_has_a_proposal() -> None:
    build(people=LEAST, stage=Stage.AWARD, seed=1)

    assert set(Evaluation.objects.values_list("status", flat=True)) == {"FINAL"}
    assert AwardList.objects.get().places == 10
    assert AwardCandidate.objects.filter(is_eligible=True).exists()
    assert AwardCandidate.objects.count() == LEAST - 1
    assert [document.number for document in Document.objects.valid()] == ["DOKUMEN-2026-0002"]
    assert Document.objects.count() == 2


# --- Bulk rows equal those of the operations -----------------------------------------------------


@dataclass
class Twins:
    """Two people in the same post under the same superior, and the year they live in."""

    period: Period
    one: Story
    other: Story


@pytest.fixture
def roster(db: None) -> Roster:
    rng = Random(7)
    return Roster(build_city(150, rng), rng)


def twins(
    roster: Roster, status: PlanStatus, outcome: EvaluationStatus | None, ratings: tuple[Rating, Rating]
) -> Twins:
    """Return one story told to two people; the second gets the post of the first."""
    places = roster.settle()
    dates = calendar(Stage.EVALUATION)
    period = open_year(roster, dates)
    team = [person for person in roster.people if person.unit.code == "DUKCAPIL-UMUM"]
    head, person, second = team[0], team[1], team[2]
    Placement.objects.filter(pk=places[second.nip].placement).update(
        position=roster.positions[person.title, person.post.kind], started_on=person.started_on
    )
    rng = Random(11)
    steps = Steps(period)
    above = compose(head, places[head.nip], PlanStatus.SUBMITTED, words_of(head, rng), Served({}), rng, 4)
    keys = steps.tell(above)
    served = Served({above.employee: {"tertib": keys}})
    words = words_of(person, rng)
    story = compose(person, places[person.nip], status, words, served, rng, 4)
    if status == PlanStatus.AGREED:
        report_year(story, dates, 0.9, words, rng)
        feedback_year(story, dates, ratings[0], words, rng)
    if outcome:
        judge(story, outcome, ratings, dates, words, rng)
    place = places[second.nip]
    copy = replace(deepcopy(story), placement=place.placement, employee=place.employee)
    return Twins(period, story, copy)


MODELS: dict[type[models.Model], str] = {
    Plan: "",
    PlanCopy: "plan",
    Submission: "plan",
    Suggestion: "submission__plan",
    Result: "plan",
    Indicator: "result__plan",
    BehaviourExpectation: "plan",
    AnnexItem: "plan",
    Realisation: "indicator__result__plan",
    Feedback: "plan",
    Evaluation: "plan",
    Objection: "evaluation__plan",
}
OWN = {
    "submission_id",
    "id",
    "plan_id",
    "result_id",
    "indicator_id",
    "evaluation_id",
    "placement_id",
    "sha256",
}


def rows_of(story: Story) -> dict[str, list[Any]]:
    """Return every row of a person's plan, model by model, without keys of its own."""
    plan = Plan.objects.get(placement=story.placement)
    found: dict[str, list[Any]] = {}
    for model, path in MODELS.items():
        rows = model._base_manager.filter(**{path or "pk": plan.pk}).order_by("pk").values()
        facts_of = [{name: value for name, value in row.items() if name not in OWN} for row in rows]
        for row in facts_of:
            if "payload" in row:
                row["payload"] = anonymous(row["payload"])
        found[model.__name__] = facts_of
    if plan.agreed_at is not None:
        del found["Submission"]  # in bulk the frozen copy of an agreed plan stands for what was handed in
    return found


def events_of(story: Story) -> list[Any]:
    """Return the events about a person's plan, in order, without keys of its own."""
    plan = Plan.objects.get(placement=story.placement)
    realisations = Realisation.objects.filter(indicator__result__plan=plan).values("pk")
    evaluations = Evaluation.objects.filter(plan=plan).values("pk")
    about = (
        models.Q(target_type="indicators.plan", target_id=plan.pk)
        | models.Q(target_type="reviews.realisation", target_id__in=realisations)
        | models.Q(target_type="reviews.evaluation", target_id__in=evaluations)
    )
    return [
        (
            event.action,
            event.at,
            "owner" if event.by_id == story.employee else event.by_label,
            event.target_type,
            anonymous(event.before),
            anonymous(event.after),
            event.note,
        )
        for event in Event.objects.filter(about).order_by("pk")
    ]


def anonymous(value: Any) -> Any:
    """Return a payload without the keys and names that differ between two people."""
    if isinstance(value, dict):
        return {
            name: anonymous(part)
            for name, part in value.items()
            if name not in {"id", "result", "employee", "sha256"}
        }
    return [anonymous(part) for part in value] if isinstance(value, list) else value


BELOW, MEETS = (Rating.BELOW, Rating.MEETS), (Rating.MEETS, Rating.MEETS)


@pytest.mark.once
@pytest.mark.parametrize(
    ("status", "outcome", "ratings"),
    [
        (PlanStatus.DRAFT, None, MEETS),
        (PlanStatus.SUBMITTED, None, MEETS),
        (PlanStatus.RETURNED, None, MEETS),
        (PlanStatus.AGREED, None, MEETS),
        (PlanStatus.AGREED, EvaluationStatus.DRAFT, MEETS),
        (PlanStatus.AGREED, EvaluationStatus.SHARED, MEETS),
        (PlanStatus.AGREED, EvaluationStatus.ACKNOWLEDGED, MEETS),
        (PlanStatus.AGREED, EvaluationStatus.OBJECTED, BELOW),
        (PlanStatus.AGREED, EvaluationStatus.EXPLAINED, BELOW),
        (PlanStatus.AGREED, EvaluationStatus.FINAL, BELOW),
    ],
)
def test_bulk_leaves_the_rows_and_events_of_the_operations(
    roster: Roster, status: PlanStatus, outcome: EvaluationStatus | None, ratings: tuple[Rating, Rating]
) -> None:
    pair = twins(roster, status, outcome, ratings)

    Steps(pair.period).tell(pair.one)
    YearWriter(pair.period, {}).write(PlanWriter(pair.period).write([pair.other]))

    assert rows_of(pair.other) == rows_of(pair.one)
    assert events_of(pair.other) == events_of(pair.one)


def test_bulk_placing_leaves_what_assigning_leaves(roster: Roster) -> None:
    unit, position = roster.units["SD-001"], next(iter(roster.positions.values()))
    one, other = (
        Employee.objects.create(nip=f"19900101201503200{n}", name="Ani", kind="PNS") for n in (8, 9)
    )

    assign(
        employee=one,
        position=position,
        unit=unit,
        is_head=False,
        started_on=date(2026, 1, 2),
        by=None,
        at=SETTLED_AT,
    )
    place_in_bulk([(other, unit, position, False, date(2026, 1, 2))])

    kept = ("position", "unit", "kind", "is_head", "started_on", "ended_on")
    rows = [Placement.objects.filter(employee=person).values(*kept).get() for person in (one, other)]
    assert rows[0] == rows[1]
    told = [
        Event.objects.filter(target_id=person.pk).values("action", "at", "by_label", "after").get()
        for person in (one, other)
    ]
    assert told[0] == told[1]
    assert Unit.objects.count() == len(roster.seeds)
