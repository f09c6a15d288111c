"""Large files of attendance and moves: by a worker, the same wherever it died, told with what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from appraisal import jobs
from appraisal.errors import Conflict, Denied, Refused
from appraisal.jobs import Job, JobStatus, handling
from appraisal.models import Event
from organizations.models import Attendance, Employee, Placement, RoleGrant, Upload
from organizations.operations import begin_upload
from organizations.operations.attendance import ATTENDANCE_APPLY
from organizations.rules.attendance import Presence
from organizations.tasks import upload as tasks
from tests.organizations.test_attendance import USUAL, month_of, row, upload
from tests.organizations.test_mass_moves import preview
from tests.organizations.test_mass_moves import row as move_row
from tests.pages import text_of
from tests.world import NOW, World

pytestmark = pytest.mark.django_db
PEOPLE = ("ani", "budi", "citra", "dewi", "eko")
DAY = timedelta(days=1)
LESS = (22, 18, 2, 2, 0, 0)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices of two rows, always by a worker."""
    monkeypatch.setattr(handling, "AT_ONCE", 0)
    monkeypatch.setattr(tasks, "SLICE", 2)


@pytest.fixture
def kept(office: World) -> Upload:
    """A file of five new months and a row to mend."""
    return upload(office.gita, *(row(getattr(office, name)) for name in PEOPLE), row("1"))


def begin(office: World, kept: Upload) -> Upload:
    kept.refresh_from_db()
    return begin_upload(
        kind=ATTENDANCE_APPLY, upload=kept, version=kept.version, by=office.gita, at=kept.uploaded_at
    )


def turn(job: Job | None) -> None:
    """Let a worker do one step and die."""
    assert job
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs.running, "TURN", -1)
        jobs.run(job.pk)


def test_a_page_has_it_written_in_slices_and_shows_that_it_goes_on(
    office: World, enter: Any, clock: Any, kept: Upload, work: Any
) -> None:
    client, page = enter(office.gita), reverse("organizations:attendance-preview", args=[kept.pk])
    press = reverse("organizations:attendance-apply", args=[kept.pk])
    for _ in range(2):  # the second press finds the first
        assert client.post(press, {"version": kept.version}).url == page
    assert (Job.objects.count(), Attendance.objects.count()) == (1, 0)
    assert "sedang disimpan, sebagian demi sebagian" in text_of(client.get(page))

    work()

    kept.refresh_from_db()
    assert kept.outcome == {"new": 5, "changed": 0, "same": 0, "faulty": 1}
    assert [entry["line"] for entry in kept.rows] == [7], "only what must be repaired is kept"
    assert {month_of(getattr(office, name)) for name in PEOPLE} == {USUAL}
    assert Event.objects.get(action="attendance.imported").after == kept.outcome
    assert "tersimpan" in text_of(client.get(page))
    client.post(press, {"version": kept.version})
    assert Job.objects.count() == 1


