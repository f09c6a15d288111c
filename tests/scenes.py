"""A furnished world: plans, evaluations, reports, awards and documents in every state, for two people.

What belongs to Ani is hers, Budi leads her and Citra him; what belongs to Dewi is foreign to the
three. Objects have names such as "plan.draft.ani", so that tests can list them in tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse

from appraisal import audit
from appraisal.files import place_of
from appraisal.jobs import Job
from awards.models import (
    AwardCandidate,
    AwardList,
    AwardScheme,
    MedalLetter,
    MedalPaper,
    MedalProposal,
    ServiceRecord,
    Sitting,
)
from awards.operations.record_file import apply_records, keep_records
from awards.rules.scheme import Category, RuleKind
from desk.models import Exemption, SavedView, Suggestion, Survey
from desk.operations.past import apply_past, keep_past
from desk.operations.token import make_token
from desk.rules.token import Reach
from development.models import (
    DevelopmentAction,
    DevelopmentGoal,
    DevelopmentPlan,
    Registration,
    Training,
)
from development.operations.potential import apply_potential, keep_potential
from fairness.models import SecondOpinion
from indicators.models import Goal, LibraryEntry, Period, Plan, PlanningWindow, RatingWindow
from indicators.operations import start_change
from indicators.queries import load, plan_payload, with_content
from indicators.rules import DEFAULT_FIGURES, fingerprint
from organizations.models import (
    Absence,
    Attendance,
    AttendanceReport,
    DataReport,
    Employee,
    Holiday,
    Placement,
    Proposal,
    RoleGrant,
    StaffImport,
    StaffImportPart,
    Upload,
)
from organizations.operations import keep_attendance, keep_moves
from organizations.rules import UploadKind
from organizations.rules.move_row import MOVE_COLUMNS
from reviews.models import (
    Action,
    CalibrationMeeting,
    Correction,
    CreditEntry,
    DistributionReason,
    Document,
    DocumentFile,
    Evaluation,
    EvidenceFile,
    Feedback,
    HelpRequest,
    Note,
    Objection,
    Realisation,
    Remark,
    RemarkRequest,
    SelfAssessment,
    ServicePoint,
    Talk,
)
from reviews.operations.note_sheet import keep_notes
from reviews.rules.achievement import GradeAdviser
from tests.awards.schemes import a_scheme
from tests.fairness.pattern_rows import HEALTH, a_pattern, a_profile, a_run
from tests.multirater.safety_rows import ARGUMENTS as SAFETY
from tests.multirater.safety_rows import add_safety
from tests.multirater.scene import ARGUMENTS as ROUNDS
from tests.multirater.scene import add_closed_round, add_questionnaires, add_rounds
from tests.world import NOW, TODAY, World, agreed_plan

OWNERS = ("ani", "dewi")
YEARLY = (
    "predikat",
    "indikator-kinerja-utama",
    "capaian-unit",
    "angka-kredit",
    "tunjangan",
)  # lists of the API
PDF = b"%PDF-1.7 contoh"
RATED = {
    "results_rating": "SESUAI",
    "results_reason": "Dua belas laporan terbit.",
    "behaviour_rating": "SESUAI",
    "behaviour_reason": "Menggantikan rekan di loket.",
    "predicate": "BAIK",
    "rated_at": NOW,
}


class Things(dict[str, Any]):
    """Objects by name; two of one name would hide each other, and pass where their numbers are alike."""

    def __setitem__(self, name: str, thing: Any) -> None:
        assert name not in self, name
        super().__setitem__(name, thing)


@dataclass
class Scene:
    """The world with its objects: a name leads to the arguments of an address."""

    world: World
    things: Things = field(default_factory=Things)

    def href(self, name: str, thing: str = "-") -> str:
        """Return the address of a page for an object; "-" for pages that need none."""
        return reverse(name, kwargs=ARGUMENTS.get(name, by_pk)(self, thing) if thing != "-" else {})


def by_pk(scene: Scene, thing: str) -> dict[str, Any]:
    return {"pk": scene.things[thing].pk}


def by_lesson(scene: Scene, thing: str) -> dict[str, Any]:
    return {"course": "menilai", "step": thing.partition(".")[2]}


def by_case(scene: Scene, thing: str) -> dict[str, Any]:
    """Every person has a first attempt of its own under the same address."""
    return {"attempt": 1, "number": 1}


def by_plan(scene: Scene, thing: str) -> dict[str, Any]:
    return {"plan": scene.things[thing].pk}


def by_plan_and_term(scene: Scene, thing: str) -> dict[str, Any]:
    """Take the term from the evaluation of the name, else the running quarter."""
    found = scene.things[thing]
    if isinstance(found, Evaluation | SelfAssessment):
        return {"plan": found.plan_id, "term": found.term_id}
    return {"plan": found.pk, "term": scene.world.term(4).pk}


def by_term(scene: Scene, thing: str) -> dict[str, Any]:
    return {"term": scene.things[thing].term_id}


def by_indicator(scene: Scene, thing: str) -> dict[str, Any]:
    return {"indicator": scene.things[thing].pk, "term": scene.world.term(4).pk}


def by_result(scene: Scene, thing: str) -> dict[str, Any]:
    return {"result": scene.things[thing].pk, "term": scene.world.term(4).pk}


def by_unit_and_term(scene: Scene, thing: str) -> dict[str, Any]:
    found = scene.things[thing]
    return {"unit": found.unit_id, "term": found.term_id}


def by_meeting_and_evaluation(scene: Scene, thing: str) -> dict[str, Any]:
    row = scene.things[thing]
    return {"pk": scene.things["calibration." + thing.rsplit(".", 1)[1]].pk, "evaluation": row.pk}


def by_code(scene: Scene, thing: str) -> dict[str, Any]:
    return {"code": scene.things[thing].code}


def by_key(scene: Scene, thing: str) -> dict[str, Any]:
    return {"key": scene.things[thing].key}


def by_version(scene: Scene, thing: str) -> dict[str, Any]:
    return {"pk": scene.things[thing].pk, "number": 1}


def by_kind(scene: Scene, thing: str) -> dict[str, Any]:
    found = scene.things[thing]
    kinds = {Plan: "SKP", CreditEntry: "KONVERSI"}
    return {"kind": kinds.get(type(found), "EVALUASI"), "pk": found.pk}


def by_year_and_unit(scene: Scene, thing: str) -> dict[str, Any]:
    goal = scene.things[thing]
    return {"year": goal.period.year, "unit": goal.unit_id}


def by_placement(scene: Scene, thing: str) -> dict[str, Any]:
    return {"placement": scene.things[thing].pk}


def by_year(scene: Scene, thing: str) -> dict[str, Any]:
    return {"year": scene.things[thing].year}


def by_unit(scene: Scene, thing: str) -> dict[str, Any]:
    return {"unit": scene.things[thing].pk, "term": scene.world.final.pk}


def by_adviser(scene: Scene, thing: str) -> dict[str, Any]:
    """Take the side and the unit from the name: "advice.unit.dinas"."""
    _, side, unit = thing.split(".")
    adviser = GradeAdviser[side.upper()].value.lower()
    return {"unit": scene.world.units[unit].pk, "term": scene.world.final.pk, "adviser": adviser}


def by_employee(scene: Scene, thing: str) -> dict[str, Any]:
    return {"employee": scene.things[thing].pk}


def by_evaluation(scene: Scene, thing: str) -> dict[str, Any]:
    return {"evaluation": scene.things[thing].pk}


def by_nothing(scene: Scene, thing: str) -> dict[str, Any]:
    """Name an object that the form sends and the address does not hold."""
    return {}


def by_tahun(scene: Scene, thing: str) -> dict[str, Any]:
    return {"tahun": scene.things[thing].year}


def by_pair(scene: Scene, thing: str) -> dict[str, Any]:
    return {"one": scene.things[thing].pk, "other": scene.world.dewi.pk}


def by_question(scene: Scene, thing: str) -> dict[str, Any]:
    """Take the question from the name: "question.predikat"."""
    return {"question": thing.rpartition(".")[2]}


ARGUMENTS: dict[str, Callable[[Scene, str], dict[str, Any]]] = {
    "organizations:duplicate-pair": by_pair,
    **{f"api:{name}": by_tahun for name in YEARLY},
    "organizations:holiday-fill": by_year,
    "indicators:plans-agree": by_nothing,
    "indicators:plan-version": by_version,
    "indicators:goal-new": by_year_and_unit,
    "desk:exemption-new": by_placement,
    "reviews:agreement-detail": by_year_and_unit,
    "reviews:distribution-reason": by_unit_and_term,
    "reviews:calibration-new": by_unit_and_term,
    "reviews:calibration-case": by_meeting_and_evaluation,
    "reviews:progress-report": by_indicator,
    "reviews:action-plan": by_result,
    "reviews:action-carry": by_plan_and_term,
    "reviews:counted-take": by_indicator,
    "reviews:team-plan": by_plan,
    "reviews:note-team": by_plan,
    "reviews:feedback-give": by_plan_and_term,
    "reviews:correction-new": by_evaluation,
    "reviews:evaluation-rate": by_plan_and_term,
    "reviews:evaluation-check": by_plan_and_term,
    "reviews:share-team": by_term,
    "reviews:rating-queue": by_term,
    "reviews:self-assessment": by_plan_and_term,
    "reviews:self-assessment-take-back": by_plan_and_term,
    "reviews:assigned-result": by_result,
    "reviews:achievement-detail": by_unit,
    "reviews:achievement-report": by_unit,
    "reviews:achievement-advise": by_adviser,
    "reviews:talk-team": by_nothing,
    "reviews:talk-plan": by_plan,
    "reviews:talk-record": by_plan,
    "reviews:evidence-download": by_key,
    "reviews:evidence-remove": by_key,
    "reviews:document-issue": by_kind,
    "reviews:remark-give": by_employee,
    "development:career-person": by_employee,
    "development:course-step": by_lesson,
    "development:course-case": by_case,
    "reviews:credit-person": by_employee,
    "reviews:credit-bring-in": by_employee,
    "reviews:credit-paper": by_employee,
    "reviews:credit-convert": by_evaluation,
    "reviews:request-new": by_employee,
    "reviews:remarks-of-plan": by_plan,
    "development:development-of-plan": by_plan,
    "development:plan-begin": by_evaluation,
    "fairness:opinion-ask": by_evaluation,
    "reviews:document-download": by_code,
    "reviews:document-verify": by_code,
    "reviews:document-revoke": by_code,
    "reviews:document-feedback": by_plan_and_term,
    "reviews:voice-speak": by_code,
    "reviews:voice-thanks": by_code,
    "reviews:voice-results": by_code,
    "desk:analytics-question": by_question,
    **ROUNDS,
    **SAFETY,
}


def furnish(world: World) -> Scene:
    """Return the world with one object of every kind and state for Ani and for Dewi."""
    scene = Scene(world)
    years = {year: _year(world, year, opened=True) for year in (2027, 2028, 2030)}
    scene.things["period.open"] = world.period
    scene.things["period.prepared"] = _year(world, 2029, opened=False)
    scene.things["figure.prepared"] = scene.things["period.prepared"].figures.order_by("pk").first()
    scene.things["period.closed"] = _sealed(world, 2022, archived=False)
    scene.things["period.archived"] = _sealed(world, 2021, archived=True)
    scene.things["window.inspektorat"] = PlanningWindow.objects.create(
        period=world.period,
        unit=world.units["inspektorat"],
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 12, 31),
        reason="Giliran pertama",
        set_by=world.gita,
        set_at=NOW,
    )
    scene.things["rating_window.inspektorat"] = RatingWindow.objects.create(
        term=world.term(1),
        unit=world.units["inspektorat"],
        started_on=date(2026, 4, 1),
        ended_on=date(2026, 4, 15),
        reason="Giliran pertama",
        set_by=world.gita,
        set_at=NOW,
    )
    scene.things["figure.open"] = world.period.figures.order_by("pk").first()
    for name in OWNERS:
        _plans(scene, name, years)
        _changes(scene, name, years[2030])
        _uploads(scene, name)
        _evaluations(scene, name)
        _notes(scene, name)
        _help(scene, name)
        _staff(scene, name)
        _credits(scene, name)
        _talks(scene, name)
        _growth(scene, name)
        _support(scene, name)
        _opinion(scene, name)
        _files(scene, name)
    _handed_down(scene, years[2027])
    _agreements(scene, years[2027])
    _assigned(scene)
    _remarks(scene)
    _awards(scene)
    _patterns(scene)
    _careers(scene)
    _trainings(scene)
    _attendance(scene)
    _library(scene)
    scene.things["pair.ani_dewi"] = world.ani
    scene.things["employee.former"] = Employee.objects.create(
        nip="196501011990011001", name="Sutrisno", kind="PNS", status="Pensiun", is_active=False
    )
    scene.things["proposal.admin"] = Proposal.objects.create(
        kind="PERAN",
        employee=world.ani,
        role="ADMIN_BKD",
        unit=world.units["kota"],
        proposed_by=world.citra,
        proposed_at=NOW,
    )
    scene.things["holiday.idulfitri"] = Holiday.objects.create(
        day=date(2026, 3, 20), name="Idul Fitri", set_by=world.gita, set_at=NOW
    )
    scene.things["grant.indra"] = RoleGrant.objects.get(employee=world.indra)
    _moves(scene)
    _voices(scene)
    _spread(scene)
    _calibration(scene)
    _exemptions(scene)
    _saved_views(scene)
    _surveys(scene)
    add_rounds(scene)
    add_safety(scene)
    add_closed_round(scene)
    add_questionnaires(scene)
    _past(scene)
    _potential(scene)
    token = make_token(name="Penggajian", reaches=[Reach.UNITS], until=TODAY, by=world.gita, at=NOW)
    scene.things["token.payroll"] = token[0]
    _jobs(scene)
    scene.things["import.done"] = StaffImport.objects.create(
        uploaded_by=world.gita,
        uploaded_at=NOW,
        digest="1" * 64,
        staff_name="lama.csv",
        counts={"staff": {"new": 1, "changed": 0, "unchanged": 0, "refused": 0}},
        applying_at=NOW,
        confirmed_at=NOW,
        confirmed_by=world.gita,
    )
    done = {"people": [], "before": {}, "begun": [], "ended": []}
    StaffImportPart.objects.create(run=scene.things["import.done"], number=0, rows={}, size=1, done=done)
    scene.things["import.gita"] = StaffImport.objects.create(
        uploaded_by=world.gita,
        uploaded_at=NOW,
        digest="0" * 64,
        staff_name="pegawai.csv",
        staff_content=b"NIP BARU;NAMA\n",
    )
    return scene


def _exemptions(scene: Scene) -> None:
    """Posts of which nothing was expected in January."""
    for name in OWNERS:
        scene.things[f"exemption.{name}"] = Exemption.objects.create(
            placement=scene.world.placements[name],
            reason=f"Rahasia perbantuan {name}",
            started_on=date(2026, 1, 1),
            ended_on=date(2026, 1, 31),
            set_by=scene.world.gita,
            set_at=NOW,
        )


def _saved_views(scene: Scene) -> None:
    """A view of Eko's own, and one that Gita shares with the desk."""
    for name, is_shared in (("eko", False), ("gita", True)):
        scene.things[f"view.{name}"] = SavedView.objects.create(
            owner=scene.world.people[name],
            page="ORANG",
            name=f"Tampilan {name}",
            filters={"tahap": "skp:belum"},
            is_shared=is_shared,
            made_at=NOW,
        )


