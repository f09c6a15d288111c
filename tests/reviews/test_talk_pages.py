"""Pages of talks: what people see and press; the calendar file; suggestions; who is sent away."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from indicators.models import Plan
from organizations.models import Absence
from reviews.models import Talk, TalkPoint
from reviews.operations import talk as operations
from reviews.queries.talk import agreed_talks, talks_by_plan, team_without_talk
from tests.pages import form_of, queries_of, text_of
from tests.reviews.talks import DRAFT, NOTES, WEDNESDAY, confirm, fixed, new_superior, planned, write
from tests.reviews.year_rows import call, outlook, remark
from tests.world import JAKARTA, NOW, TODAY, World, agreed_plan

pytestmark = pytest.mark.usefixtures("clock")


def href(name: str, *args: Any) -> str:
    return reverse(f"reviews:{name}", args=args)


def sent(client: Any, page: str, action: str = "", **values: str) -> Any:
    """Fill the form of a page and send it, as a browser does."""
    form = form_of(client.get(page), action)
    return client.post(form.action or page, form.fields | values)


# --- Planning -------------------------------------------------------------------------------------


def test_one_press_plans_the_whole_team_at_the_proposed_times(world: World, enter: Any) -> None:
    for name in ("ani", "fajar"):
        agreed_plan(world, name)

    answer = sent(enter(world.budi), href("talk-team"), place="Ruang rapat")

    assert answer["Location"] == href("talk-list")
    moments = Talk.objects.order_by("planned_at").values_list("planned_at", flat=True)
    assert list(moments) == [datetime(2026, 11, 25, *hour, tzinfo=JAKARTA) for hour in ((9, 0), (13, 30))]
    page = text_of(enter(world.budi).get(href("talk-list")))
    assert "2 dialog Triwulan IV direncanakan." in page
    assert "Rabu, 25 November 2026 pukul 09.00, Ruang rapat" in page
    assert "Semua orang di tim Anda sudah punya dialog" in text_of(enter(world.budi).get(href("talk-team")))


def test_a_fault_in_one_row_keeps_all_rows(world: World, enter: Any) -> None:
    ani, fajar = agreed_plan(world), agreed_plan(world, "fajar")
    values = {f"day-{ani.pk}": "1-1-2026", f"hour-{fajar.pk}": "jam sembilan"}

    answer = sent(enter(world.budi), href("talk-team"), **values)

    assert answer.status_code == 422
    assert "Tulis jam seperti 09.00" in text_of(answer)
    answer = sent(enter(world.budi), href("talk-team"), **{f"day-{ani.pk}": "1-1-2026"})
    assert "masih di depan" in text_of(answer)
    assert form_of(answer).fields[f"day-{ani.pk}"] == "1-1-2026"
    assert not Talk.objects.exists()


def test_the_employee_asks_and_sees_soft_advice(world: World, enter: Any) -> None:
    plan = agreed_plan(world)
    Absence.objects.create(
        employee=world.ani,
        kind="CUTI_BESAR",
        started_on=date(2026, 11, 28),
        note="SK",
        set_by=world.gita,
        set_at=NOW,
    )

    answer = sent(enter(world.ani), href("talk-plan", plan.pk), day="28-11-2026", hour="19")

    page = text_of(enter(world.ani).get(answer["Location"]))
    for words in (
        "hari Sabtu",
        "di luar pukul 07.00",
        "tidak bekerja pada hari itu",
        "dengan Budi",
        "oleh Ani",
    ):
        assert words in page
    again = sent(enter(world.ani), href("talk-plan", plan.pk))
    assert again.status_code == 422
    assert "sudah direncanakan: Sabtu, 28 November 2026" in text_of(again)


def test_another_time_or_an_end_is_two_presses_away(world: World, enter: Any) -> None:
    talk = planned(world)
    client = enter(world.budi)

    sent(client, href("talk-move", talk.pk), day="26-11-2026", hour="13:30")
    assert "Kamis, 26 November 2026 pukul 13.30" in text_of(client.get(href("talk-detail", talk.pk)))
    sent(client, href("talk-cancel", talk.pk), reason="Ada tugas luar.")
    page = text_of(client.get(href("talk-detail", talk.pk)))
    assert "Dibatalkan: Ada tugas luar." in page


# --- The agenda ------------------------------------------------------------------------------------


def test_what_is_open_is_offered_and_taken_with_one_press(world: World, enter: Any) -> None:
    plan = agreed_plan(world)
    write(world, planned(world, plan, term=world.term(3)), held_on=TODAY)
    call(world, plan)
    outlook(world, plan, outlook="BUTUH_BANTUAN", term=world.term(4), note="Printer rusak")
    remark(world, plan)
    talk = planned(world, plan)
    client, page = enter(world.ani), href("talk-detail", talk.pk)
    told = text_of(client.get(page))
    for words in ("Hambatan", "Butuh bantuan", "Printer rusak", "Tindak lanjut lalu", DRAFT.text):
        assert words in told

    sent(client, page, href("talk-point-add", talk.pk), usulan="semua")

    assert TalkPoint.objects.count() == 4
    assert TalkPoint.objects.filter(help_request__isnull=False).count() == 1
    assert "Usulan dari yang masih terbuka" not in text_of(client.get(page))
    assert form_of(client.get(page), href("talk-point-remove", TalkPoint.objects.first().pk))


def test_a_point_of_ones_own_needs_words(world: World, enter: Any) -> None:
    talk = planned(world)
    page = href("talk-detail", talk.pk)

    assert sent(enter(world.ani), page, href("talk-point-add", talk.pk)).status_code == 422
    sent(enter(world.ani), page, href("talk-point-add", talk.pk), text="Pembagian loket")
    assert "Pembagian loket" in text_of(enter(world.budi).get(page))
    gone = enter(world.ani).post(href("talk-point-remove", TalkPoint.objects.get().pk))
    assert (gone.status_code, TalkPoint.objects.count()) == (302, 0)


# --- Notes -----------------------------------------------------------------------------------------


def test_notes_and_what_follows_are_written_on_one_page(world: World, enter: Any) -> None:
    talk = planned(world, planned_at=NOW + timedelta(minutes=5))
    values = {"notes": NOTES, "text-0": "Usulan antrean", "side-0": "ATASAN", "due_on-0": "15-12-2026"}

    answer = sent(enter(world.ani), href("talk-notes", talk.pk), **values)

    page = text_of(enter(world.ani).get(answer["Location"]))
    for words in (
        NOTES,
        "Usulan antrean",
        "Budi",
        "15 Desember 2026",
        "Belum disetujui",
        "Setujui catatan ini",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"notes": ""}, "Tulis pokok pembicaraan"),
        ({"text-0": "Usulan"}, "sampai kapan"),
        ({"due_on-1": "15-12-2026"}, "kosongkan tanggalnya"),
        ({"held_on": "23-11-2026"}, "paling akhir hari ini"),
        ({"text-0": "Usulan", "due_on-0": "1-1-2026"}, "sejak hari dialog"),
    ],
)
def test_faulty_notes_come_back_whole(
    world: World, enter: Any, values: dict[str, str], sentence: str
) -> None:
    talk = planned(world)
    typed = {"notes": NOTES, "text-2": "Yang lain", "due_on-2": "15-12-2026"} | values

    answer = sent(enter(world.ani), href("talk-notes", talk.pk), **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert form_of(answer).fields["text-2"] == "Yang lain"
    assert not Talk.objects.get().notes


def test_two_writers_keep_both_texts_and_confirmations_go_with_the_old_one(world: World, enter: Any) -> None:
    talk = planned(world)
    page = href("talk-notes", talk.pk)
    form = form_of(enter(world.ani).get(page))
    confirm(write(world, talk), world.budi)

    answer = enter(world.ani).post(page, form.fields | {"notes": "Teks Ani"})
    assert answer.status_code == 409
    assert "Teks Ani" in text_of(answer)
    assert NOTES in text_of(answer)

    mine = form_of(answer)
    enter(world.ani).post(mine.action, mine.fields)
    talk = Talk.objects.get()
    assert (talk.notes, talk.confirmed) == ("Teks Ani", frozenset())
    assert "persetujuan yang sudah ada dihapus" in text_of(enter(world.ani).get(href("talk-detail", talk.pk)))


def test_both_confirm_and_nothing_can_be_changed_any_more(world: World, enter: Any) -> None:
    talk = write(world, planned(world))
    page = href("talk-detail", talk.pk)

    for person in (world.ani, world.budi):
        sent(enter(person), page, href("talk-confirm", talk.pk))

    told = text_of(enter(world.budi).get(page))
    assert "disetujui bersama dan tidak berubah lagi" in told
    assert "Ubah catatan" not in told
    assert enter(world.ani).get(href("talk-notes", talk.pk)).status_code == 403
    sent(enter(world.budi), page, href("follow-up-finish", talk.follow_ups.get().pk))
    assert "Selesai 22 November 2026" in text_of(enter(world.ani).get(page))


def test_a_text_that_changed_meanwhile_is_not_confirmed(world: World, enter: Any) -> None:
    talk = write(world, planned(world))
    form = form_of(enter(world.ani).get(href("talk-detail", talk.pk)), href("talk-confirm", talk.pk))
    write(world, talk, notes="Teks baru")

    answer = enter(world.ani).post(form.action, form.fields)

    assert answer.status_code == 409
    assert "Teks baru" in text_of(answer)
    assert Talk.objects.get().confirmed == frozenset()


def test_a_talk_without_plan_is_written_down_afterwards(world: World, enter: Any) -> None:
    plan = agreed_plan(world)

    answer = sent(enter(world.budi), href("talk-record", plan.pk), held_on="12-8-2026", notes=NOTES)

    page = text_of(enter(world.ani).get(answer["Location"]))
    assert "Triwulan III 2026. Berlangsung Rabu, 12 Agustus 2026" in page


# --- The calendar file -------------------------------------------------------------------------------


def calendar(client: Any, talk: Talk) -> tuple[bytes, Any, Any]:
    answer = client.get(href("talk-calendar", talk.pk))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    file: Any = Calendar.from_ical(answer.content)
    (entry,) = file.walk("VEVENT")
    return answer.content, file, entry


def test_the_calendar_file_says_when_where_and_with_whom_and_nothing_else(world: World, enter: Any) -> None:
    talk = planned(world, place="Ruang; rapat, lantai 2 " + "panjang " * 12)
    operations.add_points(talk=talk, points=[operations.PointDraft("Rahasia")], by=world.ani, at=NOW)

    content, file, entry = calendar(enter(world.ani), talk)

    assert (file["METHOD"], file["VERSION"]) == ("PUBLISH", "2.0")
    assert entry["DTSTART"].dt == WEDNESDAY
    assert entry["DTSTART"].params["TZID"] == settings.TIME_ZONE
    assert str(file.walk("VTIMEZONE")[0]["TZID"]) == settings.TIME_ZONE
    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(minutes=45)
    assert (entry["SUMMARY"], entry["LOCATION"]) == ("Dialog kinerja dengan Budi", talk.place)
    assert entry["URL"] == f"https://capaian.example.go.id{href('talk-detail', talk.pk)}"
    assert b"Rahasia" not in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_later_file_replaces_the_first_and_a_cancelled_talk_leaves(world: World, enter: Any) -> None:
    talk = planned(world)
    _, _, first = calendar(enter(world.budi), talk)
    stamp: dict[str, Any] = {"talk": talk, "by": world.budi, "at": NOW}
    operations.reschedule(version=1, planned_at=WEDNESDAY + timedelta(hours=1), place="", **stamp)
    operations.cancel(version=2, reason="Tugas luar", **stamp)

    _, file, entry = calendar(enter(world.budi), talk)

    assert entry["UID"] == first["UID"]
    assert (first["SEQUENCE"], entry["SEQUENCE"]) == (1, 3)
    assert (file["METHOD"], entry["STATUS"]) == ("CANCEL", "CANCELLED")


def test_a_name_cannot_write_a_line_of_its_own(world: World, enter: Any) -> None:
    world.budi.name = "Budi\r\nDTSTART:20300101T000000Z, Kepala; Bidang"
    world.budi.save()

    _, _, entry = calendar(enter(world.ani), planned(world))

    assert entry["DTSTART"].dt == WEDNESDAY
    assert "Kepala; Bidang" in entry["SUMMARY"]


# --- For other pages ---------------------------------------------------------------------------------


def test_who_leads_today_has_the_planned_talk_and_who_led_before_has_not(world: World, enter: Any) -> None:
    talk = planned(world)
    new_superior(world, TODAY)
    page = href("talk-detail", talk.pk)

    assert enter(world.budi).get(page).status_code == 404
    home = enter(world.budi).get(href("home")).content.decode()
    assert page not in home
    assert "Dialog kinerja dengan Ani" in text_of(enter(world.hadi).get(page))
    assert page in enter(world.hadi).get(href("home")).content.decode()
    assert "Dialog kinerja dengan Hadi" in text_of(enter(world.ani).get(page))
    assert "Dialog kinerja dengan Hadi" in text_of(enter(world.ani).get(href("talk-list")))


def test_who_held_a_talk_keeps_it_and_who_follows_reads_it(world: World, enter: Any) -> None:
    talk = write(world, planned(world))
    new_superior(world, TODAY + timedelta(days=1))
    page, tomorrow = href("talk-detail", talk.pk), NOW + timedelta(days=1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: tomorrow)
        kept, followed = (text_of(enter(person).get(page)) for person in (world.budi, world.hadi))

    assert "Setujui catatan ini" in kept
    assert "Dialog kinerja Ani dan Budi" in followed
    assert "Setujui catatan ini" not in followed


def test_the_team_page_learns_last_talks_and_who_has_none(world: World) -> None:
    ani, fajar = agreed_plan(world), agreed_plan(world, "fajar")
    talk = fixed(world, ani)

    assert {pk: [row.held_on for row in held] for pk, held in talks_by_plan([ani.pk, fajar.pk]).items()} == {
        ani.pk: [TODAY]
    }
    assert team_without_talk(world.budi, world.term(4), TODAY) == [fajar]
    assert team_without_talk(world.budi, world.term(1), TODAY) == [ani]  # Fajar came in July
    assert agreed_talks(ani) == [talk]
    assert Plan.objects.count() == 2


def test_agreed_talks_come_with_what_follows_in_one_query(
    world: World, django_assert_num_queries: Any
) -> None:
    plan = agreed_plan(world)
    first, second = fixed(world, plan), fixed(world, plan)
    first.follow_ups.all().delete()
    later = first.follow_ups.create(text="Kedua", side="ATASAN", due_on=TODAY + timedelta(days=2))
    sooner = first.follow_ups.create(text="Pertama", side="PEGAWAI", due_on=TODAY)

    with django_assert_num_queries(1):
        talks = agreed_talks(plan)

    assert talks == [second, first]
    assert [talk.agreed_steps for talk in talks] == [list(second.follow_ups.all()), [sooner, later]]
    assert [step.text for step in talks[1].agreed_steps] == ["Pertama", "Kedua"]


@pytest.mark.once
def test_the_list_costs_the_same_for_one_and_for_many_talks(world: World, enter: Any) -> None:
    plan = agreed_plan(world)
    fixed(world, plan)
    planned(world, plan)
    client = enter(world.budi)
    client.get(href("talk-list"))
    few = queries_of(client, href("talk-list"))
    for number in (1, 2, 3):
        fixed_in = planned(world, term=world.term(number))
        write(world, fixed_in, held_on=TODAY)
    planned(world, agreed_plan(world, "fajar"))

    assert queries_of(client, href("talk-list")) <= few <= 10


def test_agreed_notes_stand_beside_the_rating_and_the_talk_fills_its_date(world: World, enter: Any) -> None:
    plan = agreed_plan(world)
    fixed(world, plan)
    write(world, planned(world, plan, term=world.term(3)), notes="Belum disetujui", held_on=TODAY)
    client, annual = enter(world.budi), [plan.pk, world.final.pk]
    rated = {"results_rating": "SESUAI", "results_reason": "Terbit.", "behaviour_rating": "SESUAI"}

    for page in (href("team-plan", plan.pk), href("evaluation-rate", *annual)):
        told = text_of(client.get(page))
        assert NOTES in told
        assert f"{DRAFT.text} (pegawai, paling lambat 15 Desember 2026)" in told
        assert "Belum disetujui" not in told

    answer = sent(client, href("evaluation-rate", *annual), **rated, behaviour_reason="Ramah.")
    assert form_of(client.get(answer["Location"])).fields["talked_on"] == "22-11-2026"


def test_who_has_no_talk_yet_finds_the_way_to_ask_for_one(world: World, enter: Any) -> None:
    plan = agreed_plan(world)

    home = enter(world.ani).get(href("home"))
    listed = enter(world.ani).get(href("talk-list"))

    assert "Belum direncanakan." in text_of(home)
    assert href("talk-list") in home.content.decode()
    assert "Belum ada dialog. Atasan merencanakannya tiap masa evaluasi" in text_of(listed)
    assert href("talk-plan", plan.pk) in listed.content.decode()
    assert "Belum ada dialog. Waktunya sudah diusulkan" in text_of(enter(world.budi).get(href("talk-list")))
    assert "setelah SKP Anda diajukan" in text_of(enter(world.gita).get(href("talk-list")))


@pytest.mark.parametrize("page", ["0", "-1", "\xb2", "abc", "9" * 5000, "999"])
def test_a_page_that_does_not_exist_shows_no_fault(world: World, enter: Any, page: str) -> None:
    assert enter(world.ani).get(href("talk-list"), {"halaman": page}).status_code == 200


@pytest.mark.parametrize("hour", ["25.00", "9.5", "\u0669.00", "-1", "9" * 5000, "09.00\x00"])
def test_an_hour_that_is_none_is_refused_with_an_example(world: World, enter: Any, hour: str) -> None:
    answer = sent(enter(world.ani), href("talk-plan", agreed_plan(world).pk), hour=hour)

    assert answer.status_code == 422
    assert "Tulis jam seperti 09.00 atau 13.30." in text_of(answer)
