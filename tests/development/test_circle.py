"""A plan of somebody with Butuh Perbaikan, page by page through six months; who never sees a word of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from django.utils import timezone

from appraisal.models import Event
from desk.access.trail import visible_events
from desk.queries.trail import file_rows
from development.access.plan import visible_plans
from development.models import DevelopmentAction, DevelopmentPlan, Training
from development.queries.plan import of_the_talk
from development.queries.waiting import TO_GROW
from organizations.models import Employee, Placement, Supervision
from organizations.operations import refresh_lines
from reviews.models import Evaluation, Talk
from reviews.queries.home import year_on
from reviews.queries.task_source import found_tasks
from tests.development.test_plans import held, shared
from tests.development.test_trainings import offered
from tests.pages import text_of
from tests.world import NOW, TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OUTSIDERS = ("citra", "fajar", "eko", "gita", "hadi", "indra")  # Dewi promised something: she helps
WRITTEN = {  # all that the two and the helper write, each findable
    "purpose": "Buku kas rapi setiap bulan",
    "goal": "Menutup pembukuan sendiri",
    "guidance": "Menutup dua bulan bersama",
    "training": "Kelas neraca dasar",
    "mentor": "Menemani tiap Jumat siang",
    "support": "Dua jam tanpa loket",
    "progress": "Bulan kedua hampir sendiri",
    "first": "Neraca mulai lancar",
    "second": "Tinggal satu selisih kecil",
    "closing": "Tiga bulan terakhir tanpa selisih",
}


class Days:
    """The clock of the views, moved by the test."""

    def __init__(self) -> None:
        self.now: datetime = NOW

    def after(self, days: int) -> None:
        self.now = NOW + timedelta(days=days)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    clock = Days()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def send(enter: Any) -> Callable[..., Any]:
    """Send a form as somebody, who must be led on."""

    def post(user: Employee, path: str, **typed: Any) -> Any:
        answer = enter(user).post(path, typed)
        assert answer.status_code == 302, (path, text_of(answer)[:600])
        return answer

    return post


def tasks(user: Employee, world: World, days: Days) -> set[str]:
    on = timezone.localdate(days.now)
    return {task.title for task in found_tasks([user], TO_GROW, year_on(world.period, on), on)[user.pk]}


def added(send: Any, by: Employee, kind: str, text: str, promised_by: Employee, **more: Any) -> None:
    plan = DevelopmentPlan.objects.get()
    typed = {"goal": WRITTEN["goal"], "kind": kind, "text": text, "due_on": "31-1-2027"}
    typed |= {"promised_by": promised_by.pk, "version": plan.version, "q": "", "support": ""}
    send(by, f"/pengembangan/rencana/{plan.pk}/kegiatan/", **(typed | more))


def agreed(send: Any, world: World, result: Evaluation) -> DevelopmentPlan:
    """Begin a plan as Budi, with guidance, a training and a mentor, and have both agree on it."""
    typed = {"purpose": WRITTEN["purpose"], "until": "22-5-2027"}
    send(world.budi, f"/pengembangan/susun/{result.pk}/", **typed)
    added(send, world.budi, "BIMBINGAN", WRITTEN["guidance"], world.budi, support=WRITTEN["support"])
    added(send, world.ani, "PELATIHAN", WRITTEN["training"], world.ani)
    added(send, world.budi, "MENTOR", WRITTEN["mentor"], world.dewi, q="Dewi")
    plan = DevelopmentPlan.objects.get()
    for version, person in enumerate((world.budi, world.ani), start=plan.version):
        send(person, f"/pengembangan/rencana/{plan.pk}/sepakati/", version=version)
    return DevelopmentPlan.objects.get()


def done(send: Any, by: Employee, text: str, **typed: Any) -> None:
    row = DevelopmentAction.objects.get(text=text)
    send(by, f"/pengembangan/kegiatan/{row.pk}/selesai/", version=row.version, **({"progress": ""} | typed))


def reviewed(send: Any, by: Employee, plan: DevelopmentPlan, talk: Talk, text: str) -> None:
    send(by, f"/pengembangan/rencana/{plan.pk}/tinjau/", talk=talk.pk, text=text)


def trained(send: Any, world: World, days: Days, enter: Any) -> None:
    """Register Ani for what the plan names, have the desk note that she took part, and Ani say so."""
    training = offered(world, title="Neraca dasar", places=20)
    action = DevelopmentAction.objects.get(kind="PELATIHAN")
    send(world.ani, f"/pelatihan/{training.pk}/", why="", action=action.pk)
    page = text_of(enter(world.budi).get(f"/pengembangan/rencana/{action.plan_id}/"))
    assert "1 Desember 2026: terdaftar" in page
    days.after(10)
    row = training.registrations.get()
    send(world.gita, f"/bkd/pelatihan/{training.pk}/peserta/", hadir=row.pk)
    send(world.ani, f"/pelatihan/pendaftaran/{row.pk}/membantu/", version=2, helped="MEMBANTU")
    done(send, world.ani, WRITTEN["training"], helped="MEMBANTU")


def lived(send: Any, world: World, days: Days, enter: Any) -> DevelopmentPlan:
    """Live through six months, two talks and a training; return the plan on its last day."""
    result = shared(world)
    plan = agreed(send, world, result)
    trained(send, world, days, enter)
    days.after(60)
    done(send, world.budi, WRITTEN["guidance"], progress=WRITTEN["progress"])
    talk = held(world, result.plan, TODAY + timedelta(days=60), 2)
    reviewed(send, world.ani, plan, talk, WRITTEN["first"])
    days.after(120)
    done(send, world.dewi, WRITTEN["mentor"])
    talk = held(world, result.plan, TODAY + timedelta(days=120), 4)
    reviewed(send, world.budi, plan, talk, WRITTEN["second"])
    days.after(182)
    return DevelopmentPlan.objects.get()


def closed(send: Any, world: World, plan: DevelopmentPlan) -> None:
    typed = {"outcome": "TERCAPAI", "closing": WRITTEN["closing"], "version": plan.version}
    send(world.budi, f"/pengembangan/rencana/{plan.pk}/tutup/", **typed)


def test_six_months_page_by_page_to_the_end(
    world: World, days: Days, send: Callable[..., Any], enter: Any
) -> None:
    plan = lived(send, world, days, enter)
    assert tasks(world.budi, world, days) == {"Tutup rencana pengembangan"}
    assert tasks(world.ani, world, days) == set()

    closed(send, world, plan)

    assert tasks(world.budi, world, days) == set()
    for person in (world.ani, world.budi):
        page = text_of(enter(person).get(f"/pengembangan/rencana/{plan.pk}/"))
        assert [text for text in WRITTEN.values() if text not in page] == []
        for told in ("3 dari 3 selesai", "Tercapai, ditutup 23 Mei 2027", "pada dialog 21 Januari 2027"):
            assert told in page
        assert "Tambah kegiatan" not in page
    assert "Rencana bersama atasan" in text_of(enter(world.ani).get("/pengembangan/"))


def test_a_talk_asks_for_a_word_until_one_of_the_two_wrote_it(
    world: World, days: Days, send: Callable[..., Any]
) -> None:
    result = shared(world)
    plan = agreed(send, world, result)
    before = tasks(world.ani, world, days)
    held(world, result.plan, TODAY - timedelta(days=1), 1)  # before the plan began
    assert tasks(world.ani, world, days) == before
    talk = held(world, result.plan, TODAY, 4)
    for person in (world.ani, world.budi):
        assert "Tulis tinjauan rencana pengembangan" in tasks(person, world, days)

    reviewed(send, world.budi, plan, talk, "Lancar")

    for person in (world.ani, world.budi):
        assert "Tulis tinjauan rencana pengembangan" not in tasks(person, world, days)


def pages_of(name: str, ani: int, training: int) -> list[str]:
    """Return the pages on which a careless query could show an outsider something of the plan."""
    if name in ("gita", "indra"):
        desk = ["/bkd/pengembangan/", f"/bkd/jejak/?orang={ani}", f"/bkd/pegawai/{ani}/", f"/karier/{ani}/"]
        return [*desk, f"/bkd/pelatihan/{training}/peserta/"]
    return ["/", "/tim/pengembangan/", "/pengembangan/dukungan/", f"/pelatihan/{training}/"]


def test_nobody_outside_the_circle_sees_a_word_of_it(
    world: World, days: Days, send: Callable[..., Any], enter: Any
) -> None:
    """A peer, the superior above, both desks, the committee and the auditor."""
    plan = lived(send, world, days, enter)
    closed(send, world, plan)
    action = DevelopmentAction.objects.get(kind="MENTOR")
    training = Training.objects.get().pk
    guessed = [f"/pengembangan/rencana/{plan.pk}/", f"/pengembangan/kegiatan/{action.pk}/selesai/"]
    opened = 0

    for name in OUTSIDERS:
        client = enter(world.people[name])
        assert not visible_plans(world.people[name], TODAY).exists(), name
        assert [client.get(path).status_code for path in guessed] == [404, 404], name
        for path in pages_of(name, world.ani.pk, training):
            answer = client.get(path)
            opened += answer.status_code == 200
            body = answer.content.decode()
            assert [text for text in WRITTEN.values() if text in body] == [], (name, path)

    assert opened == 4 * 4 + 5 + 4, "all but what the auditor may not open"


def test_the_helper_reads_the_own_promise_and_nothing_else(
    world: World, days: Days, send: Callable[..., Any], enter: Any
) -> None:
    plan = lived(send, world, days, enter)

    page = text_of(enter(world.dewi).get("/pengembangan/dukungan/"))

    assert [key for key, text in WRITTEN.items() if text in page] == ["mentor"]
    assert enter(world.dewi).get(f"/pengembangan/rencana/{plan.pk}/").status_code == 404


def test_the_trail_of_the_desk_is_silent_and_that_of_auditors_without_words(
    world: World, days: Days, send: Callable[..., Any], enter: Any
) -> None:
    closed(send, world, lived(send, world, days, enter))
    moves = Event.objects.filter(action__startswith="plan_to_grow.")
    assert set(moves.values_list("about", flat=True)) == {world.ani.pk}

    assert not visible_events(world.gita, TODAY).filter(pk__in=moves).exists()

    seen = visible_events(world.indra, TODAY).filter(pk__in=moves)
    assert seen.count() == moves.count()
    told = " ".join(map(str, chain.from_iterable(file_rows([seen]))))
    assert [text for text in WRITTEN.values() if text in told] == []


def test_a_plan_goes_with_the_person(world: World, days: Days, send: Callable[..., Any], enter: Any) -> None:
    """After a move the new superior reads it; the former one no longer does, nor is offered its words."""
    result = shared(world)
    plan = agreed(send, world, result)
    planned = Talk.objects.create(
        plan=result.plan,
        term=world.term(4),
        planned_at=NOW + timedelta(days=9),
        superior=world.budi,
        planned_by=world.budi,
    )
    assert [each.text for each in of_the_talk(planned, world.budi, TODAY)][0] == WRITTEN["guidance"]
    post = world.placements["ani"]
    Placement.objects.filter(pk=post.pk).update(ended_on=TODAY)
    Placement.objects.create(
        employee=world.ani,
        position=post.position,
        unit=world.units["lain"],
        started_on=TODAY + timedelta(days=1),
    )
    days.after(1)
    refresh_lines(on=TODAY, at=days.now)

    answers = [
        enter(person).get(f"/pengembangan/rencana/{plan.pk}/").status_code
        for person in (world.dewi, world.budi, world.ani)
    ]

    assert answers == [200, 404, 200]
    assert of_the_talk(planned, world.budi, TODAY + timedelta(days=1)) == []


def test_who_leads_an_acting_post_of_the_person_reads_nothing(
    world: World, days: Days, send: Callable[..., Any]
) -> None:
    agreed(send, world, shared(world))
    post = world.placements["ani"]
    Placement.objects.create(
        employee=world.ani, position=post.position, unit=world.units["lain"], kind="PLT", started_on=TODAY
    )
    refresh_lines(on=TODAY, at=NOW)

    assert Supervision.objects.on(TODAY).filter(superior=world.dewi, placement__employee=world.ani).exists()
    assert not visible_plans(world.dewi, TODAY).exists()
    assert visible_plans(world.budi, TODAY).exists()
