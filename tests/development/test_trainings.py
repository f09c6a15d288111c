"""Trainings: places and the queue, who took part, what helped without names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from appraisal.errors import Conflict, Denied, Refused
from appraisal.models import Mail
from development.models import DevelopmentAction, DevelopmentPlan, Registration, Training
from development.operations import training as operations
from development.queries.helped import what_helped
from development.queries.training import own_registrations
from development.rules.helped import Helpful, Post
from organizations.models import Employee, Placement
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
VALUES: dict[str, Any] = {
    "title": "Arsip digital",
    "about": "Untuk petugas loket.",
    "provider": "BPSDM",
    "form": "DARING",
    "place": "",
    "starts_on": TODAY + timedelta(days=9),
    "ends_on": TODAY + timedelta(days=10),
    "register_until": TODAY + timedelta(days=5),
    "hours": 8,
    "places": 1,
}


def offered(world: World, **changes: Any) -> Training:
    return operations.offer(by=world.gita, at=NOW, **(VALUES | changes))


def registered(training: Training, by: Employee, **changes: Any) -> Registration:
    given = {"why": "", "action": None, "at": NOW} | changes
    return operations.register(training=training, by=by, **given)


def promised(employee: Employee, by: Employee, **changes: Any) -> DevelopmentAction:
    days = {"started_on": TODAY, "until": TODAY + timedelta(days=90), "begun_at": NOW}
    plan = DevelopmentPlan.objects.create(employee=employee, purpose="Maju", begun_by=by, **days)
    values = {"goal": "Arsip", "kind": "PELATIHAN", "text": "Kursus", "due_on": TODAY, "promised_by": by}
    return DevelopmentAction.objects.create(plan=plan, **(values | changes))


def states(training: Training) -> dict[str, str]:
    return dict(training.registrations.values_list("employee__name", "state"))


def post_office(settings: Any, *people: Employee) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for person in people:
        person.email = f"{person.name.lower()}@arunika.example"
        person.save(update_fields=["email"])


def letters() -> list[str]:
    return [f"{letter.recipient}: {letter.subject}" for letter in Mail.objects.order_by("pk")]


def test_the_last_place_is_given_once_and_the_queue_moves_up(world: World, settings: Any) -> None:
    """Who waits with a plan goes before who came earlier."""
    post_office(settings, world.ani, world.citra)
    training = offered(world)
    first = registered(training, world.budi)
    registered(training, world.citra)
    registered(training, world.ani, action=promised(world.ani, world.budi))
    assert set(states(training).values()) == {"TERDAFTAR", "ANTRE"}

    operations.withdraw(registration=first, version=1, by=world.budi, at=NOW)

    assert states(training) == {
        world.budi.name: "BATAL",
        world.citra.name: "ANTRE",
        world.ani.name: "TERDAFTAR",
    }
    assert letters() == ["ani@arunika.example: Anda mendapat tempat di pelatihan"]
    with pytest.raises((Conflict, Denied)):
        operations.withdraw(registration=first, version=1, by=world.budi, at=NOW)


def test_nobody_registers_twice_and_may_come_back(world: World) -> None:
    training = offered(world, places=None)
    row = registered(training, world.ani)
    with pytest.raises(Conflict, match="sudah terdaftar"):
        registered(training, world.ani)
    operations.withdraw(registration=row, version=1, by=world.ani, at=NOW)
    assert registered(training, world.ani).state == "TERDAFTAR"


def test_more_places_go_to_the_queue(world: World) -> None:
    training = offered(world)
    registered(training, world.budi)
    registered(training, world.citra)

    operations.alter(training=training, version=1, by=world.gita, at=NOW, **(VALUES | {"places": 2}))

    assert set(states(training).values()) == {"TERDAFTAR"}
    with pytest.raises(Conflict):
        operations.alter(training=training, version=1, by=world.gita, at=NOW, **(VALUES | {"places": 3}))
    with pytest.raises(Refused, match="paling sedikit 2"):
        operations.alter(training=training, version=2, by=world.gita, at=NOW, **VALUES)


@pytest.mark.parametrize("changes", [{"ends_on": TODAY}, {"register_until": TODAY + timedelta(days=90)}])
def test_days_are_in_order(world: World, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        offered(world, **changes)


def test_only_the_desk_offers(world: World) -> None:
    for name in ("ani", "budi", "eko", "indra"):
        with pytest.raises(Denied):
            operations.offer(by=world.people[name], at=NOW, **VALUES)


def test_presence_is_noted_after_the_beginning_and_anew(world: World) -> None:
    training = offered(world, places=None)
    ani, budi = registered(training, world.ani), registered(training, world.budi)
    with pytest.raises(Refused, match="setelah pelatihan dimulai"):
        operations.note_presence(training=training, present={ani.pk}, by=world.gita, at=NOW)
    later = NOW + timedelta(days=9)
    with pytest.raises(Denied):
        operations.withdraw(registration=ani, version=1, by=world.ani, at=later)

    assert operations.note_presence(training=training, present={ani.pk}, by=world.gita, at=later) == 2
    ani.refresh_from_db()
    operations.say_helped(registration=ani, version=2, helped="MEMBANTU", by=world.ani, at=later)
    with pytest.raises(Refused):
        operations.say_helped(registration=budi, version=2, helped="MEMBANTU", by=world.budi, at=later)

    assert operations.note_presence(training=training, present={budi.pk}, by=world.gita, at=later) == 2
    assert Registration.objects.get(pk=ani.pk).helped == ""


def test_a_cancelled_training_takes_nobody(world: World, settings: Any) -> None:
    post_office(settings, world.budi)
    training = offered(world)
    place = registered(training, world.budi)
    with pytest.raises(Refused, match="alasan"):
        operations.cancel(training=training, version=1, reason=" ", by=world.gita, at=NOW)
    operations.cancel(training=training, version=1, reason="Pengajar sakit", by=world.gita, at=NOW)
    with pytest.raises(Denied, match="dibatalkan"):
        registered(training, world.ani)
    with pytest.raises(Denied, match="dibatalkan"):
        operations.withdraw(registration=place, version=1, by=world.budi, at=NOW)
    assert own_registrations(world.budi)[0].words == "Pelatihan dibatalkan"
    assert letters() == ["budi@arunika.example: Pelatihan dibatalkan"]
    with pytest.raises(Conflict):
        operations.cancel(training=training, version=1, reason="Lagi", by=world.gita, at=NOW)


PAST = {"done_on": date(2026, 9, 30), "kind": "MENTOR"}


def mentored(world: World) -> Helpful:
    return dict(what_helped(TODAY).rows)["Belajar pada mentor"]


def test_what_helped_is_told_from_five_people_on(world: World) -> None:
    people = [world.people[name] for name in ("ani", "budi", "citra", "dewi", "eko")]
    for number, person in enumerate(people):
        promised(person, world.gita, **PAST, helped="MEMBANTU" if number < 3 else "BELUM")
        if number == 3:
            assert (mentored(world).done, mentored(world).answers, mentored(world).share) == (None, None, "")

    told = mentored(world)

    assert (told.done, told.answers, told.share) == (5, 5, "6 dari 10")
    assert set(told.by_post.values()) == {""}, "three lead, two do not: neither is shown"
    assert dict(what_helped(TODAY).rows)["Konseling kinerja"].done is None


def test_whom_it_helped_is_told_by_the_kind_of_the_latest_post(world: World) -> None:
    posts = {name: world.placements[name] for name in ("budi", "fajar", "ani")}
    for number, name in enumerate(["budi"] * 5 + ["fajar"] * 6 + ["ani"] * 5):
        person = Employee.objects.create(
            nip=f"19900101201503{number:04}", name=f"Pegawai {number}", kind="PNS"
        )
        for year, post in ((2024, posts["ani"]), (2025, posts[name])):
            ended_on = date(2024, 12, 31) if year == 2024 else None
            Placement.objects.create(
                employee=person,
                position=post.position,
                unit=post.unit,
                started_on=date(year, 1, 1),
                ended_on=ended_on,
            )
        promised(person, world.gita, **PAST, helped="MEMBANTU" if name == "fajar" else "BELUM")

    told = mentored(world)

    assert (told.answers, told.share) == (16, "4 dari 10")
    assert told.by_post == {
        Post.LEADS: "paling banyak 1 dari 10",
        Post.FUNCTIONAL: "paling sedikit 9 dari 10",
        Post.EXECUTIVE: "paling banyak 1 dari 10",
    }
    DevelopmentAction.objects.filter(
        plan__employee__placements__position=posts["budi"].position
    ).first().delete()
    assert set(mentored(world).by_post.values()) == {"", "paling sedikit 9 dari 10"}, (
        "four, and the next five"
    )


def test_what_was_done_in_this_quarter_is_told_in_the_next(world: World) -> None:
    training = offered(world, places=None)
    for name in ("ani", "budi", "citra", "dewi", "eko"):
        person = world.people[name]
        promised(person, world.gita, kind="MENTOR", done_on=TODAY, helped="CUKUP")
        a_place(world, training=training, employee=person, state="SELESAI", helped="MEMBANTU")

    now, later = what_helped(TODAY), what_helped(date(2027, 1, 1))

    assert now.until == date(2026, 9, 30)
    assert {row.done for _, row in now.rows} == {None}
    told = {label: row.share for label, row in later.rows if row.done == 5}
    assert told == {
        "Belajar pada mentor": "paling banyak 1 dari 10",
        "Pelatihan dari katalog": "paling sedikit 9 dari 10",
    }
    assert (now.plans, later.plans, later.states) == (None, 5, dict.fromkeys(later.states))


def test_somebody_elses_plan_is_no_reason(world: World) -> None:
    with pytest.raises(Refused, match="rencana Anda sendiri"):
        registered(offered(world), world.ani, action=promised(world.budi, world.gita))


# --- What the database itself refuses -----------------------------------------------------------


def a_training(world: World, **changes: Any) -> Training:
    return Training.objects.create(written_by=world.gita, written_at=NOW, **(VALUES | changes))


def a_place(world: World, **changes: Any) -> Registration:
    values = {"employee": world.ani, "state": "TERDAFTAR", "registered_at": NOW}
    return Registration.objects.create(**({"training": a_training(world)} | values | changes))


def two_places(world: World) -> None:
    training = a_training(world)
    a_place(world, training=training)
    a_place(world, training=training)


BAD = {
    "training_form_known": lambda w: a_training(w, form="SURAT"),
    "training_has_words": lambda w: a_training(w, about=""),
    "training_days_in_order": lambda w: a_training(w, ends_on=TODAY),
    "training_has_hours": lambda w: a_training(w, hours=0),
    "training_has_places": lambda w: a_training(w, places=0),
    "training_cancelled_with_reason": lambda w: a_training(w, cancelled_at=NOW),
    "registration_state_known": lambda w: a_place(w, state="LAIN"),
    "registration_helped_known": lambda w: a_place(w, state="SELESAI", helped="LAIN"),
    "registration_once_per_training": two_places,
    "registration_helped_when_attended": lambda w: a_place(w, helped="CUKUP"),
}


def test_every_constraint_has_a_row() -> None:
    rules = {rule.name for model in (Training, Registration) for rule in model._meta.constraints}
    assert rules == set(BAD)


@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(world: World, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BAD[name](world)
    assert name in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)
