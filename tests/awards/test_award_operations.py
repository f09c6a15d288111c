"""Proposing, deciding and settling: effects, refusals with their sentences, the second caller."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from awards.models import AwardCandidate, AwardList
from awards.operations import award as operations
from awards.operations import proposal
from indicators.models import Indicator
from organizations.models import Employee
from organizations.rules import Role
from reviews.models import Objection, Realisation
from reviews.rules.evaluation import Rating

from .award_office import NOW, Office

LINK = "https://contoh.go.id/tambahan"
REASON = "Dua belas laporan terbit dan dipakai sekolah lain."


@pytest.fixture
def office(db: None) -> Office:
    return Office()


def propose(office: Office, places: int = 1, name: str = "ASN Berprestasi 2026") -> AwardList:
    return office.propose(name, places=places)


def decide(
    candidate: AwardCandidate, by: Employee, decision: str = "DIREKOMENDASIKAN", reason: str = REASON
) -> AwardCandidate:
    return operations.decide(
        candidate=candidate, version=candidate.version, decision=decision, reason=reason, by=by, at=NOW
    )


def of(award_list: AwardList, name: str) -> AwardCandidate:
    return AwardCandidate.objects.get(award_list=award_list, employee__name=name)


def unmet(candidate: AwardCandidate) -> dict[str, bool | None]:
    return {answer["key"]: answer["met"] for answer in candidate.criteria if answer["met"] is not True}


# --- Proposing -------------------------------------------------------------------------------


def test_proposal_scores_who_meets_every_criterion(office: Office) -> None:
    office.candidate("Ani", results=Rating.ABOVE)
    office.candidate("Dewi")

    award_list = propose(office)

    ani, dewi = of(award_list, "Ani"), of(award_list, "Dewi")
    assert (ani.is_eligible, unmet(ani)) == (True, {})
    assert ani.score == Decimal("90.67")  # 50% of 100, 30% of 80, 20% of 83.333333
    assert dewi.score == Decimal("80.67")
    total = sum(Decimal(part["amount"]) for part in ani.contributions)
    middle = sum(Decimal(part["weight"]) * Decimal(part["median"]) for part in ani.contributions) / 100
    assert total + middle == Decimal("90.6666666")


@pytest.mark.parametrize(
    ("changes", "expected", "has_score"),
    [
        ({"started_on": date(2026, 9, 1)}, {"MASA_JABATAN": False}, True),
        ({"results": Rating.BELOW}, {"PREDIKAT": False}, True),
        ({"status": "DISAMPAIKAN"}, {"EVALUASI": False}, True),
        ({"status": "DITERIMA"}, {}, True),
        ({"evidence": ""}, {"BUKTI": False}, True),
        ({"amount": None}, {"REALISASI": None}, False),
        ({"status": "DRAF"}, {"EVALUASI": None, "PREDIKAT": None}, False),
        ({"role": Role.AWARD_COMMITTEE}, {"TIM": False}, True),
    ],
)
def test_each_unmet_criterion_is_told(
    office: Office, changes: dict[str, object], expected: dict[str, bool | None], has_score: bool
) -> None:
    office.candidate("Ani", **changes)  # type: ignore[arg-type]

    ani = of(propose(office), "Ani")

    assert unmet(ani) == expected
    assert ani.is_eligible is (not expected)
    assert (ani.score is not None) is has_score


def test_open_objection_waits_and_a_decided_one_does_not(office: Office) -> None:
    for name in ("Ani", "Dewi"):
        placement = office.candidate(name)
        evaluation = placement.plans.get().evaluations.get()
        objection = Objection.objects.create(evaluation=evaluation, text="Bukti belum dibaca.", filed_at=NOW)
        if name == "Dewi":
            objection.decision, objection.decided_by, objection.decided_at = "Tetap.", office.citra, NOW
            objection.save()

    award_list = propose(office)

    assert unmet(of(award_list, "Ani")) == {"KEBERATAN": False}
    assert unmet(of(award_list, "Dewi")) == {}


def test_people_without_a_plan_are_told_apart_and_those_outside_are_left_out(office: Office) -> None:
    office.candidate("Ani")
    gone, _ = office.person("Fajar")
    Employee.objects.filter(pk=gone.pk).update(is_active=False)
    office.person("Lama", started_on=date(2020, 1, 1), ended_on=date(2025, 12, 31))
    mayor, post = office.person("Wali Kota")
    post.position = type(office.position).objects.create(title="Wali Kota", kind="PEJABAT_POLITIK")
    post.save()

    award_list = propose(office)

    names = set(award_list.candidates.values_list("employee__name", flat=True))
    assert {"Ani", "Budi"} <= names
    assert not names & {"Fajar", "Lama", mayor.name}
    assert unmet(of(award_list, "Budi")).items() >= {"REALISASI": None, "BUKTI": None}.items()


def test_latest_post_with_a_plan_counts(office: Office) -> None:
    first = office.candidate("Fajar", ended_on=date(2026, 5, 31))
    second = first.employee.placements.create(
        position=office.position, unit=office.city, started_on=date(2026, 6, 1)
    )
    assert of(propose(office), "Fajar").placement == first

    plan = office.plan(second)
    office.report(plan)
    office.rate(plan, results=Rating.ABOVE)

    fajar = of(propose(office), "Fajar")
    assert fajar.placement == second
    assert any(one["fact"].startswith("7 bulan") for one in fajar.criteria)


def test_scores_never_depend_on_who_else_is_there(office: Office) -> None:
    office.candidate("Ani", results=Rating.ABOVE, amount="10")
    office.candidate("Dewi", amount="13")
    worst = office.candidate("Wati", amount="2")
    award_list = propose(office)
    before = {name: of(award_list, name).score for name in ("Ani", "Dewi")}

    Employee.objects.filter(pk=worst.employee_id).update(is_active=False)
    propose(office)

    assert {name: of(award_list, name).score for name in ("Ani", "Dewi")} == before
    assert not award_list.candidates.filter(employee=worst.employee_id).exists()


@pytest.mark.parametrize("who", ["Ani", "Dewi", "Wati"])
def test_in_a_tie_the_longer_evidence_record_stands_first(office: Office, who: str) -> None:
    days = {"started_on": date(2026, 7, 1), "ended_on": date(2026, 9, 30), "due_on": date(2026, 10, 15)}
    days |= {"rated_from": date(2026, 10, 1), "rated_until": date(2026, 10, 31)}
    quarter = office.period.terms.create(kind="TRIWULANAN", number=3, name="Triwulan III", **days)
    for name in ("Ani", "Dewi", "Wati"):
        first = Indicator.objects.filter(result__plan__placement=office.candidate(name)).earliest("pk")
        gone = Indicator.objects.create(result=first.result, order=9, text="Ditarik", removed_at=NOW)
        for indicator, link in ((first, LINK if name == who else ""), (gone, "" if name == who else LINK)):
            Realisation.objects.create(
                indicator=indicator,
                term=quarter,
                note="Tambahan.",
                noted_on=date(2026, 9, 30),
                evidence_url=link,
                reported_at=NOW,
            )

    award_list = propose(office)

    told = award_list.candidates.filter(is_eligible=True)
    assert set(told.values_list("employee__name", "tie")) == {("Ani", 1), ("Dewi", 1), ("Wati", 1)}
    assert told.earliest("place").employee.name == who


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"published": False}, "belum diumumkan"),
        ({"cancelled_at": NOW, "cancel_reason": "Anggaran"}, "sudah dibatalkan"),
    ],
)
def test_only_a_published_scheme_is_computed(
    office: Office, changes: dict[str, object], sentence: str
) -> None:
    by = {"cancelled_by": office.gita} if "cancelled_at" in changes else {}
    with pytest.raises(Refused, match=sentence):
        office.propose(**changes, **by)
    assert not AwardList.objects.exists()


def test_period_without_annual_evaluation_is_refused(office: Office) -> None:
    office.final.delete()
    with pytest.raises(Refused, match="belum punya evaluasi tahunan"):
        propose(office)


@pytest.mark.parametrize("who", ["hadi", "indra", "eko", "budi"])
def test_only_the_bkd_admin_proposes(office: Office, who: str) -> None:
    with pytest.raises(Denied, match="disusun admin BKD"):
        proposal.propose(scheme=office.scheme(), by=getattr(office, who), at=NOW)


def test_one_event_tells_what_the_proposal_was_made_of(office: Office) -> None:
    office.candidate("Ani")

    award_list = propose(office, places=3)

    event = Event.objects.get(action="award.proposed", target_id=award_list.pk)
    assert event.by == office.gita
    assert event.after["weights"] == {"Hasil kerja": "50", "Perilaku kerja": "30", "Capaian target": "20"}
    assert (event.after["eligible"], event.after["people"]) == (1, award_list.candidates.count())


# --- Proposing again -------------------------------------------------------------------------


def test_renewing_keeps_decisions_and_leaves_unchanged_rows_alone(office: Office) -> None:
    office.candidate("Ani", results=Rating.ABOVE)
    post = office.candidate("Dewi", status="DISAMPAIKAN")
    award_list = propose(office)
    waiting = of(award_list, "Dewi")
    decided = decide(of(award_list, "Ani"), office.hadi)
    budi = of(award_list, "Budi")

    post.plans.get().evaluations.update(status="FINAL", final_at=NOW)
    again = propose(office)

    assert again.pk == award_list.pk
    assert again.version == 2
    ani = of(award_list, "Ani")
    assert (ani.decision, ani.version) == ("DIREKOMENDASIKAN", decided.version)
    dewi = of(award_list, "Dewi")
    assert (dewi.is_eligible, dewi.pk, dewi.version) == (True, waiting.pk, 2)
    assert of(award_list, "Budi").version == budi.version
    assert Event.objects.filter(action="award.proposed").count() == 2


def test_who_opened_the_form_before_a_renewal_reads_again(office: Office) -> None:
    ani = office.candidate("Ani", amount="10")
    award_list = propose(office)
    seen = of(award_list, "Ani")
    for report in ani.plans.get().results.get().indicators.get(order=1).realisations.all():
        report.amount = Decimal(14)
        report.save()

    propose(office)

    with pytest.raises(Conflict) as conflict:
        decide(seen, office.hadi)
    assert conflict.value.theirs == {
        "Usulan": "Perhitungannya sudah diperbarui. Baca lagi sebelum memutuskan."
    }
    assert conflict.value.version == seen.version + 1


def test_settled_list_is_not_renewed(office: Office) -> None:
    for name in ("Ani", "Dewi"):
        office.candidate(name)
    award_list = propose(office, places=2)
    for name in ("Ani", "Dewi"):
        decide(of(award_list, name), office.hadi)

    office.sit(award_list)
    operations.close_list(award_list=award_list, version=award_list.version, by=office.hadi, at=NOW)
    with pytest.raises(Refused, match="sudah ditetapkan, jadi tidak dihitung lagi"):
        propose(office, places=2)


def test_twenty_people_cost_as_many_queries_as_two(office: Office) -> None:
    office.candidate("Ani")
    for name in ("Nol", "Satu", "Dua"):
        office.scheme(name)
    propose(office, name="Nol")
    with CaptureQueriesContext(connection) as few:
        propose(office, name="Satu")
    for number in range(20):
        office.candidate(f"Calon {number}")
    with CaptureQueriesContext(connection) as many:
        propose(office, name="Dua")

    assert len(many) == len(few) <= 30


# --- Deciding --------------------------------------------------------------------------------


def test_decision_is_kept_with_person_reason_and_event(office: Office) -> None:
    office.candidate("Ani")
    award_list = propose(office)

    decided = decide(of(award_list, "Ani"), office.hadi, reason=f"  {REASON} ")

    assert (decided.decision, decided.reason, decided.decided_by) == ("DIREKOMENDASIKAN", REASON, office.hadi)
    event = Event.objects.get(action="award.decided")
    assert (event.before, event.after) == (None, {"decision": "DIREKOMENDASIKAN", "reason": REASON})


def test_decision_can_be_changed_until_the_list_is_settled(office: Office) -> None:
    for name in ("Ani", "Dewi"):
        office.candidate(name)
    award_list = propose(office)
    ani = decide(of(award_list, "Ani"), office.hadi)
    with pytest.raises(Refused, match="Jumlah penerima sudah 1") as refused:
        decide(of(award_list, "Dewi"), office.hadi)
    assert refused.value.field == "decision"

    decide(ani, office.hadi, "TIDAK_TAHUN_INI", "Menunggu hasil ujian.")
    decide(of(award_list, "Dewi"), office.hadi)
    office.sit(award_list)
    operations.close_list(
        award_list=award_list, version=1, by=office.hadi, at=NOW, tie_reason="Dewi lebih lama melayani."
    )

    with pytest.raises(Refused, match="tidak berubah lagi"):
        decide(of(award_list, "Ani"), office.hadi)


@pytest.mark.parametrize(
    ("decision", "reason", "field"),
    [("DIREKOMENDASIKAN", "  ", "reason"), ("", REASON, "decision"), ("LAIN", REASON, "decision")],
)
def test_decision_needs_a_choice_and_a_reason(office: Office, decision: str, reason: str, field: str) -> None:
    office.candidate("Ani")
    ani = of(propose(office), "Ani")

    with pytest.raises(Refused) as refused:
        decide(ani, office.hadi, decision, reason)
    assert refused.value.field == field
    ani.refresh_from_db()
    assert (ani.decision, ani.version) == ("", 1)


def test_who_is_not_eligible_is_not_decided_about(office: Office) -> None:
    office.candidate("Ani", results=Rating.BELOW)

    with pytest.raises(Refused, match="belum memenuhi semua syarat"):
        decide(of(propose(office), "Ani"), office.hadi)


def test_who_joined_the_committee_meanwhile_is_not_recommended(office: Office) -> None:
    ani = office.candidate("Ani")
    award_list = propose(office)
    office.grant(ani.employee, Role.AWARD_COMMITTEE)

    with pytest.raises(Refused, match="sekarang anggota tim"):
        decide(of(award_list, "Ani"), office.hadi)


def test_second_caller_reads_what_the_first_decided(office: Office) -> None:
    hana, _ = office.person("Hana", role=Role.AWARD_COMMITTEE)
    office.candidate("Ani")
    award_list = propose(office)
    opened = of(award_list, "Ani")
    decide(of(award_list, "Ani"), office.hadi)

    with pytest.raises(Conflict) as conflict:
        decide(opened, hana, "TIDAK_TAHUN_INI", "Menurut saya belum.")

    assert conflict.value.theirs == {"Keputusan": "Direkomendasikan", "Alasan": REASON}
    assert of(award_list, "Ani").decided_by == office.hadi
    assert Event.objects.filter(action="award.decided").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_in_the_same_second_decide_once() -> None:
    office = Office()
    hana, _ = office.person("Hana", role=Role.AWARD_COMMITTEE)
    office.candidate("Ani")
    opened = of(propose(office), "Ani")
    start, outcomes = threading.Barrier(2), []

    def press(by: Employee) -> None:
        start.wait()
        try:
            decide(opened, by)
            outcomes.append("decided")
        except Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[one]) for one in (office.hadi, hana)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["conflict", "decided"]


@pytest.mark.django_db(transaction=True)
def test_two_admins_in_the_same_second_make_one_list() -> None:
    office = Office()
    office.candidate("Ani")
    office.scheme()
    start, outcomes = threading.Barrier(2), []

    def press() -> None:
        start.wait()
        try:
            outcomes.append(propose(office).pk)
        except Conflict:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert AwardList.objects.count() == 1
    assert AwardCandidate.objects.filter(employee__name="Ani").count() == 1
    assert len(outcomes) == 2


# --- Settling --------------------------------------------------------------------------------


def test_settling_needs_somebody_recommended_and_happens_once(office: Office) -> None:
    office.candidate("Ani")
    award_list = propose(office)
    with pytest.raises(Refused, match="Belum ada calon yang direkomendasikan"):
        operations.close_list(award_list=award_list, version=1, by=office.hadi, at=NOW)
    decide(of(award_list, "Ani"), office.hadi)
    office.sit(award_list)

    later = NOW + timedelta(minutes=5)
    closed = operations.close_list(award_list=award_list, version=1, by=office.hadi, at=later)

    assert (closed.closed_at, closed.closed_by, closed.version) == (later, office.hadi, 2)
    assert Event.objects.get(action="award.closed").after == {"recommended": 1}
    with pytest.raises(Conflict):
        operations.close_list(award_list=award_list, version=1, by=office.hadi, at=later)


@pytest.mark.parametrize("who", ["gita", "indra", "eko", "budi"])
def test_only_the_committee_settles(office: Office, who: str) -> None:
    award_list = propose(office)

    with pytest.raises(Denied, match="ditetapkan anggota tim"):
        operations.close_list(award_list=award_list, version=1, by=getattr(office, who), at=NOW)


def test_admin_who_looked_before_the_other_wrote_gets_the_honest_answer(office: Office) -> None:
    award_list = propose(office)

    with pytest.raises(Conflict, match="baru saja dihitung orang lain"):
        proposal._write_list(None, award_list.scheme, office.gita, NOW)
