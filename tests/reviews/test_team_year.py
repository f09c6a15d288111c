"""A team of twelve through four quarters and the annual evaluation, as the regulations want it to go.

One person moves to another unit in the middle of the year, one joins late, the head moves on and an acting
head takes over, a meeting changes one rating, one objection is granted and one refused, credit points follow.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from appraisal.errors import Denied
from appraisal.models import Mail
from indicators.models import Plan, PolicyFigure, Term
from indicators.queries import plan_payload
from indicators.rules import fingerprint
from organizations.models import Employee, Placement, Position
from organizations.operations import assign, override_superior, refresh_lines
from reviews import documents
from reviews.access.document import CreditOf, FeedbackOf
from reviews.models import CalibrationCase, CreditEntry, Document, Evaluation
from reviews.operations import calibration, credit
from reviews.operations import evaluation as evaluations
from reviews.operations import meeting as meetings
from reviews.operations import objection as objections
from reviews.operations import self_assessment as own_words
from reviews.operations.finalising import finalise_due
from reviews.operations.progress import give_feedback, report
from reviews.operations.rating import rate
from reviews.rules.document import DocumentKind
from tests.world import JAKARTA, World, agreed_plan

RATING_WORDS = re.compile(r"sangat baik|sangat kurang|butuh perbaikan|misconduct|ekspektasi|predikat: ", re.I)
NAMES = ("Bayu", "Cahya", "Damar", "Endah", "Farah", "Galih", "Hesti", "Ilham", "Jelita", "Maya")


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 42, tzinfo=JAKARTA)


@dataclass
class Team:
    """Twelve people of one unit with their plans, and who appraises them on a day."""

    world: World
    plans: dict[str, Plan] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unit = self.world.units["bidang"]
        clerk = Position.objects.get(title="Pengadministrasi Perkantoran")
        for number, name in enumerate(NAMES, start=1):
            person = Employee.objects.create(nip=f"1992031020170310{number:02}", name=name, kind="PNS")
            self.world.people[name.lower()] = person
            self.world.placements[name.lower()] = Placement.objects.create(
                employee=person, position=clerk, unit=unit, started_on=date(2024, 1, 1)
            )
        Position.objects.filter(title="Arsiparis Mahir").update(level="MAHIR")
        refresh_lines(on=date(2026, 1, 1), at=moment(date(2026, 1, 1)))
        for name in ("ani", "fajar", *map(str.lower, NAMES)):
            self.agree(name)

    def agree(self, name: str) -> Plan:
        """Agree a plan on the present post of a person, with the copy that agreeing leaves."""
        plan = agreed_plan(self.world, name)
        payload = plan_payload(plan)
        plan.copies.create(
            revision=1,
            payload=payload,
            sha256=fingerprint(payload),
            agreed_at=plan.agreed_at,
            agreed_by=self.world.budi,
        )
        self.plans[name] = plan
        return plan

    def in_force(self, term: Term) -> dict[str, Plan]:
        """Return the plans that have a day in the term."""
        rows = {name: Plan.objects.with_people().get(pk=plan.pk) for name, plan in self.plans.items()}
        return {
            name: plan
            for name, plan in rows.items()
            if plan.started_on <= term.ended_on and plan.last_day >= term.started_on
        }

    # --- The steps of one term --------------------------------------------------------------------

    def report_all(self, term: Term, day: date) -> None:
        """Everybody reports and sends the own word."""
        for name, plan in self.in_force(term).items():
            owner = plan.placement.employee
            noted_on = min(plan.last_day, term.ended_on, day)
            for result in plan.results.all():
                for indicator in result.indicators.all():
                    report(
                        indicator=indicator,
                        term=term,
                        version=None,
                        amount=Decimal(25 * term.number),
                        note=f"Dokumen {term.name} terbit.",
                        noted_on=noted_on,
                        evidence_url="https://drive.example.go.id/bukti",
                        by=owner,
                        at=moment(day),
                    )
            words = own_words.Words(strengths=f"Antrean {name} makin pendek.")
            own_words.send(plan=plan, term=term, version=None, words=words, seal="", by=owner, at=moment(day))

    def rate(
        self, name: str, term: Term, by: Employee, day: date, ratings: str = "SESUAI SESUAI"
    ) -> Evaluation:
        """One rating, as its superior writes it."""
        results, behaviour = ratings.split()
        plan = self.plans[name]
        return rate(
            plan=plan,
            term=term,
            version=None,
            results_rating=results,
            results_reason=f"{name.title()}: dokumen terbit sepanjang masa, lihat bukti tiap triwulan.",
            behaviour_rating=behaviour,
            behaviour_reason=f"{name.title()} menggantikan rekan di loket saat antrean panjang.",
            recommendation="Pelatihan arsip digital.",
            seen_results=dict.fromkeys(plan.results.values_list("pk", flat=True), "SESUAI"),
            seen_values=dict.fromkeys(plan.behaviours.values_list("value", flat=True), behaviour),
            by=by,
            at=moment(day),
        )

    def share(self, row: Evaluation, by: Employee, day: date) -> Evaluation:
        row = fresh(row)
        return evaluations.share(evaluation=row, version=row.version, talked_on=day, by=by, at=moment(day))


def fresh(row: Evaluation) -> Evaluation:
    """Return an evaluation as it stands now, as its page loads it."""
    row = Evaluation.objects.select_related("term", "appraiser").get(pk=row.pk)
    row.plan = Plan.objects.with_people().get(pk=row.plan_id)
    return row


@pytest.mark.once
def test_a_year_of_a_team_of_twelve(world: World, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    team = Team(world)
    Employee.objects.update(email=Concat("nip", Value("@contoh.go.id")))
    budi, eko, dewi = world.budi, world.eko, world.dewi
    PolicyFigure.objects.filter(key="kalibrasi_kelompok_min").update(value=10)

    # Three quarters under Budi; Fajar came in July, Maya leaves for the kelurahan in September.
    for number, day in ((1, date(2026, 4, 6)), (2, date(2026, 7, 6))):
        quarter(team, world.term(number), budi, day)
    assert "fajar" not in team.in_force(world.term(2))
    move_maya(team, date(2026, 9, 1))
    quarter(team, world.term(3), budi, date(2026, 10, 5), other={"maya baru": dewi})
    praise(team, "endah", world.term(3), budi, date(2026, 10, 5))
    early = team.rate("maya", world.final, budi, date(2026, 10, 5), "DI_ATAS SESUAI")
    team.share(early, budi, date(2026, 10, 5))

    # Budi is called to the inspectorate; Eko leads the team as Plt for the rest of the year.
    budi_moves_on(team, date(2026, 10, 12))
    quarter(team, world.term(4), eko, date(2027, 1, 4), other={"maya baru": dewi}, without={"maya"})

    # The annual evaluation: Eko rates, a meeting looks at one case and changes it, then he shares.
    day = date(2027, 1, 11)
    annual = {
        name: team.rate(name, world.final, eko, day, "DI_ATAS SESUAI" if name == "bayu" else "SESUAI SESUAI")
        for name in team.plans
        if not name.startswith("maya")
    }
    annual["maya baru"] = team.rate("maya baru", world.final, dewi, day)
    calibrate(team, annual["bayu"], day)
    shared_on = date(2027, 1, 13)
    for name, row in annual.items():
        annual[name] = team.share(row, dewi if name == "maya baru" else eko, shared_on)
    assert fresh(annual["bayu"]).predicate == "BAIK"

    # Endah objects on the last day and is heard; Galih objects as well, and the rating stays.
    last = date(2027, 1, 27)
    decide(team, annual["endah"], last, "DI_ATAS DI_ATAS")
    decide(team, annual["galih"], last, "SESUAI SESUAI")
    assert fresh(annual["endah"]).predicate == "SANGAT_BAIK"
    assert fresh(annual["galih"]).predicate == "BAIK"
    with pytest.raises(Denied, match="27"):
        object_to(team, annual["hesti"], last + timedelta(days=1))
    finalise_due(on=last + timedelta(days=1), at=moment(last + timedelta(days=1)))
    results = Evaluation.objects.filter(term=world.final)
    assert set(results.values_list("status", flat=True)) == {"FINAL"}

    # Fajar is a functional officer: half a year of Mahir, and the papers of everybody can be printed.
    entry = credit.convert(evaluation=fresh(annual["fajar"]), by=eko, at=moment(date(2027, 2, 1)))
    assert (entry.month_from, entry.month_until, entry.points) == (7, 12, Decimal("6.250"))
    papers = print_papers(team, annual, entry)
    assert len(papers) == 9
    offices = {papers[2].payload["superior"]["position"], *(paper.payload["office"] for paper in papers[6:])}
    assert offices == {"Plt. Kepala Bidang"}
    keep(papers)

    # Many letters went out, and neither they nor the log say how anybody was rated.
    letters = [f"{letter.subject} {letter.body}" for letter in Mail.objects.all()]
    assert len(letters) > 60
    assert [text for text in [*letters, caplog.text] if RATING_WORDS.search(text)] == []


def praise(team: Team, name: str, term: Term, by: Employee, day: date) -> None:
    """The superior's official words on every result and behaviour."""
    plan = team.plans[name]
    give_feedback(
        plan=plan,
        term=term,
        results=dict.fromkeys(plan.results.values_list("pk", flat=True), "Loket makin cepat, teruskan."),
        values=dict.fromkeys(plan.behaviours.values_list("value", flat=True), "Ramah dan cekatan."),
        by=by,
        at=moment(day),
    )