def _surveys(scene: Scene) -> None:
    """A survey that is open, one that is closed, and suggestions."""
    for name, begun in (("open", TODAY), ("closed", date(2023, 1, 2))):
        scene.things[f"survey.{name}"] = Survey.objects.create(
            period=scene.things[f"period.{name}"],
            name=f"Survei {begun.year}",
            purpose="Supaya lebih ringan.",
            opens_on=begun,
            closes_on=begun + timedelta(days=14),
            opened_by=scene.world.gita,
            opened_at=NOW,
        )
    for name in OWNERS:
        scene.things[f"suggestion.{name}"] = Suggestion.objects.create(
            text=f"Rahasia saran {name}", written_by=scene.world.people[name], written_at=NOW
        )


def _spread(scene: Scene) -> None:
    """Why two units differ from the guide, in the words of Budi and of Dewi."""
    for unit, name in (("bidang", "budi"), ("lain", "dewi")):
        scene.things[f"reason.{unit}"] = DistributionReason.objects.create(
            unit=scene.world.units[unit],
            term=scene.world.final,
            reason=f"Rahasia alasan {name}",
            counts={},
            given_by=scene.world.people[name],
            given_at=NOW,
        )


def _calibration(scene: Scene) -> None:
    """A rating of Ani in a meeting that Citra leads, and one of Dewi's in a meeting that Hadi leads."""
    world = scene.world
    for name, unit, leader, appraiser in (
        ("ani", "dinas", world.citra, world.budi),
        ("dewi", "kota", world.hadi, world.hadi),
    ):
        scene.things[f"calibration.{name}"] = CalibrationMeeting.objects.create(
            unit=world.units[unit],
            term=world.term(4),
            held_on=TODAY,
            until=TODAY,
            led_by=leader,
            minutes=f"Rahasia notula {name}",
            opened_by=world.gita,
            opened_at=NOW,
        )
        plan = scene.things[f"plan.agreed.{name}"]
        row = Evaluation.objects.create(
            plan=plan, term=world.term(4), appraiser=appraiser, status="KALIBRASI", offered_at=NOW, **RATED
        )
        row.items.create(result=plan.results.get(), rating="DI_ATAS")
        scene.things[f"evaluation.offered.{name}"] = row


