"""Reminding from the list: whom it reaches, once, with which words; and many through a job."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from appraisal.errors import Denied, Refused
from appraisal.models import Event, Job, Mail
from desk.operations.reminding import outlook, remind_waiting
from desk.queries.waiting_list import People
from desk.rules.waiting import Stage
from indicators.models import Period, Plan
from organizations.models import Absence, Employee
from reviews.models import Reminder, ReminderSetting
from tests.desk.test_waiting_list import asked_for
from tests.world import JAKARTA, NOW, World, agreed_plan

pytestmark = pytest.mark.django_db
SUNDAY = NOW
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=JAKARTA)
WORD = "Kami siap membantu."


@pytest.fixture
def letters(world: World, settings: Any) -> World:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for person in world.people.values():
        Employee.objects.filter(pk=person.pk).update(email=f"{person.name.lower()}@arunika.example")
    return world


def send(world: World, asked: People | None = None, by: str = "gita", **values: Any) -> Any:
    usual: dict[str, Any] = {"chosen": None, "text": "", "by": world.people[by], "at": SUNDAY}
    return remind_waiting(asked=asked or asked_for(world, state="belum"), **usual | values)


def told() -> dict[str, list[str]]:
    return {row.employee.name: row.titles for row in Reminder.objects.select_related("employee")}


def test_who_is_waited_for_is_reminded_and_not_who_waits(letters: World) -> None:
    agreed_plan(letters, status="DIAJUKAN")
    agreed_plan(letters, "fajar", status="DIAJUKAN")

    done = send(letters, asked_for(letters, state="diajukan"), text=WORD)

    assert (done.receivers, done.job, done.leaves) == (1, None, MONDAY)
    assert told()["Budi"][0] == "Tanggapi SKP tim Anda (2)"
    letter = Mail.objects.get()
    assert letter.recipient == "budi@arunika.example"
    assert f"Pesan dari BKD: {WORD}" in letter.body
    assert not {"Ani", "Fajar"} & set(letter.body.split())
    assert letter.next_at == MONDAY
    event = Event.objects.get(action="reminder.asked")
    assert (event.by, event.target_label, event.note) == (letters.gita, "Pemerintah Kota Arunika", WORD)
    assert (event.after["posts"], event.after["receivers"]) == (2, 1)


def test_a_second_press_sends_nothing_twice(letters: World) -> None:
    send(letters)
    before = Mail.objects.count()

    with pytest.raises(Refused, match="sudah diingatkan"):
        send(letters)

    assert (Mail.objects.count(), Reminder.objects.count()) == (before, before)


def test_of_two_at_once_one_writes_each_letter(letters: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_for(letters, state="belum", unit=letters.units["lain"].pk)
    stale = outlook(asked, None, letters.gita, SUNDAY)
    send(letters, asked)
    monkeypatch.setattr("desk.operations.reminding.outlook", lambda *rest: stale)
    monkeypatch.setattr("reviews.operations.reminder.silences", lambda people, on: dict.fromkeys(people))

    send(letters, asked)

    assert (Mail.objects.count(), Reminder.objects.count()) == (1, 1)


def test_who_gets_none_is_counted_with_the_reason(letters: World) -> None:
    on = SUNDAY.date()
    Reminder.objects.create(employee=letters.ani, day=on - timedelta(days=1), titles=[], made_at=NOW)
    Reminder.objects.create(employee=letters.dewi, day=on - timedelta(days=2), titles=[], made_at=NOW)
    ReminderSetting.objects.create(employee=letters.budi, paused_until=date(2026, 12, 1))
    ReminderSetting.objects.create(employee=letters.citra, rhythm="TIDAK")
    Employee.objects.filter(pk=letters.eko.pk).update(email="")
    Absence.objects.create(
        employee=letters.hadi, kind="CUTI_SAKIT", started_on=on, note="SK", set_by=letters.gita, set_at=NOW
    )

    found = outlook(asked_for(letters, state="belum"), None, letters.gita, SUNDAY)

    assert dict(found.reasons) == {
        "diingatkan dalam tiga hari terakhir": 1,
        "menjeda pengingat": 1,
        "memilih tanpa surel pengingat": 1,
        "belum punya alamat surel": 1,
        "sedang tidak bekerja": 1,
    }, "Monday is three days after Friday"
    assert {Employee.objects.get(pk=pk).name for pk in found.reached} == {"Dewi", "Fajar", "Gita", "Indra"}


def test_only_what_was_ticked_is_reminded(letters: World) -> None:
    send(letters, chosen=[letters.placements["dewi"].pk])

    assert set(told()) == {"Dewi"}


def test_a_unit_admin_reaches_the_own_units_and_an_auditor_nobody(letters: World) -> None:
    send(letters, by="eko")
    assert set(told()) == {"Ani", "Budi", "Citra", "Eko", "Fajar"}
    assert "Pesan dari" not in Mail.objects.first().body
    with pytest.raises(Denied):
        send(letters, by="indra")


def test_refusals_say_what_helps(letters: World, settings: Any) -> None:
    with pytest.raises(Refused, match="tanpa kata “terlambat”"):
        send(letters, text="Anda terlambat")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(Refused, match="Beranda"):
        send(letters)
    Period.objects.filter(pk=letters.period.pk).update(closed_at=NOW, closed_by=letters.gita)
    letters.period.refresh_from_db()
    with pytest.raises(Refused, match="ditutup"):
        send(letters)


def test_many_are_reminded_by_a_job_that_skips_who_is_done(
    letters: World, monkeypatch: pytest.MonkeyPatch, work: Any
) -> None:
    monkeypatch.setattr("desk.operations.reminding.AT_ONCE", 2)
    monkeypatch.setattr("desk.tasks.reminders.AT_ONCE", 2)
    asked = asked_for(letters, state="kosong")

    first, second = send(letters, asked), send(letters, asked)
    assert first.job == second.job, "the same work is begun once"
    assert not Reminder.objects.exists()
    agreed_plan(letters)
    cache.clear()
    work()

    assert Job.objects.get().state["made"] == 8
    assert set(told()) == {person.name for person in letters.people.values()} - {"Ani"}
    assert Mail.objects.filter(key__startswith="pengingat").count() == 8


def test_a_stage_without_a_task_of_its_own_still_says_its_matter(letters: World) -> None:
    Plan.objects.filter(pk=agreed_plan(letters).pk).update(agreed_at=NOW)

    send(letters, asked_for(letters, stage=Stage.TALK, state="belum", unit=letters.units["bidang"].pk))

    assert told()["Budi"][0] == "Rencanakan dialog dengan tim (1)"
    assert told()["Fajar"][0] == "Lanjutkan SKP Anda"
