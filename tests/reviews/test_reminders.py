"""Digests: one per person and day, in office hours, silent when nothing moves, and kind."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as sent_mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from appraisal.models import Event, Mail
from organizations.models import Absence, Employee
from reviews.models import Reminder, ReminderSetting
from reviews.operations import reminder as operations
from reviews.operations.reminder import Outcome, remind
from reviews.queries.home import home_page, year_on
from tests.kernel.test_words import WORDS
from tests.pages import queries_of, text_of
from tests.reviews.crowd import crowd
from tests.scenes import Scene
from tests.world import NOW, World, agreed_plan

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
WEEK = timedelta(days=7)
SCORES = [
    "sangat baik",
    "butuh perbaikan",
    "di atas ekspektasi",
    "di bawah ekspektasi",
    "predikat",
    "misconduct",
]


@pytest.fixture
def office(world: World) -> World:
    """The world with an address for everybody but Fajar; tasks: everybody writes a plan."""
    for person in Employee.objects.exclude(pk=world.fajar.pk):
        Employee.objects.filter(pk=person.pk).update(email=f"{person.name.lower()}@arunika.example")
    return world


def letters(person: str = "ani") -> list[Mail]:
    return list(Mail.objects.filter(recipient=f"{person}@arunika.example").order_by("pk"))


def run(at: str = "2026-11-23T09:00", **options: Any) -> str:
    out = StringIO()
    call_command("send_reminders", at=at, stdout=out, **options)
    return out.getvalue()


# --- Who gets what ------------------------------------------------------------------------------


def test_a_person_gets_one_letter_with_all_that_home_lists(office: World) -> None:
    agreed_plan(office, status="DIAJUKAN")

    done = remind(at=MONDAY)

    people = Employee.objects.count()
    assert done == Outcome(people, people, people - 1)
    [letter] = letters("budi")
    tasks = home_page(office.budi, year_on(office.period, MONDAY.date()), MONDAY.date(), in_full=True)[
        "tasks"
    ]
    assert letter.subject == "Dua hal yang bisa Anda lanjutkan minggu ini"
    for task in tasks:  # type: ignore[attr-defined]
        assert f"{task.name}\n   https://capaian.example.go.id{task.href}" in letter.body
    assert "https://capaian.example.go.id/pengingat/" in letter.body
    assert "Pak Budi" in letter.body
    assert Reminder.objects.get(employee=office.budi).titles == [task.name for task in tasks]  # type: ignore[attr-defined]


def test_who_has_no_address_is_reminded_in_the_application_only(office: World) -> None:
    remind(at=MONDAY)

    assert not Reminder.objects.get(employee=office.fajar).is_mailed
    assert Reminder.objects.get(employee=office.ani).is_mailed


def test_without_a_mail_server_nothing_is_put_into_the_outbox(office: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    done = remind(at=MONDAY)

    assert (done.made > 0, done.mailed) == (True, 0)
    assert not Mail.objects.exists()


def test_who_has_nothing_to_do_hears_nothing(office: World) -> None:
    Absence.objects.create(
        employee=office.ani,
        kind="CLTN",
        started_on=date(2026, 7, 1),
        note="SK",
        set_by=office.gita,
        set_at=NOW,
    )
    Employee.objects.filter(pk=office.dewi.pk).update(is_active=False)

    remind(at=MONDAY)

    assert not letters("ani")
    assert not letters("dewi")


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "reminded"), [("CUTI_SAKIT", False), ("CUTI_BESAR", False), ("TUGAS_BELAJAR", True)]
)
def test_who_is_ill_or_on_leave_is_left_in_peace(office: World, kind: str, reminded: bool) -> None:
    Absence.objects.create(
        employee=office.ani,
        kind=kind,
        started_on=date(2026, 11, 1),
        note="SK",
        set_by=office.gita,
        set_at=NOW,
    )

    remind(at=MONDAY)

    assert bool(letters("ani")) is reminded


@pytest.mark.once
@pytest.mark.parametrize(
    ("rhythm", "paused_until", "reminded"),
    [("TIDAK", None, False), ("HARIAN", date(2026, 11, 23), False), ("HARIAN", date(2026, 11, 22), True)],
)
def test_the_own_setting_counts(
    office: World, rhythm: str, paused_until: date | None, reminded: bool
) -> None:
    ReminderSetting.objects.create(employee=office.ani, rhythm=rhythm, paused_until=paused_until)

    remind(at=MONDAY)

    assert bool(letters("ani")) is reminded


# --- Falling silent -------------------------------------------------------------------------------


@pytest.mark.once
def test_the_same_tasks_are_told_ever_less_often_and_the_third_time_asks_what_hinders(office: World) -> None:
    for week in range(12):
        remind(at=MONDAY + week * WEEK)
    mine = Reminder.objects.filter(employee=office.ani).order_by("day").values_list("day", flat=True)

    assert [(day - MONDAY.date()).days for day in mine] == [0, 7, 21, 49, 77]
    asking = ["Apakah ada yang menghambat?" in letter.body for letter in letters()]
    assert asking == [False, False, True, True, True]


@pytest.mark.once
def test_something_new_is_told_in_the_rhythm_of_the_person(office: World) -> None:
    remind(at=MONDAY)
    remind(at=MONDAY + WEEK)
    agreed_plan(office)

    remind(at=MONDAY + 2 * WEEK)

    assert len(letters()) == 3
    assert "menghambat" not in letters()[-1].body


# --- Safe to repeat, and to run twice at once -------------------------------------------------------


def test_a_second_run_on_the_same_day_makes_nothing(office: World) -> None:
    first, again = remind(at=MONDAY), remind(at=MONDAY + timedelta(hours=2))

    assert first.made
    assert again == Outcome()
    assert Mail.objects.count() == first.mailed


def test_a_run_beside_another_one_makes_each_digest_once(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other run comes between the reading of what was sent and the writing."""
    keep, between = operations._keep, []

    def slow(*args: Any) -> Any:
        if not between:
            between.append(None)
            between.append(remind(at=MONDAY + timedelta(seconds=1)))
        return keep(*args)

    monkeypatch.setattr(operations, "_keep", slow)
    mine = remind(at=MONDAY)

    assert mine.made == 0, "the other one was quicker"
    assert between[1].made == Reminder.objects.count()
    assert Mail.objects.count() == between[1].mailed