def calibrate(team: Team, row: Evaluation, day: date) -> None:
    """Eko hands over his ratings; Citra's meeting lowers the one whose parts say something else."""
    world = team.world
    meeting = meetings.open_meeting(
        unit=world.units["bidang"],
        term=world.final,
        held_on=day,
        until=day + timedelta(days=7),
        led_by=world.citra,
        by=world.gita,
        at=moment(day),
    )
    with pytest.raises(Denied, match="kalibrasi"):
        team.share(row, world.eko, day)
    assert calibration.offer_all(meeting=meeting, by=world.eko, at=moment(day)) == 11
    row = fresh(row)
    calibration.decide_case(
        meeting=meeting,
        evaluation=row,
        version=row.version,
        results_rating="SESUAI",
        behaviour_rating="SESUAI",
        reason="Target tercapai tepat 100 %, belum melampaui.",
        spoke="Eko, Citra",
        by=world.citra,
        at=moment(day),
    )
    meeting.refresh_from_db()
    meetings.close_meeting(meeting=meeting, version=meeting.version, by=world.citra, at=moment(day))
    assert CalibrationCase.objects.get().before["results"] == "DI_ATAS"


def object_to(team: Team, row: Evaluation, day: date) -> None:
    row = fresh(row)
    objections.object_to(
        evaluation=row,
        version=row.version,
        text="Dua laporan belum dilihat.",
        by=row.plan.placement.employee,
        at=moment(day),
    )


