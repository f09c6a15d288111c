"""Staff imports in parts: as one clean run wherever the worker died, undone where nothing was built on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from appraisal import jobs
from appraisal.errors import Conflict, Denied, Refused
from appraisal.jobs import Job, JobStatus, handling
from organizations import resources
from organizations.models import Employee, Placement, StaffImport, StaffImportPart, Supervision, Unit
from organizations.operations import import_undo, staff_import
from organizations.operations.import_undo import begin_undo
from organizations.resources import preview, staff_plan
from tests.organizations.test_import_pages import UNITS
from tests.pages import text_of
from tests.sheets import person, staff_file, unit, unit_file
from tests.world import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def many(count: int, **values: Any) -> list[dict[str, Any]]:
    """People of the new unit, the first its head."""
    return [
        person(
            NIP_BARU=f"19930303201903{2001 + number}",
            NAMA=f"SARI {number}",
            UNOR_ID="N1",
            TANGGAL_LAHIR="03-03-1993",
            **values,
        )
        for number in range(count)
    ]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of three rows, written by a worker."""
    monkeypatch.setattr(staff_plan, "BATCH", 3)
    monkeypatch.setattr(handling, "AT_ONCE", 0)


def upload(world: Any, *people: dict[str, Any], units: bytes | None = UNITS) -> StaffImport:
    given = units and ("unit.xlsx", units)
    staff = ("pegawai.xlsx", staff_file(*people))
    return resources.upload(units=given, staff=staff, by=world.gita, at=NOW)


def begin(world: Any, run: StaffImport) -> StaffImport:
    return resources.confirm(run=run, version=run.version, digest=run.digest, by=world.gita, at=NOW)


def everything() -> dict[str, list[Any]]:
    """All that an import may write, without keys."""
    lines = Supervision.objects.order_by("placement__employee__nip", "started_on")
    people = Employee.objects.order_by("nip")
    return {
        "people": list(people.values_list("nip", "name", "rank", "email", "is_active", "search_key")),
        "units": list(Unit.objects.order_by("code").values_list("code", "name", "parent__code")),
        "posts": list(
            Placement.objects.order_by("employee__nip", "started_on").values_list(
                "employee__nip", "unit__code", "position__title", "is_head", "started_on", "ended_on"
            )
        ),
        "lines": list(
            lines.values_list("placement__employee__nip", "superior__nip", "started_on", "ended_on")
        ),
    }


# --- Writing ------------------------------------------------------------------------------------------


def test_a_large_import_is_written_in_parts_and_shown_as_going_on(
    world: Any, enter: Any, small: None, work: Any
) -> None:
    run = begin(world, upload(world, *many(8)))
    assert (run.confirmed_at, Employee.objects.filter(name__startswith="Sari").count()) == (None, 0)
    shown = text_of(enter(world.gita).get(reverse("organizations:import-preview", args=[run.pk])))
    assert "sedang diterapkan" in shown

    work()

    run.refresh_from_db()
    assert run.job is not None
    assert (run.job.status, run.confirmed_by) == (JobStatus.DONE, world.gita)
    assert Placement.objects.filter(unit__code="N1", ended_on=None).count() == 8
    assert [part.size for part in run.parts.order_by("number")] == [1, 3, 3, 2]
    assert run.job.total == run.job.cursor