def test_a_fault_in_the_middle_leaves_neither_log_nor_letter(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations.mail, "post_many", lambda *args, **named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remind(at=MONDAY)

    assert not Reminder.objects.exists()


def test_chunks_reach_everybody_with_the_same_number_of_queries_each(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Roles apart, which cost a few queries of their own."""
    office.gita.role_grants.model.objects.all().delete()
    agreed_plan(office)

    def queries() -> int:
        Reminder.objects.all().delete()
        Mail.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            remind(at=MONDAY)
        return len(captured)

    queries()  # the first run remembers the days of rating for the others
    few = queries()
    crowd(office, 40)
    many = queries()
    assert many == few
    assert Reminder.objects.count() == Employee.objects.count()
    monkeypatch.setattr(operations, "CHUNK", 10)
    Reminder.objects.all().delete()
    assert remind(at=MONDAY).made == Employee.objects.count()


# --- The words -----------------------------------------------------------------------------------------


@pytest.mark.once
def test_no_letter_holds_a_score_a_name_of_another_or_a_hard_word(scene: Scene) -> None:
    """Every letter of the furnished world: plans, results, objections, reports in all states."""
    Employee.objects.update(email="siapa@arunika.example", sex="")
    remind(at=MONDAY)
    names = set(Employee.objects.values_list("name", flat=True))
    assert Mail.objects.count() >= 5

    for letter in Mail.objects.all():
        person = Employee.objects.get(pk=letter.key.split("-")[1])
        text = f"{letter.subject}\n{letter.body}".lower()
        found = [word for word in [*WORDS, *SCORES, "harap", "berhasil", "terlambat"] if word in text]
        assert not found
        words = set(re.findall(r"\w+", letter.body))
        assert not (names - {person.name}) & words
        assert len(letter.subject) < 60
        assert "\n\n\n" not in letter.body
        assert "<" not in letter.body
        assert "&#" not in letter.body


@pytest.mark.once
def test_a_name_with_an_apostrophe_stays_as_it_is(office: World) -> None:
    Employee.objects.filter(pk=office.ani.pk).update(name="Nur'aini")
    remind(at=MONDAY)

    assert letters()[0].body.startswith(
        "Halo Bu Nur'aini,\n\nSatu hal yang bisa Anda lanjutkan minggu ini:\n\n1. "
    )


# --- The command -----------------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize(
    "at", ["2026-11-22T10:00", "2026-11-23T07:59", "2026-11-23T16:00", "2026-11-23T09:00+00:00"]
)
def test_outside_office_hours_it_does_nothing_and_says_so(office: World, at: str) -> None:
    assert "Di luar jam kerja" in run(at)
    assert not Reminder.objects.exists()


def test_it_sends_what_it_wrote(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    said = run()

    assert "9 orang dilihat, 9 pengingat: 8 lewat surel, 1 hanya di aplikasi." in said
    assert "8 surel terkirim" in said
    assert len(sent_mail.outbox) == 8
    assert "0 orang dilihat" in run()


def test_a_trial_keeps_and_sends_nothing(office: World) -> None:
    said = run(dry_run=True)

    assert "9 pengingat" in said
    assert "Uji coba" in said
    assert not Reminder.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.once
def test_a_moment_that_is_none_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="Tulis waktunya seperti"):
        run("besok")


# --- The pages ---------------------------------------------------------------------------------------------


@pytest.mark.once
def test_a_person_sets_the_rhythm_and_sees_what_was_sent(office: World, enter: Any, clock: Any) -> None:
    remind(at=MONDAY - 2 * WEEK)
    client, href = enter(office.ani), reverse("reviews:reminder-settings")

    page = client.get(href)
    assert page.context["form"]["rhythm"].value() == "MINGGUAN"
    assert "9 November 2026, 1 hal" in text_of(page)
    assert "ani@arunika.example" in text_of(page)
    assert "Belum ada alamat surel" in text_of(enter(office.fajar).get(href))
    client = enter(office.ani)
    answer = client.post(href, {"rhythm": "HARIAN", "paused_until": "31-12-2026"})

    assert answer.status_code == 302
    setting = ReminderSetting.objects.get(employee=office.ani)
    assert (setting.rhythm, setting.paused_until) == ("HARIAN", date(2026, 12, 31))
    assert Event.objects.get(action="reminder.set").by_id == office.ani.pk
    client.post(href, {"rhythm": "TIDAK", "paused_until": ""})
    setting.refresh_from_db()
    assert (setting.rhythm, setting.paused_until) == ("TIDAK", None)


@pytest.mark.once
@pytest.mark.parametrize("until", ["21-11-2026", "1-1-2028", "besok"])
def test_a_pause_lies_between_today_and_a_year(office: World, enter: Any, clock: Any, until: str) -> None:
    answer = enter(office.ani).post(
        reverse("reviews:reminder-settings"), {"rhythm": "HARIAN", "paused_until": until}
    )

    assert answer.status_code == 422
    assert until in answer.content.decode()
    assert not ReminderSetting.objects.exists()


@pytest.mark.once
def test_the_desk_sees_counts_and_people_and_not_what_they_were_told(
    office: World, enter: Any, clock: Any
) -> None:
    remind(at=MONDAY - WEEK)
    client, href = enter(office.gita), reverse("reviews:reminder-list")

    page = text_of(client.get(href))
    assert "16 November 2026" in page
    unit = client.get(f"{href}?hari=2026-11-16&unit={office.units['bidang'].pk}")
    assert ["Ani" in text_of(unit), "Susun SKP" in text_of(unit), "Dewi" in text_of(unit)] == [
        True,
        False,
        False,
    ]
    for wild in ("hari=99-99-2026", "hari=x&unit=²", "unit=99999999999999999999", "sesudah=x|y"):
        assert client.get(f"{href}?{wild}").status_code == 200


@pytest.mark.once
def test_the_desk_of_a_unit_sees_its_own_people(office: World, enter: Any, clock: Any) -> None:
    remind(at=MONDAY - WEEK)
    client, href = enter(office.eko), reverse("reviews:reminder-list")

    page = client.get(href)
    assert page.context["log"].days[0]["made"] == 5
    assert "Kelurahan Sukajaya" not in text_of(page)
    foreign = client.get(f"{href}?hari=2026-11-16&unit={office.units['lain'].pk}")
    assert "Dewi" not in text_of(foreign)


@pytest.mark.once
def test_the_log_costs_the_same_for_few_and_for_many(office: World, enter: Any, clock: Any) -> None:
    remind(at=MONDAY - WEEK)
    client, href = enter(office.gita), reverse("reviews:reminder-list")
    pages = [href, f"{href}?unit={office.units['bidang'].pk}"]
    client.get(href)
    few = [queries_of(client, page) for page in pages]
    crowd(office, 60)
    remind(at=MONDAY - WEEK + timedelta(days=1))

    assert [queries_of(client, page) for page in pages] == few
    assert max(few) <= 12
