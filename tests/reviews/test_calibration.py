"""The calibration meeting: who opens and leads it, what waits for it, what it decides, who reads what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Event
from organizations.models import Placement, RoleGrant, Supervision
from organizations.rules import Role
from reviews.access import evaluation as evaluation_access
from reviews.access.meeting import may_see, reads_all, visible_cases, visible_meetings
from reviews.models import CalibrationCase, CalibrationMeeting, Evaluation, ItemRating, Note
from reviews.operations import evaluation as evaluations
from reviews.operations import meeting
from reviews.operations.calibration import decide_case, offer, offer_all, take_back
from tests.reviews.crowd import crowd
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

DAY = timedelta(days=1)
UP = {"results_rating": "DI_ATAS", "behaviour_rating": "DI_ATAS"}
KEPT = {"results_rating": "SESUAI", "behaviour_rating": "SESUAI"}
WORDS = {"reason": "Empat rekan menyebut antrean turun.", "spoke": "Budi, Eko"}


@pytest.fixture
def draft(world: World) -> Evaluation:
    """Budi's finished draft about Ani, with nothing that proves it."""
    return Evaluation.objects.create(plan=agreed_plan(world), term=world.final, appraiser=world.budi, **RATED)


def running(world: World, unit: str = "dinas", **values: Any) -> CalibrationMeeting:
    common = {"term": world.final, "held_on": TODAY, "until": TODAY, "led_by": world.citra}
    made = {"opened_by": world.gita, "opened_at": NOW} | common | values
    return CalibrationMeeting.objects.create(unit=world.units[unit], **made)


@pytest.fixture
def open_now(world: World) -> CalibrationMeeting:
    return running(world)


@pytest.fixture
def offered(world: World, draft: Evaluation, open_now: CalibrationMeeting) -> Evaluation:
    return offer(evaluation=draft, version=1, by=world.budi, at=NOW)


def decide(world: World, row: Evaluation, held: CalibrationMeeting, **values: Any) -> CalibrationCase:
    common = {"meeting": held, "evaluation": row, "version": row.version, "by": world.citra, "at": NOW}
    return decide_case(**common | UP | WORDS | values)


def opening(world: World, **values: Any) -> CalibrationMeeting:
    common = {"term": world.final, "held_on": TODAY, "until": TODAY + DAY, "led_by": world.citra}
    made = {"unit": world.units["dinas"], "by": world.gita, "at": NOW} | common | values
    return meeting.open_meeting(**made)


# --- Opening ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "unit", "allowed"),
    [
        ("gita", "dinas", True),
        ("eko", "dinas", True),
        ("eko", "lain", False),
        ("citra", "dinas", True),
        ("citra", "bidang", True),
        ("budi", "bidang", True),
        ("budi", "dinas", False),
        ("ani", "bidang", False),
        ("indra", "dinas", False),
    ],
)
def test_the_desk_and_heads_open_meetings(world: World, name: str, unit: str, allowed: bool) -> None:
    world.period.figures.filter(key="kalibrasi_kelompok_min").update(value=1)
    if allowed:
        assert opening(world, by=world.people[name], unit=world.units[unit]).closed_at is None
        assert Event.objects.get(action="calibration.opened").by == world.people[name]
        return
    with pytest.raises(Denied, match="Rapat kalibrasi dibuka"):
        opening(world, by=world.people[name], unit=world.units[unit])


def test_a_group_has_twenty_people_and_its_head_is_not_one_of_them(world: World) -> None:
    crowd(world, 15)  # with Ani, Fajar and Budi as members of the office: 18, and Eko
    with pytest.raises(Refused) as refused:
        opening(world)
    assert str(refused.value) == (
        "Dinas Kependudukan dan Pencatatan Sipil berisi 19 orang; satu kelompok kalibrasi paling sedikit "
        "20 orang. Pilih Pemerintah Kota Arunika (24 orang)."
    )
    assert refused.value.field == "unit"
    Placement.objects.filter(pk=world.placements["dewi"].pk).update(unit=world.units["bidang"], is_head=False)

    assert opening(world).unit == world.units["dinas"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until": TODAY - DAY, "held_on": TODAY - DAY}, "until"),
        ({"until": TODAY, "held_on": TODAY + DAY}, "until"),
    ],
)
def test_the_days_of_a_meeting_are_in_order_and_ahead(world: World, values: dict, field: str) -> None:
    with pytest.raises(Refused) as refused:
        opening(world, **values)
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["ani", "budi", "gita", "hadi"])
def test_only_the_head_of_the_unit_or_one_above_leads(world: World, name: str) -> None:
    world.period.figures.filter(key="kalibrasi_kelompok_min").update(value=1)
    with pytest.raises(Refused, match="dipimpin kepala unit") as refused:
        opening(world, led_by=world.people[name])
    assert refused.value.field == "led_by"