def _agreements(scene: Scene, year: Period) -> None:
    """Goals of Citra's unit and of Dewi's, one that Dewi can take into the draft, a file of the BKD."""
    world = scene.world
    for thing, unit, period in (
        ("goal.dinas", "dinas", world.period),
        ("goal.lain", "lain", world.period),
        ("goal.open", "lain", year),
    ):
        row = Goal.objects.create(period=period, unit=world.units[unit], order=1, text=f"Sasaran {thing}")
        row.key_indicators.create(order=1, text="Indeks kepuasan masyarakat", target=85, measure="nilai")
        scene.things[thing] = row
    scene.things |= {f"unit.{key}": unit for key, unit in world.units.items()}
    values = {
        "unit": world.units["dinas"].pk,
        "goal": "Terjaganya akuntabilitas",
        "text": "Nilai SAKIP",
        "target": "80",
        "until": None,
        "measure": "nilai",
        "direction": "NAIK",
    }
    scene.things["upload.goals"] = Upload.objects.create(
        kind="PERJANJIAN",
        target=world.period.pk,
        name="perjanjian.xlsx",
        rows=[{"line": 2, "values": values, "faults": []}],
        uploaded_by=world.gita,
        uploaded_at=NOW,
    )


def _sealed(world: World, year: int, *, archived: bool) -> Period:
    """Return an old year whose closing is done."""
    period = _year(world, year, opened=True)
    past = {"closed_at": NOW, "closed_by": world.gita, "sealed_at": NOW}
    kept = {"archived_at": NOW, "archived_by": world.gita} if archived else {}
    for name, value in (past | kept).items():
        setattr(period, name, value)
    period.save()
    return period


