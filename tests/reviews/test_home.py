"""The task list of home: what helps others first, the same for one person and for many at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators.models import Plan
from organizations.access import with_flags
from organizations.models import Attendance, Employee, Supervision
from organizations.operations import report_data
from reviews.queries.home import MOST_TASKS, Task, all_tasks, home_page, year_on
from reviews.queries.year import Rank, in_order
from tests.pages import text_of
from tests.reviews import year_rows as rows
from tests.reviews.crowd import crowd
from tests.reviews.evaluation_rows import self_assessment
from tests.scenes import Scene
from tests.world import NOW, TODAY, World, agreed_plan


def everybody() -> list[Employee]:
    return list(with_flags(Employee.objects.all(), TODAY).order_by("pk"))


def test_many_at_once_get_the_list_that_each_finds_at_home(scene: Scene) -> None:
    year = year_on(scene.world.period, TODAY)
    people = everybody()
    together = all_tasks(people, year, TODAY)

    alone = {person.pk: home_page(person, year, TODAY, in_full=True)["tasks"] for person in people}

    assert together == alone
    assert together[scene.world.ani.pk]
    assert together[scene.world.budi.pk]
    assert together[scene.world.citra.pk]


def test_many_people_ask_no_more_of_the_database_than_few(scene: Scene) -> None:
    year = year_on(scene.world.period, TODAY)

    def queries() -> int:
        people = [person for person in everybody() if not person.holds_role]  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as captured:
            all_tasks(people, year, TODAY)
        return len(captured)

    queries()  # the first one remembers the days of rating for the others
    few = queries()
    crowd(scene.world, 30, status="DIAJUKAN")

    assert queries() == few <= 9


def test_what_helps_others_stands_before_the_own_dates() -> None:
    notes = Task("Catat", "", "/", rank=Rank.NOTES)
    late = Task("Tindak lanjut", "", "/", rank=Rank.DATED, due_on=TODAY)
    later = Task("Rencana aksi", "", "/", rank=Rank.DATED, due_on=TODAY.replace(month=12))
    plan = Task("SKP", "", "/")
    others = Task("Jawab", "", "/", rank=Rank.OTHERS)

    assert in_order([notes, later, plan, late, others]) == [others, plan, late, later, notes]


def quarter_words(world: World, plan: Plan, **changes: Any) -> object:
    return self_assessment(world, plan, term=world.term(3), **changes)


DAY = timedelta(days=1)
HELD = {"held_on": TODAY, "notes": "Antrean dibahas."}
LATER, PAST = NOW + 9 * DAY, NOW - 2 * DAY
WAITING = [  # what there is, for whom it is a task, its title, and for whom it is none
    (rows.call, {}, "budi", "Jawab permintaan bantuan", "ani citra dewi"),
    (rows.call, {"closed_at": NOW, "closed_by": "ani"}, "", "Jawab permintaan bantuan", "ani budi"),
    (
        rows.call,
        {"reply": "Dibeli.", "replied_at": NOW, "replied_by": "budi"},
        "ani",
        "Baca jawaban atas permintaan bantuan Anda",
        "budi dewi",
    ),
    (
        rows.call,
        {"reply": "Dibeli.", "replied_at": NOW, "replied_by": "budi"},
        "",
        "Jawab permintaan bantuan",
        "budi",
    ),
    (rows.asking, {}, "dewi", "Beri umpan balik yang diminta", "ani budi"),
    (rows.asking, {"declined_at": NOW}, "", "Beri umpan balik yang diminta", "dewi"),
    (rows.talk, HELD | {"superior_confirmed_at": NOW}, "ani", "Setujui catatan dialog Anda", "budi dewi"),
    (rows.talk, HELD | {"employee_confirmed_at": NOW}, "budi", "Setujui catatan dialog", "ani citra"),
    (rows.talk, {"planned_at": PAST}, "budi", "Catat dialog yang sudah lewat", "ani citra dewi"),
    (rows.talk, {"planned_at": PAST, "cancelled_at": NOW}, "", "Catat dialog yang sudah lewat", "budi"),
    (rows.talk, {"planned_at": NOW}, "", "Catat dialog yang sudah lewat", "budi"),
    (quarter_words, {}, "budi", "Nilai yang sudah menulis penilaian diri", "ani citra dewi"),
    (quarter_words, {"sent_at": None}, "", "Nilai yang sudah menulis penilaian diri", "budi"),
    (self_assessment, {}, "", "Nilai yang sudah menulis penilaian diri", "budi"),
    (rows.follow_up, {}, "budi", "Tindak lanjut dialog dengan tim", "ani dewi"),
    (rows.follow_up, {"side": "PEGAWAI"}, "ani", "Tindak lanjut dialog", "budi dewi"),
    (rows.follow_up, {"side": "PEGAWAI", "done_on": TODAY}, "", "Tindak lanjut dialog", "ani"),
    (rows.follow_up, {"side": "PEGAWAI", "due_on": TODAY + 8 * DAY}, "", "Tindak lanjut dialog", "ani"),
    (rows.action, {"due_on": TODAY + 7 * DAY}, "ani", "Selesaikan langkah rencana aksi", "budi dewi"),
    (rows.action, {"due_on": TODAY + 8 * DAY}, "", "Selesaikan langkah rencana aksi", "ani"),
    (rows.action, {"due_on": None}, "", "Selesaikan langkah rencana aksi", "ani"),
    (rows.action, {"due_on": TODAY, "removed_at": NOW}, "", "Selesaikan langkah rencana aksi", "ani"),
    (rows.action, {"due_on": TODAY, "done_on": TODAY}, "", "Selesaikan langkah rencana aksi", "ani"),
]


@pytest.mark.once
@pytest.mark.parametrize(("make", "facts", "for_whom", "title", "not_for"), WAITING)
def test_each_kind_of_waiting_is_a_task_for_who_can_end_it(
    world: World, clock: Any, enter: Any, make: Any, facts: Any, for_whom: str, title: str, not_for: str
) -> None:
    people = {name: world.people[name] for name in world.people if name in facts.values()}
    make(world, agreed_plan(world), **{key: people.get(value, value) for key, value in facts.items()})
    year = year_on(world.period, TODAY)

    def task(name: str) -> Task | None:
        tasks = home_page(world.people[name], year, TODAY, in_full=True)["tasks"]
        return next((task for task in tasks if task.title == title), None)  # type: ignore[attr-defined]

    assert [name for name in not_for.split() if task(name)] == []
    if for_whom:
        found = task(for_whom)
        assert found is not None
        assert enter(world.people[for_whom]).get(found.href).status_code == 200
        assert "Ani" in found.hint or found.rank != Rank.OTHERS or for_whom == "ani"


@pytest.mark.once
def test_a_leader_answers_first_and_writes_the_own_plan_then(world: World) -> None:
    agreed_plan(world, status="DIAJUKAN")
    agreed_plan(world, "budi", status="DRAF")

    tasks = home_page(world.budi, year_on(world.period, TODAY), TODAY)["tasks"]

    assert [task.title for task in tasks] == ["Tanggapi SKP tim Anda", "Lanjutkan SKP 2026"]  # type: ignore[attr-defined]
    assert tasks[0].hint == "Ani menunggu jawaban Anda."  # type: ignore[index]


@pytest.mark.once
def test_two_who_wait_are_one_task_with_a_name(world: World) -> None:
    agreed_plan(world, status="DIAJUKAN")
    agreed_plan(world, "fajar", status="DIAJUKAN")

    [first, *_] = home_page(world.budi, year_on(world.period, TODAY), TODAY)["tasks"]  # type: ignore[misc]

    assert first.hint == "Ani dan 1 lainnya menunggu jawaban Anda."
    assert first.name == "Tanggapi SKP tim Anda (2)"


@pytest.mark.once
def test_more_than_seven_tasks_are_one_press_away(world: World, clock: Any, enter: Any) -> None:
    posts = [world.placements["eko"], *world.ani.placements.all()]
    for year in range(MOST_TASKS + 2):
        place = posts[0]
        place.pk, place.employee, place.kind = None, world.ani, "PLT"
        place.started_on, place.ended_on = TODAY.replace(day=1), TODAY.replace(day=2 + year)
        place.save()
        Plan.objects.create(
            period=world.period,
            placement=place,
            form="JA_JF",
            started_on=place.started_on,
            ended_on=world.period.ended_on,
            created_at=NOW,
        )
    client = enter(world.ani)

    short, full = client.get("/"), client.get("/?tugas=semua")

    assert len(short.context["tasks"]) == MOST_TASKS
    assert "dan 3 lainnya" in text_of(short)
    assert len(full.context["tasks"]) == MOST_TASKS + 3
    assert "lainnya" not in text_of(full)


def test_a_unit_admin_is_asked_only_for_what_may_be_answered(world: World) -> None:
    report_data(employee=world.dewi, subject="ATASAN", message="", at=timezone.now())
    year = year_on(world.period, TODAY)

    def titles(person: Employee) -> list[str]:
        return [task.title for task in home_page(person, year, TODAY)["tasks"]]  # type: ignore[attr-defined]

    Attendance.objects.create(
        employee=world.ani, month=TODAY.replace(day=1), work_days=20, present_days=18, set_at=NOW
    )
    wrong = Attendance.objects.get()
    wrong.reports.create(message="Saya dinas luar.", reported_at=NOW)
    assert [title for title in titles(world.gita) if title.startswith("Jawab")] == [
        "Jawab laporan data keliru",
        "Jawab koreksi kehadiran",
    ]
    assert "Jawab koreksi kehadiran" in titles(world.eko)
    assert "Jawab laporan data keliru" not in titles(world.eko)


def test_who_leads_nobody_any_more_is_not_asked_for_a_team(world: World) -> None:
    agreed_plan(world, status="DIAJUKAN")
    Supervision.objects.filter(superior=world.budi).update(superior=world.citra)

    year = year_on(world.period, TODAY)

    assert home_page(Employee.objects.get(pk=world.budi.pk), year, TODAY)["tasks"] != []
    assert not any("tim" in task.title for task in home_page(world.budi, year, TODAY)["tasks"])  # type: ignore[attr-defined]


@pytest.mark.once
@pytest.mark.parametrize(("days", "asked"), [(0, False), (6, False), (7, True)])
def test_who_wrote_a_note_this_week_is_not_asked_for_one(world: World, days: int, asked: bool) -> None:
    rows.note(world, agreed_plan(world), noted_on=TODAY - days * DAY)

    tasks = home_page(world.ani, year_on(world.period, TODAY), TODAY)["tasks"]

    titles = [task.title for task in tasks]  # type: ignore[attr-defined]
    assert titles == ["Tulis penilaian diri", *["Catat kemajuan Triwulan IV"] * asked]


@pytest.mark.once
def test_a_note_is_written_right_on_home(world: World, clock: Any, enter: Any) -> None:
    agreed_plan(world)
    client = enter(world.ani)
    page = client.get("/").content.decode()
    assert 'action="/kemajuan/"' in page
    assert 'name="text"' in page

    answer = client.post("/kemajuan/", {"text": "Tiga akta terbit."})

    assert answer.status_code == 302
    assert rows.Note.objects.get().placement == world.placements["ani"]


def test_beside_the_tasks_stand_the_next_talk_and_the_last_appreciation(
    world: World, clock: Any, enter: Any
) -> None:
    plan = agreed_plan(world)
    rows.talk(world, plan, planned_at=PAST, cancelled_at=NOW)
    rows.talk(world, plan, planned_at=LATER)
    rows.remark(world, plan)
    rows.remark(world, plan, kind="SARAN", text="Lebih pagi.", given_at=NOW + DAY)

    page = text_of(enter(world.ani).get("/"))

    assert "1 Desember 2026 pukul 10.42" in page
    assert "9 hari lagi, dengan Pak Budi" in page
    assert "Cepat." in page
    assert "Lebih pagi." not in page
    assert "dengan Bu Ani" in text_of(enter(world.budi).get("/"))
    assert "Dialog berikutnya" not in text_of(enter(world.dewi).get("/"))


@pytest.mark.parametrize(
    ("unit", "for_whom"), [("bidang", "budi"), ("dinas", "citra"), ("lain", "dewi"), ("inspektorat", "")]
)
def test_what_citizens_say_reaches_the_nearest_head(world: World, unit: str, for_whom: str) -> None:
    point = rows.place(world, None, unit=world.units[unit], code="meja")
    rows.voice(world, None, point=point, good="Ramah.")
    year = year_on(world.period, TODAY)

    asked = [
        name
        for name, person in world.people.items()
        if "Jawab suara warga" in [task.title for task in home_page(person, year, TODAY)["tasks"]]  # type: ignore[attr-defined]
    ]

    assert asked == [for_whom] * bool(for_whom)