def decide(team: Team, row: Evaluation, day: date, ratings: str) -> None:
    """An objection from filing over the explanation to the decision."""
    object_to(team, row, day)
    row = fresh(row)
    objections.explain(
        evaluation=row,
        version=row.version,
        text="Yang saya lihat ada di catatan.",
        by=team.world.eko,
        at=moment(day),
    )
    row, (results, behaviour) = fresh(row), ratings.split()
    objections.decide(
        evaluation=row,
        version=row.version,
        text="Kedua laporan sudah saya baca.",
        results_rating=results,
        behaviour_rating=behaviour,
        by=team.world.citra,
        at=moment(day),
    )


def print_papers(team: Team, annual: dict[str, Evaluation], entry: CreditEntry) -> list[Document]:
    """Issue every official form of the year, each for the person in whom it shows most."""
    world, at = team.world, moment(date(2027, 2, 2))
    endah, fajar = fresh(annual["endah"]), fresh(annual["fajar"])

    def paper(kind: DocumentKind, **target: Any) -> Document:
        return documents.issue(kind=kind, by=world.gita, at=at, **target)

    return [
        paper(DocumentKind.PLAN, plan=endah.plan),
        paper(DocumentKind.FEEDBACK, feedback=FeedbackOf(endah.plan, world.term(3))),
        paper(DocumentKind.EVALUATION, evaluation=endah),
        paper(DocumentKind.EVALUATION_RECORD, evaluation=endah),
        paper(DocumentKind.EVALUATION_RECORD, evaluation=fresh(annual["bayu"])),
        paper(DocumentKind.EVALUATION_RECORD, evaluation=fresh(annual["maya baru"])),
        paper(DocumentKind.CREDIT_CONVERSION, credit_entry=entry),
        paper(DocumentKind.CREDIT_TOTAL, credit=CreditOf(fajar.plan.placement.employee, 2026)),
        paper(DocumentKind.CREDIT_DECISION, credit=CreditOf(fajar.plan.placement.employee, 2026)),
    ]