def test_wherever_the_worker_dies_nothing_is_missing_and_nothing_is_there_twice(
    office: World, kept: Upload, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = upload(office.gita, row(office.ani, *LESS))
    begin(office, first)
    work()
    assert kept.outcome["new"] == 5
    kept = upload(office.gita, *(row(getattr(office, name)) for name in PEOPLE))
    job = begin(office, kept).job
    turn(job)
    turn(job)
    with monkeypatch.context() as patch:  # dies when everything is written and nothing committed
        patch.setattr(tasks.UploadApply, "ended", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            jobs.run(job.pk)
    assert Upload.objects.get(pk=kept.pk).applied_at is None
    work()

    kept.refresh_from_db()
    assert kept.outcome == {"new": 4, "changed": 1, "same": 0, "faulty": 0}
    assert Attendance.objects.count() == 5
    assert Event.objects.filter(action="attendance.changed").count() == 1
    assert {row.version for row in Attendance.objects.exclude(employee=office.ani)} == {1}


def test_a_worker_that_lost_the_fence_writes_nothing_more(office: World, kept: Upload, work: Any) -> None:
    job = begin(office, kept).job
    write = tasks.UploadApply.prepare

    def stolen(self: Any, job: Job, start: int) -> Any:
        Job.objects.filter(pk=job.pk).update(fence="another")
        return write(self, job, start)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tasks.UploadApply, "prepare", stolen)
        jobs.run(job.pk)

    assert Attendance.objects.count() == 0
    Job.objects.update(status=JobStatus.WAITING, fence="", lease_until=None)
    work()
    assert Attendance.objects.count() == 5


def test_what_changed_while_it_was_written_stays_and_is_told(office: World, kept: Upload, work: Any) -> None:
    job = begin(office, kept).job
    turn(job)
    for name, values in (("citra", LESS), ("dewi", USUAL)):
        columns = Presence(*values)._asdict()
        month = Attendance.objects.get(employee=office.ani).month
        Attendance.objects.create(employee=getattr(office, name), month=month, set_at=NOW, **columns)
    work()

    kept.refresh_from_db()
    assert kept.outcome == {"new": 3, "changed": 0, "same": 1, "faulty": 2}
    assert month_of(office.citra) == LESS
    (left,) = [entry for entry in kept.rows if entry["nip"] == office.citra.nip]
    assert left["faults"][0]["cause"] == "kehadirannya berubah selagi berkas ini disimpan."
    assert left["faults"][0]["repair"]


def test_an_old_preview_is_renewed_and_nothing_is_written(
    office: World, enter: Any, clock: Any, kept: Upload, work: Any
) -> None:
    begin(office, upload(office.gita, row(office.ani, *LESS)))
    job = begin(office, kept).job
    work()

    kept.refresh_from_db()
    job.refresh_from_db()
    assert (job.status, kept.is_going_on, kept.outcome["changed"]) == (JobStatus.FAILED, False, 1)
    assert Attendance.objects.count() == 1
    page = text_of(enter(office.gita).get(reverse("organizations:attendance-preview", args=[kept.pk])))
    assert "Kehadiran berubah sejak pratinjau ini" in page
    begin(office, kept)
    with pytest.raises(Refused, match="sudah berjalan"):
        jobs.resume(job, at=NOW)
    work()
    jobs.resume(job, at=NOW)
    work()
    job.refresh_from_db()
    assert (job.fault[:30], Attendance.objects.count()) == ("Pekerjaan ini sudah digantikan", 5)


def test_a_stopped_file_goes_on_by_one_press_and_is_kept_meanwhile(
    office: World, enter: Any, clock: Any, kept: Upload, work: Any
) -> None:
    job = begin(office, kept).job
    turn(job)
    jobs.stop(job, at=NOW)
    Upload.objects.filter(pk=kept.pk).update(uploaded_at=NOW - 3 * DAY)
    upload(office.gita, row(office.hadi))  # forgets old previews
    client = enter(office.gita)
    page = client.get(reverse("organizations:attendance-preview", args=[kept.pk]))
    assert "terhenti setelah 2 dari 5 baris" in text_of(page)

    client.post(reverse("desk:job-resume", args=[job.pk]))
    work()

    assert Attendance.objects.count() == 5


def test_whoever_lost_the_right_meanwhile_writes_nothing_more(office: World, kept: Upload, work: Any) -> None:
    job = begin(office, kept).job
    turn(job)
    RoleGrant.objects.filter(employee=office.gita).update(ended_on=NOW.date())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: NOW + 2 * DAY)
        jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.status, Attendance.objects.count()) == (JobStatus.FAILED, 2)


def test_only_who_uploaded_it_begins_and_an_old_version_conflicts(office: World, kept: Upload) -> None:
    asked: dict[str, Any] = {"kind": ATTENDANCE_APPLY, "upload": kept, "version": kept.version, "at": NOW}
    with pytest.raises(Denied):
        begin_upload(by=office.eko, **asked)
    with pytest.raises(Conflict):
        begin_upload(by=office.gita, **(asked | {"version": 9}))
    with pytest.raises(Refused, match="lebih dari dua hari"):
        begin_upload(by=office.gita, **(asked | {"at": NOW + 3 * DAY}))
    assert not Job.objects.exists()


# --- Moves --------------------------------------------------------------------------------------------


@pytest.fixture
def moves(office: World) -> Upload:
    """Two people who move to another unit."""
    people = (office.ani, office.fajar)
    return preview(office, [move_row(one, "Pengadministrasi Perkantoran", "U-lain") for one in people])


def moved() -> int:
    return Placement.objects.filter(unit__code="U-lain", ended_on=None).count()


def test_many_moves_are_written_at_once_by_a_worker_and_taken_back_by_one(
    office: World, enter: Any, clock: Any, moves: Upload, work: Any
) -> None:
    client, page = enter(office.gita), reverse("organizations:moves-preview", args=[moves.pk])
    before = moved()
    press = reverse("organizations:moves-apply", args=[moves.pk])
    client.post(press, {"version": moves.version})
    client.post(press, {"version": moves.version})
    assert (moved(), Job.objects.count()) == (before, 1)
    assert "sedang diterapkan sekaligus" in text_of(client.get(page))
    work()
    assert moved() == before + 2

    moves.refresh_from_db()
    undo = reverse("reviews:moves-undo", args=[moves.pk])
    assert "Batalkan 2 mutasi" in text_of(client.get(undo))
    client.post(undo, {"version": moves.version})
    client.post(undo, {"version": moves.version})
    assert (moved(), Job.objects.count()) == (before + 2, 2)
    assert "sedang dibatalkan sekaligus" in text_of(client.get(page))
    work()

    moves.refresh_from_db()
    assert (moved(), moves.undone_by) == (before, office.gita)


def test_moves_that_are_no_longer_true_are_shown_again_with_the_reason(
    office: World, enter: Any, clock: Any, moves: Upload, work: Any
) -> None:
    begin_upload(kind="moves-apply", upload=moves, version=moves.version, by=office.gita, at=NOW)
    Employee.objects.filter(pk=office.ani.pk).update(is_active=False)
    before = moved()
    work()

    moves.refresh_from_db()
    assert (moved(), moves.applied_at, moves.outcome["moved"]) == (before, None, 1)
    page = enter(office.gita).get(reverse("organizations:moves-preview", args=[moves.pk]))
    assert "Data pegawai berubah sejak pratinjau ini" in text_of(page)
