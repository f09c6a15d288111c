"""Stepping aside is an answer; somebody else is asked; who left is no longer waited for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from appraisal.errors import Conflict, Denied
from appraisal.models import Event
from multirater.models import Invitation, Relation, Reviewee, Round
from multirater.operations.draw import draw_round
from multirater.operations.invitation import LEFT, NOBODY_LEFT, decline, tend_round
from multirater.rules import InvitationStatus, Side, Why
from organizations.models import Absence, Employee
from organizations.operations import refresh_lines
from tests.multirater.rows import Office, answer, round_of
from tests.world import NOW, TODAY


@pytest.fixture
def drawn(office: Office) -> Round:
    """An open round over the dinas, drawn."""
    row = round_of(office)
    draw_round(row, on=TODAY)
    return row


def form_on(row: Round, ratee: Employee, side: Side = Side.PEER, **values: object) -> Invitation:
    return Invitation.objects.filter(round=row, ratee=ratee, side=side, **values).order_by("pk").first()


def step_aside(form: Invitation, at: datetime = NOW) -> Invitation | None:
    return decline(invitation=form, version=form.version, by=form.rater, at=at)


def test_stepping_aside_counts_as_answered_and_the_next_is_asked_without_a_trace(
    office: Office, drawn: Round
) -> None:
    person = office.staff["umum"][0]
    form = form_on(drawn, person, is_cross=False)
    before = Event.objects.count()

    new = step_aside(form)

    form.refresh_from_db()
    assert form.status == InvitationStatus.DECLINED
    assert new is not None
    assert (new.side, new.why, new.replaces) == (Side.PEER, Why.REPLACEMENT, form)
    assert new.status == InvitationStatus.WAITING
    asked_about = Invitation.objects.filter(rater=person, side=Side.PEER).values_list("ratee_id", flat=True)
    assert new.rater_id not in asked_about
    assert Event.objects.count() == before


def test_a_second_tab_and_another_person_are_told(office: Office, drawn: Round) -> None:
    form = form_on(drawn, office.staff["umum"][0])

    with pytest.raises(Denied):
        decline(invitation=form, version=form.version, by=office.head, at=NOW)
    with pytest.raises(Conflict):
        decline(invitation=form, version=form.version + 1, by=form.rater, at=NOW)
    step_aside(form)
    with pytest.raises(Denied, match="sudah kami catat"):
        step_aside(form)
    assert Invitation.objects.filter(replaces=form).count() == 1


def test_everybody_may_step_aside_until_nobody_is_left_and_the_desk_reads_it(
    office: Office, drawn: Round
) -> None:
    chief = office.heads["umum"]
    replaced = 0
    while form := form_on(drawn, chief, Side.SUBORDINATE, status=InvitationStatus.WAITING):
        replaced += step_aside(form) is not None

    assert replaced == 3  # eight subordinates, five of them drawn at first
    assert Reviewee.objects.get(round=drawn, employee=chief).remark == NOBODY_LEFT


def test_a_replacement_obeys_relations_and_the_cap(office: Office, drawn: Round) -> None:
    person, near = office.staff["umum"][0], office.staff["umum"]
    asked = set(Invitation.objects.filter(ratee=person).values_list("rater_id", flat=True))
    free = [one for one in near[1:] if one.pk not in asked]
    for one in free:
        first, second = sorted((one, person), key=lambda each: each.pk)
        Relation.objects.create(first=first, second=second, kind="KELUARGA", declared_by=one, declared_at=NOW)
    Round.objects.filter(pk=drawn.pk).update(rater_cap=5)

    new = step_aside(form_on(drawn, person))

    if new is not None:
        assert new.rater not in free
        sealed = Invitation.objects.filter(rater=new.rater, side__in=("REKAN", "BAWAHAN", "MITRA"))
        assert sealed.count() <= 5


def test_late_nobody_else_is_asked(office: Office, drawn: Round) -> None:
    late = date(2026, 12, 10)
    Round.objects.filter(pk=drawn.pk).update(status="DITUTUP", closed_at=NOW, late_until=date(2026, 12, 15))
    form = form_on(drawn, office.staff["umum"][0])

    assert step_aside(form, at=NOW.replace(year=2026, month=12, day=late.day)) is None
    assert not Invitation.objects.filter(replaces=form).exists()


# --- Tending -----------------------------------------------------------------------------------


def test_who_left_is_replaced_and_a_reviewed_person_who_left_is_taken_out(
    office: Office, drawn: Round
) -> None:
    gone, away = office.staff["umum"][:2]
    Employee.objects.filter(pk=gone.pk).update(is_active=False)
    Absence.objects.create(
        employee=away, kind="CUTI_BESAR", started_on=TODAY, note="SK", set_by=office.head, set_at=NOW
    )
    sent = form_on(drawn, office.staff["data"][0])
    answer(sent, {1: 4})
    expected = Invitation.objects.filter(rater__in=(gone, away), status="MENUNGGU").exclude(
        rater=away, side=Side.SELF
    )
    expected_pks = set(expected.values_list("pk", flat=True))

    told = tend_round(row=drawn, by=None, at=NOW)

    assert set(Invitation.objects.filter(status="DITARIK").values_list("pk", flat=True)) >= expected_pks
    assert not Invitation.objects.filter(ratee=gone, status="MENUNGGU").exists()
    assert Reviewee.objects.get(round=drawn, employee=gone).remark == LEFT
    assert Invitation.objects.filter(why=Why.REPLACEMENT).count() == told.replaced > 0
    event = Event.objects.get(action="round360.tended")
    assert event.after == {"withdrawn": told.withdrawn, "replaced": told.replaced}
    sent.refresh_from_db()
    assert sent.status in (InvitationStatus.ANSWERED, InvitationStatus.WITHDRAWN)
    assert tend_round(row=drawn, by=None, at=NOW).withdrawn == 0


def test_the_new_superior_follows_one_who_left(office: Office, drawn: Round) -> None:
    chief, clerk = office.heads["data"], office.staff["data"][0]
    Employee.objects.filter(pk=chief.pk).update(is_active=False)
    place = office.placements[chief.pk]
    place.ended_on = TODAY - timedelta(days=1)
    place.save()
    refresh_lines(on=TODAY, at=NOW)

    tend_round(row=drawn, by=None, at=NOW)

    asked = Invitation.objects.filter(ratee=clerk, side=Side.SUPERIOR).order_by("pk")
    assert [(one.rater, one.status) for one in asked] == [(chief, "DITARIK"), (office.head, "MENUNGGU")]


def test_the_command_tends_open_rounds_only(
    office: Office, drawn: Round, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    Employee.objects.filter(pk=office.staff["umum"][0].pk).update(is_active=False)

    call_command("tend_rounds")
    assert "undangan ditarik" in capsys.readouterr().out

    Round.objects.filter(pk=drawn.pk).update(status="DITUTUP", closed_at=NOW)
    call_command("tend_rounds")
    assert capsys.readouterr().out == ""
