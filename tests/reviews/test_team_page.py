"""The team page: who needs me now, then everybody by name, at one cost for three people and for sixty."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from indicators.models import Plan
from reviews.models import Evaluation
from reviews.queries.home import home_page, year_on
from tests.pages import queries_of, text_of
from tests.reviews import year_rows as rows
from tests.reviews.crowd import crowd
from tests.scenes import RATED
from tests.world import NOW, TODAY, World, agreed_plan

HREF = "/tim/"
DAY = timedelta(days=1)


def line(page: Any, name: str) -> str:
    """Return the words of one person's row."""
    found = next(part for part in page.content.decode().split("<tr>") if f'/">{name}' in part)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_the_last_note_and_the_last_talk_are_told_in_words(world: World, clock: Any, enter: Any) -> None:
    plan = agreed_plan(world)
    for days in (30, 12):
        rows.note(world, plan, noted_on=TODAY - days * DAY)
    rows.note(world, plan, noted_on=TODAY - DAY, removed_at=NOW)
    rows.talk(world, plan, held_on=TODAY - DAY, notes="Antrean.")
    agreed_plan(world, "fajar")

    page = enter(world.budi).get(HREF)

    assert "12 hari lalu" in line(page, "Ani")
    assert "Kemarin" in line(page, "Ani")
    assert line(page, "Fajar").count("Belum ada") == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("make", "facts", "words"),
    [
        (rows.call, {}, "Jawab permintaan bantuan"),
        (None, {"status": "DIAJUKAN"}, "Tanggapi SKP"),
        (None, {}, "Nilai"),
        (None, {"status": "DRAF"}, "–"),
    ],
)
def test_each_row_offers_the_next_step(
    world: World, clock: Any, enter: Any, make: Any, facts: Any, words: str
) -> None:
    plan = agreed_plan(world, **facts)
    Plan.objects.filter(pk=plan.pk).update(submitted_to=world.budi)
    if make:
        make(world, plan)
    client = enter(world.budi)

    page = client.get(HREF)

    assert words in line(page, "Ani")
    member = next(row for row in page.context["page"].members if row.name == "Ani")
    assert member.step is None or client.get(member.step.href).status_code == 200


HELD = {"held_on": TODAY, "notes": "Antrean."}


@pytest.mark.once
@pytest.mark.parametrize(
    ("talk", "words"), [(None, "Rencanakan dialog"), ({}, "Dialog "), (HELD, "Beri umpan balik")]
)
def test_before_the_window_of_rating_a_talk_is_offered_and_then_feedback(
    world: World, clock: Any, enter: Any, talk: dict[str, Any] | None, words: str
) -> None:
    world.period.annual_from = TODAY + DAY
    world.period.save()
    plan = agreed_plan(world)
    if talk is not None:
        rows.talk(world, plan, **talk)
    client = enter(world.budi)

    page = client.get(HREF)

    assert words in line(page, "Ani")
    assert client.get(page.context["page"].members[0].step.href).status_code == 200


@pytest.mark.once
def test_what_waits_stands_above_the_people_as_on_home(world: World, clock: Any, enter: Any) -> None:
    rows.call(world, agreed_plan(world))
    agreed_plan(world, "fajar", status="DIAJUKAN")

    page = enter(world.budi).get(HREF)

    titles = [task.title for task in page.context["tasks"]]
    assert titles == ["Jawab permintaan bantuan", "Tanggapi SKP tim Anda", "Nilai dan bagikan hasil tim"]
    home = home_page(world.budi, year_on(world.period, TODAY), TODAY)["tasks"]
    assert [task.title for task in home][:3] == titles  # type: ignore[attr-defined]
    html = page.content.decode()
    assert html.index("Jawab permintaan bantuan") < html.index("<table")


@pytest.mark.once
def test_the_page_shows_no_score_and_no_alarm(world: World, clock: Any, enter: Any) -> None:
    shared = RATED | {"status": "DISAMPAIKAN", "shared_at": NOW}
    Evaluation.objects.create(plan=agreed_plan(world), term=world.final, appraiser=world.budi, **shared)

    page = enter(world.budi).get(HREF)

    assert "Lihat hasil" in line(page, "Ani")
    words = text_of(page).lower()
    assert not [
        word for word in ("sesuai ekspektasi", "sangat baik", "peringkat", "terbaik", "%") if word in words
    ]
    assert "tag-bad" not in page.content.decode()
    assert not re.search(r"\bBaik\b", text_of(page))


def test_fifty_stand_on_a_page_and_a_name_is_found(world: World, clock: Any, enter: Any) -> None:
    crowd(world, 60)
    client = enter(world.budi)

    first, second = client.get(HREF), client.get(f"{HREF}?halaman=2")
    assert [len(page.context["page"].members) for page in (first, second)] == [50, 12]
    assert "62 orang" in text_of(first)
    names = [row.name for page in (first, second) for row in page.context["page"].members]
    assert names == sorted(names)

    found = client.get(f"{HREF}?q=anggota 007")
    assert [row.name for row in found.context["page"].members] == ["Anggota 007"]
    assert "Tidak ada anggota tim dengan nama itu." in text_of(client.get(f"{HREF}?q=zzz"))
    for wild in ("halaman=²", "halaman=-1", "halaman=99999999"):
        assert client.get(f"{HREF}?{wild}").status_code == 200


@pytest.mark.once
def test_sixty_people_with_a_year_of_daily_notes_cost_what_three_cost(
    world: World, clock: Any, enter: Any
) -> None:
    """Home and team page of Budi: as many queries at 3 people without notes as at 60 with 366 notes each."""
    crowd(world, 1, notes=1)
    client = enter(world.budi)
    for href in ("/", HREF):
        client.get(href)
    few = [queries_of(client, href) for href in ("/", HREF)]
    crowd(world, 57, notes=366)

    assert [queries_of(client, href) for href in ("/", HREF)] == few
    assert few[0] <= 12
    assert few[1] <= 14
    sizes = [len(gzip.compress(client.get(href).content)) for href in ("/", HREF)]
    assert sizes[0] < 10 * 1024
    assert sizes[1] < 20 * 1024


@pytest.mark.once
def test_home_of_who_writes_every_day_costs_what_a_new_one_costs(
    world: World, clock: Any, enter: Any
) -> None:
    plan, *_ = crowd(world, 1)
    client = enter(plan.placement.employee)
    client.get("/")
    empty = queries_of(client, "/")
    rows.Note.objects.bulk_create(
        rows.Note(
            placement=plan.placement,
            noted_on=TODAY - day * DAY,
            text="Melayani warga.",
            written_by=plan.placement.employee,
            written_at=NOW,
        )
        for day in range(366)
    )

    assert queries_of(client, reverse("reviews:home")) == empty <= 12