def _year(world: World, year: int, *, opened: bool) -> Period:
    period = Period.objects.create(
        year=year,
        started_on=date(year, 1, 1),
        ended_on=date(year, 12, 31),
        planning_from=min(date(2026, 1, 1), date(year, 1, 1)),
        planning_until=date(year, 12, 31),
        annual_from=date(year, 11, 1),
        annual_until=date(year + 1, 1, 31),
        award_from=date(year + 1, 2, 1),
        award_until=date(year + 1, 2, 28),
        opened_at=NOW if opened else None,
        opened_by=world.gita if opened else None,
    )
    period.terms.create(
        kind="FINAL",
        number=5,
        name="Tahunan",
        started_on=period.started_on,
        ended_on=period.ended_on,
        due_on=period.ended_on + timedelta(days=10),
    )
    for figure in DEFAULT_FIGURES:
        period.figures.create(**asdict(figure))
    return period


def _plans(scene: Scene, name: str, years: dict[int, Period]) -> None:
    world = scene.world
    agreed = agreed_plan(world, name)
    scene.things[f"plan.agreed.{name}"] = agreed
    person = world.people[name]
    looked = audit.record(action="person.viewed", by=world.indra, at=NOW - timedelta(days=2), target=person)
    scene.things[f"event.{name}"] = looked
    for state, status, period in (("draft", "DRAF", years[2027]), ("submitted", "DIAJUKAN", years[2028])):
        plan = Plan.objects.create(
            period=period,
            placement=world.placements[name],
            form="JA_JF",
            started_on=period.started_on,
            ended_on=period.ended_on,
            status=status,
            created_at=NOW,
            submitted_at=NOW if state == "submitted" else None,
            submitted_to=world.budi if state == "submitted" else None,
        )
        result = plan.results.create(
            order=1, text=f"Rahasia {state} milik {name}", no_support_reason="Penugasan"
        )
        indicator = result.indicators.create(
            order=1, aspect="KUANTITAS", text="Jumlah berkas", target=12, unit="berkas"
        )
        scene.things[f"indicator.{state}.{name}"] = indicator
        for behaviour in agreed.behaviours.all():
            plan.behaviours.create(value=behaviour.value)
        if state == "submitted":
            _hand_in(plan, world.budi, is_opened=name == "ani")
        scene.things[f"plan.{state}.{name}"] = plan
        scene.things[f"result.{state}.{name}"] = result


def _hand_in(plan: Plan, superior: Employee, *, is_opened: bool) -> None:
    """Keep the plan as it was handed to the superior, who has opened it or has not."""
    payload = plan_payload(with_content(Plan.objects.all()).get(pk=plan.pk))
    kept = plan.submissions.create(number=1, payload=payload, submitted_at=NOW, submitted_to=superior)
    if is_opened:
        kept.readings.create(reader=superior, read_at=NOW)


def _talks(scene: Scene, name: str) -> None:
    """A planned talk with a point of the owner's, and one whose notes wait to be confirmed."""
    world = scene.world
    values: dict[str, Any] = {
        "plan": scene.things[f"plan.agreed.{name}"],
        "planned_at": NOW + timedelta(days=3),
        "superior": world.budi if name == "ani" else world.hadi,
        "planned_by": world.budi if name == "ani" else world.hadi,
    }
    planned = Talk.objects.create(**values, term=world.term(3))
    noted = Talk.objects.create(
        **values, term=world.term(2), held_on=TODAY, notes=f"Rahasia dialog milik {name}"
    )
    point = planned.points.create(
        text=f"Rahasia pokok milik {name}", added_by=world.people[name], added_at=NOW
    )
    follow_up = noted.follow_ups.create(text=f"Tindak lanjut {name}", side="PEGAWAI", due_on=TODAY)
    scene.things |= {
        f"talk.planned.{name}": planned,
        f"talk.noted.{name}": noted,
        f"point.{name}": point,
        f"follow_up.{name}": follow_up,
    }


def _handed_down(scene: Scene, period: Period) -> None:
    """Budi leads and hands one result down: to Ani of his team, and to Dewi outside of it."""
    world = scene.world
    plan = Plan.objects.create(
        period=period,
        placement=world.placements["budi"],
        form="JA_JF",
        started_on=period.started_on,
        ended_on=period.ended_on,
        status="DIAJUKAN",
        created_at=NOW,
        submitted_at=NOW,
        submitted_to=world.citra,
    )
    result = plan.results.create(order=1, text="Terlayaninya warga di semua loket")
    scene.things |= {"plan.leading.budi": plan, "result.leading.budi": result}
    for name in OWNERS:
        scene.things[f"assignment.{name}"] = result.assignments.create(
            placement=world.placements[name], text=f"Usulan untuk {name}", given_by=world.budi, given_at=NOW
        )


