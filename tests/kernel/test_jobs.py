"""Long work: whole steps only, none twice, whoever dies or is stopped in between (ADR 0026)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from appraisal import jobs
from appraisal.errors import Refused
from appraisal.jobs import Job, JobStatus, Work, running
from appraisal.models import FormToken
from tests.world import NOW

pytestmark = pytest.mark.django_db


class Counting(Work):
    """Write one row per step; `state` counts, and tests make it stumble."""

    kind = "counting"
    title = "Menghitung"

    def __init__(self) -> None:
        self.stumble: dict[int, BaseException] = {}
        self.before: Any = None
        self.shares = 0
        self.heard: list[int] = []

    def slices(self, job: Job) -> list[dict[str, Any]]:
        return [{"from": 10 * number} for number in range(self.shares)]

    def measure(self, job: Job) -> int:
        return job.arguments["steps"]

    def prepare(self, job: Job, start: int) -> Any:
        if self.before:
            self.before(job, start)
        return f"{job.arguments.get('from', 0) + start}"

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        FormToken.objects.create(key=f"step-{prepared}", user_id=job.by_id, at=NOW)
        if fault := self.stumble.pop(start, None):
            raise fault
        job.state["sum"] = job.state.get("sum", 0) + start
        return start + 1

    def finish(self, job: Job) -> jobs.File:
        return jobs.File("hasil.txt", str(FormToken.objects.count()).encode())

    def ended(self, job: Job, at: Any) -> None:
        self.heard.append(job.pk)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counting]:
    kind = Counting()
    monkeypatch.setitem(jobs.KINDS, kind.kind, kind)
    return kind


@pytest.fixture
def begun(counting: Counting, office: Any) -> Job:
    return jobs.start("counting", {"steps": 4}, by=office.gita, at=NOW)


def steps_done() -> list[str]:
    return sorted(FormToken.objects.values_list("key", flat=True))


FOUR = ["step-0", "step-1", "step-2", "step-3"]


def test_a_job_runs_to_its_end_and_leaves_a_file(counting: Counting, begun: Job) -> None:
    done = jobs.run(begun.pk)

    assert done is not None
    assert (done.status, done.cursor, done.total, done.state) == (JobStatus.DONE, 4, 4, {"sum": 6})
    assert steps_done() == FOUR
    assert jobs.results.open_result(done).read() == b"4"
    assert (done.file_name, done.file_size, counting.heard) == ("hasil.txt", 1, [done.pk])
    assert jobs.run(begun.pk) is None  # a second worker that was told of it as well


def test_the_queue_hears_of_it_in_the_same_transaction(counting: Counting, office: Any) -> None:
    with transaction.atomic():
        jobs.start("counting", {"steps": 1}, by=office.gita, at=NOW)
        transaction.set_rollback(True)

    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    row = jobs.start("counting", {"steps": 1}, by=office.gita, at=NOW)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [row.pk]


def test_a_step_that_stumbles_leaves_nothing_and_is_done_once(counting: Counting, begun: Job) -> None:
    counting.stumble = {2: ZeroDivisionError()}
    waiting = jobs.run(begun.pk)

    assert waiting is not None
    assert (waiting.status, waiting.cursor, waiting.attempts) == (JobStatus.WAITING, 2, 0)
    assert steps_done() == FOUR[:2]
    done = jobs.run(begun.pk)
    assert done is not None
    assert (done.status, done.state, steps_done()) == (JobStatus.DONE, {"sum": 6}, FOUR)


class Fatal(BaseException):
    """As some libraries raise it: no Exception."""


def test_after_five_takes_without_a_step_it_fails_with_a_sentence(counting: Counting, begun: Job) -> None:
    counting.before = lambda job, start: (_ for _ in ()).throw(Fatal())
    for _ in range(5):
        jobs.run(begun.pk)
    begun.refresh_from_db()

    assert (begun.status, begun.fault) == (JobStatus.FAILED, running.FAULT)
    counting.before = None
    assert jobs.resume(begun, at=NOW)
    assert not jobs.resume(begun, at=NOW)
    assert jobs.run(begun.pk).status == JobStatus.DONE  # type: ignore[union-attr]


def test_a_refusal_ends_it_at_once_with_its_words(counting: Counting, begun: Job) -> None:
    counting.stumble = {1: Refused("Tahun 2026 sudah ditutup.")}
    jobs.run(begun.pk)
    begun.refresh_from_db()

    assert (begun.status, begun.fault, begun.cursor) == (JobStatus.FAILED, "Tahun 2026 sudah ditutup.", 1)


def test_whoever_lost_the_fence_writes_nothing_more(counting: Counting, begun: Job) -> None:
    def overtaken(job: Job, start: int) -> None:
        if start == 2:
            counting.before = None
            Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
            jobs.run(job.pk)  # another worker does all that is left

    counting.before = overtaken
    done = jobs.run(begun.pk)

    assert done is not None
    assert (done.status, done.cursor, steps_done()) == (JobStatus.DONE, 4, FOUR)
    assert counting.heard == [done.pk]


def test_work_of_a_dead_worker_goes_on_and_that_of_a_living_one_stays(begun: Job) -> None:
    now = timezone.now()
    Job.objects.filter(pk=begun.pk).update(
        status=JobStatus.RUNNING, started_at=now, fence="dead", lease_until=now + timedelta(seconds=9)
    )
    assert jobs.reap(now) == 0
    assert jobs.run(begun.pk) is None
    assert jobs.reap(now + timedelta(seconds=10)) == 1
    assert jobs.run(begun.pk).status == JobStatus.DONE  # type: ignore[union-attr]


def test_a_worker_that_dies_five_times_in_one_step_ends_it(begun: Job) -> None:
    now = timezone.now()
    Job.objects.filter(pk=begun.pk).update(
        status=JobStatus.RUNNING, started_at=now, fence="dead", lease_until=now, attempts=5
    )
    assert jobs.reap(now + timedelta(seconds=1)) == 0
    begun.refresh_from_db()
    assert (begun.status, begun.fault) == (JobStatus.FAILED, running.FAULT)


def test_a_stopped_job_ends_after_its_step_and_goes_on_there(counting: Counting, begun: Job) -> None:
    def stopping(job: Job, start: int) -> None:
        if start == 1:
            assert jobs.stop(job, at=NOW)

    counting.before = stopping
    stopped = jobs.run(begun.pk)
    assert stopped is not None
    assert (stopped.status, stopped.cursor, steps_done()) == (JobStatus.STOPPED, 1, FOUR[:1])
    assert jobs.run(begun.pk) is None
    counting.before = None
    assert jobs.resume(begun, at=NOW)
    assert jobs.run(begun.pk).status == JobStatus.DONE  # type: ignore[union-attr]
    assert steps_done() == FOUR
    assert not jobs.stop(begun, at=NOW)


def test_others_have_a_turn(begun: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "TURN", -1)

    assert [jobs.run(begun.pk).cursor for _ in range(4)] == [1, 2, 3, 4]  # type: ignore[union-attr]


def test_after_a_long_step_others_find_the_one_write_lock_free(
    begun: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(running.time, "sleep", slept.append)
    monkeypatch.setattr(running, "BREATH", -1)
    job = jobs.run(begun.pk)
    assert job
    assert len(slept) == (job.total if connection.vendor == "sqlite" else 0)


def test_the_same_work_is_not_begun_twice_while_it_goes_on(counting: Counting, office: Any) -> None:
    first = jobs.start("counting", {"steps": 1}, by=office.gita, at=NOW, key="rekap-2026")
    again = jobs.start("counting", {"steps": 1}, by=office.budi, at=NOW, key="rekap-2026")

    assert again.pk == first.pk
    jobs.run(first.pk)
    assert jobs.start("counting", {"steps": 1}, by=office.gita, at=NOW, key="rekap-2026").pk != first.pk


# --- Slices --------------------------------------------------------------------------------------


def test_slices_are_shared_and_the_last_one_wakes_the_parent(
    counting: Counting, begun: Job, work: Any
) -> None:
    counting.shares = 3
    jobs.run(begun.pk)
    assert jobs.progress_of(begun) == jobs.Progress(0, None, 3, 0)
    jobs.run(begun.slices.first().pk)  # type: ignore[union-attr]
    assert jobs.progress_of(begun) == jobs.Progress(4, None, 3, 1)
    work()
    begun.refresh_from_db()

    assert (begun.status, begun.file_name) == (JobStatus.DONE, "hasil.txt")
    assert jobs.results.open_result(begun).read() == b"12"
    assert jobs.progress_of(begun) == jobs.Progress(12, 12, 3, 3)
    assert counting.heard == [begun.pk]


def test_a_slice_that_fails_says_so_at_the_parent_and_both_go_on(
    counting: Counting, begun: Job, work: Any
) -> None:
    counting.shares = 2
    jobs.run(begun.pk)
    counting.stumble = {1: Refused("Berkas lambang hilang.")}
    work()
    begun.refresh_from_db()
    assert begun.status == JobStatus.FAILED
    assert begun.fault == "Sebagian pekerjaan terhenti. Lanjutkan untuk menyelesaikan sisanya."
    jobs.resume(begun, at=NOW)
    work()
    begun.refresh_from_db()
    assert (begun.status, len(steps_done())) == (JobStatus.DONE, 8)


def test_slices_of_a_stopped_parent_are_not_taken(counting: Counting, begun: Job, work: Any) -> None:
    counting.shares = 2
    jobs.run(begun.pk)
    jobs.stop(begun, at=NOW)
    Job.objects.filter(parent=begun).update(status=JobStatus.WAITING)  # made while the parent was stopped

    assert [jobs.run(row.pk) for row in begun.slices.all()] == [None, None]
    jobs.resume(begun, at=NOW)
    work()
    begun.refresh_from_db()
    assert begun.status == JobStatus.DONE


# --- Files and constraints --------------------------------------------------------------------------


def test_results_go_when_their_time_is_over(begun: Job) -> None:
    done = jobs.run(begun.pk)
    assert done is not None
    assert done.keep_until is not None
    assert jobs.forget_results(done.keep_until) == 0
    assert jobs.forget_results(done.keep_until + timedelta(seconds=1)) == 1
    done.refresh_from_db()
    with pytest.raises(FileNotFoundError):
        jobs.results.open_result(done)


def test_a_part_that_is_written_again_is_there_once(begun: Job) -> None:
    for content in (b"half", b"whole"):
        jobs.results.put_part(begun, "0001.zip", content)
    assert list(jobs.results.parts_of(begun)) == ["0001.zip"]
    assert jobs.results.open_part(begun, "0001.zip").read() == b"whole"
    jobs.results.drop_parts(begun)
    assert list(jobs.results.parts_of(begun)) == []


@pytest.mark.parametrize(
    "bad",
    [
        {"cursor": 5, "total": 4},
        {"status": JobStatus.RUNNING},
        {"status": JobStatus.DONE},
        {"ended_at": NOW},
        {"file_key": "ab/cd/key"},
    ],
    ids=["step too many", "runs unbegun", "done without end", "ended and waiting", "file without size"],
)
def test_the_database_refuses_a_job_that_cannot_be(begun: Job, bad: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=begun.pk).update(**bad)


def test_the_database_refuses_the_same_key_twice(counting: Counting, office: Any) -> None:
    first = jobs.start("counting", {"steps": 1}, by=office.gita, at=NOW, key="once")
    other = jobs.start("counting", {"steps": 1}, by=office.gita, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=other.pk).update(key=first.key)
    assert connection.is_usable()
