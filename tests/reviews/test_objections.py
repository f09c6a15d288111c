"""Objections on the unhappy paths of the regulation: days, moved and missing superiors, closed years."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event, Mail
from indicators import operations as plans
from organizations.models import Employee, Holiday, Placement, Supervision
from reviews.access import evaluation as evaluation_access
from reviews.access import evidence as evidence_access
from reviews.access.hearing import decider_of, without_decider
from reviews.documents.evaluation import record_sheet
from reviews.models import Attachment, Evaluation, EvidenceFile, Objection
from reviews.operations import evaluation as evaluations
from reviews.operations import objection as objections
from reviews.operations.finalising import finalise_due
from reviews.queries.home import all_tasks, year_on
from reviews.queries.objection import days_left
from tests.documents.test_issue import frozen_plan
from tests.scenes import RATED
from tests.world import JAKARTA, NOW, TODAY, World, agreed_plan

DAY = timedelta(days=1)
KEPT = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI", "text": "Tetap."}


def shared(world: World, on: date = TODAY, **changes: Any) -> Evaluation:
    """Return Ani's annual result, shared by Budi at ten o'clock of a day."""
    plan = changes.pop("plan", None) or agreed_plan(world)
    values = {"plan": plan, "appraiser": world.budi, "upper": world.citra, **changes}
    at = datetime(on.year, on.month, on.day, 10, tzinfo=JAKARTA)
    return Evaluation.objects.create(
        term=world.final, status="DISAMPAIKAN", shared_at=at, talked_on=on, **RATED | values
    )


def file(world: World, row: Evaluation, on: date = TODAY, **changes: Any) -> Objection:
    at = datetime(on.year, on.month, on.day, 10, 30, tzinfo=JAKARTA)
    values = {"evaluation": row, "version": row.version, "text": "Bukti belum dilihat.", "by": world.ani}
    return objections.object_to(**values | {"at": at} | changes)


def explain(row: Evaluation, by: Employee, **changes: Any) -> Objection:
    values = {"evaluation": fresh(row), "version": fresh(row).version, "text": "Sudah dilihat.", "by": by}
    return objections.explain(**values | {"at": NOW} | changes)


def decide(row: Evaluation, by: Employee, **changes: Any) -> Objection:
    values = {"evaluation": fresh(row), "version": fresh(row).version, "by": by, "at": NOW}
    return objections.decide(**values | KEPT | changes)


def name(world: World, objection: Objection, decider: Employee, **changes: Any) -> Objection:
    values = {"objection": Objection.objects.get(pk=objection.pk), "version": objection.version}
    values |= {"decider": decider, "reason": "Jabatan kosong.", "by": world.gita, "at": NOW}
    return objections.name_decider(**values | changes)


def fresh(row: Evaluation) -> Evaluation:
    return Evaluation.objects.get(pk=row.pk)


def person(world: World, name: str) -> Employee:
    """Return a person as a new request loads him: nothing about him is remembered."""
    return Employee.objects.get(pk=world.people[name].pk)


def lines(world: World, name: str = "ani", **changes: Any) -> None:
    Supervision.objects.filter(placement=world.placements[name]).update(**changes)


def working_days(world: World) -> None:
    world.period.figures.filter(key="keberatan_hari_kerja").update(value=1)


# --- The days -----------------------------------------------------------------------------------


def test_an_objection_on_day_14_is_heard_to_its_last_minute(world: World) -> None:
    row = shared(world)

    objection = file(world, row, at=datetime(2026, 12, 6, 23, 59, tzinfo=JAKARTA))

    assert (objection.explain_until, objection.decide_until) == (TODAY + 21 * DAY, TODAY + 35 * DAY)
    assert fresh(row).status == "KEBERATAN"


def test_an_objection_on_day_15_is_refused_with_the_date(world: World) -> None:
    row = shared(world)

    with pytest.raises(Denied, match=r"Masa keberatan 14 hari berakhir pada 6 Desember 2026\."):
        file(world, row, TODAY + 15 * DAY, at=datetime(2026, 12, 7, 0, 0, tzinfo=JAKARTA))
    assert not Objection.objects.exists()


def test_days_run_across_a_year_end(world: World) -> None:
    row = shared(world, date(2026, 12, 20))

    assert finalise_due(on=date(2027, 1, 3), at=NOW) == 0
    assert file(world, row, date(2027, 1, 3)).explain_until == date(2027, 1, 10)
    other = shared(world, date(2026, 12, 20), plan=agreed_plan(world, "fajar"))
    with pytest.raises(Denied, match="3 Januari 2027"):
        file(world, other, date(2027, 1, 4), by=world.fajar)


def test_working_days_leave_out_weekends_and_the_holidays_of_the_agency(world: World) -> None:
    working_days(world)
    for day in (date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)):
        Holiday.objects.create(day=day, name="Libur", basis="SKB", set_by=world.gita, set_at=NOW)
    row, other = shared(world, date(2026, 12, 14)), agreed_plan(world, "fajar")

    last = date(2027, 1, 6)
    assert finalise_due(on=last, at=NOW) == 0
    assert file(world, row, last).explain_until == date(2027, 1, 15)
    with pytest.raises(Denied, match="Masa keberatan 14 hari kerja berakhir pada 6 Januari 2027"):
        file(world, shared(world, date(2026, 12, 14), plan=other), last + DAY, by=world.fajar)
    assert finalise_due(on=last + DAY, at=NOW) == 1


def test_the_day_is_that_of_the_agency_and_not_of_greenwich(world: World) -> None:
    """Shared at 23.30 in Jakarta, which is 16.30 of the same day in Greenwich; objected at 00.30."""
    row = shared(world)
    Evaluation.objects.update(shared_at=datetime(2026, 11, 22, 23, 30, tzinfo=JAKARTA))

    with pytest.raises(Denied):
        file(world, fresh(row), at=datetime(2026, 12, 7, 0, 30, tzinfo=JAKARTA))
    file(world, fresh(row), at=datetime(2026, 12, 6, 23, 59, tzinfo=JAKARTA))


@pytest.mark.once
def test_the_daily_run_reads_holidays_once_and_not_per_person(
    world: World, django_assert_max_num_queries: Any
) -> None:
    working_days(world)
    for name in ("ani", "fajar", "dewi", "eko"):
        shared(world, plan=agreed_plan(world, name))

    with django_assert_max_num_queries(7):  # years, the year, policy, holidays, rows; a savepoint
        assert finalise_due(on=TODAY + 3 * DAY, at=NOW) == 0


def test_the_days_that_were_promised_stay_when_the_policy_changes(world: World) -> None:
    objection = file(world, shared(world))
    world.period.figures.filter(key="penjelasan_hari").update(value=1)

    assert Objection.objects.get(pk=objection.pk).explain_until == TODAY + 7 * DAY


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (TODAY + DAY, "sampai 23 November 2026, 1 hari lagi"),
        (TODAY, "sampai 22 November 2026, hari ini"),
        (TODAY - 2 * DAY, "sampai 20 November 2026, lewat 2 hari"),
        (None, ""),
    ],
)
def test_days_left_in_words(until: date | None, words: str) -> None:
    assert days_left(until, TODAY) == words


# --- Who explains and decides ---------------------------------------------------------------------


def test_the_rater_who_was_transferred_and_the_present_superior_may_both_explain(world: World) -> None:
    row = shared(world)
    file(world, row)
    lines(world, superior=world.dewi)

    for by in ("citra", "ani", "gita", "fajar"):
        with pytest.raises(Denied, match="dilakukan oleh pejabat penilai"):
            explain(row, world.people[by])
    assert evaluation_access.visible_evaluations(person(world, "budi"), TODAY).filter(pk=row.pk).exists()
    assert evaluation_access.visible_evaluations(person(world, "dewi"), TODAY).filter(pk=row.pk).exists()
    assert explain(row, world.budi).explained_by == world.budi


def test_the_present_superior_explains_when_the_rater_has_left(world: World) -> None:
    row = shared(world)
    file(world, row)
    lines(world, superior=world.dewi)
    Employee.objects.filter(pk=world.budi.pk).update(is_active=False)

    assert explain(row, world.dewi).explained_by == world.dewi
    assert decide(row, world.citra).decided_by == world.citra


def test_a_superior_transferred_before_deciding_leaves_it_to_the_upper_of_the_day(world: World) -> None:
    row = shared(world)
    file(world, row)
    lines(world, upper=world.hadi)

    with pytest.raises(Denied):
        decide(row, world.citra)
    assert decide(row, world.hadi).decided_by == world.hadi
    assert fresh(row).upper == world.hadi, "the Dokumen Evaluasi names who decided"


def test_the_upper_of_the_day_decides_after_the_year_of_the_plan_is_over(world: World) -> None:
    """The plan ended on 31 December and Citra left on 5 January: her successor decides, and reads it."""
    row = shared(world, date(2027, 1, 4))
    file(world, row, date(2027, 1, 4))
    on, at = date(2027, 1, 10), datetime(2027, 1, 10, 9, tzinfo=JAKARTA)
    lines(world, ended_on=date(2027, 1, 5))
    after = {"placement": world.placements["ani"], "superior": world.budi, "upper": world.hadi}
    Supervision.objects.create(started_on=date(2027, 1, 6), **after)

    assert evaluation_access.visible_evaluations(person(world, "hadi"), on).filter(pk=row.pk).exists()
    with pytest.raises(Denied):
        decide(row, world.citra, at=at)
    assert decide(row, world.hadi, at=at).decided_by == world.hadi


def test_the_last_line_answers_for_who_moved_or_left(world: World) -> None:
    row = shared(world)
    Placement.objects.filter(pk=world.placements["ani"].pk).update(ended_on=TODAY - DAY)
    lines(world, ended_on=TODAY - DAY)
    file(world, row)

    explain(row, world.budi)
    assert decide(row, world.citra).decided_by == world.citra


@pytest.mark.parametrize("case", ["vacant", "is the rater", "is the employee", "has left", "has explained"])
def test_where_the_upper_is_vacant_or_concerned_bkd_names_who_decides(world: World, case: str) -> None:
    row = shared(world)
    objection = file(world, row)
    if case == "has left":
        Employee.objects.filter(pk=world.citra.pk).update(is_active=False)
    elif case == "has explained":
        lines(world, superior=world.citra)
        explain(row, world.citra)
        objection.refresh_from_db()
    else:
        upper = {"vacant": None, "is the rater": world.budi, "is the employee": world.ani}[case]
        lines(world, upper=upper)

    assert decider_of(fresh(row), TODAY) is None
    assert list(without_decider(Objection.objects.all(), TODAY)) == [objection]
    for by in ("ani", "budi", "citra", "gita"):
        with pytest.raises(Denied):
            decide(row, world.people[by])
    name(world, objection, world.hadi)
    assert not without_decider(Objection.objects.all(), TODAY).exists()
    assert decide(row, world.hadi).decided_by == world.hadi
    assert fresh(row).upper == world.citra, "who was named is not the superior's superior"


def test_nobody_is_named_while_the_line_has_somebody_who_decides(world: World) -> None:
    objection = file(world, shared(world))

    with pytest.raises(Denied, match="Keberatan ini diputuskan Citra"):
        name(world, objection, world.hadi)
    assert not without_decider(Objection.objects.all(), TODAY).exists()


@pytest.mark.parametrize("candidate", ["ani", "budi", "gita"])
def test_who_is_concerned_or_names_is_not_named(world: World, candidate: str) -> None:
    objection = file(world, shared(world))
    lines(world, upper=None)

    with pytest.raises(Refused) as refused:
        name(world, objection, world.people[candidate])
    assert refused.value.field == "decider"
    with pytest.raises(Refused) as refused:
        name(world, objection, world.hadi, reason=" ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize("by", ["ani", "budi", "citra", "eko", "indra"])
def test_only_bkd_names_who_decides(world: World, by: str) -> None:
    objection = file(world, shared(world))
    lines(world, upper=None)

    with pytest.raises(Denied, match="ditunjuk admin BKD"):
        name(world, objection, world.hadi, by=person(world, by))


def test_two_admins_who_name_at_once_have_one_effect(world: World) -> None:
    file(world, shared(world))
    lines(world, upper=None)
    first, second = Objection.objects.get(), Objection.objects.get()
    common = {"version": first.version, "reason": "Jabatan kosong.", "by": world.gita, "at": NOW}
    objections.name_decider(objection=first, decider=world.hadi, **common)

    with pytest.raises(Conflict):
        objections.name_decider(objection=second, decider=world.dewi, **common)
    assert Objection.objects.get().decider == world.hadi


def test_a_second_tab_explains_or_decides_nothing(world: World) -> None:
    row = shared(world)
    file(world, row)
    stale = fresh(row)
    explain(row, world.budi)
    for act, by in ((explain, world.budi), (decide, world.citra)):
        with pytest.raises((Conflict, Denied)):
            act(row, by, evaluation=stale, version=stale.version)
    stale = fresh(row)
    decide(row, world.citra)
    with pytest.raises((Conflict, Denied)):
        decide(row, world.citra, evaluation=stale, version=stale.version)
    assert Event.objects.filter(action="objection.decided").count() == 1


# --- Closed years, people who left ----------------------------------------------------------------


def test_an_objection_goes_on_after_the_year_was_closed(world: World) -> None:
    row = shared(world)
    plans.close_period(period=world.period, version=world.period.version, by=world.gita, at=NOW)

    file(world, fresh(row))
    explain(row, world.budi)
    decide(row, world.citra, results_rating="DI_ATAS", behaviour_rating="DI_ATAS")
    assert (fresh(row).status, fresh(row).predicate) == ("FINAL", "SANGAT_BAIK")


def test_a_year_that_is_closed_while_someone_rates_refuses_the_rating(world: World) -> None:
    """Budi loaded the page while the year was open; the press comes after the closing."""
    plan = agreed_plan(world)
    assert plan.period.is_open
    plans.close_period(period=world.period, version=world.period.version, by=world.gita, at=NOW)
    reasons = {"results_reason": "Bukti.", "behaviour_reason": "Bukti.", "recommendation": ""}
    ratings = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI"}

    with pytest.raises(Denied, match="Tahun 2026 sudah ditutup"):
        evaluations.rate(
            plan=plan, term=world.final, version=None, by=world.budi, at=NOW, **ratings, **reasons
        )
    assert not Evaluation.objects.exists()


def test_who_just_left_is_rated_by_the_superior_of_the_last_day(world: World) -> None:
    plan = agreed_plan(world)
    Placement.objects.filter(pk=world.placements["ani"].pk).update(ended_on=TODAY - DAY)
    lines(world, ended_on=TODAY - DAY)
    Employee.objects.filter(pk=world.ani.pk).update(is_active=False)
    reasons = {"results_reason": "Bukti.", "behaviour_reason": "Bukti.", "recommendation": ""}
    values = {"plan": plan, "term": world.final, "version": None, "at": NOW, **reasons}
    values |= {"results_rating": "SESUAI", "behaviour_rating": "SESUAI"}

    with pytest.raises(Denied):
        evaluations.rate(by=world.citra, **values)
    row = evaluations.rate(by=world.budi, **values)
    evaluations.share(evaluation=row, version=row.version, talked_on=TODAY, by=world.budi, at=NOW)
    assert fresh(row).upper == world.citra


# --- Evidence, letters, tasks -----------------------------------------------------------------------


def proof(world: World, owner: Employee) -> EvidenceFile:
    values = {"name": "bukti.pdf", "content_type": "application/pdf", "size": 9, "uploaded_at": NOW}
    return EvidenceFile.objects.create(owner=owner, key=f"kunci-{owner.pk}", sha256="0" * 64, **values)


def test_evidence_is_opened_by_whoever_reads_the_objection(world: World) -> None:
    proven = proof(world, world.ani)
    file(world, shared(world), files=[proven])

    readers = {
        name
        for name in world.people
        if evidence_access.visible_files(person(world, name), TODAY).filter(pk=proven.pk).exists()
    }
    assert readers == {"ani", "budi", "citra", "eko", "gita", "indra"}
    assert not evidence_access.may_remove(world.ani, proven)


def test_an_objection_with_a_file_of_somebody_else_is_not_filed(world: World) -> None:
    with pytest.raises(Refused) as refused:
        file(world, shared(world), files=[proof(world, world.fajar)])
    assert refused.value.field == "evidence_files"
    assert not Objection.objects.exists()
    assert not Attachment.objects.exists()


def test_every_step_is_told_by_letter_without_names_or_ratings(world: World) -> None:
    for employee in world.people.values():
        Employee.objects.filter(pk=employee.pk).update(email=f"{employee.pk}@arunika.example")
    row = shared(world, plan=agreed_plan(world))
    row = Evaluation.objects.get(pk=row.pk)
    objection = file(world, row)
    explain(row, person(world, "budi"))
    decide(row, person(world, "citra"), results_rating="DI_ATAS", behaviour_rating="DI_ATAS")

    told = {(letter.key.split("-")[2], letter.recipient.split("@")[0]) for letter in Mail.objects.all()}
    people = {key: str(world.people[key].pk) for key in ("ani", "budi", "citra")}
    assert told == {
        ("diajukan", people["budi"]),
        ("diajukan", people["citra"]),
        ("dijelaskan", people["ani"]),
        ("dijelaskan", people["citra"]),
        ("diputuskan", people["ani"]),
        ("diputuskan", people["budi"]),
    }
    for letter in Mail.objects.order_by("pk"):
        said = f"{letter.subject} {letter.body}".casefold()
        assert f"/hasil/{objection.evaluation_id}/" in letter.body or "Buka Beranda" in letter.body
        assert not [word for word in ("ekspektasi", "predikat", "sangat baik", "bukti") if word in said]
        assert not [name for name in ("ani", "citra", "budi") if f" {name} " in said.split(",", 1)[1]]


def tasks(world: World, name: str) -> list[tuple[str, date | None]]:
    someone = person(world, name)
    wanted = ("Jelaskan", "Putuskan keberatan", "Baca jawaban", "Tunjuk")
    found = all_tasks([someone], year_on(world.period, TODAY), TODAY)[someone.pk]
    return [(task.title, task.due_on) for task in found if task.title.startswith(wanted)]


def test_home_names_what_waits_with_the_day_by_which_it_is_awaited(world: World) -> None:
    row = shared(world)
    objection = file(world, row)
    explained, decided = objection.explain_until, objection.decide_until

    assert tasks(world, "budi") == [("Jelaskan penilaian yang diberi keberatan", explained)]
    assert tasks(world, "citra") == [("Putuskan keberatan", decided)]
    assert tasks(world, "ani") == tasks(world, "dewi") == tasks(world, "gita") == []
    explain(row, world.budi)
    assert tasks(world, "budi") == []
    assert tasks(world, "ani") == [("Baca jawaban atas keberatan Anda", None)]


def test_home_asks_the_rater_who_left_bkd_and_whom_it_named(world: World) -> None:
    row = shared(world)
    objection = file(world, row)
    lines(world, superior=world.dewi, upper=None)

    assert [title for title, _ in tasks(world, "budi")] == ["Jelaskan penilaian yang diberi keberatan"]
    assert [title for title, _ in tasks(world, "dewi")] == ["Jelaskan penilaian yang diberi keberatan"]
    assert [title for title, _ in tasks(world, "gita")] == ["Tunjuk pejabat pemutus keberatan"]
    assert tasks(world, "citra") == []
    name(world, objection, world.fajar)
    assert [title for title, _ in tasks(world, "fajar")] == ["Putuskan keberatan"]
    assert tasks(world, "gita") == []


# --- The Dokumen Evaluasi ---------------------------------------------------------------------------


def test_the_document_dates_every_step_and_names_who_stood_in(world: World) -> None:
    row = shared(world, plan=frozen_plan(world))
    objection = file(world, row)
    lines(world, superior=world.dewi, upper=None)
    explain(row, world.dewi)
    objection.refresh_from_db()
    name(world, objection, world.hadi, reason="Jabatan kosong; SP 5/2026.")
    decide(row, world.hadi)

    sheet = record_sheet(Evaluation.objects.get())

    assert sheet.objection == "22 November 2026: Bukti belum dilihat."
    assert sheet.explanation == (
        "22 November 2026: Sudah dilihat.\nDijelaskan oleh Dewi (19880303 201203 2 005)."
    )
    assert sheet.decision == (
        "22 November 2026: Tetap.\nDiputuskan oleh Hadi (19790606 200503 1 008), "
        "pejabat yang ditunjuk BKD: Jabatan kosong; SP 5/2026."
    )
    assert (sheet.upper.name, sheet.superior.name) == ("Citra", "Budi")
    first = sheet.signatures[0]
    assert (first.role, first.name) == ("Pejabat yang Memutuskan Keberatan", "Hadi")


def test_the_document_of_the_ordinary_way_names_nobody_twice(world: World) -> None:
    row = shared(world, plan=frozen_plan(world))
    file(world, row)
    explain(row, world.budi)
    decide(row, world.citra)

    sheet = record_sheet(Evaluation.objects.get())

    assert sheet.explanation == "22 November 2026: Sudah dilihat."
    assert sheet.decision == "22 November 2026: Tetap."
    first = sheet.signatures[0]
    assert (first.role, first.name) == ("Atasan Pejabat Penilai Kinerja", "Citra")