def _changes(scene: Scene, name: str, period: Period) -> None:
    """Lay down a plan of another year with its frozen copy and a change that is under way."""
    world, now = scene.world, scene.world.period
    world.period = period
    plan = agreed_plan(world, name)
    world.period = now
    payload = plan_payload(load(plan))
    plan.copies.create(
        revision=1, payload=payload, sha256=fingerprint(payload), agreed_at=NOW, agreed_by=world.budi
    )
    scene.things[f"plan.changing.{name}"] = plan
    scene.things[f"change.{name}"] = start_change(
        plan=plan, version=1, reason="Anggaran turun", by=world.people[name], at=NOW
    )


def _uploads(scene: Scene, name: str) -> None:
    """A file with one result that waits to be added to the person's draft."""
    values = {"text": "Hasil dari berkas", "indicator": "", "kind": "", "supports_text": ""}
    scene.things[f"upload.{name}"] = Upload.objects.create(
        kind=UploadKind.RESULTS.value,
        target=scene.things[f"plan.draft.{name}"].pk,
        name="hasil.xlsx",
        rows=[{"line": 2, "values": values, "faults": []}],
        uploaded_by=scene.world.people[name],
        uploaded_at=NOW,
    )


def _evaluations(scene: Scene, name: str) -> None:
    world, plan = scene.world, scene.things[f"plan.agreed.{name}"]
    appraiser = world.budi if name == "ani" else world.hadi
    result = plan.results.get()
    indicator = result.indicators.get()
    scene.things[f"indicator.{name}"] = indicator
    Realisation.objects.create(
        indicator=indicator,
        term=world.term(1),
        amount=10,
        note=f"Catatan {name} triwulan satu.",
        noted_on=date(2026, 3, 1),
        evidence_url="https://contoh.go.id/bukti",
        reported_at=NOW,
    )
    Feedback.objects.create(
        plan=plan, term=world.term(4), result=result, text="Sudah baik.", given_by=appraiser, given_at=NOW
    )
    released = {"status": "DISAMPAIKAN", "shared_at": NOW, "talked_on": TODAY, "upper": world.citra}
    for state, term, values in (
        ("shared", world.final, released),
        ("objected", world.term(1), released | {"status": "KEBERATAN"}),
        ("draft", world.term(2), {}),
        ("final", world.term(3), released | {"status": "FINAL", "final_at": NOW}),
    ):
        scene.things[f"evaluation.{state}.{name}"] = Evaluation.objects.create(
            plan=plan, term=term, appraiser=appraiser, **RATED, **values
        )
    scene.things[f"assessment.{name}"] = SelfAssessment.objects.create(
        plan=plan, term=world.term(2), strengths="Antrean loket turun.", sent_at=NOW
    )
    decided = {"is_approved": False, "answer": "Tetap.", "decided_by": world.gita, "decided_at": NOW}
    scene.things[f"amended.{name}"] = Correction.objects.create(
        evaluation=scene.things[f"evaluation.final.{name}"],
        results_rating="DI_ATAS",
        behaviour_rating="SESUAI",
        reason="Salah pilih; BA 3/2026.",
        asked_by=world.eko,
        asked_at=NOW,
        **(decided if name == "ani" else {}),
    )
    scene.things[f"objection.{name}"] = Objection.objects.create(
        evaluation=scene.things[f"evaluation.objected.{name}"], text="Bukti belum dilihat.", filed_at=NOW
    )
    payload = {"letterhead": {"agency": "Pemerintah Kota Arunika"}, "span": "2026", "rahasia": "BAIK"}
    document = Document.objects.create(
        kind="EVALUASI",
        number=f"EVALUASI-2026-{name}",
        code=f"{name:-<22}",
        evaluation=scene.things[f"evaluation.final.{name}"],
        plan=plan,
        subject=world.people[name],
        payload=payload,
        payload_sha256=fingerprint(payload),
        pdf_sha256=hashlib.sha256(PDF).hexdigest(),
        issued_at=NOW,
        issued_by=appraiser,
    )
    DocumentFile.objects.create(document=document, pdf=PDF)
    scene.things[f"document.{name}"] = document


def _notes(scene: Scene, name: str) -> None:
    """One note on the agreed plan, with an amount."""
    indicator = scene.things[f"indicator.{name}"]
    scene.things[f"note.{name}"] = Note.objects.create(
        placement=scene.world.placements[name],
        result=indicator.result,
        indicator=indicator,
        noted_on=date(2026, 11, 20),
        text=f"Catatan harian milik {name}",
        amount=4,
        written_by=scene.world.people[name],
        written_at=NOW,
    )
    values = {"nip": "", "on": "2026-11-19", "text": "Dari berkas", "code": "", "amount": None}
    values |= {"minutes": None, "url": ""}
    scene.things[f"upload.notes.{name}"] = keep_notes(
        name="catatan.xlsx",
        rows=[{"line": 2, "values": values, "cells": {}, "faults": []}],
        is_office=False,
        by=scene.world.people[name],
        at=NOW,
    )


def _help(scene: Scene, name: str) -> None:
    """One step of the running quarter, and an open request for help that nobody answered yet."""
    plan = scene.things[f"plan.agreed.{name}"]
    term = scene.world.term(4)
    scene.things[f"step.{name}"] = Action.objects.create(
        result=plan.results.get(), term=term, text=f"Langkah milik {name}", written_at=NOW
    )
    scene.things[f"help.{name}"] = HelpRequest.objects.create(
        plan=plan, text=f"Hambatan milik {name}", asked_at=NOW
    )


def _assigned(scene: Scene) -> None:
    """Hadi assigned a result to Ani, Budi one to Dewi: both from outside the line."""
    for name, giver in (("ani", "hadi"), ("dewi", "budi")):
        result = scene.things[f"plan.agreed.{name}"].results.get()
        type(result).objects.filter(pk=result.pk).update(assigned_by=scene.world.people[giver])
        scene.things[f"assigned.{name}"] = result


