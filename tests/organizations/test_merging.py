"""Two rows of one person become one: what moves, what stays, what stands in the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import AppendOnly, Event
from appraisal.sheets import BROWSER
from indicators.models import CoreValue, Plan
from organizations import operations
from organizations.models import (
    Attendance,
    DataReport,
    DistinctPair,
    Employee,
    Placement,
    Proposal,
    RoleGrant,
    SuperiorOverride,
    Supervision,
)
from organizations.operations import refresh_lines
from organizations.queries import joining, suspects
from organizations.queries.merging import STAYS, is_author, links
from organizations.resources import StaffFiles
from organizations.rules import Role
from reviews.models import ReminderSetting
from tests.pages import form_of, text_of
from tests.sheets import person as sheet_row
from tests.sheets import staff_file
from tests.world import NOW, TODAY, World, agreed_plan

# Every link to an employee that says of whom a row is: a new one is added here after somebody thought about
# what joining two rows does to it (organizations/queries/merging.py). Who noted something (`_by`) moves.
CONSIDERED = {
    *("organizations.DataReport.employee", "organizations.Absence.employee"),
    *("organizations.Attendance.employee", "organizations.Placement.employee"),
    *("organizations.Supervision.superior", "organizations.Supervision.upper"),
    *("organizations.SuperiorOverride.employee", "organizations.SuperiorOverride.superior"),
    *("organizations.RoleGrant.employee", "organizations.Employee.merged_into"),
    *(
        "indicators.Plan.submitted_to",
        "indicators.PlanRequest.superior",
        "indicators.Submission.submitted_to",
    ),
    *("indicators.Reading.reader", "desk.SavedView.owner", "reviews.PastResult.employee"),
    *("multirater.RoundScope.employee", "multirater.Reviewee.employee", "multirater.Reviewee.superior"),
    *("multirater.Invitation.ratee", "multirater.Invitation.rater"),
    *("multirater.Relation.first", "multirater.Relation.second"),
    *("awards.AwardCandidate.employee", "awards.Nomination.employee"),
    *("awards.NominationMember.employee", "awards.JuryScore.member", "awards.Recusal.member"),
    *("awards.ServiceRecord.employee", "awards.MedalProposal.employee"),
    *("awards.SittingMember.employee", "reviews.Evaluation.appraiser", "reviews.Evaluation.upper"),
    *(
        "reviews.CreditEntry.employee",
        "development.DevelopmentGoal.employee",
        "development.DevelopmentPlan.employee",
        "development.Registration.employee",
        "reviews.Document.subject",
    ),
    "development.PotentialScore.employee",
    "desk.SurveyDone.employee",
    *("reviews.Objection.decider", "reviews.EvidenceFile.owner", "reviews.RemarkRequest.asked"),
    *("reviews.ReminderSetting.employee", "reviews.Reminder.employee", "reviews.Talk.superior"),
    *("development.CourseStep.employee", "development.PracticeRating.employee"),
    "development.CourseCompletion.employee",
    *("fairness.RaterProfile.rater", "fairness.ComparisonValue.employee"),
    "fairness.SecondOpinion.asked_of",
}


def test_every_link_to_an_employee_was_considered() -> None:
    every = {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.concrete_fields
        if column.related_model is Employee
    }
    frozen = {
        label
        for label in every
        if isinstance(apps.get_model(label.rsplit(".", 1)[0]).objects.all(), AppendOnly)
    }
    moving = {f"{model._meta.label}.{name}" for model, name in links()}

    assert moving == every - set(STAYS) - frozen, "all that does not stay moves"
    assert {label for label in moving if not is_author(label.rsplit(".", 1)[1])} == CONSIDERED


def twin(world: World, **changes: Any) -> Employee:
    """Return a second row of Ani, without a post."""
    values = {"nip": "199001012021212003", "name": "Ani", "kind": "PPPK", "birth_on": date(1990, 1, 1)}
    return Employee.objects.create(**(values | changes))


def post(
    world: World, person: Employee, start: date, end: date | None = None, unit: str = "bidang"
) -> Placement:
    row = Placement.objects.create(
        employee=person,
        position=world.placements["ani"].position,
        unit=world.units[unit],
        started_on=start,
        ended_on=end,
    )
    refresh_lines(on=start, at=NOW, placements=Placement.objects.filter(pk=row.pk))
    return row


def merge(world: World, stays: Employee, goes: Employee) -> Employee:
    return operations.merge_rows(stays=stays, goes=goes, by=world.hadi, at=NOW)


# --- What happens ---------------------------------------------------------------------------------


def test_everything_moves_and_the_other_row_points_to_who_stays(world: World) -> None:
    goes = twin(world, email="ani@arunika.example", card_number="N 1")
    earlier = post(world, goes, date(2021, 1, 1), date(2023, 12, 31))
    plan = Plan.objects.create(
        period=world.period,
        placement=earlier,
        form="JA_JF",
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 12, 31),
        status="DRAF",
        created_at=NOW,
    )
    report = DataReport.objects.create(employee=goes, subject="NIP", reported_at=NOW)
    led = SuperiorOverride.objects.create(
        employee=world.dewi, superior=goes, started_on=TODAY, reason="SP", set_by=world.gita, set_at=NOW
    )
    role = RoleGrant.objects.create(
        employee=goes, role="AUDITOR", unit=world.units["kota"], started_on=date(2026, 1, 1)
    )
    event = Event.objects.create(at=NOW, by=goes, by_label="Ani", action="x")

    merge(world, world.ani, goes)

    goes.refresh_from_db()
    assert (goes.is_active, goes.status, goes.merged_into) == (False, "Digabung", world.ani)
    assert not goes.has_usable_password()
    for row in (earlier, report, role):
        row.refresh_from_db()
        assert row.employee == world.ani
    plan.refresh_from_db()
    assert plan.placement.employee == world.ani
    led.refresh_from_db()
    assert led.superior == world.ani
    assert role.ended_on == TODAY, "a right does not move with the row"
    event.refresh_from_db()
    assert event.by == goes, "the trail is never touched"
    ani = Employee.objects.get(pk=world.ani.pk)
    assert (ani.email, ani.card_number, ani.rank) == ("ani@arunika.example", "N 1", "III/c")
    told = Event.objects.get(action="employee.merged")
    assert told.after["moved"]["organizations.placement"] == 1
    assert told.after["filled"] == ["birth_on", "card_number", "email"]


def test_the_login_of_the_joined_row_ends(office: World) -> None:
    goes = twin(office)
    client = Client()
    client.force_login(goes, backend="organizations.backends.NipBackend")
    assert client.get("/data-saya/").status_code == 200

    merge(office, office.ani, goes)

    assert client.get("/data-saya/").status_code == 302


def test_a_doubled_post_without_anything_goes(world: World) -> None:
    goes = twin(world)
    empty = post(world, goes, date(2024, 1, 1))
    draft = Plan.objects.create(
        period=world.period,
        placement=empty,
        form="JA_JF",
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 12, 31),
        created_at=NOW,
    )
    draft.behaviours.create(value=CoreValue.objects.get(number=1))
    agreed_plan(world)

    merge(world, world.ani, goes)

    assert not Placement.objects.filter(pk=empty.pk).exists()
    assert not Plan.every.filter(pk=draft.pk).exists()
    assert Event.objects.filter(action="plan.removed").exists()
    assert Placement.objects.filter(employee=world.ani).count() == 1


def test_the_empty_post_goes_even_when_it_is_of_who_stays(world: World) -> None:
    goes = twin(world)
    real = post(world, goes, date(2024, 6, 1))
    world.placements["dewi"], kept = real, world.placements["dewi"]
    agreed_plan(world, "dewi")
    world.placements["dewi"] = kept

    merge(world, world.ani, goes)

    assert list(Placement.objects.filter(employee=world.ani)) == [real]
    line = Supervision.objects.on(TODAY).get(placement=real)
    assert line.superior == world.budi


def test_an_open_post_ends_where_the_next_one_begins(world: World) -> None:
    agreed_plan(world)
    goes = twin(world)
    later = post(world, goes, date(2026, 4, 1), unit="lain")
    world.placements["later"] = later
    agreed_plan(world, "later")

    merge(world, world.ani, goes)

    first, second = Placement.objects.filter(employee=world.ani).order_by("started_on")
    assert (first.ended_on, second.pk, second.ended_on) == (date(2026, 3, 31), later.pk, None)


def test_doubles_that_say_nothing_go(office: World) -> None:
    goes = twin(office)
    for person in (office.ani, goes):
        ReminderSetting.objects.create(employee=person)
        Attendance.objects.create(
            employee=person, month=date(2026, 10, 1), work_days=22, present_days=20, set_at=NOW
        )
    Attendance.objects.create(employee=goes, month=date(2026, 9, 1), work_days=22, present_days=2, set_at=NOW)

    merge(office, office.ani, goes)

    assert ReminderSetting.objects.get().employee == office.ani
    assert Attendance.objects.filter(employee=office.ani).count() == 2


# --- What stands in the way -----------------------------------------------------------------------


def both_planned(world: World, goes: Employee) -> None:
    agreed_plan(world)
    world.placements["twin"] = post(world, goes, date(2024, 1, 1))
    agreed_plan(world, "twin")


def both_reported(world: World, goes: Employee) -> None:
    for person in (world.ani, goes):
        DataReport.objects.create(employee=person, subject="UNIT", reported_at=NOW)


def led_each_other(world: World, goes: Employee) -> None:
    Supervision.objects.filter(placement=world.placements["ani"]).update(superior=goes)


def named_together(world: World, goes: Employee) -> None:
    rows = Supervision.objects.filter(placement=world.placements["fajar"])
    rows.update(superior=goes, upper=world.ani)


def joined_before(world: World, goes: Employee) -> None:
    Employee.objects.filter(pk=goes.pk).update(is_active=False, merged_into=world.budi)


@pytest.mark.parametrize(
    ("arrange", "said"),
    [
        (both_planned, "keduanya punya SKP"),
        (both_reported, "Jawab dulu salah satu laporannya"),
        (led_each_other, "menjadi atasan yang lain"),
        (named_together, "tampaknya dua orang"),
        (joined_before, "sudah digabung sebelumnya"),
    ],
)
def test_what_cannot_be_joined_is_refused_and_says_what_to_do(world: World, arrange: Any, said: str) -> None:
    goes = twin(world)
    arrange(world, goes)
    goes.refresh_from_db()
    before = Event.objects.count()

    with pytest.raises(Refused, match=said):
        merge(world, world.ani, goes)

    assert Event.objects.count() == before
    assert Employee.objects.get(pk=world.ani.pk).version == world.ani.version


def test_the_preview_counts_what_the_joining_moves(world: World) -> None:
    goes = twin(world)
    post(world, goes, date(2021, 1, 1), date(2023, 12, 31))
    DataReport.objects.create(employee=goes, subject="NIP", reported_at=NOW)

    found = joining(world.ani, goes)

    assert found.moved == [("laporan data", 1), ("penempatan", 1)]
    assert found.obstacles == []


# --- The list -------------------------------------------------------------------------------------


def test_suspects_are_listed_with_reasons_until_told_apart(office: World) -> None:
    Employee.objects.filter(pk=office.ani.pk).update(birth_on=date(1990, 1, 1))
    goes = twin(office)
    from organizations.queries import forget_suspects

    forget_suspects()
    [(one, other, why)] = suspects(TODAY).pairs
    assert ({one, other}, len(why)) == ({office.ani.pk, goes.pk}, 2)

    operations.note_distinct(one=goes, other=office.ani, by=office.gita, at=NOW)
    operations.note_distinct(one=office.ani, other=goes, by=office.gita, at=NOW)
    forget_suspects()

    assert suspects(TODAY).pairs == []
    assert DistinctPair.objects.count() == 1


def test_the_list_costs_the_same_for_many(office: World) -> None:
    from organizations.queries import suspects_page

    def queries() -> int:
        from organizations.queries import forget_suspects

        forget_suspects()
        with CaptureQueriesContext(connection) as asked:
            suspects_page(TODAY, "")
        return len(asked)

    twin(office)
    Employee.objects.filter(pk=office.ani.pk).update(birth_on=date(1990, 1, 1))
    few = queries()
    Employee.objects.bulk_create(
        Employee(
            nip=f"19910101201503{n:04d}", name=f"Kembar {n // 2}x", kind="PNS", birth_on=date(1991, 1, 1)
        )
        for n in range(60)
    )
    assert queries() == few


def test_proposing_is_for_admins_and_never_about_oneself(office: World) -> None:
    goes = twin(office)
    with pytest.raises(Denied):
        operations.propose_merge(stays=office.ani, goes=goes, by=office.eko, at=NOW)
    with pytest.raises(Refused, match="oleh admin lain"):
        operations.propose_merge(stays=office.gita, goes=goes, by=office.gita, at=NOW)


def test_the_second_person_joins_once(office: World) -> None:
    goes = twin(office)
    operations.grant_role(
        employee=office.hadi, role=Role.BKD_ADMIN, unit=office.units["kota"], by=None, at=NOW
    )
    proposal = operations.propose_merge(stays=office.ani, goes=goes, by=office.gita, at=NOW)
    with pytest.raises(Refused, match="sudah menunggu"):
        operations.propose_merge(stays=office.budi, goes=goes, by=office.gita, at=NOW)

    operations.confirm_proposal(proposal=proposal, version=1, by=office.hadi, at=NOW)

    assert Employee.objects.get(pk=goes.pk).merged_into == office.ani
    with pytest.raises(Conflict):
        operations.confirm_proposal(proposal=Proposal.objects.get(), version=1, by=office.hadi, at=NOW)


# --- Pages ----------------------------------------------------------------------------------------


@pytest.mark.once
def test_from_the_list_to_the_joined_row(office: World, clock: Any) -> None:
    Employee.objects.filter(pk=office.ani.pk).update(birth_on=date(1990, 1, 1))
    goes = twin(office)
    operations.grant_role(
        employee=office.hadi, role=Role.BKD_ADMIN, unit=office.units["kota"], by=None, at=NOW
    )
    gita, hadi = Client(), Client()
    gita.force_login(office.gita, backend="organizations.backends.NipBackend")
    hadi.force_login(office.hadi, backend="organizations.backends.NipBackend")

    assert "Lahir dan nama sama" in text_of(gita.get("/bkd/pegawai/ganda/"))
    found = gita.get("/bkd/pegawai/ganda/", {"satu": office.ani.nip, "dua": goes.nip})
    pair = reverse("organizations:duplicate-pair", args=[office.ani.pk, goes.pk])
    assert found["Location"] == pair
    form = form_of(gita.get(pair))
    assert gita.post(pair, form.fields | {"stays": ""}).status_code == 422
    address = gita.post(pair, form.fields | {"stays": str(office.ani.pk)})["Location"]
    assert "sudah diusulkan" in text_of(gita.get(pair))

    hadi.post(address, form_of(hadi.get(address)).fields | {"act": "setuju"})

    detail = text_of(gita.get(reverse("organizations:employee-detail", args=[goes.pk])))
    assert "Digabung ke" in detail


@pytest.mark.once
def test_two_people_are_told_apart_on_the_page(office: World, clock: Any) -> None:
    goes = twin(office)
    client = Client()
    client.force_login(office.gita, backend="organizations.backends.NipBackend")
    pair = reverse("organizations:duplicate-pair", args=[office.ani.pk, goes.pk])

    answer = client.post(pair, form_of(client.get(pair)).fields | {"stays": "beda"})

    assert answer["Location"] == "/bkd/pegawai/ganda/"
    assert DistinctPair.objects.exists()


def test_a_file_with_the_old_number_is_told_the_one_in_use(office: World) -> None:
    goes = twin(office)
    merge(office, office.ani, goes)

    read = StaffFiles(
        units=None,
        staff=("pegawai.xlsx", staff_file(sheet_row(NIP_BARU=goes.nip, NAMA="ANI", UNOR_ID="U-bidang"))),
        limits=BROWSER,
        today=TODAY,
    )

    [verdict] = read.staff_verdicts or []
    assert "sudah digabung ke data lain. Pakai NIP 19900101 201503 2 003." in verdict.faults[0].sentence
