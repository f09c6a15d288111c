"""Results as people read them: who may, what comes first, what stays away, and the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import get_resolver, resolve, reverse

from appraisal.models import Event
from multirater.models import Comment, Round
from multirater.queries.result import released_results
from multirater.queries.result_page import result_page
from multirater.rules.result import Level, ResultWords
from organizations.models import Supervision
from tests.multirater.results import WORDS, comment, group, hidden, item, level, released, tell
from tests.multirater.rows import Office, reviewee_of, round_of
from tests.pages import queries_of, text_of
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(clock: Any) -> None:
    """Stand on the day of the world."""


def detail(reviewee: Any, name: str = "detail") -> str:
    return reverse(f"multirater:result-{name}", args=[reviewee.pk])


# --- Who reads -------------------------------------------------------------------------------------


def test_the_person_and_the_superior_read_and_nobody_else(office: Office, enter: Any) -> None:
    person, colleague = office.staff["umum"][:2]
    reviewee = released(office, person)
    world, heads = office.world, office.heads
    readers = {person: 200, heads["umum"]: 200}
    strangers = [colleague, heads["data"], office.head, world.gita, world.indra, world.eko]

    for reader, status in (readers | dict.fromkeys(strangers, 404)).items():
        assert enter(reader).get(detail(reviewee)).status_code == status, reader
    assert enter(colleague).get(detail(reviewee, "file")).status_code == 404
    looked = Event.objects.filter(action="result360.viewed")
    assert {event.by_id for event in looked} == {heads["umum"].pk}


@pytest.mark.parametrize(
    "values",
    [
        {"status": "DIBUKA"},
        {"status": "DITUTUP"},
        {"status": "DIBATALKAN"},
    ],
)
def test_nothing_is_read_before_the_release(office: Office, enter: Any, values: dict[str, Any]) -> None:
    person = office.staff["umum"][0]
    reviewee = released(office, person, **values)

    assert enter(person).get(detail(reviewee)).status_code == 404
    assert not Event.objects.filter(action="result360.viewed").exists()


def test_a_round_that_keeps_the_superior_out_does_so(office: Office, enter: Any) -> None:
    person, superior = office.staff["umum"][0], office.heads["umum"]
    reviewee = released(office, person, shows_superior=False)

    assert enter(superior).get(detail(reviewee)).status_code == 404
    assert person.full_name not in text_of(enter(superior).get("/tim/putaran-360/"))
    assert "dan atasan langsung" not in text_of(enter(person).get(detail(reviewee)))


def test_who_leads_now_reads_and_not_who_led_before(office: Office, enter: Any) -> None:
    person, before, now = office.staff["umum"][0], office.heads["umum"], office.heads["data"]
    reviewee = released(office, person)
    yesterday = date(2026, 11, 21)
    lines = Supervision.objects.filter(placement=office.placements[person.pk])
    lines.update(ended_on=yesterday)
    Supervision.objects.create(
        placement=office.placements[person.pk], superior=now, started_on=yesterday + timedelta(days=1)
    )

    assert enter(before).get(detail(reviewee)).status_code == 404
    assert enter(now).get(detail(reviewee)).status_code == 200


# --- What is read ------------------------------------------------------------------------------------


def test_words_come_first_and_withheld_ones_stay_away(office: Office, enter: Any) -> None:
    person = office.staff["umum"][0]
    reviewee = released(office, person)
    comment(reviewee, "Sabar di loket")
    comment(reviewee, "Bagi tugas lebih awal", "KEMBANGKAN")
    comment(reviewee, "Belum dilihat", status="MENUNGGU")
    comment(reviewee, "Dari dua orang saja", sides="BAWAHAN")
    comment(reviewee, "Dari diri sendiri", sides="DIRI")

    page = text_of(enter(person).get(detail(reviewee)))

    places = [
        page.index(text) for text in ("Teruskan", "Sabar di loket", "Bagi tugas", "Melayani dengan ramah")
    ]
    assert places == sorted(places)
    for secret in ("Belum dilihat", "Dari dua orang saja", "Dari diri sendiri"):
        assert secret not in page
    assert "Bawahan langsung: Belum cukup jawaban" in page
    assert "Mitra dari unit lain: tidak ada dalam putaran ini" in page
    assert "dari Cukup sering sampai Hampir selalu 5 orang" in page
    assert "Potensi tersembunyi Mereka melihatnya lebih sering daripada Anda sendiri" in page


def test_texts_stand_in_the_order_of_their_random_keys(office: Office) -> None:
    reviewee = released(office, office.staff["umum"][0])
    texts = [comment(reviewee, f"Kata {number}") for number in range(6)]

    keep = result_page(reviewee, is_owner=True).keep

    assert keep is not None
    expected = [row.text for row in sorted(texts, key=lambda row: str(row.pk))]
    assert list(keep.groups[0].texts) == expected


def test_with_too_few_answers_the_page_says_so_kindly(office: Office, enter: Any) -> None:
    person = office.staff["umum"][0]
    reviewee = released(office, person, ResultWords(groups=(hidden("REKAN BAWAHAN", "Rekan dan bawahan"),)))

    page = text_of(enter(person).get(detail(reviewee)))

    assert "Ini tidak berarti apa-apa tentang Anda" in page
    assert "Rekan dan bawahan: Belum cukup jawaban" in page


def test_late_answers_stand_in_a_block_of_their_own(office: Office, enter: Any) -> None:
    person = office.staff["umum"][0]
    reviewee = released(office, person)
    late = replace(
        WORDS, late=(group("REKAN", "Rekan kerja (susulan)", level(2, Level.MIDDLE, "Cukup tampak")),)
    )
    comment(reviewee, "Kata yang datang kemudian", batch=2)
    assert "Kata yang datang kemudian" not in text_of(enter(person).get(detail(reviewee)))
    tell(reviewee, late, number=2)

    page = text_of(enter(person).get(detail(reviewee)))

    first, _, second = page.partition("Jawaban susulan")
    assert "Melayani dengan ramah" in first
    assert "Cukup tampak" in second
    assert "Cukup tampak" not in first
    assert "Kata yang datang kemudian" in second


def test_the_way_over_the_rounds_compares_published_words_only(office: Office) -> None:
    person = office.staff["umum"][0]
    long_ago, before = NOW - timedelta(days=300), NOW - timedelta(days=100)
    first = ResultWords(groups=(group("REKAN", "Rekan kerja", item(1, "Jarang"), item(2, "Sering")),))
    second = ResultWords(groups=(group("REKAN", "Rekan kerja", item(1, "Kadang-kadang")),))
    released(office, person, first, name="Putaran A", closed_at=long_ago)
    released(office, person, second, name="Putaran B", closed_at=before)
    reviewee = released(office, person)

    page = result_page(reviewee, is_owner=True)

    assert [(way.label, way.behaviours) for way in page.ways] == [
        ("Naik", ("Melayani dengan ramah (rekan kerja; Putaran B)",)),
        ("Turun", ("Menepati janji (rekan kerja; Putaran A)",)),  # round B did not show it
    ]
    assert released_results(person)[0].reviewee_id == reviewee.pk

    Round.objects.filter(name__in=["Putaran A", "Putaran B"]).update(status="DIBATALKAN")
    assert result_page(reviewee, is_owner=True).ways == ()


# --- Lists ---------------------------------------------------------------------------------------------


def test_a_running_round_shows_when_it_opens_and_no_number(office: Office, enter: Any) -> None:
    person = office.staff["umum"][0]
    reviewee_of(office, round_of(office, name="Sedang jalan"), person)
    reviewee_of(office, round_of(office, name="Rancangan", status="RANCANGAN", opened_at=None), person)
    reviewee = released(office, person, name="Sudah rilis")

    page = enter(person).get("/hasil/putaran-360/")

    text = text_of(page)
    assert "Sedang jalan Sedang diisi. Hasil dibuka setelah putaran ditutup dan dirilis. Belum dibuka" in text
    assert "Rancangan" not in text
    assert detail(reviewee) in page.content.decode()


def test_the_list_of_a_team_is_by_name_and_costs_the_same_for_more(office: Office, enter: Any) -> None:
    people, client = office.staff["umum"], enter(office.heads["umum"])
    first = released(office, people[1])
    client.get("/tim/putaran-360/")  # the first page after a login notes it in the session
    few = queries_of(client, "/tim/putaran-360/")
    for person in (people[0], *people[2:6]):
        released(office, person, row=first.round)
    released(office, office.staff["data"][0], row=first.round)

    page = text_of(client.get("/tim/putaran-360/"))

    assert queries_of(client, "/tim/putaran-360/") == few
    places = [page.index(person.full_name) for person in people[:6]]
    assert places == sorted(places)
    assert "Data 1" not in page


def test_a_page_of_a_result_costs_the_same_for_more_words(office: Office, enter: Any) -> None:
    person = office.staff["umum"][0]
    reviewee = released(office, person)
    client = enter(person)
    client.get(detail(reviewee))  # the first page after a login notes it in the session
    few = queries_of(client, detail(reviewee))
    for number in range(12):
        comment(reviewee, f"Kata {number}")
    for number in range(3):
        released(office, person, name=f"Lama {number}", closed_at=NOW - timedelta(days=300 + number))

    assert queries_of(client, detail(reviewee)) == few
    assert few <= 12


def test_a_behaviour_begins_a_plan_of_the_person_alone(office: Office, enter: Any) -> None:
    person, colleague = office.staff["umum"][:2]
    reviewee = released(office, person)
    begin = f"/pengembangan/baru/?dari=360&hasil={reviewee.pk}&butir=1"

    assert begin.replace("&", "&amp;") in enter(person).get(detail(reviewee)).content.decode()
    assert "Melayani dengan ramah" in enter(person).get(begin).content.decode()
    for href in (begin.replace("butir=1", "butir=99"), begin.replace("butir=1", "butir=x")):
        assert "Melayani" not in enter(person).get(href).content.decode()
    assert "Melayani" not in enter(colleague).get(begin).content.decode()


# --- The paper ----------------------------------------------------------------------------------------


@pytest.mark.once
def test_the_paper_says_the_same_and_tells_no_time(office: Office, enter: Any) -> None:
    person = office.staff["umum"][0]
    reviewee = released(office, person)
    comment(reviewee, "Sabar di loket")
    client = enter(person)

    first, second = client.get(detail(reviewee, "file")), client.get(detail(reviewee, "file"))

    assert first["Content-Disposition"] == 'attachment; filename="hasil-360.pdf"'
    assert first.content == second.content
    assert b"CreationDate" not in first.content
    assert b"ModDate" not in first.content


def test_no_address_takes_the_number_of_an_object() -> None:
    """A page at /hasil/360/ would hide the result with the number 360."""
    wrong = []
    for app in get_resolver().url_patterns:
        for page in getattr(app, "url_patterns", ()):
            found = page.pattern.converters
            if found and {type(each).__name__ for each in found.values()} == {"IntConverter"}:
                name = f"{app.namespace}:{page.name}"
                address = reverse(name, kwargs=dict.fromkeys(found, 360))
                wrong += [address] if resolve(address).view_name != name else []

    assert wrong == []


def test_comments_are_never_read_from_opinions() -> None:
    """What the pages are made of has no way to the answers."""
    from pathlib import Path

    for name in ("queries/result.py", "queries/result_page.py", "documents/result.py", "views/result.py"):
        assert "Opinion" not in (Path(__file__).parents[2] / "multirater" / name).read_text("utf-8")
    assert Comment._meta.get_field("item")
