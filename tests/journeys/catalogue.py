"""Every type of page of the site: in which stage of the demo city it is looked at, by whom, and where.

The accessibility tests, the budgets and the pictures go through this one list. A page that only a
press of a button brings has an act, which presses it in a browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from axes.models import AccessAttempt
from django.db.models import Count, F
from django.urls import reverse
from playwright.sync_api import Page, expect

from appraisal.jobs import Job
from appraisal.models import Event
from awards.models import AwardCandidate, AwardList, MedalLetter, MedalProposal, ServiceRecord
from awards.operations import scheme as schemes
from awards.operations.medal import prepare
from awards.operations.record import note_record
from awards.queries.medal import Asked, candidates
from awards.rules.award import Choice
from awards.rules.medal import Standing
from awards.rules.scheme import Category
from desk.demo.people import NAMED
from desk.models import Survey, SurveyAnswer
from desk.rules.survey import STATEMENTS
from development.models import DevelopmentPlan, Training
from development.operations.goal import begin
from fairness.models import RaterAnalysis, RaterProfile
from fairness.operations.design import begin_design
from fairness.operations.groups import groups_of
from fairness.operations.health import health_of
from fairness.queries.profile import rated_year
from indicators.models import (
    Assignment,
    Goal,
    Indicator,
    IndicatorManual,
    LibraryEntry,
    Period,
    Plan,
    Result,
    Term,
)
from indicators.operations import create_period, draft_plan, propose_entry, save_goal, start_change
from indicators.operations.library import facts_of
from indicators.queries import in_force, key_draft
from indicators.resources import HEADER, library_rows, upload_library
from multirater.models import Questionnaire, Reviewee, Round
from multirater.operations.questionnaire import new_edition
from multirater.rules import RoundStatus
from organizations.models import (
    Absence,
    Attendance,
    AttendanceReport,
    Employee,
    Placement,
    Proposal,
    Supervision,
    Unit,
)
from organizations.operations import report_data
from reviews import documents
from reviews.models import (
    CalibrationMeeting,
    Correction,
    CreditEntry,
    DistributionReason,
    Evaluation,
    HelpRequest,
    Note,
    Objection,
    Remark,
    RemarkRequest,
    SelfAssessment,
    ServicePoint,
    Talk,
    Voice,
)
from reviews.operations.objection import object_to
from reviews.operations.remark import About, give
from reviews.queries.border import beside
from reviews.rules.document import DocumentKind
from tests.fairness.pattern_rows import a_pattern, a_profile, a_run
from tests.multirater.asked import NAME, asked_in_city, prepared_in_city, proposing_in_city
from tests.multirater.results import SAMPLE, released_in_city
from tests.multirater.safety_rows import guarded_in_city
from tests.sheets import workbook
from tests.world import NOW, TODAY

Visit = tuple[Employee | None, str]
ROLES = {person.role: person.nip for person in NAMED}
ADMIN, COMMITTEE, AUDITOR, CLERK = "Admin BKD", "Tim penghargaan", "Auditor", "Pegawai kelurahan"
UNIT_ADMIN = "Admin unit Dinas Kesehatan"
HEAD = "Kepala subbagian dengan dua belas anggota tim"


@dataclass(frozen=True)
class PageType:
    """One type of page; `visit` finds who looks and the address in the city of the stage."""

    stage: str
    name: str
    visit: Callable[[], Visit]
    act: Callable[[Page], Any] | None = None

    def __str__(self) -> str:
        return self.name


# --- Who ------------------------------------------------------------------------------------


def person(role: str) -> Employee:
    """Return a named person of the demo."""
    return Employee.objects.get(nip=ROLES[role])


def superior(plan: Plan) -> Employee:
    """Return who appraises a plan today."""
    line = Supervision.objects.on(TODAY).select_related("superior").get(placement=plan.placement)
    assert line.superior is not None
    return line.superior


def visitor(role: str, name: str, *args: Any, query: str = "") -> Callable[[], Visit]:
    """Return a visit of a named person to a page that needs no object."""
    return lambda: (person(role), reverse(name, args=args) + query)


def one_event() -> Visit:
    """Return a visit of the auditor to an event that shows before and after."""
    event = Event.objects.filter(action="employee.placed").earliest("pk")
    return person(AUDITOR), reverse("desk:trail-event", args=[event.pk])


def stranger(name: str, *args: Any) -> Callable[[], Visit]:
    """Return a visit of somebody who is not logged in."""
    return lambda: (None, reverse(name, args=args))


# --- Where: voices of citizens ---------------------------------------------------------------


def point(name: str, role: str = "") -> Callable[[], Visit]:
    """Return a visit to a page of the sub-district's service point; of a citizen where no role is named."""

    def visit() -> Visit:
        found = ServicePoint.objects.get(unit__code="KEL-001")
        return (
            (person(role), reverse(name, args=[found.pk]))
            if role
            else (None, reverse(name, args=[found.code]))
        )

    return visit


def waiting_voice() -> Visit:
    """The head answers a voice that names somebody."""
    voice = Voice.objects.filter(point__unit__code="KEL-001", flag="NAMA").earliest("pk")
    return person("Lurah"), reverse("reviews:voice-answer", args=[voice.pk])


# --- Where: plans -----------------------------------------------------------------------------


def plan_in(status: str) -> Plan:
    """Return the first plan of the city in this state."""
    plans = Plan.objects.filter(status=status, results__isnull=False).select_related("placement__employee")
    return plans.order_by("pk").first() or plans.get()


def own_plan(status: str, name: str = "plan-detail") -> Callable[[], Visit]:
    """Return a visit of the owner to a page of a plan."""

    def visit() -> Visit:
        plan = plan_in(status)
        return plan.placement.employee, reverse(f"indicators:{name}", args=[plan.pk])

    return visit


def led_plan(status: str, name: str = "indicators:plan-detail") -> Callable[[], Visit]:
    """Return a visit of the superior to a page of a plan."""

    def visit() -> Visit:
        plan = plan_in(status)
        return superior(plan), reverse(name, args=[plan.pk])

    return visit


def compared() -> Visit:
    """The owner of a returned plan lays it beside what was submitted, after some mending."""
    plan = plan_in("DIKEMBALIKAN")
    kept = plan.submissions.latest("number")
    first, *rest = kept.payload["results"]
    first |= {"text": f"Terlaksananya {first['text'].lower()}", "indicators": first["indicators"][1:]}
    kept.payload |= {"results": [first, *rest[1:]], "annexes": {"SUMBER_DAYA": ["Laptop"]}}
    kept.save()
    return plan.placement.employee, reverse("indicators:plan-compare", args=[plan.pk])


def changing(name: str) -> Callable[[], Visit]:
    """Return a visit of the owner to a page of a change that is under way."""

    def visit() -> Visit:
        plans = Plan.objects.filter(
            status="DISEPAKATI", placement__is_head=False, placement__employee__role_grants__isnull=True
        )
        plan = plans.select_related("placement__employee").earliest("pk")
        owner = plan.placement.employee
        draft = Plan.every.filter(revises=plan).first() or start_change(
            plan=plan, version=plan.version, reason="Anggaran turun sejak Juli.", by=owner, at=NOW
        )
        return owner, reverse(f"indicators:{name}", args=[draft.pk])

    return visit


def agreed_version() -> Visit:
    """The owner reads the first version of an agreed plan."""
    plan = plan_in("DISEPAKATI")
    return plan.placement.employee, reverse("indicators:plan-version", args=[plan.pk, 1])


def draft_result(name: str) -> Callable[[], Visit]:
    """Return a visit of the owner to a result of a draft."""

    def visit() -> Visit:
        plan = plan_in("DRAF")
        result = Result.objects.filter(plan=plan).earliest("order")
        return plan.placement.employee, reverse(f"indicators:{name}", args=[result.pk])

    return visit


def shared_plan() -> Visit:
    """The owner of a draft looks at the plan of a colleague in the same position who shares it."""
    plan, shared = plan_in("DRAF"), plan_in("DISEPAKATI")
    Plan.objects.filter(pk=shared.pk).update(may_be_copied=True)
    type(shared.placement).objects.filter(pk=shared.placement_id).update(position=plan.placement.position_id)
    return plan.placement.employee, reverse("indicators:plan-copy", args=[plan.pk]) + f"?dari={shared.pk}"


def unlinked_plan() -> Visit:
    """The owner of a draft links its results to those of the leader, whose plan is there now."""
    for plan in Plan.objects.filter(status="DRAF", form="JA_JF").select_related("placement__employee"):
        leader = Plan.objects.filter(placement__employee=superior(plan)).exclude(status="DRAF")
        if plan.results.exists() and leader.exists():
            plan.results.update(supports=None, no_support_reason="SKP atasan belum disusun")
            return plan.placement.employee, reverse("indicators:plan-link", args=[plan.pk])
    raise LookupError("no draft below a plan that was handed in")


def manual(status: str, *, led: bool = False) -> Callable[[], Visit]:
    """Return a visit of the owner, or of the superior, to the manual of an indicator."""

    def visit() -> Visit:
        plan = plan_in(status)
        row = Indicator.objects.filter(result__plan=plan).earliest("pk")
        IndicatorManual.objects.get_or_create(
            indicator=row, defaults={"purpose": "Melihat beban loket", "reporting": "TRIWULANAN"}
        )
        reader = superior(plan) if led else plan.placement.employee
        return reader, reverse("indicators:manual-edit", args=[row.pk])

    return visit


def sentence_of_a_leader() -> Visit:
    """A result on the leaders' form in the qualitative approach: perspectives, sentences, folded numbers."""
    plan = Plan.objects.filter(status="DRAF", results__isnull=False).latest("pk")
    Plan.objects.filter(pk=plan.pk).update(approach="KUALITATIF", form="JPT")
    row = Result.objects.filter(plan=plan).latest("order")
    return plan.placement.employee, reverse("indicators:result-edit", args=[row.pk])