def test_wherever_the_worker_dies_the_result_is_that_of_one_clean_run(
    world: Any, small: None, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = transaction.atomic()
    clean.__enter__()
    begin(world, upload(world, *many(8)))
    work()
    wanted = everything()
    transaction.set_rollback(True)
    clean.__exit__(None, None, None)

    run = begin(world, upload(world, *many(8)))
    monkeypatch.setattr(jobs.running, "TURN", -1)  # every step by another worker
    turns = work()

    assert turns > 4
    assert everything() == wanted
    assert StaffImport.objects.get(pk=run.pk).confirmed_at is not None


def test_heads_change_places_whatever_part_they_stand_in(world: Any, small: None, work: Any) -> None:
    people = many(8)
    begin(world, upload(world, *people))
    work()
    head = Placement.objects.filter(unit__code="N1", is_head=True, ended_on=None).first()
    Placement.objects.filter(employee__nip=people[7]["NIP BARU"]).update(is_head=head is None)

    changed = [row | {"UNOR ID": "U-dinas", "UNOR NAMA": "x"} for row in people]
    begin(world, upload(world, *changed, units=None))
    work()

    assert Placement.objects.filter(unit__code="N1", ended_on=None).count() == 0
    assert Placement.objects.filter(unit__code="U-dinas", ended_on=None).count() >= 8


def test_what_changed_since_the_preview_is_shown_again_and_not_written(
    world: Any, small: None, work: Any
) -> None:
    run = upload(world, *many(4))
    begin(world, run)
    Unit.objects.create(code="N1", name="Dinas Baru", parent=world.units["kota"])
    work()

    run = StaffImport.objects.get(pk=run.pk)
    assert (run.applying_at, run.version) == (None, 3)
    assert Job.objects.get().fault == resources.CHANGED
    assert not Employee.objects.filter(name__startswith="Sari").exists()
    begin(world, run)
    work()
    assert Employee.objects.filter(name__istartswith="Sari").count() == 4


def test_a_second_import_waits_its_turn_and_a_second_press_is_the_same(world: Any, small: None) -> None:
    first, second = upload(world, *many(4)), upload(world, *many(5))
    assert begin(world, first).job_id == begin(world, first).job_id
    with pytest.raises(Refused, match="Impor lain sedang diterapkan"):
        begin(world, second)
    stale = upload(world, *many(6))
    StaffImport.objects.filter(pk=first.pk).update(applying_at=None)
    StaffImport.objects.filter(pk=stale.pk).update(version=9)
    with pytest.raises(Conflict):
        begin(world, stale)


def test_a_large_file_is_read_by_a_worker(
    world: Any, enter: Any, small: None, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "READ_AT_ONCE", 0)
    run = upload(world, *many(4))
    address = reverse("organizations:import-preview", args=[run.pk])
    assert "sedang dibaca" in text_of(enter(world.gita).get(address))
    with pytest.raises(Refused, match="masih dibaca"):
        begin(world, run)
    work()
    run.refresh_from_db()
    assert run.counts["staff"]["new"] == 4
    assert "Terapkan 5 perubahan" in text_of(enter(world.gita).get(address))
    with pytest.raises(Refused):
        resources.upload(units=None, staff=("a.xls", b"\xd0\xcf\x11\xe0"), by=world.gita, at=NOW)


# --- Undoing ------------------------------------------------------------------------------------------


def undo(world: Any, run: StaffImport, work: Any, at: Any = NOW) -> StaffImport:
    run = StaffImport.objects.get(pk=run.pk)
    begin_undo(run=run, version=run.version, by=world.gita, at=at)
    work()
    return StaffImport.objects.get(pk=run.pk)


def test_an_import_is_taken_back_to_what_was_there_before(world: Any, small: None, work: Any) -> None:
    people = many(7)
    first = begin(world, upload(world, *people))
    work()
    before = everything()
    changed = [row | {"UNOR ID": "U-dinas", "GOL AKHIR NAMA": "III/d"} for row in people[:5]]
    second = begin(world, upload(world, *changed, units=None))
    work()
    assert everything() != before
    with pytest.raises(Refused, match="lebih baru"):
        undo(world, first, work)

    undone = undo(world, second, work)

    assert (undone.undone_by, everything()) == (world.gita, before)
    undo(world, first, work)
    assert not Unit.objects.filter(code="N1").exists()
    assert not Employee.objects.filter(name__istartswith="Sari").exists()
    assert undo(world, first, work).undone_at is not None  # a second press
    assert Job.objects.filter(kind=staff_import.UNDO).count() == 2


def test_units_return_to_their_names_and_places(world: Any, small: None, work: Any) -> None:
    before = everything()
    other = unit_file(
        unit("U-bidang", "BIDANG LAIN", "U-lain", "III.b", "KEPALA BIDANG"),
        unit("N2", "SEKSI BARU", "U-bidang", "IV.a", "KEPALA SEKSI"),
        unit("N3", "SUBSEKSI BARU", "N2", "", ""),
    )
    run = begin(world, upload(world, *many(1), units=other))
    work()
    assert Unit.objects.filter(name__iexact="Bidang Lain").exists()

    undo(world, run, work)

    assert everything() == before


def test_what_was_built_on_it_is_in_the_way_and_named(world: Any, small: None, work: Any) -> None:
    run = begin(world, upload(world, *many(3)))
    work()
    sari = Employee.objects.filter(name__istartswith="Sari").order_by("pk")
    Employee.objects.filter(pk=sari[0].pk).update(last_login=NOW)
    Placement.objects.filter(employee=sari[1]).update(ended_on="2026-12-31")
    Placement.objects.filter(employee=world.ani).update(unit=Unit.objects.get(code="N1"))

    found = " ".join(import_undo.obstacles(run))

    for name in (f"{sari[0].name} sudah masuk", f"{sari[1].name} sudah dipindahkan", "sudah memakainya"):
        assert name in found
    with pytest.raises(Refused, match="belum bisa dibatalkan"):
        undo(world, run, work)


# --- Stopped in the middle ------------------------------------------------------------------------------


@pytest.fixture
def stopped(world: Any, small: None, work: Any) -> StaffImport:
    """An import of eight people that was stopped by hand after two of its four parts."""
    run = begin(world, upload(world, *many(8)))
    work_steps(run, 2)
    assert jobs.stop(run.job, at=NOW)
    return StaffImport.objects.get(pk=run.pk)


def work_steps(run: StaffImport, count: int) -> None:
    """Let a worker do some steps, each in a turn of its own."""
    assert run.job
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs.running, "TURN", -1)
        for _ in range(count):
            jobs.run(run.job.pk)