def _remarks(scene: Scene) -> None:
    """Fajar wrote to Ani and Hadi to Dewi; Ani asked Hadi, and Dewi asked Fajar."""
    world = scene.world
    for name, giver, asked in (("ani", "fajar", "hadi"), ("dewi", "hadi", "fajar")):
        placement = world.placements[name]
        scene.things[f"remark.{name}"] = Remark.objects.create(
            placement=placement,
            kind="APRESIASI",
            text=f"Terima kasih, {name}.",
            giver="REKAN",
            given_by=world.people[giver],
            given_at=NOW,
        )
        scene.things[f"request.{name}"] = RemarkRequest.objects.create(
            placement=placement, asked=world.people[asked], text=f"Pertanyaan {name}", asked_at=NOW
        )


def _staff(scene: Scene, name: str) -> None:
    person = scene.world.people[name]
    scene.things[f"employee.{name}"] = person
    scene.things[f"report.{name}"] = DataReport.objects.create(
        employee=person, subject="JABATAN", message="Golongan saya III/d.", reported_at=NOW
    )
    scene.things[f"placement.{name}"] = scene.world.placements[name]
    scene.things[f"absence.{name}"] = Absence.objects.create(
        employee=person,
        kind="CUTI_SAKIT",
        started_on=TODAY - timedelta(days=2),
        note="Surat dokter",
        set_by=scene.world.gita,
        set_at=NOW,
    )


def _past(scene: Scene) -> None:
    """Files of earlier predicates: one that is shown, one that was applied."""
    gita, entry = scene.world.gita, {"line": 2, "own_faults": [], "faults": []}
    for thing, name, year in (("upload.past_done", "dewi", 2024), ("upload.past", "ani", 2025)):
        values = {"nip": scene.world.people[name].nip, "year": year, "predicate": "BAIK", "source": ""}
        values |= {"results_rating": "", "behaviour_rating": ""}
        kept = keep_past(name="riwayat.xlsx", rows=[entry | {"values": values}], by=gita, at=NOW)
        if thing == "upload.past_done":
            kept = apply_past(upload=kept, version=kept.version, by=gita, at=NOW)
        scene.things[thing] = kept


def _potential(scene: Scene) -> None:
    """Files of potential assessments: one that is shown, one that was applied."""
    gita, entry = scene.world.gita, {"line": 2, "own_faults": [], "faults": []}
    values = {"assessed_on": "2025-03-03", "score": "78.00", "error": "5.00", "reliability": None}
    values |= {"valid_until": "2028-03-03", "source": "Balai asesmen"}
    for thing, name in (("upload.potential_done", "dewi"), ("upload.potential", "ani")):
        row = entry | {"values": values | {"nip": scene.world.people[name].nip}}
        kept = keep_potential(name="potensial.xlsx", rows=[row], by=gita, at=NOW)
        if thing == "upload.potential_done":
            kept = apply_potential(upload=kept, version=kept.version, by=gita, at=NOW)
        scene.things[thing] = kept


def _credits(scene: Scene, name: str) -> None:
    """Points that the BKD brought in."""
    scene.things[f"credit.{name}"] = CreditEntry.objects.create(
        employee=scene.world.people[name],
        source="LAMA",
        level="AHLI_MUDA",
        year=2025,
        points=31,
        basis=f"PAK rahasia milik {name}",
        set_by=scene.world.gita,
        set_at=NOW,
    )


def _growth(scene: Scene, name: str) -> None:
    """What the person wants to grow in."""
    scene.things[f"growth.{name}"] = DevelopmentGoal.objects.create(
        employee=scene.world.people[name],
        period=scene.world.period,
        goal=f"Rahasia rencana milik {name}",
        step="Belajar pada rekan",
        due_on=TODAY,
        created_at=NOW,
    )


def _support(scene: Scene, name: str) -> None:
    """A plan with support that both agreed on, and what the superior promised."""
    world = scene.world
    person = world.people[name]
    superior = world.budi if name == "ani" else world.hadi
    agreed = {"employee_agreed_at": NOW, "superior_agreed_at": NOW, "superior_agreed_by": superior}
    scene.things[f"support.{name}"] = DevelopmentPlan.objects.create(
        employee=person,
        purpose=f"Rahasia pendampingan {name}",
        started_on=TODAY - timedelta(days=30),
        until=TODAY + timedelta(days=150),
        begun_by=superior,
        begun_at=NOW,
        **agreed,
    )
    scene.things[f"promise.{name}"] = DevelopmentAction.objects.create(
        plan=scene.things[f"support.{name}"],
        goal="Menyusun laporan",
        kind="BIMBINGAN",
        text="Mendampingi dua kali penutupan buku",
        due_on=TODAY,
        promised_by=superior,
    )


def _opinion(scene: Scene, name: str) -> None:
    """A second opinion that was asked for and waits."""
    scene.things[f"opinion.{name}"] = SecondOpinion.objects.create(
        evaluation=scene.things[f"evaluation.objected.{name}"],
        asked_by=scene.world.people[name],
        asked_at=NOW,
        reason=f"Rahasia pertanyaan {name}",
        asked_of=scene.world.citra,
    )


def _trainings(scene: Scene) -> None:
    """A training to come with both owners on it, and one that runs, which both took part in."""
    days = {"starts_on": TODAY + timedelta(days=20), "ends_on": TODAY + timedelta(days=21)}
    made = {"about": "Untuk petugas loket.", "provider": "BPSDM", "form": "DARING", "hours": 8}
    written = {"written_by": scene.world.gita, "written_at": NOW}
    coming = Training.objects.create(
        title="Melayani dengan sabar", register_until=TODAY, **days, **made, **written
    )
    running = Training.objects.create(
        title="Arsip digital", starts_on=TODAY, ends_on=TODAY, register_until=TODAY, **made, **written
    )
    scene.things["training.coming"], scene.things["training.running"] = coming, running
    for name in OWNERS:
        common = {"employee": scene.world.people[name], "registered_at": NOW}
        scene.things[f"place.{name}"] = Registration.objects.create(
            training=coming, state="TERDAFTAR", **common
        )
        scene.things[f"attended.{name}"] = Registration.objects.create(
            training=running, state="SELESAI", **common
        )