@pytest.mark.parametrize("unit", ["kota", "dinas", "bidang"])
def test_nobody_belongs_to_two_open_meetings(world: World, unit: str) -> None:
    world.period.figures.filter(key="kalibrasi_kelompok_min").update(value=1)
    running(world)

    with pytest.raises(Refused, match="Rapat Dinas Kependudukan dan Pencatatan Sipil belum ditutup"):
        opening(world, unit=world.units[unit], led_by=world.citra)


def test_a_closed_year_has_no_meeting(world: World) -> None:
    world.period.closed_at, world.period.closed_by = NOW, world.gita
    world.period.save()

    with pytest.raises(Denied, match="sudah ditutup"):
        opening(world)


# --- Handing over, taking back, sharing --------------------------------------------------------------


def test_sharing_waits_for_the_meeting_and_says_until_when(world: World, draft: Evaluation) -> None:
    held = running(world, until=TODAY + DAY)
    share = {"evaluation": draft, "version": 1, "talked_on": TODAY, "by": world.budi, "at": NOW}
    with pytest.raises(Denied) as denied:
        evaluations.share(**share)
    assert str(denied.value) == (
        "Hasil dibagikan setelah rapat kalibrasi Dinas Kependudukan dan Pencatatan Sipil yang dipimpin Citra "
        "ditutup, paling lambat 23 November 2026."
    )

    meeting.close_meeting(meeting=held, version=1, by=world.citra, at=NOW)
    assert evaluations.share(**share).status == "DISAMPAIKAN"


@pytest.mark.parametrize(
    ("values", "waits"),
    [
        ({"until": TODAY}, True),
        ({"until": TODAY - DAY, "held_on": TODAY - DAY}, False),
        ({"closed_at": NOW}, False),
        ({"unit": "lain"}, False),
        ({"unit": "kota"}, True),
        ({"term": 4}, False),
    ],
)
def test_only_a_running_meeting_of_the_group_makes_sharing_wait(
    world: World, draft: Evaluation, values: dict, waits: bool
) -> None:
    values = dict(values)
    if "term" in values:
        values["term"] = world.term(values["term"])
    running(world, **values)

    assert bool(evaluation_access.may_share(world.budi, draft, TODAY)) is not waits


def test_the_head_of_the_unit_is_judged_with_the_level_above(world: World) -> None:
    own = Evaluation.objects.create(
        plan=agreed_plan(world, "budi"), term=world.final, appraiser=world.citra, **RATED
    )
    running(world, "bidang")
    assert evaluation_access.may_share(world.citra, own, TODAY)

    CalibrationMeeting.objects.update(unit=world.units["dinas"])
    assert not evaluation_access.may_share(world.citra, own, TODAY)