def keep(papers: list[Document]) -> None:
    """Keep the files in the folder that SHOTS names, for people to look at."""
    folder = os.environ.get("SHOTS", "")
    for paper in papers if folder else ():
        Path(folder, f"{paper.kind}-{paper.pk}.pdf").write_bytes(bytes(paper.file.pdf))


def quarter(
    team: Team,
    term: Term,
    superior: Employee,
    day: date,
    other: dict[str, Employee] | None = None,
    without: set[str] = frozenset(),  # type: ignore[assignment]
) -> None:
    """Everybody reports, is rated and shared with, and reads the result."""
    team.report_all(term, day)
    for name, plan in team.in_force(term).items():
        if name in without:
            continue
        by = (other or {}).get(name, superior)
        row = team.share(team.rate(name, term, by, day), by, day)
        evaluations.acknowledge(
            evaluation=row, version=row.version, comment="", by=plan.placement.employee, at=moment(day)
        )


def move_maya(team: Team, day: date) -> None:
    """Maya goes to another unit; her new plan serves its head."""
    world = team.world
    clerk = Position.objects.get(title="Pengadministrasi Perkantoran")
    world.placements["maya baru"] = assign(
        employee=world.maya,
        position=clerk,
        unit=world.units["lain"],
        is_head=False,
        started_on=day,
        by=world.gita,
        at=moment(day),
    )
    refresh_lines(on=day, at=moment(day))
    world.people["maya baru"] = world.maya
    team.agree("maya baru")


def budi_moves_on(team: Team, day: date) -> None:
    """The head is called elsewhere; Eko takes over as Plt and is named as superior of the team."""
    world = team.world
    auditor = Position.objects.get(title="Auditor Ahli Muda")
    assign(
        employee=world.budi,
        position=auditor,
        unit=world.units["inspektorat"],
        is_head=False,
        started_on=day,
        by=world.gita,
        at=moment(day),
    )
    assign(
        employee=world.eko,
        position=Position.objects.get(title="Kepala Bidang"),
        unit=world.units["bidang"],
        is_head=True,
        started_on=day,
        by=world.gita,
        at=moment(day),
        kind="PLT",
    )
    refresh_lines(on=day, at=moment(day))
    for name in team.in_force(world.term(4)):
        if not name.startswith("maya"):
            override_superior(
                employee=world.people[name],
                superior=world.eko,
                started_on=day,
                ended_on=None,
                reason="Plt Kepala Bidang, keputusan kepala dinas.",
                by=world.gita,
                at=moment(day),
            )