def _attendance(scene: Scene) -> None:
    """October of both owners, each with a correction that waits, and a file that nobody applied."""
    world = scene.world
    for name in OWNERS:
        row = Attendance.objects.create(
            employee=world.people[name],
            month=date(2026, 10, 1),
            work_days=22,
            present_days=20,
            leave_days=1,
            travel_days=1,
            late_minutes=35,
            set_at=NOW,
        )
        scene.things[f"month.{name}"] = row
        scene.things[f"correction.{name}"] = AttendanceReport.objects.create(
            attendance=row, message="Tanggal 12 dinas luar.", reported_at=NOW
        )
    cells = [world.ani.nip, 22, 19, 1, 2, 0, "00:35", None, None, None, None]
    wrong = [world.hadi.nip, 22, 23, 0, 0, 0, 0, None, None, None, None]
    scene.things["upload.attendance"] = keep_attendance(
        name="presensi.xlsx", cells=[(2, cells), (3, wrong)], month=date(2026, 10, 1), by=world.gita, at=NOW
    )


def store_files(scene: Scene) -> None:
    """Put the files of the scene where they lie: a test before may have had another store."""
    for thing in scene.things.values():
        if isinstance(thing, EvidenceFile) and not storages["evidence"].exists(place_of(thing.key)):
            storages["evidence"].save(place_of(thing.key), ContentFile(PDF))
        if isinstance(thing, Job) and thing.file_key and not storages["results"].exists(thing.file_key):
            storages["results"].save(thing.file_key, ContentFile(b"NIP\n"))


def _jobs(scene: Scene) -> None:
    """Long work of Ani that waits, of Ani that was stopped, and of Gita that is done."""
    ani, gita = scene.world.ani, scene.world.gita
    row: dict[str, Any] = {"kind": "tale", "made_at": NOW, "queued_at": NOW, "total": 40, "cursor": 10}
    scene.things["job.waiting"] = Job.objects.create(title="Rahasia pekerjaan 1", by=ani, **row)
    row |= {"status": "BERHENTI", "started_at": NOW}
    scene.things["job.stopped"] = Job.objects.create(title="Rahasia pekerjaan 2", by=ani, **row)
    row |= {"status": "SELESAI", "ended_at": NOW, "cursor": 40}
    file = {"file_key": "ab/cd/tale", "file_name": "rekap.csv", "file_size": 4, "keep_until": NOW}
    scene.things["job.done"] = Job.objects.create(title="Rahasia pekerjaan 3", by=gita, **row | file)


def _files(scene: Scene, name: str) -> None:
    """A file that proves the person's realisation, and one that proves nothing."""
    report = Realisation.objects.get(indicator=scene.things[f"indicator.{name}"])
    for thing in ("attached", "loose"):
        file = EvidenceFile.objects.create(
            key=hashlib.md5(f"{thing} {name}".encode()).hexdigest(),
            owner=scene.world.people[name],
            name=f"{thing} {name}.pdf",
            content_type="application/pdf",
            size=len(PDF),
            sha256=hashlib.sha256(thing.encode()).hexdigest(),
            uploaded_at=NOW,
        )
        scene.things[f"file.{thing}.{name}"] = file
    scene.things[f"file.attached.{name}"].attachments.create(realisation=report, attached_at=NOW)


def _library(scene: Scene) -> None:
    scene.things["entry.accepted"] = LibraryEntry.objects.get(code="LYN-001")
    scene.things["entry.proposed"] = LibraryEntry.objects.create(
        code="KES-101",
        text="Jumlah kunjungan rumah",
        field="Kesehatan",
        aspect="KUANTITAS",
        measure="kunjungan",
        direction="NAIK",
        formula="Hitungan kunjungan",
        source="Buku kunjungan",
        proposed_by=scene.world.eko,
        proposed_at=NOW,
    )
    row = {
        "code": "",
        "label": "Jumlah loket",
        "text": "Jumlah loket",
        "field": "Kesehatan",
        "aspect": "KUANTITAS",
    }
    row |= {"measure": "loket", "direction": "NAIK", "formula": "Hitungan loket", "source": "Denah"}
    scene.things["upload.library"] = Upload.objects.create(
        kind="KAMUS",
        name="kamus.xlsx",
        rows=[{"line": 2, "values": row | {"example": "", "position_kind": ""}, "faults": []}],
        uploaded_by=scene.world.gita,
        uploaded_at=NOW,
    )


def _moves(scene: Scene) -> None:
    """Put down a file of moves between preview and confirmation, and one that has moved Wati."""
    world = scene.world
    cells = dict(
        zip(MOVE_COLUMNS, (world.indra.nip, "Lurah", "U-lain", "TIDAK", "01-12-2026", "SK"), strict=True)
    )
    scene.things["upload.moves"] = keep_moves(name="mutasi.csv", cells=[(2, cells)], by=world.gita, at=NOW)
    wati = Employee.objects.create(nip="WATI", name="Wati", kind="NON_ASN")  # counts in no list
    position = world.placements["ani"].position
    ended, begun = (
        Placement.objects.create(
            employee=wati, position=position, unit=world.units[unit], started_on=start, ended_on=end
        )
        for unit, start, end in (
            ("inspektorat", date(2024, 1, 1), TODAY - timedelta(days=1)),
            ("lain", TODAY, None),
        )
    )
    move = {"employee": wati.pk, "ended": ended.pk, "begun": begun.pk, "since": TODAY.isoformat()}
    outcome = {"moved": 1, "left_out": 0, "changed": 1, "others": 0, "groups": [], "moves": [move]}
    scene.things["upload.moved"] = Upload.objects.create(
        kind="MUTASI",
        name="pelantikan.csv",
        rows=[],
        outcome=outcome | {"overrides_begun": [], "overrides_ended": []},
        uploaded_by=world.gita,
        uploaded_at=NOW,
        applied_at=NOW,
    )


def _voices(scene: Scene) -> None:
    """A service point with one voice in Budi's unit, and one in Dewi's."""
    for unit in ("bidang", "lain"):
        point = ServicePoint.objects.create(
            unit=scene.world.units[unit], code=f"loket{unit[:2]}", name=f"Loket {unit}", opened_at=NOW
        )
        scene.things[f"point.{unit}"] = point
        scene.things[f"voice.{unit}"] = point.voices.create(mark=3, improve="Tambah kursi", said_on=TODAY)