def test_a_finished_draft_is_handed_over_and_taken_back(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    assert (offered.status, offered.offered_at, offered.version) == ("KALIBRASI", NOW, 2)

    back = take_back(evaluation=offered, version=2, by=world.budi, at=NOW)

    assert (back.status, back.offered_at, back.version) == ("DRAF", None, 3)
    assert [event.action for event in Event.objects.order_by("pk")] == [
        "evaluation.offered",
        "evaluation.taken_back",
    ]


def test_nothing_is_handed_over_without_a_meeting_or_before_both_ratings(
    world: World, draft: Evaluation
) -> None:
    with pytest.raises(Denied, match="Tidak ada rapat kalibrasi"):
        offer(evaluation=draft, version=1, by=world.budi, at=NOW)
    running(world)
    Evaluation.objects.update(results_rating="", behaviour_rating="", predicate="")
    with pytest.raises(Denied, match="Isi kedua rating"):
        offer(evaluation=Evaluation.objects.get(), version=1, by=world.budi, at=NOW)


def test_one_press_hands_over_the_finished_drafts_of_the_own_team(
    world: World, draft: Evaluation, open_now: CalibrationMeeting
) -> None:
    plans = crowd(world, 3)
    rows = [(plans[0], world.budi, RATED), (plans[1], world.budi, {}), (plans[2], world.citra, RATED)]
    for plan, appraiser, rating in rows:
        Evaluation.objects.create(plan=plan, term=world.final, appraiser=appraiser, **rating)
    Evaluation.objects.create(plan=plans[0], term=world.term(3), appraiser=world.budi, **RATED)

    assert offer_all(meeting=open_now, by=world.budi, at=NOW) == 2

    handed = Evaluation.objects.filter(status="KALIBRASI").values_list("plan", flat=True)
    assert set(handed) == {draft.plan_id, plans[0].pk}
    with pytest.raises(Refused, match="Belum ada penilaian selesai"):
        offer_all(meeting=open_now, by=world.budi, at=NOW)
    with pytest.raises(Denied, match="sudah berakhir"):
        offer_all(meeting=open_now, by=world.budi, at=NOW + DAY)


def test_a_rating_is_not_taken_back_after_the_decision(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    decide(world, offered, open_now)

    with pytest.raises(Denied, match="Keputusannya tetap"):
        take_back(evaluation=Evaluation.objects.get(), version=3, by=world.budi, at=NOW)


# --- Deciding -----------------------------------------------------------------------------------


def test_a_changed_rating_keeps_the_first_value_the_reason_and_who_decided(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    case = decide(world, offered, open_now)

    row = Evaluation.objects.get()
    assert (row.results_rating, row.behaviour_rating, row.predicate) == ("DI_ATAS", "DI_ATAS", "SANGAT_BAIK")
    assert (row.status, row.version, row.results_reason) == ("KALIBRASI", 3, RATED["results_reason"])
    assert case.before == {"results": "SESUAI", "behaviour": "SESUAI", "predicate": "BAIK"}
    assert (case.reason, case.spoke, case.decided_by) == (WORDS["reason"], WORDS["spoke"], world.citra)
    event = Event.objects.get(action="evaluation.calibrated")
    assert (event.before["predicate"], event.after["predicate"], event.note) == (
        "BAIK",
        "SANGAT_BAIK",
        WORDS["reason"],
    )


def test_a_kept_rating_has_no_first_value_but_a_reason(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    case = decide(world, offered, open_now, **KEPT)

    assert (case.before, case.reason) == (None, WORDS["reason"])
    assert Evaluation.objects.get().predicate == "BAIK"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"reason": " "}, "reason"), ({"results_rating": "X"}, "results_rating")],
)
def test_a_decision_has_a_rating_and_a_reason(
    world: World, offered: Evaluation, open_now: CalibrationMeeting, values: dict, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        decide(world, offered, open_now, **values)
    assert refused.value.field == field
    assert not CalibrationCase.objects.exists()


def test_what_is_not_near_a_border_is_not_decided(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    for month in (2, 5):
        Note.objects.create(
            placement=offered.plan.placement,
            noted_on=TODAY.replace(month=month),
            text="Dua belas akta terbit.",
            written_by=world.ani,
            written_at=NOW,
        )
    with pytest.raises(Refused, match="tidak dekat batas"):
        decide(world, offered, open_now)
    ItemRating.objects.create(evaluation=offered, result=offered.plan.results.get(), rating="DI_ATAS")

    assert decide(world, offered, open_now).before is not None


def test_only_the_leader_decides_and_only_while_the_meeting_runs(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    for name in ("ani", "budi", "gita", "hadi"):
        with pytest.raises(Denied, match="pemimpin rapat kalibrasi"):
            decide(world, offered, open_now, by=world.people[name])
    with pytest.raises(Denied, match="Hari terakhir rapat ini 22 November 2026"):
        decide(world, offered, open_now, at=NOW + DAY)
    meeting.close_meeting(meeting=open_now, version=1, by=world.gita, at=NOW)
    with pytest.raises(Denied, match="sudah ditutup"):
        decide(world, offered, open_now)


def test_the_leader_decides_neither_about_himself_nor_about_an_own_rating(
    world: World, draft: Evaluation
) -> None:
    held = running(world, "dinas", led_by=world.budi)
    offered = offer(evaluation=draft, version=1, by=world.budi, at=NOW)
    with pytest.raises(Denied, match="Anda sendiri yang menilai"):
        decide(world, offered, held, by=world.budi)
    Supervision.objects.filter(placement=world.placements["ani"]).update(superior=world.dewi)
    with pytest.raises(Denied, match="Anda sendiri yang menilai"):
        decide(world, offered, held, by=world.budi)
    held.led_by = world.ani
    held.save()
    with pytest.raises(Denied, match="Penilaian Anda sendiri"):
        decide(world, offered, held, by=world.ani)


def test_a_case_of_another_group_is_not_decided(world: World, offered: Evaluation) -> None:
    other = running(world, "lain")
    with pytest.raises(Refused, match="tidak dekat batas"):
        decide(world, offered, other)


# --- Two at once ----------------------------------------------------------------------------------


def test_of_two_decisions_the_second_is_told(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    decide(world, offered, open_now)

    with pytest.raises(Conflict):
        decide(world, offered, open_now, version=2)
    with pytest.raises(Conflict, match="sudah diputuskan"):
        decide(world, offered, open_now, version=3)
    assert CalibrationCase.objects.count() == 1


def test_of_offering_and_taking_back_the_second_is_told(world: World, offered: Evaluation) -> None:
    stale = Evaluation.objects.select_related("plan", "term").get()
    take_back(evaluation=offered, version=2, by=world.budi, at=NOW)

    with pytest.raises(Conflict):
        take_back(evaluation=stale, version=2, by=world.budi, at=NOW)
    again = Evaluation.objects.select_related("plan", "term").get()
    with pytest.raises(Conflict):
        offer(evaluation=again, version=2, by=world.budi, at=NOW)


def test_minutes_and_closing_carry_a_version(world: World, open_now: CalibrationMeeting) -> None:
    write = {"meeting": open_now, "by": world.citra, "at": NOW}
    meeting.write_minutes(**write, version=1, minutes="Dua kasus dibahas.")

    with pytest.raises(Conflict) as conflict:
        meeting.write_minutes(**write, version=1, minutes="Tiga kasus.")
    assert conflict.value.theirs == {"Notula yang tersimpan": "Dua kasus dibahas."}
    meeting.close_meeting(**write, version=2)
    with pytest.raises(Conflict, match="sudah ditutup"):
        meeting.close_meeting(**write, version=2)
    with pytest.raises(Denied):
        meeting.write_minutes(**write, version=3, minutes="Kedua.")


def test_another_leader_or_another_day_is_chosen_while_it_is_open(
    world: World, open_now: CalibrationMeeting
) -> None:
    Placement.objects.filter(pk=world.placements["eko"].pk).update(is_head=True, kind="PLT")
    days = {"held_on": TODAY, "until": TODAY + 3 * DAY, "at": NOW}
    changed = meeting.change_meeting(meeting=open_now, version=1, led_by=world.eko, by=world.gita, **days)
    assert (changed.led_by, changed.until) == (world.eko, TODAY + 3 * DAY)

    with pytest.raises(Denied):
        meeting.change_meeting(meeting=open_now, version=2, led_by=world.eko, by=world.ani, **days)
    with pytest.raises(Refused, match="dipimpin kepala unit"):
        meeting.change_meeting(meeting=open_now, version=2, led_by=world.dewi, by=world.gita, **days)


# --- Reading --------------------------------------------------------------------------------------


def readers(world: World, held: CalibrationMeeting) -> dict[str, tuple[bool, int]]:
    """Return by person whether the meeting is seen, and how many ratings."""
    return {
        name: (bool(may_see(person, held, TODAY)), visible_cases(person, held, TODAY).count())
        for name, person in world.people.items()
    }


def test_who_sees_a_meeting_and_which_ratings(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    own = Evaluation.objects.create(
        plan=agreed_plan(world, "budi"), term=world.final, appraiser=world.citra, **RATED
    )
    offer(evaluation=own, version=1, by=world.citra, at=NOW)

    assert readers(world, open_now) == {
        "citra": (True, 2),
        "budi": (True, 1),  # his own people, never himself
        "ani": (False, 0),
        "fajar": (False, 0),
        "dewi": (False, 0),
        "eko": (True, 0),  # organises, and reads no rating that was not shared
        "gita": (True, 2),
        "hadi": (False, 0),
        "indra": (False, 0),
    }
    assert set(visible_meetings(world.hadi, TODAY)) == set()
    assert not reads_all(world.eko, open_now, TODAY)


def test_a_draft_that_was_not_handed_over_stays_with_its_author(
    world: World, draft: Evaluation, open_now: CalibrationMeeting
) -> None:
    assert not any(count for _, count in readers(world, open_now).values())


def test_nobody_reads_the_own_rating_in_a_meeting(world: World, offered: Evaluation) -> None:
    held = CalibrationMeeting.objects.get()
    RoleGrant.objects.create(
        employee=world.ani, role=Role.BKD_ADMIN, unit=world.units["kota"], started_on=TODAY
    )
    assert reads_all(world.ani, held, TODAY)
    assert not visible_cases(world.ani, held, TODAY).exists()


def test_the_sheet_of_a_closed_meeting_stays_as_it_was(
    world: World, offered: Evaluation, open_now: CalibrationMeeting
) -> None:
    closed = meeting.close_meeting(meeting=open_now, version=1, by=world.citra, at=NOW)
    evaluations.share(
        evaluation=Evaluation.objects.select_related("plan", "term").get(),
        version=2,
        talked_on=TODAY,
        by=world.budi,
        at=NOW + timedelta(minutes=1),
    )
    second = running(world, opened_at=NOW + DAY, until=TODAY + DAY, held_on=TODAY + DAY)

    assert list(visible_cases(world.citra, closed, TODAY)) == [offered]
    assert not visible_cases(world.citra, second, TODAY).exists()
