"""The trail: who reads it, how it is narrowed and paged, and what it never tells."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from appraisal import audit, chain
from appraisal.models import Event
from desk.access.trail import may_read_trail, own_events, visible_events
from desk.models import Suggestion
from desk.queries import trail as queries
from desk.queries.chain_state import chain_state, place_of
from development.models import DevelopmentAction, DevelopmentGoal, DevelopmentReview
from organizations.models import RoleGrant
from organizations.rules import Role
from reviews.models import Action, FollowUp, HelpRequest, Note, Remark, TalkPoint
from tests.world import NOW, TODAY, World

HOUR = timedelta(hours=1)


def write(action: str, by: Any, target: Any = None, *, ago: int = 0, **more: Any) -> Event:
    return audit.record(action=action, by=by, at=NOW - ago * HOUR, target=target, **more)


@pytest.fixture
def story(office: World) -> World:
    """Some events, the oldest first: about Ani, by Ani, about nobody."""
    write("employee.placed", office.gita, office.ani, ago=9, after={"unit": "Bidang"})
    write("person.viewed", office.indra, office.ani, ago=8)
    write("data.reported", office.ani, office.ani, ago=7, note="Atasan keliru")
    write("role.granted", office.gita, office.indra, ago=6, after={"role": "AUDITOR"})
    write("agency.changed", office.gita, ago=5, before={"city": "A"}, after={"city": "B"})
    write("password.changed", office.budi, office.budi, ago=24 * 40)
    return office


def read(world: World, **asked: Any) -> list[str]:
    found = queries.asked_of(asked, TODAY)
    page = queries.trail_page(visible_events(world.indra, TODAY), found, "")
    return [line.sentence for line in page.rows]


# --- Narrowing -------------------------------------------------------------------------------------


def test_without_a_question_the_last_thirty_days_are_shown_newest_first(story: World) -> None:
    assert read(story) == [
        "Gita mengubah data instansi",
        "Gita memberi peran kepada Indra",
        "Ani melaporkan data keliru",
        "Indra membuka data pegawai milik Ani",
        "Gita menempatkan Ani",
    ]


def test_a_person_is_found_as_actor_and_as_the_one_concerned(story: World) -> None:
    ani, gita = str(story.ani.pk), str(story.gita.pk)

    assert read(story, orang=ani) == [
        "Ani melaporkan data keliru",
        "Indra membuka data pegawai milik Ani",
        "Gita menempatkan Ani",
    ]
    assert read(story, orang=ani, peran="pelaku") == ["Ani melaporkan data keliru"]
    assert len(read(story, orang=ani, peran="terkait")) == 3
    assert len(read(story, orang=gita)) == 3
    assert read(story, orang=str(story.budi.pk)) == ["Budi mengganti kata sandi"]


NARROWED: list[tuple[dict[str, str], int]] = [
    ({"bagian": "dilihat"}, 1),
    ({"bagian": "diubah"}, 4),
    ({"bagian": "perhatian"}, 2),
    ({"kelompok": "STAFF"}, 2),
    ({"kelompok": "ACCOUNT", "bagian": "dilihat"}, 0),
    ({"dari": "1-10-2026"}, 6),
    ({"dari": "23-11-2026"}, 0),
    ({"dari": "1-10-2026", "sampai": "31-10-2026"}, 1),
    ({"kelompok": "tidak ada", "bagian": "x", "peran": "y", "dari": "31-2-2026", "sampai": "kapan"}, 5),
    ({"sampai": "31-12-9999", "orang": "9" * 30, "objek": "x"}, 5),
    ({"objek": "organizations.employee:999999"}, 0),
]


@pytest.mark.parametrize(("asked", "count"), NARROWED)
def test_what_is_asked_for_narrows_and_what_is_odd_does_not(
    story: World, asked: dict[str, str], count: int
) -> None:
    assert len(read(story, **asked)) == count


def test_an_object_has_its_own_trail(story: World) -> None:
    assert len(read(story, objek=f"organizations.employee:{story.ani.pk}")) == 3


def test_pages_follow_each_other_without_a_gap_even_at_the_same_moment(story: World) -> None:
    audit.record_many(audit.entry(action="x", by=story.gita, at=NOW, note=str(n)) for n in range(120))
    rows, after, seen = visible_events(story.indra, TODAY), "", []
    for _ in range(3):
        page = queries.trail_page(rows, queries.asked_of({"orang": str(story.gita.pk)}, TODAY), after)
        seen += [line.pk for line in page.rows]
        after = page.next_href.partition("sesudah=")[2]

    assert after == ""
    assert len(seen) == len(set(seen)) == 123
    assert seen[:120] == sorted(seen[:120], reverse=True)


@pytest.mark.parametrize(
    "odd", ["x", "1-2-3", "9.1-1", f"{'9' * 30}.000000-1", "1.00000a-1", "-", "1.000000-"]
)
def test_an_odd_place_shows_the_first_page(story: World, odd: str) -> None:
    page = queries.trail_page(visible_events(story.indra, TODAY), queries.asked_of({}, TODAY), odd)

    assert len(page.rows) == 5


def test_a_page_costs_the_same_with_many_events(story: World, django_assert_num_queries: Any) -> None:
    audit.record_many(audit.entry(action="x", by=story.gita, at=NOW, target=story.ani) for _ in range(300))
    rows = visible_events(story.indra, TODAY)
    for asked, count in (({}, 2), ({"orang": str(story.ani.pk)}, 3), ({"bagian": "dilihat"}, 2)):
        with django_assert_num_queries(count):
            queries.trail_page(rows, queries.asked_of(asked, TODAY), "")


# --- Who reads what --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        (Role.AUDITOR, "kota", True),
        (Role.BKD_ADMIN, "kota", True),
        (Role.AUDITOR, "bidang", False),
        (Role.BKD_ADMIN, "bidang", False),
        (Role.UNIT_ADMIN, "kota", False),
        (Role.AWARD_COMMITTEE, "kota", False),
        (Role.DATA_PROTECTION, "kota", False),
    ],
)
def test_auditors_and_bkd_admins_of_the_whole_agency_read_the_trail(
    office: World, role: Role, unit: str, may: bool
) -> None:
    RoleGrant.objects.create(employee=office.dewi, role=role, unit=office.units[unit], started_on=TODAY)

    assert bool(may_read_trail(office.dewi, TODAY)) is may


def test_who_opened_raw_forms_is_for_auditors_alone(story: World) -> None:
    write("raw.read", story.hadi, story.ani)

    assert visible_events(story.indra, TODAY).filter(action="raw.read").exists()
    assert not visible_events(story.gita, TODAY).filter(action="raw.read").exists()


def test_nobody_at_the_desk_learns_of_drafts_about_the_own_work(story: World) -> None:
    for person in (story.gita, story.ani):
        write("evaluation.rated", story.budi, person)
        write("employee.absent", story.budi, person)

    found = visible_events(story.gita, TODAY).filter(
        by=story.budi, action__in=["evaluation.rated", "employee.absent"]
    )
    assert set(found.values_list("action", "about__name")) == {
        ("evaluation.rated", "Ani"),
        ("employee.absent", "Gita"),
        ("employee.absent", "Ani"),
    }


def test_the_own_trail_tells_what_others_did_and_nothing_of_drafts_and_raters(story: World) -> None:
    for action in ("evaluation.rated", "raw.read", "nomination.added", "correction.proposed"):
        write(action, story.budi, story.ani)
    write("evaluation.final", None, story.ani)

    page = queries.own_page(own_events(story.ani), "")

    assert [line.sentence for line in page.rows] == [
        "Sistem menetapkan hasil final milik Anda",
        "Indra membuka data pegawai milik Anda",
        "Gita menempatkan Anda",
    ]


@pytest.mark.parametrize(
    ("model", "column"),
    [
        *((model, "text") for model in (Action, FollowUp, HelpRequest, Note, Remark, TalkPoint)),
        *((model, "text") for model in (DevelopmentAction, DevelopmentReview, Suggestion)),
        (DevelopmentGoal, "goal"),
    ],
)
def test_what_an_event_is_called_by_holds_no_word_of_it(model: type[Model], column: str) -> None:
    """Events keep the name of their object for good, and the file of the trail shows it."""
    assert "Rahasia" not in str(model(**{column: "Rahasia"}))


# --- The state of the chain ------------------------------------------------------------------------


def test_an_event_says_its_place_and_whether_it_still_fits(story: World) -> None:
    first, second = Event.objects.order_by("pk")[:2]
    assert place_of(first) is None
    chain.seal(NOW)

    places = [place_of(first), place_of(second)]
    assert [(place.position, place.is_sound) for place in places if place] == [(1, True), (2, True)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE appraisal_event SET note = 'palsu' WHERE id = %s", [second.pk])
    broken = place_of(second)
    assert broken is not None
    assert not broken.is_sound


def test_the_state_names_the_last_seal_check_and_anchor(story: World) -> None:
    empty = chain_state()
    assert (empty.end, empty.anchor, empty.check, empty.is_whole) == (None, None, None, False)
    chain.anchor(NOW)
    chain.note(chain.check(NOW), NOW)
    assert chain_state().is_whole

    with connection.cursor() as cursor:
        cursor.execute("UPDATE appraisal_eventlink SET digest = %s WHERE position = 2", ["0" * 64])
    chain.note(chain.check(NOW), NOW + HOUR)
    state = chain_state()
    assert not state.is_whole
    assert state.anchor is not None
    assert state.anchor.position == 6