def prepared_year(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to a year that is not open yet."""

    def visit() -> Visit:
        admin = person(ADMIN)
        if not Period.objects.filter(year=2027).exists():
            create_period(year=2027, by=admin, at=NOW)
        period = Period.objects.get(year=2027)
        pk = period.figures.earliest("pk").pk if name == "figure-edit" else period.pk
        return admin, reverse(f"desk:{name}", args=[pk])

    return visit


# --- Where: the perjanjian kinerja ---------------------------------------------------------------


def goal_of(name: str, role: str = "Kepala dinas") -> Callable[[], Visit]:
    """Return a visit to the unit page, or to the first goal, of a head's unit in the year of the demo."""

    def visit() -> Visit:
        head = person(role)
        unit = head.placements.get(is_head=True).unit
        goal = Goal.objects.filter(unit=unit, period__year=TODAY.year).earliest("order")
        inside = name in {"indicators:goal-edit", "indicators:goal-remove"}
        return head, reverse(name, args=[goal.pk] if inside else [TODAY.year, unit.pk])

    return visit


def taking_head() -> Visit:
    """A head begins the plan of the next year, for which the unit has promised the same again."""
    head, admin = person("Kepala dinas"), person(ADMIN)
    place = head.placements.get(is_head=True)
    period = Period.objects.filter(year=TODAY.year + 1).first()
    period = period or create_period(year=TODAY.year + 1, by=admin, at=NOW)
    for row in Goal.objects.filter(unit=place.unit, period__year=TODAY.year).order_by("order"):
        keys = [replace(key_draft(key), pk=None) for key in row.key_indicators.order_by("order")]
        stamp = {"version": 0, "by": admin, "at": NOW}
        save_goal(period=period, unit=place.unit, text=row.text, keys=keys, **stamp)  # type: ignore[arg-type]
    plan = draft_plan(placement=place, period=period, by=head, at=NOW)
    return head, reverse("indicators:plan-compose", args=[plan.pk])


def upload_goals(page: Page) -> None:
    """Upload goals of which some rows are new, some change something, and some must be repaired."""
    file = {"name": "perjanjian.csv", "mimeType": "text/csv", "buffer": GOALS.encode()}
    page.get_by_label("Berkas").set_input_files(file)  # type: ignore[arg-type]
    press("Periksa berkas")(page)


GOALS = """KODE UNIT;NAMA UNIT;SASARAN;INDIKATOR;TARGET;TARGET SAMPAI;SATUAN;ARAH
DINKES;;Meningkatnya derajat kesehatan warga;Angka harapan hidup;74,5;;tahun;NAIK
;;;Prevalensi tengkes pada balita;14;;persen;TURUN
;;;Rasio dokter per puskesmas;2;3;dokter;RENTANG
;;Terjaganya akuntabilitas kinerja;Opini pemeriksaan;WTP;;;
KEC-99;;Meningkatnya pelayanan kecamatan;Indeks kepuasan masyarakat;85;;nilai;
;Kecamatan Arunika Utara;Meningkatnya pelayanan kecamatan;Indeks kepuasan masyarakat;85;;nilai;MIRING
"""


# --- Where: the library -------------------------------------------------------------------------


def shipped_entry(name: str, role: str) -> Callable[[], Visit]:
    """Return a visit to a page of an entry that comes with the program."""
    return lambda: (person(role), reverse(f"indicators:{name}", args=[_entry().pk]))


def _entry() -> LibraryEntry:
    return LibraryEntry.objects.get(code="LYN-001", status="DITERIMA")


def proposal(name: str, role: str) -> Callable[[], Visit]:
    """Return a visit to a new edition that a unit admin proposed, or to the queue with it."""

    def visit() -> Visit:
        waiting = LibraryEntry.objects.filter(code="LYN-001", status="USULAN").first()
        if waiting is None:
            base = _entry()
            facts = replace(
                facts_of(base), formula="Jumlah menit tunggu ÷ jumlah nomor antrean yang dipanggil"
            )
            by = person(UNIT_ADMIN)
            waiting = propose_entry(facts=facts, replaces=base, version=base.version, by=by, at=NOW)
        args = [] if name == "entry-queue" else [waiting.pk]
        return person(role), reverse(f"indicators:{name}", args=args)

    return visit


def library_upload() -> Visit:
    """The BKD admin looks at a file with rows that are new, changed, the same and to be repaired."""
    rows = [dict(zip(HEADER, cells, strict=True)) for cells in library_rows(in_force().order_by("code")[:60])]
    for number, row in enumerate(rows[:45]):
        row["SATUAN"] = f"{row['SATUAN']} {number}"[:40]
    rows += [rows[-1] | {"KODE": "", "INDIKATOR": f"Jumlah ruang baca {number}"} for number in range(45)]
    rows += [row | {"ASPEK": "Bagus"} for row in rows[:45]]
    table = [tuple(HEADER), *(tuple(row.values()) for row in rows)]
    by = person(ADMIN)
    upload = upload_library(name="kamus.xlsx", content=workbook(table), by=by, at=NOW)
    return by, reverse("indicators:library-preview", args=[upload.pk])


def ended_year(name: str, *, archived: bool = False) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to an old year whose closing is done."""

    def visit() -> Visit:
        admin, year = person(ADMIN), 2020 if archived else 2021
        period = Period.objects.filter(year=year).first()
        if period is None:
            period = create_period(year=year, by=admin, at=NOW)
            past = dict.fromkeys(("opened_at", "closed_at", "sealed_at"), NOW)
            past |= dict.fromkeys(("opened_by", "closed_by"), admin)
            past |= {"archived_at": NOW, "archived_by": admin} if archived else {}
            Period.objects.filter(pk=period.pk).update(**past)
        return admin, reverse(f"desk:{name}", args=[period.pk])

    return visit


def stopped_job() -> Visit:
    """Long work that the BKD admin stopped in the middle."""
    admin, file = (
        person(ADMIN),
        {"file_key": "ab/cd", "file_name": "r.csv", "file_size": 4, "keep_until": NOW},
    )
    row = {"kind": "tale", "title": "Rekapitulasi 2026", "total": 40, "cursor": 10, "status": "BERHENTI"}
    job = Job.objects.create(by=admin, made_at=NOW, queued_at=NOW, fault="Sebagian terhenti.", **row | file)
    return admin, reverse("desk:job-detail", args=[job.pk])


def open_year(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to the year of the demo."""
    return lambda: (person(ADMIN), reverse(f"desk:{name}", args=[Period.objects.get(year=2026).pk]))


# --- Where: results handed down -----------------------------------------------------------------


def leading(name: str) -> Callable[[], Visit]:
    """Return a visit of a head with a team to the matrix, or to one result of the own plan."""

    def visit() -> Visit:
        plan = Plan.objects.get(placement__employee=person(HEAD), period__year=2026)
        pk = plan.results.earliest("order").pk if name == "result-hand-down" else plan.pk
        return person(HEAD), reverse(f"indicators:{name}", args=[pk])

    return visit


def proposed(name: str) -> Callable[[], Visit]:
    """Return a visit of somebody to whom two results were handed down to the draft or to the reply."""

    def visit() -> Visit:
        waiting = Assignment.objects.filter(status="DIUSULKAN", placement__plans__status="DRAF")
        row = waiting.select_related("placement__employee").earliest("pk")
        plan = row.placement.plans.get(period__year=2026)
        pk = row.pk if name == "assignment-decline" else plan.pk
        return row.placement.employee, reverse(f"indicators:{name}", args=[pk])

    return visit


def assigned(name: str) -> Callable[[], Visit]:
    """Return a visit of a head who assigned a result to the clerk of another unit."""

    def visit() -> Visit:
        giver, plan = person("Kepala dinas"), Plan.objects.get(placement__employee=person(CLERK))
        result, own = plan.results.earliest("order"), Result.objects.filter(plan__placement__employee=giver)
        Result.objects.filter(pk=result.pk).update(assigned_by=giver)
        cell = {"result": own.earliest("pk"), "placement": plan.placement}
        facts = {"text": result.text, "status": "DIPAKAI", "taken": result, "given_by": giver}
        Assignment.objects.get_or_create(**cell, defaults=facts | {"given_at": NOW})
        term = plan.period.terms.get(number=4)
        return giver, reverse(f"reviews:{name}", args=[] if name == "assigned-mine" else [result.pk, term.pk])

    return visit


# --- Where: remarks ----------------------------------------------------------------------------


def to_leader(name: str) -> Callable[[], Visit]:
    """Return a visit of the clerk to a page about the own superior."""
    return lambda: (person(CLERK), reverse(name, args=[person("Lurah").pk]))


def question() -> Visit:
    """The clerk answers a question of a colleague."""
    asked = RemarkRequest.objects.filter(asked=person(CLERK)).earliest("pk")
    return person(CLERK), reverse("reviews:request-answer", args=[asked.pk])


def received() -> Visit:
    """The clerk replies to what was said."""
    remark = Remark.objects.filter(placement__employee=person(CLERK)).earliest("pk")
    return person(CLERK), reverse("reviews:remark-detail", args=[remark.pk])


def just_given() -> Visit:
    """The clerk words anew what was just sent."""
    words = {"kind": "SARAN", "about": About(), "text": "Papan informasi bisa diperbarui.", "at": NOW}
    by = person(CLERK)
    remark = Remark.objects.filter(given_by=by, given_at=NOW).first()
    remark = remark or give(to=person("Lurah"), by=by, **words)
    return by, reverse("reviews:remark-correct", args=[remark.pk])


# --- Where: notes ----------------------------------------------------------------------------------


def own_note() -> Visit:
    """Return the visit of the clerk to the own last note."""
    clerk = person(CLERK)
    note = Note.objects.kept().filter(placement__employee=clerk).order_by("-pk")[0]
    return clerk, reverse("reviews:note-edit", args=[note.pk])


def upload_own_notes(page: Page) -> None:
    """Upload a file with a note to add and one to mend."""
    rows = b"TANGGAL;CATATAN;HASIL\n20-11-2026;Rapat antrean;1\n31-11-2026;Rapat;9\n"
    page.set_input_files("input[type=file]", {"name": "c.csv", "mimeType": "text/csv", "buffer": rows})
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa sebelum menambahkan")


# --- Where: progress and evaluations ------------------------------------------------------------


def own_report() -> Visit:
    """The clerk reports the last quarter of the first indicator."""
    owner = person(CLERK)
    indicator = Indicator.objects.filter(result__plan__placement__employee=owner).earliest("pk")
    term = Term.objects.get(period__year=2026, number=4)
    return owner, reverse("reviews:progress-report", args=[indicator.pk, term.pk])


def own_quarter() -> Visit:
    """The clerk plans the last quarter of the first result."""
    owner = person(CLERK)
    result = Result.objects.filter(plan__placement__employee=owner).earliest("pk")
    return owner, reverse("reviews:action-plan", args=[result.pk, Term.objects.get(number=4).pk])


def asked_for_help() -> Visit:
    """The superior of the clerk opens the request of the clerk."""
    row = HelpRequest.objects.get(plan__placement__employee=person(CLERK))
    return superior(row.plan), reverse("reviews:help-detail", args=[row.pk])


def drafted(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to a page of the next edition of the ready-made questionnaire."""

    def visit() -> Visit:
        row = Questionnaire.objects.filter(code="berakhlak").latest("edition")
        if row.status != "RANCANGAN":
            row = new_edition(questionnaire=row, by=person(ADMIN), at=NOW)
        return person(ADMIN), reverse(name, args=[row.pk])

    return visit


def prepared_round(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to a page of a round that is being prepared for the clerk's unit."""

    def visit() -> Visit:
        return person(ADMIN), reverse(name, args=[prepared_in_city(person(CLERK)).pk])

    return visit


def pattern(role: str, name: str) -> Callable[[], Visit]:
    """Return a visit of the rater, or of the BKD, to how a head rates."""

    def visit() -> Visit:
        period = rated_year(TODAY)
        people = SimpleNamespace(period=period, gita=person(ADMIN), budi=person(HEAD))
        profile = RaterProfile.objects.filter(rater=people.budi).first()
        if profile is None:
            run = RaterAnalysis.objects.filter(period=period).order_by("-number").first()
            profile = a_profile(people, run or a_run(people))
            a_pattern(profile)
        return person(role), reverse(name, args=[profile.pk] if name.endswith("profile") else [])

    return visit


def analysed(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to what the analysis of the year says of groups and of itself."""

    def visit() -> Visit:
        period, admin = rated_year(TODAY), person(ADMIN)
        if not RaterAnalysis.objects.filter(period=period).exists():
            run = a_run(SimpleNamespace(period=period, gita=admin), groups=groups_of(period))
            run.health = health_of(period, run)
            run.save()
        return admin, reverse(name)

    return visit


def compared_round() -> Visit:
    """Return a visit of the BKD admin to what ways to set a round could compare."""
    row = prepared_in_city(person(CLERK))
    job = begin_design(row=row, by=person(ADMIN), at=NOW)
    ways = [{"peers": 5, "cross": cross, "percent": 20 * cross, "forms": 1877} for cross in (0, 1)]
    found = {"people": 297, "islands": 12, "largest": 71, "offset": "0,21", "comparable": 64}
    ended = {"status": "SELESAI", "ended_at": NOW, "started_at": NOW}
    Job.objects.filter(pk=job.pk).update(state={"rows": [way | found for way in ways]}, **ended)
    return person(ADMIN), reverse("fairness:design-round", args=[row.pk])


def running_round(name: str, *, of_unit: bool = False) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to the desk's page of a round that is being answered."""

    def visit() -> Visit:
        asked_in_city(person(CLERK))
        row = Round.objects.get(name=NAME)
        unit = [row.reviewees.order_by("pk")[0].unit_id] if of_unit else []
        return person(ADMIN), reverse(name, args=[row.pk, *unit])

    return visit


def proposing(name: str) -> Callable[[], Visit]:
    """Return a visit of the clerk, or of who appraises the clerk, to a list of proposed raters."""

    def visit() -> Visit:
        row = proposing_in_city(person(CLERK))
        user = row.employee if name.endswith("nominate") else row.superior
        assert user is not None
        return user, reverse(name, args=[row.pk]) + "?q=ani"

    return visit


def told(name: str, *, of: str = "") -> Callable[[], Visit]:
    """Return a visit of the clerk to a page about a released result; `of`: the role that looks instead."""

    def visit() -> Visit:
        clerk = person(CLERK)
        before = Reviewee.objects.filter(employee=clerk, round__name=SAMPLE).first()
        key = (before or released_in_city(clerk)).pk
        return person(of) if of else clerk, reverse(name, args=[key] if name.endswith("detail") else [])

    return visit


def trusted() -> Visit:
    """Return a visit of the BKD admin to how far the round of the first half of the year can be relied on."""
    row = Round.objects.filter(status="DIRILIS", releases__reliability__has_key="sides").latest("answer_from")
    return person(ADMIN), reverse("multirater:reliability", args=[row.pk])


def guarded(name: str, thing: str = "") -> Callable[[], Visit]:
    """Return a visit of the BKD admin to a page about flagged words or raw forms."""

    def visit() -> Visit:
        admin = person(ADMIN)
        found = guarded_in_city(admin)
        return admin, reverse(name, args=[found[thing].pk] if thing else [])

    return visit


def asked(name: str, form: str = "") -> Callable[[], Visit]:
    """Return a visit of the clerk to the list of forms about others, or to a page of one of them."""

    def visit() -> Visit:
        clerk = person(CLERK)
        rows = asked_in_city(clerk)
        return clerk, reverse(name, args=[rows[form].pk] if form else [])

    return visit


def ending(name: str, status: RoundStatus) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to the page before a round is closed or released."""

    def visit() -> Visit:
        row = Round.objects.create(
            period=Period.objects.get(year=TODAY.year),
            name=f"Putaran contoh {status}",
            purpose="PENGEMBANGAN",
            questionnaire=Questionnaire.objects.get(code="berakhlak", edition=1),
            answer_from=TODAY,
            answer_until=TODAY,
            status=status,
            seed="benih",
            opened_at=NOW,
            closed_at=NOW,
        )
        return person(ADMIN), reverse(name, args=[row.pk])

    return visit


def choose_and_check(page: Page) -> None:
    """Say how often each behaviour was seen, and look at the answers before sending."""
    for group in page.locator(".frequencies fieldset").all():
        group.get_by_role("radio").nth(1).check()
    press("Periksa jawaban")(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa sebelum mengirim")


def growing(name: str, *, has_key: bool = False) -> Callable[[], Visit]:
    """Return a visit of the clerk to a page of what the clerk wants to grow in."""

    def visit() -> Visit:
        by = person(CLERK)
        row = begin(
            period=Period.objects.get(year=TODAY.year),
            goal="Menjelaskan aturan baru dengan bahasa yang mudah",
            step="Ikut satu sesi konsultasi",
            support="Masukan atasan",
            due_on=TODAY,
            by=by,
            at=NOW,
        )
        return by, reverse(name, args=[row.pk] if has_key else [])

    return visit


def supported(name: str) -> Callable[[], Visit]:
    """Return a visit of the clerk to a plan with support, agreed on, with one thing done."""

    def visit() -> Visit:
        by = person(CLERK)
        leader = superior(Plan.objects.get(placement__employee=by, period__year=TODAY.year))
        row = DevelopmentPlan.objects.create(
            employee=by,
            purpose="Laporan bulanan selesai tepat waktu tanpa perbaikan berulang",
            started_on=TODAY - timedelta(days=30),
            until=TODAY + timedelta(days=150),
            begun_by=leader,
            begun_at=NOW,
            employee_agreed_at=NOW,
            superior_agreed_at=NOW,
            superior_agreed_by=leader,
        )
        for done_on, kind in ((TODAY, "BIMBINGAN"), (None, "PELATIHAN")):
            row.actions.create(
                goal="Menyusun laporan",
                kind=kind,
                text="Mendampingi dua kali penutupan buku",
                due_on=TODAY,
                support="Dua jam seminggu",
                promised_by=leader,
                done_on=done_on,
            )
        row.reviews.create(text="Bulan ini sudah mencoba sendiri.", reviewed_by=leader, reviewed_at=NOW)
        return by, reverse(name, args=[row.pk])

    return visit


def training(name: str, *, role: str = CLERK, has_key: bool = False) -> Callable[[], Visit]:
    """Return a visit to a page of trainings, with one that the clerk registered for."""

    def visit() -> Visit:
        row = Training.objects.create(
            title="Melayani dengan sabar di loket",
            about="Untuk petugas loket kelurahan dan puskesmas. Latihan percakapan dengan contoh nyata.",
            provider="BPSDM",
            form="TATAP_MUKA",
            place="Aula kecamatan",
            starts_on=TODAY,
            ends_on=TODAY,
            register_until=TODAY,
            hours=8,
            places=20,
            written_by=person(ADMIN),
            written_at=NOW,
        )
        row.registrations.create(employee=person(CLERK), state="SELESAI", registered_at=NOW)
        return person(role), reverse(name, args=[row.pk] if has_key else [])

    return visit


def led_term(name: str, term: int, **filters: Any) -> Callable[[], Visit]:
    """Return a visit of the superior to a page of somebody's plan and term."""

    def visit() -> Visit:
        plans = Plan.objects.filter(status="DISEPAKATI", **filters).select_related("placement__employee")
        plan = plans.order_by("pk").first() or plans.get()
        return superior(plan), reverse(
            f"reviews:{name}", args=[plan.pk, plan.period.terms.get(number=term).pk]
        )

    return visit


def evaluation_in(status: str, **filters: Any) -> Evaluation:
    """Return the first evaluation of the city in this state."""
    rows = Evaluation.objects.filter(status=status, **filters).order_by("pk")
    return rows.select_related("plan__placement__employee", "appraiser", "upper").first() or rows.get()


def result_of(status: str, who: str = "owner", **filters: Any) -> Callable[[], Visit]:
    """Return a visit to a shared result by its owner, its appraiser or the upper superior."""

    def visit() -> Visit:
        row = evaluation_in(status, **filters)
        people = {"owner": row.plan.placement.employee, "appraiser": row.appraiser, "upper": row.upper}
        return people[who], reverse("reviews:evaluation-detail", args=[row.pk])

    return visit


def objected() -> Visit:
    """The appraiser reads an objection that waits for an explanation."""
    waiting = Evaluation.objects.filter(status="KEBERATAN").select_related("appraiser").first()
    if waiting is None:
        shared = evaluation_in("DISAMPAIKAN")
        waiting = object_to(
            evaluation=shared,
            version=shared.version,
            text="Laporan triwulan III sudah terbit dan tautannya ada pada catatan September.",
            by=shared.plan.placement.employee,
            at=NOW,
        ).evaluation
    return waiting.appraiser, reverse("reviews:evaluation-detail", args=[waiting.pk])


def own_words() -> Visit:
    """Somebody goes on with the draft of a self-assessment."""
    drafts = SelfAssessment.objects.filter(sent_at=None).select_related("plan__placement__employee")
    row = drafts.order_by("pk").first()
    assert row is not None
    href = reverse("reviews:self-assessment", args=[row.plan_id, row.term_id])
    return row.plan.placement.employee, href


def drafts_to_share() -> Visit:
    """An appraiser shares the drafts of the team."""
    row = evaluation_in("DRAF")
    return row.appraiser, reverse("reviews:share-team", args=[row.term_id])


def queued() -> Visit:
    """An appraiser looks at the ratings of the team."""
    row = evaluation_in("DRAF")
    return row.appraiser, reverse("reviews:rating-queue", args=[row.term_id])


def objecting() -> Visit:
    """The owner of a shared result objects."""
    row = evaluation_in("DISAMPAIKAN")
    return row.plan.placement.employee, reverse("reviews:evaluation-object", args=[row.pk])


def asking_again() -> Visit:
    """The owner of a shared result asks for a second opinion."""
    row = evaluation_in("DISAMPAIKAN", upper__isnull=False)
    return row.plan.placement.employee, reverse("fairness:opinion-ask", args=[row.pk])


def value_beside() -> Visit:
    """Somebody reads a shared result with a comparison value and a second opinion beside it."""
    row = evaluation_in("DITERIMA", upper__isnull=False)
    owner = row.plan.placement.employee
    analysed("fairness:equal")()
    run = row.plan.period.rater_analyses.order_by("-number").first()
    assert run is not None
    said = {"low": "SESUAI", "high": "DI_ATAS", "reason": ""}
    run.values.update_or_create(employee=owner, defaults=said)
    asked = {"asked_by": owner, "asked_at": NOW, "reason": "Bukti triwulan III.", "asked_of": row.upper}
    row.second_opinions.get_or_create(withdrawn_at=None, defaults=asked)
    return owner, reverse("reviews:evaluation-detail", args=[row.pk])


def to_correct() -> Visit:
    """The BKD admin proposes to correct a final result; one is made final where there is none yet."""
    row = Evaluation.objects.filter(status="FINAL").order_by("pk").first()
    if row is None:
        row = evaluation_in("DITERIMA")
        Evaluation.objects.filter(pk=row.pk).update(status="FINAL", final_at=NOW)
    return person(ADMIN), reverse("reviews:correction-new", args=[row.pk])


def draft_check() -> Visit:
    """The appraiser checks a draft before sharing it."""
    row = evaluation_in("DRAF")
    return row.appraiser, reverse("reviews:evaluation-check", args=[row.plan_id, row.term_id])


# --- Where: the desk ----------------------------------------------------------------------------


def staff_record() -> Visit:
    """The BKD admin opens the clerk's record."""
    return person(ADMIN), reverse("organizations:employee-detail", args=[person(CLERK).pk])


def staff_act(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD admin to an act on the clerk's post."""
    return lambda: (person(ADMIN), reverse(f"organizations:{name}", args=[person(CLERK).pk]))


def back_again() -> Visit:
    """The BKD admin lets somebody of the sub-district take part again."""
    row, _ = Employee.objects.get_or_create(
        nip="196501011990011001", defaults={"name": "Sutrisno", "kind": "PNS", "is_active": False}
    )
    return person(ADMIN), reverse("organizations:employee-reactivate", args=[row.pk])


def second_person() -> Visit:
    """The BKD admin reads what another one proposed."""
    facts = {"kind": "PERAN", "role": "ADMIN_BKD", "employee": person(CLERK)}
    root = Unit.objects.filter(parent__isnull=True).earliest("pk")
    row, _ = Proposal.objects.get_or_create(
        **facts, defaults={"unit": root, "proposed_by": person(HEAD), "proposed_at": NOW}
    )
    return person(ADMIN), reverse("organizations:proposal-decide", args=[row.pk])


def one_or_two() -> Visit:
    """The BKD admin compares the clerk with a second row of the name."""
    row, _ = Employee.objects.get_or_create(
        nip="199205142019032099", defaults={"name": person(CLERK).name, "kind": "PNS"}
    )
    return person(ADMIN), reverse("organizations:duplicate-pair", args=[person(CLERK).pk, row.pk])


def end_of_post() -> Visit:
    """The BKD admin ends the clerk's post."""
    post = Placement.objects.on(TODAY).get(employee=person(CLERK))
    return person(ADMIN), reverse("organizations:placement-end", args=[post.pk])


def end_of_absence() -> Visit:
    """The BKD admin ends a time away of the clerk."""
    row, _ = Absence.objects.get_or_create(
        employee=person(CLERK),
        kind="TUGAS_BELAJAR",
        started_on=TODAY.replace(month=9),
        note="SK Wali Kota 800/77/2026",
        defaults={"set_by": person(ADMIN), "set_at": NOW},
    )
    return person(ADMIN), reverse("organizations:absence-end", args=[row.pk])


def upload_moves(page: Page) -> None:
    """Upload two moves, one of them to a unit that does not exist."""
    unit = Unit.objects.exclude(placements__employee=person(CLERK)).filter(echelon="IV.a").earliest("pk")
    rows = ["NIP;JABATAN BARU;KODE UNIT BARU;KEPALA;TMT;NO SK;NIP ATASAN"]
    rows += [f"{person(CLERK).nip};Pengadministrasi Perkantoran;{unit.code};TIDAK;22-11-2026;SK 1;"]
    rows += [f"{person(HEAD).nip};Kepala Subbagian;TIDAK-ADA;YA;22-11-2026;SK 1;"]
    file = {"name": "mutasi.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.get_by_label("Berkas").set_input_files(file)  # type: ignore[arg-type]
    press("Periksa berkas")(page)


def begin_undoing(page: Page) -> None:
    """Apply the moves, then ask what undoing them brings about (the page of moves-undo)."""
    upload_moves(page)
    press("Terapkan 1 mutasi")(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Batalkan semuanya").click()


def upload_attendance(page: Page) -> None:
    """Upload a month of the clerk and one row that cannot be."""
    rows = ["NIP;HARI KERJA;HADIR;CUTI;DL;TK;TERLAMBAT (MENIT)"]
    rows += [f"{person(CLERK).nip};22;19;1;2;0;00:35", f"{person(HEAD).nip};22;23;0;0;0;0"]
    file = {"name": "presensi.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    page.get_by_label("Berkas").set_input_files(file)  # type: ignore[arg-type]
    press("Periksa berkas")(page)


def own_month(role: str, name: str) -> Callable[[], Visit]:
    """Return a visit to a month of the clerk that does not stand in the presence system as it was."""

    def visit() -> Visit:
        row, _ = Attendance.objects.get_or_create(
            employee=person(CLERK),
            month=TODAY.replace(month=10, day=1),
            defaults={"work_days": 22, "present_days": 20, "late_minutes": 35, "set_at": NOW},
        )
        if name == "attendance-report":
            return person(role), reverse(f"organizations:{name}", args=[row.pk])
        report, _ = AttendanceReport.objects.get_or_create(
            attendance=row,
            answered_at=None,
            defaults={"message": "Tanggal 12 dan 13 saya dinas luar.", "reported_at": NOW},
        )
        args = [report.pk] if name == "attendance-answer" else []
        return person(role), reverse(f"organizations:{name}", args=args)

    return visit


def wrong_data(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD admin after the clerk reported a wrong superior."""

    def visit() -> Visit:
        message = "Sejak Agustus saya dipimpin sekretaris kelurahan."
        report = report_data(employee=person(CLERK), subject="ATASAN", message=message, at=NOW)
        args = [report.pk] if name == "report-answer" else []
        return person(ADMIN), reverse(f"organizations:{name}", args=args)

    return visit


def inner_unit() -> Visit:
    """The BKD admin looks into one unit of the tree."""
    unit = Unit.objects.filter(parent__parent__isnull=False).earliest("pk")
    return person(ADMIN), reverse("desk:completeness") + f"?unit={unit.parent_id}"


def reminding() -> Visit:
    """The BKD admin is about to remind everybody whose plan is not agreed."""
    return person(ADMIN), reverse("desk:completeness-remind") + "?tahap=skp:belum&lingkup=semua"


def exempting() -> Visit:
    """The BKD admin leaves a clerk out for a time."""
    post = Placement.objects.filter(position__kind="PELAKSANA").earliest("pk")
    return person(ADMIN), reverse("desk:exemption-new", args=[post.pk])


def a_survey(name: str) -> Callable[[], Visit]:
    """Return a visit of the clerk to the survey of the latest year: open for answers, or closed with some."""

    def visit() -> Visit:
        period = Period.objects.filter(opened_at__isnull=False).latest("year")
        until = TODAY + timedelta(days=14) if name == "survey-answer" else TODAY - timedelta(days=1)
        values = {"name": "Survei", "purpose": "Supaya lebih ringan.", "opens_on": TODAY - timedelta(days=9)}
        values |= {"opened_by": person(ADMIN), "opened_at": NOW, "closes_on": until}
        row, _ = Survey.objects.update_or_create(period=period, defaults=values)
        if name == "survey-results" and not row.answers.exists():
            scores = [dict.fromkeys(STATEMENTS, 1 + number % 5) for number in range(12)]
            SurveyAnswer.objects.bulk_create(SurveyAnswer(survey=row, **each) for each in scores)
        return person(CLERK), reverse(f"desk:{name}", args=[row.pk])

    return visit


def achievement(name: str, *more: str) -> Callable[[], Visit]:
    """Return a visit of BKD to the unit with the most key indicators, in the annual term."""

    def look() -> Visit:
        counted = Unit.objects.annotate(count=Count("goals__key_indicators")).order_by("-count", "pk")
        final = Term.objects.filter(kind="FINAL").latest("period__year")
        return person(ADMIN), reverse(f"reviews:{name}", args=[counted[0].pk, final.pk, *more])

    return look


# --- Where: distribution and calibration ------------------------------------------------------------


def explained() -> Visit:
    """The head of a unit goes back to the reason for a difference."""
    held = CalibrationMeeting.objects.get(closed_at__isnull=False)
    row = DistributionReason.objects.order_by("pk").last() or DistributionReason.objects.create(
        unit=held.unit, term=held.term, reason="Layanan baru.", counts={}, given_by=held.led_by, given_at=NOW
    )
    return row.given_by, reverse("reviews:distribution-reason", args=[row.unit_id, row.term_id])


def calibrated(name: str) -> Callable[[], Visit]:
    """Return a visit of the leader to the meeting that runs."""

    def visit() -> Visit:
        row = CalibrationMeeting.objects.get(closed_at__isnull=True)
        return row.led_by, reverse(f"reviews:{name}", args=[row.pk])

    return visit


def opening() -> Visit:
    """The BKD opens a meeting for the unit of the one that was closed."""
    row = CalibrationMeeting.objects.get(closed_at__isnull=False)
    return person(ADMIN), reverse("reviews:calibration-new", args=[row.unit_id, row.term_id])


def in_question() -> Visit:
    """The leader looks at a case near a border that somebody else rated."""
    held = CalibrationMeeting.objects.get(closed_at__isnull=True)
    rows = list(Evaluation.objects.filter(status="KALIBRASI").exclude(appraiser=held.led_by).order_by("pk"))
    asked = beside(rows)
    row = next(row for row in rows if asked[row.pk].questions)
    return held.led_by, reverse("reviews:calibration-case", args=[held.pk, row.pk])


# --- Where: objections, corrections, documents of the desk ----------------------------------------


def waiting_correction() -> Visit:
    """The second BKD admin reads what the first proposes."""
    row = Correction.objects.filter(decided_at__isnull=True).earliest("pk")
    return person(ADMIN), reverse("reviews:correction-decide", args=[row.pk])


def without_decider() -> Visit:
    """The BKD names who decides where the line has nobody."""
    row = Objection.objects.filter(decided_at__isnull=True).order_by("pk").last()
    assert row is not None
    Supervision.objects.filter(placement=row.evaluation.plan.placement_id).update(upper=None)
    return person(ADMIN), reverse("reviews:decider-name", args=[row.pk])


def to_revoke() -> Visit:
    """The BKD is about to revoke a document."""
    plan, admin = plan_in("DISEPAKATI"), person(ADMIN)
    issued = documents.issue(kind=DocumentKind.PLAN, plan=plan, by=admin, at=NOW, site="http://localhost/")
    return admin, reverse("reviews:document-revoke", args=[issued.code])


# --- Where: credit points -------------------------------------------------------------------------


def credit(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD to a page about the nurse, who holds a functional post."""
    return lambda: (person(ADMIN), reverse(name, args=[person("Perawat Puskesmas").pk]))


def credited_entry() -> Visit:
    """The BKD asks to cancel what the nurse brought along."""
    entry = CreditEntry.objects.filter(employee=person("Perawat Puskesmas")).earliest("pk")
    return person(ADMIN), reverse("reviews:credit-cancel", args=[entry.pk])


# --- Where: awards and documents ------------------------------------------------------------------


def award(role: str, name: str = "award-detail", query: str = "") -> Callable[[], Visit]:
    """Return a visit to the award list of the city."""
    return lambda: (
        person(role),
        reverse(f"awards:{name}", args=[AwardList.objects.latest("pk").pk]) + query,
    )


def record(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD to the records of the clerk, who has one."""

    def visit() -> Visit:
        values = {"kind": "DISIPLIN_RINGAN", "started_on": date(2021, 3, 1), "letter_number": "800/112"}
        values |= {"letter_on": date(2021, 2, 25), "by": person(ADMIN), "at": NOW}
        found = ServiceRecord.objects.valid().filter(employee=person(CLERK)).first()
        made = found or note_record(employee=person(CLERK), **values)
        key = made.pk if name == "record-withdraw" else made.employee_id
        return person(ADMIN), reverse(f"awards:{name}", args=[key])

    return visit


def medal(name: str) -> Callable[[], Visit]:
    """Return a visit of the BKD to a proposal of a medal, or to its letter."""

    def visit() -> Visit:
        admin = person(ADMIN)
        late = candidates(NOW.date(), Asked(window="lewat"))
        free = [one for one in late if one.standing != Standing.CLOSED and one.proposal is None]
        first = next(one for one in free if one.employee != admin.pk)
        chosen = Employee.objects.get(pk=first.employee)
        made = prepare(employee=chosen, medal=first.medal, by=admin, at=NOW)
        if name == "medal-proposal":
            return admin, reverse("awards:medal-proposal", args=[made.pk])
        letter = MedalLetter.objects.create(addressee="Gubernur", made_by=admin, made_at=NOW)
        MedalProposal.objects.filter(pk=made.pk).update(state="DIUSULKAN", letter=letter)
        return admin, reverse("awards:medal-letter", args=[letter.pk])

    return visit


def candidate(*, eligible: bool) -> Callable[[], Visit]:
    """Return a visit of the committee to the first candidate who meets, or does not meet, the conditions."""

    def visit() -> Visit:
        rows = AwardCandidate.objects.exclude(employee=person(COMMITTEE)).filter(is_eligible=eligible)
        row = rows.order_by("-score", "pk").first() or rows.get()
        return person(COMMITTEE), reverse("awards:candidate-decide", args=[row.pk])

    return visit


def of_committee(name: str) -> Callable[[], Visit]:
    """Return a visit of the committee to its page about a candidate, for whom a jury gives points."""

    def visit() -> Visit:
        rows = AwardCandidate.objects.exclude(employee=person(COMMITTEE)).filter(is_eligible=True)
        row = rows.order_by("-score", "pk")[0]
        row.award_list.scheme.criteria.get_or_create(
            label="Dampak bagi warga",
            defaults={"source": "JURI", "weight": 10, "reliability": "0.64", "order": 99},
        )
        return person(COMMITTEE), reverse(f"awards:{name}", args=[row.pk])

    return visit


def won() -> Visit:
    """A winner reads the own file after the list was settled."""
    _, address = recommended()
    row = AwardCandidate.objects.get(decision=Choice.RECOMMENDED.value, award_list=address.split("/")[-3])
    AwardList.objects.filter(pk=row.award_list_id).update(closed_at=NOW, closed_by=person(COMMITTEE))
    return row.employee, reverse("awards:own-detail", args=[row.pk])


def honoured() -> Visit:
    """Somebody without login reads who was honoured."""
    won()
    AwardCandidate.objects.filter(decision=Choice.RECOMMENDED.value).update(
        consent="SETUJU", consented_at=NOW, public_reason="Warga menunggu lebih singkat."
    )
    return None, reverse("awards:honours")


def scheme(role: str, name: str, *, published: bool = False, query: str = "") -> Callable[[], Visit]:
    """Return a visit to a page of a scheme that is written, and published, for it."""

    def visit() -> Visit:
        period, admin = Period.objects.latest("year"), person(ADMIN)
        at = NOW - timedelta(days=150)
        row = schemes.write_scheme(period=period, category=Category.INNOVATION, by=admin, at=at)
        if published:
            schemes.publish(scheme=row, version=row.version, late_reason="Baru dimulai.", by=admin, at=at)
        return person(role), reverse(f"awards:{name}", args=[row.pk]) + query

    return visit


def recommended() -> Visit:
    """The committee is about to settle a list with one recommendation."""
    row = AwardCandidate.objects.exclude(employee=person(COMMITTEE)).order_by("-score", "pk")[0]
    AwardCandidate.objects.filter(pk=row.pk).update(
        decision=Choice.RECOMMENDED.value,
        reason="Antrean loket turun dari 90 menjadi 35 menit.",
        decided_by=person(COMMITTEE),
        decided_at=NOW - timedelta(hours=1),
    )
    return person(COMMITTEE), reverse("awards:award-close", args=[row.award_list_id])


def verified() -> Visit:
    """Somebody scans the code of a plan."""
    plan = plan_in("DISEPAKATI")
    owner = plan.placement.employee
    issued = documents.issue(kind=DocumentKind.PLAN, plan=plan, by=owner, at=NOW, site="http://localhost/")
    return None, reverse("reviews:document-verify", args=[issued.code])


def flooded() -> Visit:
    """Somebody has guessed passwords from this address."""
    AccessAttempt.objects.create(ip_address="127.0.0.1", attempt_time=NOW, failures_since_start=300)
    return stranger("organizations:login")()


# --- Acts -----------------------------------------------------------------------------------------


def press(name: str) -> Callable[[Page], Any]:
    """Return an act that presses a button and waits for the answer."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).first.click()

    return act


def change_meanwhile(page: Page) -> None:
    """Somebody else changes the plan, then the person saves."""
    Plan.objects.update(version=F("version") + 1)
    page.get_by_label("Rencana hasil kerja").fill("Terbitnya akta kelahiran paling lama tiga hari kerja.")
    press("Simpan hasil kerja")(page)


def lose_session(page: Page) -> None:
    """The session ends while the person writes."""
    page.context.clear_cookies(name="sesi")
    page.get_by_label("Rencana hasil kerja").fill("Terbitnya akta kelahiran paling lama tiga hari kerja.")
    press("Simpan hasil kerja")(page)


def lose_token(page: Page) -> None:
    """The token of the form is no longer good."""
    page.context.clear_cookies(name="csrf")
    page.get_by_label("Rencana hasil kerja").fill("Terbitnya akta kelahiran paling lama tiga hari kerja.")
    press("Simpan hasil kerja")(page)


def guess(times: int) -> Callable[[Page], Any]:
    """Return an act that tries wrong passwords."""

    def act(page: Page) -> None:
        for _ in range(times):
            page.get_by_label("NIP").fill("199205142019032004")
            page.get_by_label("Kata sandi").fill("bukan kata sandi saya")
            press("Masuk")(page)

    return act


def look_up_library(page: Page) -> None:
    """Look for an indicator from within the form of a result, and take the first one."""
    page.get_by_label("Cari di kamus", exact=True).fill("waktu tunggu loket")
    page.get_by_role("button", name="Cari", exact=True).click()
    page.get_by_role("button", name="Pakai").first.click()
    expect(page.locator("[name=indikator-0-entry]")).not_to_have_value("")


def upload_faulty(page: Page) -> None:
    """Upload lists of which some rows are new, some change something, and some must be repaired."""
    for label, name, text in (("unit", "unor.csv", UNITS), ("pegawai", "pegawai.csv", STAFF)):
        file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        page.get_by_label(f"Daftar {label}").set_input_files(file)  # type: ignore[arg-type]
    press("Periksa berkas")(page)


def copy_nothing(page: Page) -> None:
    """Take away every tick, then copy."""
    for box in page.get_by_role("group", name="Hasil yang disalin").get_by_role("checkbox").all():
        box.uncheck()
    press("Salin ke draf")(page)


def upload_results(page: Page) -> None:
    """Upload results of which one is complete, one stands there already, and one must be repaired."""
    file = {"name": "hasil.csv", "mimeType": "text/csv", "buffer": RESULTS.encode()}
    page.get_by_label("Berkas").set_input_files(file)  # type: ignore[arg-type]
    press("Periksa berkas")(page)


RESULTS = """RHK;JENIS;INDIKATOR;ASPEK;TARGET;SATUAN;ARAH
Terbitnya akta kelahiran paling lama tiga hari kerja;Utama;Jumlah akta yang terbit;Kuantitas;1.240;akta;
;;Rata-rata lama penerbitan;Waktu;3;hari kerja;TURUN
Terjawabnya pengaduan warga paling lama lima hari kerja;Tambahan;Pengaduan yang dijawab;Rasa;banyak;%;
"""
UNITS = """ID;NAMA UNOR;DIATASAN ID;ESELON;NAMA JABATAN
KEL-001;KELURAHAN SUKAJAYA BARU;KEC-01;IV.a;LURAH
KEL-901;KELURAHAN TAMBAHAN;TIDAK-ADA;IV.a;LURAH
KEL-902;KELURAHAN HARAPAN;KEC-01;IV.a;LURAH
"""
STAFF_HEAD = "NIP BARU;NAMA;JENIS PEGAWAI NAMA;KEDUDUKAN HUKUM NAMA;GOL AKHIR NAMA;JENIS JABATAN NAMA;"
STAFF = f"""{STAFF_HEAD}JABATAN NAMA;UNOR ID
199205142019032004;RINA WULANDARI;PNS Daerah Kab/Kota;Aktif;III/a;Jabatan Pelaksana;PENATA LAYANAN;KEL-001
198001012005011001;BUDI SANTOSO;PNS Daerah Kab/Kota;Aktif;III/d;Jabatan Struktural;LURAH;KEL-902
19800101200501;SITI AMINAH;PNS Daerah Kab/Kota;Aktif;III/d;Jabatan Pelaksana;PENATA LAYANAN;KEL-001
198103042006042001;DEWI LESTARI;PNS Daerah Kab/Kota;Aktif;XX/z;Jabatan Pelaksana;PENATA LAYANAN;TIDAK-ADA
"""


# --- The list ---------------------------------------------------------------------------------------


def talk_of(*, held: bool, name: str = "reviews:talk-detail") -> Callable[[], Visit]:
    """Return a visit of the superior to a talk that is planned, or was held and is not agreed."""

    def visit() -> Visit:
        rows = Talk.objects.filter(held_on__isnull=not held, employee_confirmed_at=None)
        talk = rows.select_related("superior").order_by("pk")[0]
        return talk.superior, reverse(name, args=[talk.pk])

    return visit


def talked_about(name: str) -> Callable[[], Visit]:
    """Return a visit of the superior to a page for a talk that nobody has planned yet."""

    def visit() -> Visit:
        talk = Talk.objects.select_related("superior").filter(held_on=None).order_by("pk")[0]
        return talk.superior, reverse(name, args=[talk.plan_id])

    return visit


PLANNING = [
    ("login", stranger("organizations:login")),
    ("login, wrong password", stranger("organizations:login"), guess(1)),
    ("help", stranger("help")),
    ("accessibility", stranger("accessibility")),
    ("privacy", visitor(CLERK, "privacy")),
    ("verify, start", stranger("reviews:document-verify-start")),
    ("verify, start, empty", stranger("reviews:document-verify-start"), press("Periksa")),
    ("verify", verified),
    ("verify, unknown", stranger("reviews:document-verify", "A" * 22)),
    ("profile", visitor(HEAD, "organizations:profile")),
    ("password", visitor(CLERK, "organizations:password")),
    ("password, errors", visitor(CLERK, "organizations:password"), press("Ganti sandi")),
    ("403", visitor(CLERK, "desk:cycle")),
    ("404", lambda: (person(CLERK), "/tidak-ada/")),
    ("409", draft_result("result-edit"), change_meanwhile),
    ("login again", draft_result("result-edit"), lose_session),
    ("stale token", draft_result("result-edit"), lose_token),
    ("home, returned plan", visitor(CLERK, "reviews:home")),
    ("home, drafting", visitor("Guru SD", "reviews:home")),
    ("home, leading", lambda: (superior(plan_in("DIAJUKAN")), reverse("reviews:home"))),
    ("plans, drafting", visitor("Guru SD", "indicators:plan-mine")),
    ("plans, agreed", visitor("Lurah", "indicators:plan-mine")),
    ("agreements", visitor(CLERK, "indicators:agreement-list")),
    ("agreements, nobody found", visitor(CLERK, "indicators:agreement-list", query="?q=zzz")),
    ("agreement of a unit", goal_of("reviews:agreement-detail")),
    ("goal, new", goal_of("indicators:goal-new")),
    ("goal, new, errors", goal_of("indicators:goal-new"), press("Simpan sasaran")),
    ("goal, edit", goal_of("indicators:goal-edit")),
    ("goal, remove", goal_of("indicators:goal-remove")),
    ("agreement file", visitor(ADMIN, "indicators:agreement-import")),
    ("agreement file, errors", visitor(ADMIN, "indicators:agreement-import"), press("Periksa berkas")),
    ("agreement file, preview", visitor(ADMIN, "indicators:agreement-import"), upload_goals),
    ("plan, compose, head", taking_head),
    ("plan, compose", own_plan("DRAF", "plan-compose")),
    ("plan, copying", own_plan("DRAF", "plan-copy")),
    ("plan, copying from a colleague", shared_plan),
    ("plan, copying, errors", shared_plan, copy_nothing),
    ("plan, linking", unlinked_plan),
    ("results, upload", own_plan("DRAF", "results-upload")),
    ("results, upload, errors", own_plan("DRAF", "results-upload"), press("Periksa berkas")),
    ("results, preview", own_plan("DRAF", "results-upload"), upload_results),
    ("plan, settings", own_plan("DRAF", "plan-settings")),
    ("plan, check", own_plan("DRAF", "plan-check")),
    ("plan, check after return", own_plan("DIKEMBALIKAN", "plan-check")),
    ("plan, behaviours", own_plan("DRAF", "plan-behaviours")),
    ("plan, annexes", own_plan("DRAF", "plan-annexes")),
    ("plan, targets", own_plan("DRAF", "plan-targets")),
    ("manuals", own_plan("DRAF", "manual-list")),
    ("manual, edit", manual("DRAF")),
    ("manual, read", manual("DIAJUKAN", led=True)),
    ("result, edit, leader, qualitative", sentence_of_a_leader),
    ("result, new", own_plan("DRAF", "result-new")),
    ("result, new, errors", own_plan("DRAF", "result-new"), press("Simpan hasil kerja")),
    ("result, edit", draft_result("result-edit")),
    ("result, remove", draft_result("result-remove")),
    ("matrix", leading("matrix")),
    ("result, handing down", leading("result-hand-down")),
    ("result, handing down to all", leading("result-hand-down"), press("Pilih semua anggota tim")),
    ("plan, compose with proposals", proposed("plan-compose")),
    ("proposal, not fitting", proposed("assignment-decline")),
    ("proposal, not fitting, errors", proposed("assignment-decline"), press("Kirim jawaban")),
    ("plan, agreed", own_plan("DISEPAKATI")),
    ("plan, version", agreed_version),
    ("change, starting", own_plan("DISEPAKATI", "change-start")),
    ("change, starting, errors", own_plan("DISEPAKATI", "change-start"), press("Mulai menyusun perubahan")),
    ("change, asking", led_plan("DISEPAKATI", "indicators:change-ask")),
    ("change, composing", changing("plan-compose")),
    ("change, giving up", changing("change-cancel")),
    ("plan, submitted, owner", own_plan("DIAJUKAN")),
    ("plan, submitted, superior", led_plan("DIAJUKAN")),
    ("plan, behaviours, superior", led_plan("DIAJUKAN", "indicators:plan-behaviours")),
    ("plan, returning, errors", led_plan("DIAJUKAN"), press("Kirim saran")),
    ("plan, compared", compared),
    ("plan, compared, one version", own_plan("DIAJUKAN", "plan-compare")),
    ("queue", lambda: (superior(plan_in("DIAJUKAN")), reverse("indicators:plan-queue"))),
    ("queue, empty", visitor(CLERK, "indicators:plan-queue")),
    ("plan, returned", own_plan("DIKEMBALIKAN")),
    ("plan, sealed", led_plan("DRAF")),
    ("progress, too early", visitor("Guru SD", "reviews:progress-mine")),
    ("results, none", visitor(CLERK, "reviews:result-mine")),
    ("team, planning", lambda: (superior(plan_in("DIAJUKAN")), reverse("reviews:team"))),
    ("library", visitor(CLERK, "indicators:library")),
    ("library, found", visitor(CLERK, "indicators:library", query="?q=antrian+loket&aspek=WAKTU")),
    ("library, nothing found", visitor(CLERK, "indicators:library", query="?q=zzz")),
    ("library, entry", shipped_entry("entry-detail", CLERK)),
    ("library, new edition", shipped_entry("entry-edit", ADMIN)),
    ("library, proposing", visitor(UNIT_ADMIN, "indicators:entry-new")),
    ("library, proposing, errors", visitor(UNIT_ADMIN, "indicators:entry-new"), press("Kirim usulan")),
    ("library, own proposals", proposal("entry-queue", UNIT_ADMIN)),
    ("library, queue", proposal("entry-queue", ADMIN)),
    ("library, deciding", proposal("entry-detail", ADMIN)),
    ("library, sending back", proposal("entry-return", ADMIN)),
    ("library, import", visitor(ADMIN, "indicators:library-import")),
    ("library, import, errors", visitor(ADMIN, "indicators:library-import"), press("Periksa berkas")),
    ("library, preview", library_upload),
    ("result, looking in the library", own_plan("DRAF", "result-new"), look_up_library),
    ("periods", visitor(ADMIN, "desk:period-list")),
    ("period, new", visitor(ADMIN, "desk:period-new")),
    ("period, open", open_year("period-detail")),
    ("period, dates", open_year("period-dates")),
    ("period, dates, effects", open_year("period-dates"), press("Lihat akibatnya")),
    ("period, windows", open_year("window-list")),
    ("period, rating windows", open_year("rating-window-list")),
    ("period, rhythm", prepared_year("period-rhythm")),
    ("coverage", visitor(ADMIN, "reviews:coverage-list")),
    ("left out", visitor(ADMIN, "reviews:coverage-left-out")),
    ("policy", visitor(CLERK, "indicators:policy")),
    ("period, closing", open_year("period-close")),
    ("period, archiving", ended_year("period-archive")),
    ("period, out of the archive", ended_year("period-unarchive", archived=True)),
    ("period, prepared", prepared_year("period-detail")),
    ("period, opening", prepared_year("period-open")),
    ("figure", prepared_year("figure-edit")),
    ("awards, none", visitor(ADMIN, "awards:award-list")),
    ("login, too often", flooded, guess(1)),  # last: no login works in this city any more
]
EVALUATION = [
    *((f"home of {role}", visitor(role, "reviews:home")) for role in ROLES),
    ("agreement with progress", goal_of("reviews:agreement-detail")),
    ("notes", visitor(CLERK, "reviews:note-list")),
    ("notes, several days", visitor(CLERK, "reviews:note-days")),
    ("note", own_note),
    ("notes, file", visitor(CLERK, "reviews:note-import")),
    ("notes, file, preview", visitor(CLERK, "reviews:note-import"), upload_own_notes),
    ("notes, file of an office", visitor(ADMIN, "reviews:office-import")),
    ("notes of a plan", led_plan("DISEPAKATI", "reviews:note-team")),
    ("progress", visitor(CLERK, "reviews:progress-mine")),
    ("evidence", visitor(CLERK, "reviews:evidence-mine")),
    ("talks", visitor(HEAD, "reviews:talk-list")),
    ("talks of a team", visitor(HEAD, "reviews:talk-team")),
    ("talk, planned", talk_of(held=False)),
    ("talk, held", talk_of(held=True)),
    ("talk, notes", talk_of(held=False, name="reviews:talk-notes")),
    ("talk, another time", talk_of(held=False, name="reviews:talk-move")),
    ("talk, called off", talk_of(held=False, name="reviews:talk-cancel")),
    ("talk, asked for", talked_about("reviews:talk-plan")),
    ("talk, afterwards, errors", talked_about("reviews:talk-record"), press("Simpan catatan")),
    ("quarter, steps and status", own_quarter),
    ("help", visitor("Kepala dinas", "reviews:help-list", query="?lingkup=unit")),
    ("help, asking", visitor(CLERK, "reviews:help-new")),
    ("help, answering", asked_for_help),
    ("progress, report", own_report),
    ("progress, report, errors", own_report, press("Simpan catatan")),
    ("results", visitor(CLERK, "reviews:result-mine")),
    ("self-assessment", own_words),
    ("result, shared", result_of("DISAMPAIKAN")),
    ("result, shared, objecting", objecting, press("Ajukan keberatan")),
    ("result, compared", value_beside),
    ("second opinion, errors", asking_again, press("Kirim permintaan")),
    ("objections", visitor(ADMIN, "reviews:objection-list")),
    ("correction", to_correct, press("Kirim usulan")),
    ("corrections", visitor(ADMIN, "reviews:correction-list")),
    ("correction, decision", waiting_correction),
    ("objection, who decides", without_decider),
    ("document, revoking", to_revoke),
    ("emblem", visitor(ADMIN, "organizations:emblem")),
    ("result, acknowledged", result_of("DITERIMA")),
    ("result, explained, owner", result_of("DIJELASKAN")),
    ("result, explained, upper", result_of("DIJELASKAN", "upper")),
    ("result, objected, appraiser", objected),
    ("reminders", visitor(CLERK, "reviews:reminder-settings")),
    ("reminders, log", visitor(ADMIN, "reviews:reminder-list")),
    ("team", visitor("Lurah", "reviews:team")),
    ("team of the department", visitor("Kepala dinas", "reviews:team")),
    ("team, sharing", drafts_to_share),
    ("team, person", led_plan("DISEPAKATI", "reviews:team-plan")),
    ("feedback", led_term("feedback-give", 4)),
    ("remarks", visitor(CLERK, "reviews:remark-list")),
    ("remarks, requests", visitor(CLERK, "reviews:remark-list", query="?bagian=permintaan")),
    ("remark, for whom", visitor(CLERK, "reviews:remark-start")),
    ("remark, giving, errors", to_leader("reviews:remark-give"), press("Kirim umpan balik")),
    ("remark, answering", question),
    ("remark", received),
    ("remark, wording anew", just_given),
    ("remark, whom to ask", visitor(CLERK, "reviews:request-start", query="?q=zzz")),
    ("remark, asking", to_leader("reviews:request-new")),
    ("remarks of a year", led_plan("DISEPAKATI", "reviews:remarks-of-plan")),
    ("round, closing, errors", ending("multirater:round-close", RoundStatus.OPEN), press("Tutup pengisian")),
    ("round, release", ending("multirater:round-release", RoundStatus.CLOSED)),
    ("rounds", visitor(ADMIN, "multirater:round-list")),
    ("round, new, errors", visitor(ADMIN, "multirater:round-new"), press("Simpan dan pilih peserta")),
    ("round, who is reviewed", prepared_round("multirater:round-people")),
    ("round, opening", prepared_round("multirater:round-open")),
    ("round, draw", prepared_round("multirater:round-draw")),
    ("how it is kept fair", visitor(CLERK, "fairness:how-fair")),
    ("patterns of raters, own, none", visitor(CLERK, "fairness:pattern-mine")),
    ("patterns of raters", pattern(ADMIN, "fairness:pattern-list")),
    ("pattern of a rater", pattern(ADMIN, "fairness:pattern-profile")),
    ("pattern, own", pattern(HEAD, "fairness:pattern-mine")),
    ("comparability", visitor(ADMIN, "fairness:design-list")),
    ("comparability of a round", compared_round),
    ("relations, errors", visitor(CLERK, "multirater:relations", query="?q=ani"), press("Catat hubungan")),
    ("raters, proposing", proposing("multirater:nominate")),
    ("raters, proposed", proposing("multirater:nomination-decide")),
    ("round, answered", running_round("multirater:round-detail")),
    ("round, answered in a unit", running_round("multirater:round-unit", of_unit=True)),
    ("questionnaires", visitor(ADMIN, "multirater:questionnaire-list")),
    ("questionnaire", drafted("multirater:questionnaire-detail")),
    ("questionnaire, as a rater", drafted("multirater:questionnaire-preview")),
    ("questionnaire, question, errors", drafted("multirater:item-new"), press("Simpan butir")),
    ("words to look at", guarded("multirater:moderation", "round")),
    ("words to look at, one, errors", guarded("multirater:comment-decide", "comment"), press("Simpan")),
    ("raw forms, requests", guarded("multirater:raw-access-list")),
    ("raw forms, finding", guarded("multirater:raw-access-find", "round")),
    (
        "raw forms, deciding, errors",
        guarded("multirater:raw-access-decide", "waiting"),
        press("Simpan keputusan"),
    ),
    ("raw forms, opened", guarded("multirater:raw-access-read", "open"), press("Buka formulir")),
    ("forms about others", asked("multirater:invitation-list")),
    ("form about somebody, promise", asked("multirater:invitation-start", "waiting")),
    ("form about somebody", asked("multirater:opinion-write", "sent")),
    ("form about somebody, check", asked("multirater:opinion-write", "waiting"), choose_and_check),
    ("form about somebody, thanks", asked("multirater:opinion-sent", "sent")),
    ("round, reliability", trusted),
    ("results of rounds", told("multirater:result-list")),
    ("results of rounds, team", told("multirater:team-results", of="Lurah")),
    ("result of a round", told("multirater:result-detail")),
    ("courses", visitor(HEAD, "development:course-list")),
    (
        "course, lesson, errors",
        visitor(HEAD, "development:course-step", "menilai", "kalimat"),
        press("Lihat penjelasan"),
    ),
    ("course, case", visitor(HEAD, "development:course-case", 1, 1)),
    ("course, calibration", visitor(HEAD, "development:course-calibration")),
    ("course, progress", visitor(ADMIN, "development:course-progress")),
    ("growth", growing("development:development-list")),
    ("support", supported("development:plan-detail")),
    ("support, action, errors", supported("development:action-new"), press("Tambahkan kegiatan")),
    ("support, review", supported("development:plan-review")),
    ("trainings", training("development:training-list")),
    ("training", training("development:training-detail", has_key=True)),
    ("training, participants", training("development:training-presence", role=ADMIN, has_key=True)),
    ("training, new, errors", visitor(ADMIN, "development:training-new"), press("Tawarkan pelatihan")),
    ("what helped", visitor(ADMIN, "development:helped")),
    ("support, team", visitor(HEAD, "development:care-list")),
    ("support, promises", visitor(HEAD, "development:promises")),
    ("growth, new, errors", visitor(CLERK, "development:development-new"), press("Simpan rencana")),
    ("growth, done", growing("development:development-done", has_key=True)),
    ("assigned", assigned("assigned-mine")),
    ("assigned, result", assigned("assigned-result")),
    ("assigned, result, errors", assigned("assigned-result"), press("Simpan umpan balik")),
    ("rating", led_term("evaluation-rate", 5, evaluations__isnull=True)),
    (
        "rating, errors",
        led_term("evaluation-rate", 5, evaluations__isnull=True),
        press("Simpan dan periksa"),
    ),
    ("rating, closed", led_term("evaluation-rate", 5, evaluations__status="DITERIMA")),
    ("rating, check", draft_check),
    ("ratings of a team", queued),
    ("desk of BKD", visitor(ADMIN, "desk:cycle")),
    ("desk of a unit", visitor("Admin unit Dinas Kesehatan", "desk:cycle")),
    ("desk of the committee", visitor(COMMITTEE, "desk:cycle")),
    ("desk of the auditor", visitor(AUDITOR, "desk:cycle")),
    ("trail", visitor(AUDITOR, "desk:trail", query="?dari=1-1-2026")),
    ("trail, event", one_event),
    ("trail, own", visitor(CLERK, "desk:trail-own")),
    ("voice", point("reviews:voice-speak")),
    ("voice, errors", point("reviews:voice-speak"), press("Kirim")),
    ("voice, thanks", point("reviews:voice-thanks")),
    ("voice, results", point("reviews:voice-results")),
    ("voice, start", stranger("reviews:voice-start")),
    ("voices, points", visitor("Lurah", "reviews:point-list")),
    ("voices, point, new", visitor("Lurah", "reviews:point-new")),
    ("voices, point", point("reviews:point-edit", "Lurah")),
    ("voices, moderation", point("reviews:voice-list", "Lurah")),
    ("voices, answer", waiting_voice),
    ("voices, summary", visitor(ADMIN, "reviews:voice-summary")),
    ("completeness", visitor(ADMIN, "desk:completeness")),
    ("completeness of a unit", inner_unit),
    ("completeness, people", visitor(ADMIN, "desk:completeness-people")),
    ("completeness, reminding", reminding),
    ("completeness, views", visitor(ADMIN, "desk:saved-view-list")),
    ("completeness, saving a view", visitor(ADMIN, "desk:saved-view-new")),
    ("completeness, excluded", visitor(ADMIN, "desk:completeness-excluded")),
    ("completeness, exempting", exempting),
    ("analytics", visitor(ADMIN, "desk:analytics")),
    ("analytics, question", visitor(ADMIN, "desk:analytics-question", "predikat")),
    ("reports", visitor(ADMIN, "desk:report-files")),
    ("system", visitor(ADMIN, "desk:system")),
    ("jobs", visitor(ADMIN, "desk:job-list")),
    ("job", stopped_job),
    ("exchange, errors", visitor(ADMIN, "desk:exchange"), press("Buat berkas")),
    ("exchange, codes, errors", visitor(ADMIN, "desk:exchange-codes"), press("Simpan")),
    ("exchange, percents, errors", visitor(ADMIN, "desk:exchange-rates"), press("Simpan tabel")),
    ("exchange, past predicates, errors", visitor(ADMIN, "desk:past-start"), press("Periksa berkas")),
    ("survey, opening", visitor(ADMIN, "desk:survey-list")),
    ("survey, errors", a_survey("survey-answer"), press("Kirim jawaban")),
    ("survey, results", a_survey("survey-results")),
    ("suggestions, errors", visitor(CLERK, "desk:suggestion-list"), press("Kirim saran")),
    ("suggestions at the desk", visitor(ADMIN, "desk:suggestion-desk")),
    ("what was changed", visitor(CLERK, "desk:improvement-list")),
    ("tokens", visitor(ADMIN, "desk:token-list")),
    ("token, new, errors", visitor(ADMIN, "desk:token-new"), press("Buat token")),
    ("distribution", visitor(ADMIN, "reviews:distribution")),
    ("distribution of a team", visitor(HEAD, "reviews:distribution-team")),
    ("distribution, reason", explained),
    ("calibration meetings", visitor(ADMIN, "reviews:calibration-list")),
    ("calibration, new, errors", opening, press("Buka rapat")),
    ("calibration, sheet", calibrated("calibration-detail")),
    ("calibration, other days", calibrated("calibration-change")),
    ("calibration, minutes", calibrated("calibration-minutes")),
    ("calibration, case, errors", in_question, press("Simpan keputusan")),
    ("achievements", visitor(ADMIN, "reviews:achievement-list")),
    ("achievement", achievement("achievement-detail")),
    ("achievement, errors", achievement("achievement-detail"), press("Simpan capaian")),
    ("achievement, report", achievement("achievement-report")),
    ("achievement, recommendation", achievement("achievement-advise", "kepegawaian")),
    ("staff", visitor(ADMIN, "organizations:employee-list")),
    ("staff, nobody found", visitor(ADMIN, "organizations:employee-list", query="?q=zzz")),
    ("official, new", visitor(ADMIN, "organizations:official-new")),
    ("official, new, errors", visitor(ADMIN, "organizations:official-new"), press("Tambah pejabat")),
    ("staff record", staff_record),
    ("staff record, errors", staff_record, press("Tetapkan atasan")),
    ("first password", staff_record, press("Buat sandi pertama")),
    ("wrong data", wrong_data("report-list")),
    ("wrong data, answer", wrong_data("report-answer")),
    ("attendance", visitor(ADMIN, "organizations:attendance-list")),
    ("attendance, own", own_month(CLERK, "attendance-mine")),
    ("attendance, own month", own_month(CLERK, "attendance-report")),
    ("attendance, corrections", own_month(ADMIN, "attendance-reports")),
    ("attendance, answer", own_month(ADMIN, "attendance-answer")),
    ("attendance, import", visitor(ADMIN, "organizations:attendance-start")),
    ("attendance, preview", visitor(ADMIN, "organizations:attendance-start"), upload_attendance),
    ("transfer", staff_act("employee-transfer")),
    ("transfer, errors", staff_act("employee-transfer"), press("Lihat akibatnya")),
    ("acting post", staff_act("employee-acting")),
    ("time away", staff_act("employee-absence")),
    ("staff, core data", staff_act("employee-core")),
    ("staff, leaving", staff_act("employee-deactivate")),
    ("staff, coming back", back_again),
    ("roles", visitor(ADMIN, "organizations:role-list")),
    ("proposal", second_person),
    ("doubles", visitor(ADMIN, "organizations:duplicate-list")),
    ("doubles, side by side", one_or_two),
    ("moves", visitor(ADMIN, "organizations:moves-start")),
    ("moves, errors", visitor(ADMIN, "organizations:moves-start"), press("Periksa berkas")),
    ("moves, preview", visitor(ADMIN, "organizations:moves-start"), upload_moves),
    ("post, ending", end_of_post),
    ("time away, ending", end_of_absence),
    ("agency", visitor(ADMIN, "organizations:agency")),
    ("documents", visitor(ADMIN, "reviews:document-list")),
    ("holidays", visitor(ADMIN, "organizations:holiday-list")),
    ("import", visitor(ADMIN, "organizations:import-start")),
    ("import, history", visitor(ADMIN, "organizations:import-history")),
    ("import, errors", visitor(ADMIN, "organizations:import-start"), press("Periksa berkas")),
    ("import, preview", visitor(ADMIN, "organizations:import-start"), upload_faulty),
    (
        "moves, undoing",
        visitor(ADMIN, "organizations:moves-start"),
        begin_undoing,
    ),  # last: it moves the clerk
]
AWARD = [
    ("home of the committee", visitor(COMMITTEE, "reviews:home")),
    ("credit points, person", credit("reviews:credit-person")),
    ("credit points, brought in", credit("reviews:credit-bring-in")),
    ("credit points, cancelled", credited_entry),
    ("career", credit("development:career-person")),
    ("nine boxes", visitor(ADMIN, "development:box-list")),
    ("equal treatment", analysed("fairness:equal")),
    ("health of the appraisal", analysed("fairness:health")),
    ("potential", visitor(ADMIN, "development:potential-start")),
    ("potential, errors", visitor(ADMIN, "development:potential-start"), press("Periksa berkas")),
    ("credit points, desk", visitor(ADMIN, "reviews:credit-desk")),
    ("staff, identity", credit("organizations:employee-identity")),
    ("schemes", visitor(ADMIN, "awards:scheme-list")),
    ("schemes, new", visitor(ADMIN, "awards:scheme-new")),
    ("scheme, draft", scheme(ADMIN, "scheme-draft")),
    ("scheme, criteria", scheme(ADMIN, "scheme-criteria")),
    ("scheme, rules", scheme(ADMIN, "scheme-rules")),
    ("scheme, weights", scheme(ADMIN, "scheme-weights", query="?p0_1=3&p0_2=3&p0_3=5&p1_2=1&p1_3=3&p2_3=3")),
    ("scheme, publishing", scheme(ADMIN, "scheme-publish")),
    ("scheme, read", scheme(COMMITTEE, "scheme-detail", published=True)),
    ("schemes, read", visitor(COMMITTEE, "awards:scheme-published")),
    ("nominating", scheme(COMMITTEE, "nominate", published=True, query="?q=sari")),
    ("nominations, own", visitor(COMMITTEE, "awards:nomination-list")),
    ("nominations", scheme(COMMITTEE, "scheme-nominations", published=True)),
    ("records", visitor(ADMIN, "awards:record-list")),
    ("records, own", visitor(CLERK, "awards:record-mine")),
    ("records of a person", record("record-person")),
    ("records of a person, errors", record("record-person"), press("Simpan catatan")),
    ("record, withdrawing", record("record-withdraw")),
    ("records, import", visitor(ADMIN, "awards:record-import")),
    ("medals", visitor(ADMIN, "awards:medal-list", query="?kapan=lewat")),
    ("medals, proposals", visitor(ADMIN, "awards:medal-proposals")),
    ("medal, proposal", medal("medal-proposal")),
    ("medal, letter", medal("medal-letter")),
    ("awards", visitor(COMMITTEE, "awards:award-list")),
    ("award, new", visitor(ADMIN, "awards:award-new")),
    ("award, new, errors", visitor(ADMIN, "awards:award-new"), press("Hitung usulan")),
    ("award, proposed", award(COMMITTEE)),
    ("award, not yet", award(COMMITTEE, query="?kelompok=belum-memenuhi-syarat")),
    ("award, no data", award(COMMITTEE, query="?kelompok=belum-cukup-data")),
    ("candidate", candidate(eligible=True)),
    ("candidate, errors", candidate(eligible=True), press("Simpan keputusan")),
    ("candidate, not yet", candidate(eligible=False)),
    ("award, settling", recommended),
    ("award, sittings", award(COMMITTEE, "sitting-list")),
    ("award, notes", award(COMMITTEE, "note-list")),
    ("award, jury", award(COMMITTEE, "jury-list")),
    ("award, points", of_committee("jury-score")),
    ("award, stepping aside", of_committee("recusal")),
    ("awards, own", visitor(CLERK, "awards:own-list")),
    ("award, own", won),
    ("awards, public", honoured),
    ("result, final", result_of("FINAL")),
]
PAGES = [
    PageType(stage, *entry)
    for stage, entries in (("planning", PLANNING), ("evaluation", EVALUATION), ("award", AWARD))
    for entry in entries
]