def test_a_stopped_import_says_so_and_goes_on_by_one_press(
    world: Any, enter: Any, stopped: StaffImport, work: Any
) -> None:
    client = enter(world.gita)
    shown = text_of(client.get(reverse("organizations:import-preview", args=[stopped.pk])))
    assert "Impor ini belum selesai" in shown
    assert "terhenti setelah 4 dari 9 baris" in shown
    assert "terhenti di tengah" in text_of(client.get(reverse("organizations:import-start")))
    with pytest.raises(Refused, match="lanjutkan atau batalkan dulu"):
        begin(world, upload(world, *many(2)))

    client.post(reverse("desk:job-resume", args=[stopped.job_id]))
    work()

    assert Placement.objects.filter(unit__code="N1", ended_on=None).count() == 8
    assert StaffImport.objects.get(pk=stopped.pk).confirmed_at is not None


@pytest.mark.parametrize("steps", [0, 2, 4], ids=["nothing written", "half", "only lines left"])
def test_a_stopped_import_is_given_up_and_is_a_preview_again(
    world: Any, small: None, work: Any, steps: int
) -> None:
    before = everything()
    run = begin(world, upload(world, *many(8)))
    work_steps(run, steps)
    jobs.stop(run.job, at=NOW)
    first = run.job

    given_up = undo(world, run, work)

    assert everything() == before
    assert (given_up.applying_at, given_up.undone_at, given_up.parts.count()) == (None, None, 0)
    jobs.resume(first, at=NOW)
    work()
    first.refresh_from_db()
    assert (first.fault[:31], everything()) == ("Pekerjaan ini sudah digantikan.", before)
    begin(world, given_up)
    work()
    assert Placement.objects.filter(unit__code="N1", ended_on=None).count() == 8


def test_a_running_import_is_not_given_up_and_a_second_press_is_the_same(
    world: Any, stopped: StaffImport, work: Any
) -> None:
    jobs.resume(stopped.job, at=NOW)
    with pytest.raises(Refused, match="Hentikan dulu"):
        undo(world, stopped, work)
    work_steps(stopped, 1)
    jobs.stop(stopped.job, at=NOW)
    values = {"version": stopped.version, "by": world.gita, "at": NOW}
    assert begin_undo(run=stopped, **values).job_id == begin_undo(run=stopped, **values).job_id
    assert Job.objects.filter(kind=staff_import.UNDO).count() == 1


def test_the_same_work_does_not_go_on_beside_itself(world: Any, stopped: StaffImport) -> None:
    assert stopped.job
    jobs.start(staff_import.APPLY, {}, by=None, at=NOW, key=stopped.job.key)
    with pytest.raises(Refused, match="sudah berjalan"):
        jobs.resume(stopped.job, at=NOW)


def test_who_and_when_an_import_may_be_taken_back(world: Any, small: None, work: Any) -> None:
    run = upload(world, *many(3))
    with pytest.raises(Refused, match="belum diterapkan"):
        undo(world, run, work)
    begin(world, run)
    work()
    run = StaffImport.objects.get(pk=run.pk)
    with pytest.raises(Refused, match="dibuka sampai"):
        undo(world, run, work, at=run.confirmed_at + 8 * DAY)
    with pytest.raises(Denied):
        begin_undo(run=run, version=run.version, by=world.ani, at=NOW)
    with pytest.raises(Conflict):
        begin_undo(run=run, version=run.version + 1, by=world.gita, at=NOW)


def test_the_history_names_files_counts_and_what_was_taken_back(
    world: Any, enter: Any, work: Any, clock: Any
) -> None:
    client = enter(world.gita)
    run = upload(world, *many(3))
    values = {"version": run.version, "digest": run.digest}
    client.post(reverse("organizations:import-confirm", args=[run.pk]), values)
    run.refresh_from_db()
    page = client.get(reverse("organizations:import-preview", args=[run.pk]))
    assert "Batalkan impor ini" in text_of(page)

    address = reverse("organizations:import-undo", args=[run.pk])
    after = client.post(address, {"version": run.version}, follow=True)

    assert "Impor dibatalkan" in text_of(after)
    shown = text_of(client.get(reverse("organizations:import-history")))
    for words in ("unit.xlsx, pegawai.xlsx", "Dibatalkan", "Gita"):
        assert words in shown


def test_the_database_refuses_a_part_twice_and_an_undoing_by_nobody(world: Any, small: None) -> None:
    run = upload(world, *many(3))
    StaffImportPart.objects.create(run=run, number=0, rows={}, size=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffImportPart.objects.create(run=run, number=0, rows={}, size=1)
    for bad in ({"undone_at": NOW}, {"undone_at": NOW, "undone_by": world.gita}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StaffImport.objects.filter(pk=run.pk).update(**bad)
