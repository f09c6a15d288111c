"""A large file of notes of an office: by a worker, the same wherever it died, no row of a person parted."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from appraisal import jobs
from appraisal.errors import Refused
from appraisal.jobs import Job, JobStatus, handling
from appraisal.models import Event
from organizations.models import Upload
from organizations.operations import begin_upload
from organizations.tasks import upload as tasks
from reviews.models import Note, Realisation
from reviews.operations.note_sheet import NOTES_APPLY
from reviews.resources.note import faulty_notes
from tests.pages import text_of
from tests.reviews.test_note_sheets import FRIDAY, row, upload
from tests.world import NOW, World, agreed_plan

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of two rows, always by a worker."""
    monkeypatch.setattr(handling, "AT_ONCE", 0)
    monkeypatch.setattr(tasks, "SLICE", 2)


@pytest.fixture
def kept(world: World) -> Upload:
    """Seven rows of three people, the same words three times among them, and one row to mend."""
    for name in ("ani", "fajar"):
        agreed_plan(world, name)
    rows = [[world.ani.nip, *row("Terbit akta", "1a", 5)] for _ in range(3)]
    rows += [[world.fajar.nip, *row("Terbit akta", "1a", amount)] for amount in (1, 2)]
    rows += [[world.dewi.nip, *row(f"Rapat {number}")] for number in range(2)]
    return upload(world.gita, *rows, [world.dewi.nip, *row("Rapat", "7")], office=True)


def begin(world: World, kept: Upload) -> Job:
    kept.refresh_from_db()
    begun = begin_upload(kind=NOTES_APPLY, upload=kept, version=kept.version, by=world.gita, at=NOW)
    assert begun.job
    return begun.job


def turn(job: Job) -> None:
    """Let a worker do one step and die."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs.running, "TURN", -1)
        jobs.run(job.pk)


@pytest.mark.parametrize("deaths", [0, 2], ids=["one run", "killed twice"])
def test_wherever_the_worker_dies_each_note_is_there_once_and_counted_once(
    world: World, kept: Upload, work: Any, deaths: int
) -> None:
    assert kept.outcome == {"is_office": True, "new": 7, "present": 0, "faulty": 1}
    job = begin(world, kept)
    assert begin(world, kept) == job, "the second press finds the first"
    for _ in range(deaths):
        turn(job)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("reviews.operations.note_sheet.recount_notes", dying)
            with pytest.raises(SystemExit):
                jobs.run(job.pk)
    work()

    kept.refresh_from_db()
    assert kept.outcome == {"is_office": True, "new": 7, "present": 0, "faulty": 1}
    assert [Note.objects.filter(placement__employee=one).count() for one in (world.ani, world.dewi)] == [3, 2]
    assert sorted(Realisation.objects.values_list("amount", flat=True)) == [3, 15]
    assert Event.objects.filter(action="notes.received").count() == 3
    assert Event.objects.get(action="notes.imported").after == {"written": 7}


def dying(*_: Any, **__: Any) -> None:
    raise SystemExit


def test_what_no_longer_fits_is_left_out_and_can_be_mended(world: World, kept: Upload, work: Any) -> None:
    job = begin(world, kept)
    turn(job)
    done = set(Note.objects.values_list("placement__employee", flat=True))
    other = next(one for one in (world.ani, world.fajar) if one.pk not in done)
    other.placements.get(ended_on=None).plans.get().results.all().delete()
    work()

    kept.refresh_from_db()
    mine = 3 if other == world.ani else 2
    assert (kept.outcome["new"], kept.outcome["faulty"]) == (7 - mine, 1 + mine)
    _, rows = faulty_notes(kept)
    told = [each for each in rows if "Terbit akta" in each]
    assert len(told) == mine
    assert "nomor ini tidak ada di SKP tahun itu." in told[0][3]
    assert f"{FRIDAY:%d-%m-%Y}" in told[0]


def test_the_page_says_that_it_goes_on_and_an_old_preview_writes_nothing(
    world: World, enter: Any, kept: Upload, work: Any
) -> None:
    client, page = enter(world.gita), reverse("reviews:note-preview", args=[kept.pk])
    press = reverse("reviews:note-apply", args=[kept.pk])
    assert client.post(press, {"version": kept.version}).url == page
    assert "sedang ditambahkan, sebagian demi sebagian" in text_of(client.get(page))
    again = upload(world.gita, [world.dewi.nip, *row("Rapat 0")], office=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handling, "AT_ONCE", 9)
        client.post(reverse("reviews:note-apply", args=[again.pk]), {"version": again.version})
    work()

    assert (Job.objects.get().status, Note.objects.count()) == (JobStatus.FAILED, 1)
    assert "berubah sejak pratinjau ini" in text_of(client.get(page))
    with pytest.raises(Refused):
        begin_upload(kind=NOTES_APPLY, upload=kept, version=9, by=world.gita, at=NOW)