def _schemes(scene: Scene) -> None:
    """Write a published scheme of this year that takes nominations, a draft, and its next edition."""
    world = scene.world
    later = Period.objects.get(year=2027)
    months = [{"points": str(points), "words": "Terlihat"} for points in (0, 50, 100)]
    for name, period in (("open", world.period), ("draft", later), ("next", later)):
        scheme = AwardScheme.objects.create(
            period=period,
            category=Category.INNOVATION,
            name=f"Inovasi {name}",
            purpose="Menghargai gagasan yang berjalan.",
            places=3,
            judged_from=period.started_on,
            judged_until=period.ended_on,
            nominated_from=date(period.year, 11, 1),
            nominated_until=date(period.year, 12, 31),
            decided_until=period.award_until,
            follows=scene.things.get("scheme.open") if name == "next" else None,
            written_at=NOW,
            written_by=world.gita,
            published_at=NOW if name == "open" else None,
            published_by=world.gita if name == "open" else None,
        )
        scheme.rules.create(kind=RuleKind.OBJECTION)
        scheme.criteria.create(
            source="JURI", label="Manfaat", weight=60, anchors=months, reliability=Decimal("0.64")
        )
        scheme.criteria.create(
            source="HASIL",
            label="Hasil kerja",
            weight=40,
            anchors=months,
            reliability=Decimal("0.52"),
            order=2,
        )
        scene.things[f"scheme.{name}"] = scheme
    for name, other in (("ani", "dewi"), ("dewi", "ani")):
        scene.things[f"candidacy.{name}"] = scene.things["scheme.open"].nominations.create(
            employee=world.people[other],
            reason=f"Antrean turun berkat {other}.",
            nominated_by=world.people[name],
            nominated_at=NOW,
        )


def _awards(scene: Scene) -> None:
    world = scene.world
    _schemes(scene)
    scheme = a_scheme(world.period, world.gita, name="ASN Berprestasi")
    scene.things["award.scheme"] = a_scheme(world.period, world.gita, name="Layanan Tercepat")
    scene.things["award.open"] = AwardList.objects.create(
        scheme=scheme, proposed_at=NOW, proposed_by=world.gita
    )
    sitting = Sitting.objects.create(
        award_list=scene.things["award.open"],
        held_on=TODAY,
        place="Ruang rapat",
        written_by=world.hadi,
        written_at=NOW,
    )
    sitting.members.create(employee=world.hadi, part="KETUA")
    scene.things["sitting.open"] = sitting
    for name in (*OWNERS, "fajar"):  # Hadi leads Dewi and is related to Ani
        scene.things[f"candidate.{name}"] = AwardCandidate.objects.create(
            award_list=scene.things["award.open"],
            employee=world.people[name],
            placement=world.placements[name],
            is_eligible=True,
            criteria=[],
            score=80,
            contributions=[],
        )
    won = AwardList.objects.create(
        scheme=a_scheme(world.period, world.gita, name="Pelayan Warga", places=2),
        proposed_at=NOW,
        proposed_by=world.gita,
        closed_at=NOW,
        closed_by=world.hadi,
    )
    for name in OWNERS:
        scene.things[f"won.{name}"] = AwardCandidate.objects.create(
            award_list=won,
            employee=world.people[name],
            placement=world.placements[name],
            is_eligible=True,
            criteria=[],
            score=80,
            contributions=[],
            decision="DIREKOMENDASIKAN",
            reason="Antrean loket turun.",
            public_reason="Warga menunggu lebih singkat.",
            decided_by=world.hadi,
            decided_at=NOW,
        )


def _patterns(scene: Scene) -> None:
    """How Budi and, of the BKD itself, Gita rate."""
    run = scene.things["analysis.2026"] = a_run(scene.world, health=HEALTH)
    for name in ("budi", "gita"):
        scene.things[f"pattern.{name}"] = a_profile(scene.world, run, rater=scene.world.people[name])
        a_pattern(scene.things[f"pattern.{name}"])


def _careers(scene: Scene) -> None:
    """Records of two people, proposals of medals, a letter, and files of records."""
    world = scene.world
    moved = dict.fromkeys(("prepared_by", "moved_by"), world.gita) | dict.fromkeys(
        ("prepared_at", "moved_at"), NOW
    )
    letter = MedalLetter.objects.create(addressee="Gubernur", made_by=world.gita, made_at=NOW)
    scene.things["letter.medal"] = letter
    for name in OWNERS:
        person = world.people[name]
        scene.things[f"record.{name}"] = ServiceRecord.objects.create(
            employee=person,
            kind="DISIPLIN_RINGAN",
            started_on=date(2019, 5, 2),
            letter_number="800/12/2019",
            letter_on=date(2019, 5, 1),
            noted_by=world.hadi,
            noted_at=NOW,
        )
        made = MedalProposal.objects.create(employee=person, medal="XX", reached_on=date(2035, 3, 1), **moved)
        MedalPaper.objects.create(
            proposal=made, paper="SK_CPNS", state="ADA", looked_by=world.gita, looked_at=NOW
        )
        scene.things[f"medal.{name}"] = made
    scene.things["medal.complete"] = MedalProposal.objects.create(
        employee=world.citra, medal="XXX", state="LENGKAP", reached_on=date(2025, 3, 1), **moved
    )
    MedalProposal.objects.create(
        employee=world.budi,
        medal="XX",
        state="DIUSULKAN",
        letter=letter,
        reached_on=date(2020, 3, 1),
        **moved,
    )
    for thing, name in (("upload.records_done", "fajar"), ("upload.records", "eko")):
        values = {
            "nip": world.people[name].nip,
            "kind": "SATYA_X",
            "started_on": "2020-08-17",
            "ended_on": None,
            "letter_number": "Keppres 70/TK/2020",
            "letter_on": "2020-08-12",
            "threat_years": None,
            "note": "",
        }
        row = {"line": 2, "values": values, "faults": []}
        kept = keep_records(name="catatan.xlsx", rows=[row], by=world.gita, at=NOW)
        if thing == "upload.records_done":
            kept = apply_records(upload=kept, version=kept.version, by=world.gita, at=NOW)
        scene.things[thing] = kept
