"""Talks: planning, moving, calling off, agenda, notes, confirmations, what follows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from indicators.models import Period, Plan
from reviews.models import FollowUp, Talk, TalkPoint
from reviews.operations import remark as remarks
from reviews.operations import talk as operations
from reviews.operations import talk_notes
from reviews.rules.talk import FollowUpDraft, Side, TalkState
from tests.reviews.talks import DRAFT, NOTES, WEDNESDAY, confirm, fixed, new_superior, planned, write
from tests.reviews.year_rows import call, remark
from tests.world import JAKARTA, NOW, TODAY, World, agreed_plan

LATER = WEDNESDAY + timedelta(days=1)


def actions() -> list[str]:
    return list(
        Event.objects.filter(action__startswith="talk.").order_by("pk").values_list("action", flat=True)
    )


# --- Planning -------------------------------------------------------------------------------------


def test_a_planned_talk_knows_time_place_leader_and_who_asked(world: World) -> None:
    planned(world)

    talk = Talk.objects.get()
    assert (talk.planned_at, talk.place, talk.state) == (WEDNESDAY, "Ruang rapat", TalkState.PLANNED)
    assert (talk.superior, talk.planned_by, talk.version) == (world.budi, world.budi, 1)
    assert actions() == ["talk.planned"]


def test_the_employee_may_ask_for_a_talk_and_the_superior_leads_it(world: World) -> None:
    talk = planned(world, by=world.ani)

    assert (talk.superior, talk.planned_side) == (world.budi, Side.EMPLOYEE)


@pytest.mark.parametrize("name", ["citra", "dewi", "eko", "gita"])
def test_nobody_else_plans_a_talk(world: World, name: str) -> None:
    with pytest.raises(Denied, match="pegawai dan atasannya"):
        planned(world, by=getattr(world, name))


def test_a_second_plan_for_the_quarter_is_refused_with_the_first_one(world: World) -> None:
    planned(world)

    with pytest.raises(Refused, match="Triwulan IV dengan Ani sudah direncanakan: Rabu, 25 November 2026"):
        planned(world, by=world.ani, planned_at=LATER)
    assert planned(world, term=world.term(3)).pk


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (NOW - timedelta(minutes=1), "masih di depan"),
        (datetime(2027, 2, 1, 9, tzinfo=JAKARTA), "paling lambat 31-01-2027"),
    ],
)
def test_a_moment_behind_or_far_ahead_is_refused(world: World, moment: datetime, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        planned(world, planned_at=moment)
    assert refused.value.field == "day"


def test_there_is_no_talk_about_a_draft_the_annual_term_or_a_closed_year(world: World) -> None:
    plan = agreed_plan(world, status="DRAF")
    with pytest.raises(Denied, match="setelah SKP diajukan"):
        planned(world, plan)

    Plan.objects.update(status="DIAJUKAN")
    assert planned(world, plan)
    with pytest.raises(Denied, match="per masa"):
        planned(world, plan, term=world.final)
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)
    with pytest.raises(Denied, match="sudah ditutup"):
        planned(world, plan, term=world.term(3))


def test_a_team_is_planned_whole_or_not_at_all(world: World) -> None:
    ani, fajar = agreed_plan(world), agreed_plan(world, "fajar")
    rows = [operations.Planned(ani, WEDNESDAY), operations.Planned(fajar, NOW - timedelta(hours=1))]
    stamp: dict[str, Any] = {"term": world.term(4), "by": world.budi, "at": NOW}

    with pytest.raises(Refused) as refused:
        operations.plan_team(rows=rows, **stamp)
    assert (refused.value.field, Talk.objects.count(), actions()) == (f"day-{fajar.pk}", 0, [])

    rows[1] = operations.Planned(fajar, LATER)
    assert len(operations.plan_team(rows=rows, **stamp)) == Talk.objects.count() == 2


def test_a_failed_record_leaves_no_talk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed_plan(world)
    monkeypatch.setattr(Event, "save", lambda *args, **more: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        planned(world)
    assert not Talk.objects.exists()


# --- Another time, calling off ----------------------------------------------------------------------


def move(world: World, talk: Talk, **changes: Any) -> Talk:
    values = {"talk": talk, "version": talk.version, "planned_at": LATER, "place": "", "by": world.ani}
    return operations.reschedule(**(values | {"at": NOW} | changes))


def cancel(talk: Talk, by: Any, **changes: Any) -> Talk:
    values = {"talk": talk, "version": talk.version, "reason": "Ada tugas luar.", "by": by, "at": NOW}
    return operations.cancel(**(values | changes))


def test_either_side_moves_a_talk_and_the_second_sees_the_stored_time(world: World) -> None:
    talk = planned(world)
    moved = move(world, talk)

    assert (moved.planned_at, moved.version) == (LATER, 2)
    with pytest.raises(Conflict) as conflict:
        move(world, talk, version=1, by=world.budi)
    assert conflict.value.theirs["Waktu yang tersimpan"] == "Kamis, 26 November 2026 pukul 10.00"
    with pytest.raises(Refused, match="di depan"):
        move(world, talk, version=2, planned_at=NOW - timedelta(days=1))


def test_a_talk_is_cancelled_with_a_reason_and_makes_room_for_another(world: World) -> None:
    talk = planned(world)
    with pytest.raises(Refused, match="alasannya"):
        cancel(talk, world.budi, reason=" ")
    with pytest.raises(Denied, match="dibatalkan oleh atasan"):
        cancel(talk, world.ani)
    with pytest.raises(Conflict):
        cancel(talk, world.budi, version=9)

    cancel(talk, world.budi)

    assert Event.objects.latest("pk").note == "Ada tugas luar."
    with pytest.raises(Denied, match="sudah dibatalkan"):
        move(world, talk)
    assert planned(world).pk != talk.pk


def test_who_asked_for_a_talk_may_call_it_off(world: World) -> None:
    assert cancel(planned(world, by=world.ani), world.ani).state == TalkState.CANCELLED


# --- The superior of the day -------------------------------------------------------------------------


def test_the_new_superior_takes_a_planned_talk_over(world: World) -> None:
    talk = planned(world)
    new_superior(world, TODAY)

    with pytest.raises(Denied):
        write(world, talk)
    assert write(world, talk, by=world.hadi).superior == world.hadi


def test_notes_of_a_day_belong_to_who_led_on_that_day(world: World) -> None:
    talk = planned(world)
    new_superior(world, TODAY)

    noted = write(world, talk, by=world.ani, held_on=TODAY - timedelta(days=3))

    assert noted.superior == world.budi
    assert confirm(noted, world.budi)
    with pytest.raises(Denied):
        confirm(noted, world.hadi)


# --- The agenda --------------------------------------------------------------------------------------


def add(talk: Talk, by: Any, *points: operations.PointDraft) -> int:
    return operations.add_points(talk=talk, points=points, by=by, at=NOW)


def test_points_are_added_once_each_and_leave_the_version(world: World) -> None:
    plan = agreed_plan(world)
    talk = planned(world, plan)
    asked, said = call(world, plan), remark(world, plan)
    points = [
        operations.PointDraft("Pembagian loket"),
        operations.PointDraft("Printer rusak", help_request=asked),
        operations.PointDraft("Terima kasih", remark=said),
    ]

    assert add(talk, world.ani, *points) == 3
    assert add(talk, world.budi, *points, operations.PointDraft("Lain", help_request=asked)) == 0
    talk.refresh_from_db()
    assert (talk.version, talk.points.count(), actions()) == (1, 3, ["talk.planned", "talk.points_added"])


def test_an_agenda_ends_somewhere(world: World) -> None:
    many = [operations.PointDraft(f"Pokok {number}") for number in range(31)]

    with pytest.raises(Refused, match="paling banyak 30"):
        add(planned(world), world.ani, *many)


def test_who_added_a_point_takes_it_off(world: World) -> None:
    talk = planned(world)
    add(talk, world.ani, operations.PointDraft("Pembagian loket"))
    point = TalkPoint.objects.get()

    with pytest.raises(Refused, match="yang menambahkannya"):
        operations.remove_point(point=point, by=world.budi, at=NOW)
    for _ in range(2):
        operations.remove_point(point=point, by=world.ani, at=NOW)
    assert actions()[-1:] == ["talk.point_removed"]
    assert actions().count("talk.point_removed") == 1


def test_the_agenda_follows_a_corrected_remark_until_the_talk(world: World) -> None:
    plan = agreed_plan(world)
    talk = planned(world, plan)
    said = remark(world, plan, given_by=world.dewi)
    add(talk, world.ani, operations.PointDraft("Lama", remark=said))
    act: dict[str, Any] = {"remark": said, "kind": "SARAN", "by": world.dewi, "at": NOW}

    remarks.correct(text="Lebih jelas", version=1, **act)
    assert TalkPoint.objects.get().text == "Dewi: Lebih jelas"

    write(world, talk)
    remarks.correct(text="Lain lagi", version=2, **act)
    assert TalkPoint.objects.get().text == "Dewi: Lebih jelas"


# --- Notes and confirmations ---------------------------------------------------------------------------


def test_notes_hold_the_day_and_what_follows(world: World) -> None:
    talk = write(world, planned(world))

    row = FollowUp.objects.get()
    assert (talk.state, talk.notes, talk.held_on, talk.version) == (TalkState.NOTED, NOTES, TODAY, 2)
    assert (row.text, row.side, row.due_on, row.done_on) == (DRAFT.text, "PEGAWAI", DRAFT.due_on, None)


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"notes": "  "}, "Tulis pokok pembicaraan", "notes"),
        ({"held_on": TODAY + timedelta(days=1)}, "sudah berlangsung", "held_on"),
        ({"held_on": date(2026, 9, 30)}, "01-10-2026", "held_on"),
        (
            {"follow_ups": [FollowUpDraft("Segera", Side.SUPERIOR, date(2026, 11, 1))]},
            "sejak hari dialog",
            None,
        ),
        ({"follow_ups": [DRAFT] * 11}, "paling banyak 10", None),
    ],
)
def test_notes_are_refused_with_the_way_on(
    world: World, changes: dict[str, Any], sentence: str, field: str | None
) -> None:
    talk = planned(world)

    with pytest.raises(Refused, match=sentence) as refused:
        write(world, talk, **changes)
    assert refused.value.field == field


def test_the_second_writer_gets_both_texts(world: World) -> None:
    talk = planned(world)
    write(world, talk)

    with pytest.raises(Conflict) as conflict:
        write(world, talk, version=1, notes="Teks lain", by=world.ani)
    assert conflict.value.theirs["Catatan dialog"] == NOTES
    assert DRAFT.text in conflict.value.theirs["Tindak lanjut 1"]
    assert conflict.value.version == 2


@pytest.mark.parametrize(
    "changes", [{"notes": "Teks lain"}, {"follow_ups": []}, {"held_on": date(2026, 11, 20)}]
)
def test_every_change_takes_the_confirmations_back(world: World, changes: dict[str, Any]) -> None:
    talk = confirm(write(world, planned(world)), world.ani)
    assert talk.confirmed == {Side.EMPLOYEE}

    talk = write(world, talk, **({"follow_ups": keep(talk)} | changes))

    assert talk.confirmed == frozenset()
    assert Talk.objects.get().employee_confirmed_at is None


def keep(talk: Talk) -> list[FollowUpDraft]:
    return [FollowUpDraft(r.text, Side(r.side), r.due_on, r.pk) for r in talk.follow_ups.all()]


def test_saving_the_same_again_takes_nothing_back(world: World) -> None:
    talk = confirm(write(world, planned(world)), world.ani)

    again = write(world, talk, follow_ups=keep(talk))

    assert (again.version, again.confirmed) == (2, {Side.EMPLOYEE})
    assert actions().count("talk.noted") == 1


def test_a_changed_follow_up_stays_done_and_a_missing_one_goes(world: World) -> None:
    talk = write(world, planned(world), follow_ups=[DRAFT, FollowUpDraft("Lain", Side.SUPERIOR, TODAY)])
    first, second = talk.follow_ups.order_by("pk")
    talk_notes.finish(follow_up=first, version=1, is_done=True, by=world.ani, at=NOW)

    write(world, talk, follow_ups=[FollowUpDraft("Menyusun usulan lengkap", Side.EMPLOYEE, TODAY, first.pk)])

    row = FollowUp.objects.get()
    assert (row.pk, row.text, row.done_on) == (first.pk, "Menyusun usulan lengkap", TODAY)
    assert row.pk != second.pk


def test_a_row_of_another_talk_is_never_taken(world: World) -> None:
    other = write(world, planned(world, term=world.term(3)), held_on=TODAY)
    foreign = other.follow_ups.get()
    talk = planned(world)

    write(world, talk, follow_ups=[FollowUpDraft("Lain", Side.EMPLOYEE, TODAY, foreign.pk)])

    foreign.refresh_from_db()
    assert (foreign.text, talk.follow_ups.get().text) == (DRAFT.text, "Lain")


def test_notes_that_both_confirmed_are_fixed(world: World) -> None:
    talk = fixed(world)

    assert (talk.state, talk.version) == (TalkState.FIXED, 2)
    with pytest.raises(Denied, match="tidak berubah lagi"):
        write(world, talk, notes="Teks lain")
    assert Event.objects.latest("pk").after == {"side": "PEGAWAI", "version": 2, "fixed": True}


def test_a_confirmation_covers_only_the_text_that_was_read(world: World) -> None:
    talk = write(world, planned(world))
    write(world, talk, notes="Teks baru")

    with pytest.raises(Conflict, match="belum tersimpan") as conflict:
        confirm(talk, world.ani, version=talk.version)
    assert conflict.value.theirs["Catatan dialog"] == "Teks baru"
    assert Talk.objects.get().confirmed == frozenset()


def test_confirming_twice_is_one_confirmation(world: World) -> None:
    talk = write(world, planned(world))
    confirm(talk, world.ani)
    confirm(talk, world.ani)

    assert actions().count("talk.confirmed") == 1


# --- Without a plan, and afterwards ---------------------------------------------------------------------


def record(world: World, plan: Plan, **changes: Any) -> Talk:
    values = {"plan": plan, "held_on": date(2026, 8, 12), "notes": NOTES, "follow_ups": [DRAFT]}
    return talk_notes.record_talk(**(values | {"by": world.ani, "at": NOW} | changes))


def test_a_talk_without_plan_is_recorded_in_the_quarter_of_its_day(world: World) -> None:
    talk = record(world, agreed_plan(world))

    assert (talk.term, talk.superior, talk.state) == (world.term(3), world.budi, TalkState.NOTED)
    assert talk.follow_ups.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "sudah berlangsung"),
        ({"held_on": date(2025, 12, 31)}, "dalam tahun 2026"),
        ({"notes": ""}, "Tulis pokok pembicaraan"),
    ],
)
def test_a_record_is_refused_with_the_way_on(world: World, changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        record(world, agreed_plan(world), **changes)


def test_nobody_else_records_a_talk(world: World) -> None:
    with pytest.raises(Denied):
        record(world, agreed_plan(world), by=world.dewi)


def test_either_finishes_a_follow_up_and_may_open_it_again_after_all_is_fixed(world: World) -> None:
    row = fixed(world).follow_ups.get()
    Period.objects.filter(pk=world.period.pk).update(closed_at=NOW, closed_by=world.gita)

    def finish(version: int, by: Any, is_done: bool) -> FollowUp:
        return talk_notes.finish(follow_up=row, version=version, is_done=is_done, by=by, at=NOW)

    assert finish(1, world.budi, True).done_on == TODAY
    assert finish(2, world.ani, False).done_on is None
    with pytest.raises(Conflict):
        finish(1, world.ani, True)
    with pytest.raises(Denied):
        finish(3, world.citra, True)
