"""What is read of candidates: every source from its place, in as many queries for many as for few."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.models import AwardCandidate, AwardList, JuryScore, Recusal
from awards.operations.proposal import propose
from awards.queries.changed import changed_since
from awards.queries.eligibility import Known, evidence_of, known_candidates
from awards.rules.scheme import Category, RuleKind, Source
from multirater.models import Relation
from organizations.models import Attendance
from organizations.rules import Role
from reviews.models import OrganisationAchievement
from reviews.rules.evaluation import OrganisationGrade

from .award_office import NOW, TODAY, Office
from .schemes import a_scheme

EVERYTHING = dict.fromkeys((source for source in Source), 10)
ALL = dict.fromkeys(RuleKind, ("", 1)) | {RuleKind.PREDICATE: ("BAIK", 2)}


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def known(office: Office, committee: set[int] | None = None, **changes: object) -> dict[str, Known]:
    scheme = a_scheme(office.period, office.gita, name="Semua", weights=EVERYTHING, conditions=ALL, **changes)  # type: ignore[arg-type]
    found = known_candidates(scheme, committee or {office.hadi.pk}, TODAY)
    return {one.key: one for one in found}


def key(pk: int) -> str:
    return f"p{pk:09d}"


def test_every_source_is_read_from_its_place(office: Office) -> None:
    ani = office.candidate("Ani").employee
    Attendance.objects.create(
        employee=ani, month=date(2026, 3, 1), work_days=20, present_days=19, absent_days=1, set_at=NOW
    )
    OrganisationAchievement.objects.create(
        unit=office.city, term=office.final, grade="ISTIMEWA", reason="LKjIP", set_by=office.citra, set_at=NOW
    )

    candidate = known(office)[key(ani.pk)]
    facts = candidate.facts

    assert facts.attendance == (20, 1)
    assert facts.grade == OrganisationGrade.SPECIAL  # of the unit above
    assert facts.serving == (0, 1)
    assert evidence_of(office.period, [candidate.placement_id]) == {candidate.placement_id: 2}
    assert (facts.teamwork, facts.voice, facts.reviewers, facts.is_punished) == (None, None, None, False)


def test_only_members_who_stand_apart_from_nobody_are_counted(office: Office) -> None:
    ani = office.candidate("Ani").employee
    dewi = office.candidate("Dewi").employee
    hana, _ = office.person("Hana", role=Role.AWARD_COMMITTEE)
    one, two = sorted([ani, hana], key=lambda person: person.pk)
    Relation.objects.create(first=one, second=two, kind="KELUARGA", declared_by=ani, declared_at=NOW)

    found = known(office, {office.hadi.pk, hana.pk})

    assert [found[key(person.pk)].facts.judges for person in (ani, dewi, hana)] == [1, 2, 1]


def test_points_of_a_member_who_stepped_aside_do_not_count(office: Office) -> None:
    ani = office.candidate("Ani").employee
    award_list = office.propose()
    scheme = award_list.scheme
    jury = scheme.criteria.create(source="JURI", label="Manfaat", weight=10, reliability="0.64", order=9)
    hana, _ = office.person("Hana", role=Role.AWARD_COMMITTEE)
    candidate = AwardCandidate.objects.get(award_list=award_list, employee=ani)
    for member, points in ((office.hadi, 90), (hana, 10)):
        JuryScore.objects.create(
            candidate=candidate, criterion=jury, member=member, points=points, note="Bukti", scored_at=NOW
        )
    stepped = Recusal.objects.create(candidate=candidate, member=hana, reason="Saudara", recused_at=NOW)

    def counted() -> object:
        return {one.key: one for one in known_candidates(scheme, set(), TODAY)}[key(ani.pk)].facts.jury

    assert counted() == {jury.pk: [Decimal(90)]}
    stepped.delete()
    assert counted() == {jury.pk: [Decimal(90), Decimal(10)]}
    first, second = sorted([ani, hana], key=lambda one: one.pk)
    Relation.objects.create(first=first, second=second, kind="KELUARGA", declared_by=ani, declared_at=NOW)
    assert counted() == {jury.pk: [Decimal(90)]}  # declared after the points were given


def test_units_with_a_grade_and_who_is_nominated_are_the_candidates(office: Office) -> None:
    ani = office.candidate("Ani").employee
    office.candidate("Dewi")
    OrganisationAchievement.objects.create(
        unit=office.service, term=office.final, grade="BAIK", reason="LKjIP", set_by=office.citra, set_at=NOW
    )
    common = {"reason": "Antrean turun.", "nominated_by": office.budi, "nominated_at": NOW}
    service = a_scheme(office.period, office.gita, name="Layanan", category=Category.SERVICE.value)
    service.nominations.create(employee=ani, **common)
    team = service.nominations.create(team_name="Tim Loket", **common)
    units = a_scheme(
        office.period,
        office.gita,
        name="Unit",
        category=Category.UNIT.value,
        weights={Source.CONTRIBUTION: 100},
    )

    nominated = {one.key for one in known_candidates(service, set(), TODAY)}
    graded = list(known_candidates(units, set(), TODAY))

    assert nominated == {key(ani.pk), f"t{team.pk:09d}"}
    assert [(one.unit_id, one.facts.grade) for one in graded] == [(office.service.pk, "BAIK")]


def test_many_cost_as_many_queries_as_few(office: Office) -> None:
    office.candidate("Ani")
    scheme = a_scheme(office.period, office.gita, name="Semua", weights=EVERYTHING, conditions=ALL)
    with CaptureQueriesContext(connection) as few:
        list(known_candidates(scheme, {office.hadi.pk}, TODAY))
    for number in range(5):
        office.candidate(f"Calon {number}")
    with CaptureQueriesContext(connection) as many:
        list(known_candidates(scheme, {office.hadi.pk}, TODAY))

    assert len(many) == len(few) <= 32


def test_a_correction_after_the_calculation_asks_for_a_new_one(office: Office) -> None:
    post = office.candidate("Ani")
    award_list = office.propose()
    assert changed_since(award_list) == set()

    evaluation = post.plans.get().evaluations.get()
    evaluation.corrections.create(
        results_rating="DI_ATAS",
        behaviour_rating="SESUAI",
        reason="Berita acara 7",
        asked_by=office.gita,
        asked_at=NOW,
        is_approved=True,
        answer="Setuju",
        decided_by=office.indra,
        decided_at=NOW + timedelta(hours=1),
        before={},
    )

    assert changed_since(award_list) == {post.employee_id}
    again = propose(scheme=award_list.scheme, by=office.gita, at=NOW + timedelta(hours=2))
    assert (changed_since(again), again.seed) == (set(), award_list.seed)


def test_the_same_facts_and_seed_give_the_same_list(office: Office) -> None:
    for name in ("Ani", "Dewi", "Wati", "Fajar"):
        office.candidate(name)

    def listed(award_list: AwardList) -> list[tuple[object, ...]]:
        rows = award_list.candidates.filter(is_eligible=True).order_by("place")
        return list(
            rows.values_list("employee_id", "place", "tie", "share", "low", "high", "seal", "version")
        )

    first = office.propose(places=2)
    before = listed(first)

    assert before
    assert listed(office.propose(places=2)) == before
    assert set(first.effective) == {"HASIL", "PERILAKU", "CAPAIAN"}
