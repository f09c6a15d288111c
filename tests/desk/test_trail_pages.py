"""The pages of the trail: filters, one event, files, and the own page."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from appraisal import audit, chain
from appraisal.jobs import Job, results
from appraisal.models import Event
from desk.tasks import trail_file
from desk.views import trail as views
from tests.pages import text_of
from tests.world import NOW, World

TRAIL = "/bkd/jejak/"


@pytest.fixture
def story(world: World, clock: Any) -> World:
    audit.record(action="role.granted", by=world.gita, at=NOW, target=world.indra, after={"role": "AUDITOR"})
    audit.record(
        action="evaluation.rated", by=world.budi, at=NOW, target=world.ani, after={"reason": "Rahasia."}
    )
    audit.record(action="person.viewed", by=world.gita, at=NOW, target=world.ani)
    return world


def test_a_name_finds_one_person_and_offers_several(story: World, enter: Any) -> None:
    page = enter(story.indra).get(TRAIL, {"q": story.ani.nip})
    assert "Jejak Ani" in text_of(page)
    assert f'value="{story.ani.nip}"' in page.content.decode()

    several = text_of(enter(story.indra).get(TRAIL, {"q": "199"}))
    assert "Siapa yang Anda maksud?" in several
    assert "Belum ada pegawai yang cocok" in text_of(enter(story.indra).get(TRAIL, {"q": "zzzz"}))


def test_an_event_shows_before_and_after_and_its_place(story: World, enter: Any) -> None:
    event = Event.objects.get(action="role.granted", by=story.gita)
    href = reverse("desk:trail-event", args=[event.pk])

    page = text_of(enter(story.indra).get(href))
    assert "Gita memberi peran kepada Indra." in page
    assert "Peran – Auditor" in page
    assert "belum disegel" in page
    chain.seal(NOW)
    assert "Isi peristiwa cocok dengan sidiknya." in text_of(enter(story.indra).get(href))


def test_what_belongs_to_the_people_concerned_is_not_shown(story: World, enter: Any) -> None:
    event = Event.objects.get(action="evaluation.rated")

    page = text_of(enter(story.indra).get(reverse("desk:trail-event", args=[event.pk])))

    assert "Rahasia." not in page
    assert "milik orang yang bersangkutan" in page


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_filtered_trail_is_a_file_and_taking_it_is_an_event(story: World, enter: Any, form: str) -> None:
    chain.seal(NOW)
    answer = enter(story.indra).get(f"{TRAIL}berkas/", {"format": form, "orang": str(story.ani.pk)})

    assert f'filename="jejak-audit-2026-11-22.{form}"' in answer["Content-Disposition"]
    if form == "csv":
        lines = answer.content.decode().splitlines()
        assert len(lines) == 3
        assert "Budi menyimpan rancangan penilaian milik Ani" in answer.content.decode()
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert [cell.value for cell in sheet[1]] == list(views.queries.COLUMNS)
        assert sheet.max_row == 3
        assert len(sheet["H2"].value) == 64
    event = Event.objects.get(action="audit.exported")
    assert event.after == {"format": form, "rows": 2, "filters": {"orang": str(story.ani.pk)}}


def test_a_file_holds_a_bounded_number_of_events(
    story: World, enter: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LARGEST", 1)
    answer = enter(story.indra).get(f"{TRAIL}berkas/", {"format": "csv"}, follow=True)

    assert "Persempit harinya" in text_of(answer)
    assert enter(story.indra).get(f"{TRAIL}berkas/", {"format": "pdf"}).status_code == 404
    assert not Event.objects.filter(action="audit.exported").exists()


def test_a_file_of_any_size_is_written_by_the_worker(
    story: World, enter: Any, monkeypatch: pytest.MonkeyPatch, work: Any
) -> None:
    monkeypatch.setattr(trail_file, "PART", 2)
    audit.record_many(audit.entry(action="x", by=story.gita, at=NOW, note=str(n)) for n in range(4))
    client = enter(story.indra)
    asked = {"bagian": "diubah", "orang": str(story.gita.pk)}
    job = client.post(f"{TRAIL}berkas/siapkan/", asked, follow=True).redirect_chain[-1][0]
    work()

    row = Job.objects.get(kind=trail_file.KIND)
    assert job.endswith(f"/{row.pk}/")
    with results.open_result(row) as file:
        lines = file.read().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Waktu;Pelaku;Kalimat")
    assert len(lines) == 1 + 5
    assert lines[-1].split(";")[2] == "Gita memberi peran kepada Indra"
    told = Event.objects.get(action="audit.exported").after
    assert (told["rows"], told["filters"]["bagian"]) == (5, "diubah")
    work_of = trail_file.TrailFile()
    assert work_of.may_open(row, story.indra, NOW.date())
    assert not work_of.may_open(row, story.gita, NOW.date())


def test_the_own_page_names_who_looked(story: World, enter: Any) -> None:
    page = text_of(enter(story.ani).get("/data-saya/jejak/"))

    assert "Gita membuka data pegawai milik Anda" in page
    assert "rancangan" not in page
    assert "Belum ada." in text_of(enter(story.dewi).get("/data-saya/jejak/"))
