"""The worker and the periodic duties: seen, ended gently, back after a fault, no duty done twice."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from appraisal import health, jobs
from appraisal.jobs import Job, JobStatus, Work, duties, kernel, workers
from appraisal.management.commands import db_worker
from appraisal.models import DutyRun, Worker
from tests.world import NOW

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Ringing(Work):
    """Three steps; something happens in the middle one."""

    kind = "ringing"
    title = "Membunyikan"
    during: Any = None

    def measure(self, job: Job) -> int:
        return 3

    def prepare(self, job: Job, start: int) -> Any:
        if start == 1 and self.during:
            self.during()

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        return start + 1


@pytest.fixture
def ringing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ringing]:
    kind = Ringing()
    monkeypatch.setitem(jobs.KINDS, kind.kind, kind)
    monkeypatch.setattr(duties, "DUTIES", {})
    monkeypatch.setattr(db_worker.original, "close_old_connections", lambda: None)  # the test's own
    yield kind
    jobs.ENDING.clear()


def work_on(**options: Any) -> db_worker.Worker:
    """Let a worker do what waits, in this process."""
    usual = {"queue_names": ["default"], "interval": 0, "batch": True, "backend_name": "default"}
    rest = {"startup_delay": False, "max_tasks": None, "worker_id": "w1", "excluded_queue_names": []}
    worker = db_worker.Worker(**usual | rest | options)
    worker.run()
    return worker


def begin(office: Any) -> Job:
    return jobs.start("ringing", {}, by=office.gita, at=timezone.now())


def test_the_command_of_this_name_is_ours_and_ends_when_nothing_waits(ringing: Ringing, office: Any) -> None:
    job = begin(office)
    seen: list[Worker] = []
    ringing.during = lambda: seen.extend(Worker.objects.all())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db_worker.Worker, "configure_signals", lambda self: None)
        call_command("db_worker", batch=True, verbosity=0)

    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    assert [worker.name[:8] for worker in seen] == ["pekerja-"]
    assert not Worker.objects.exists()  # ended as asked: nobody waits for it
    assert jobs.running.HEART is None


def test_a_first_signal_ends_after_the_step_and_gives_the_job_back(ringing: Ringing, office: Any) -> None:
    job = begin(office)
    worker: list[db_worker.Worker] = []
    with pytest.MonkeyPatch.context() as patch:
        original = db_worker.Worker.__init__
        patch.setattr(
            db_worker.Worker,
            "__init__",
            lambda self, **rest: (worker.append(self), original(self, **rest))[1],
        )
        ringing.during = lambda: worker[0].shutdown(signal.SIGTERM, None)
        work_on()

    job.refresh_from_db()
    assert (job.status, job.cursor, job.fence) == (JobStatus.WAITING, 2, "")
    with pytest.raises(SystemExit):
        worker[0].shutdown(signal.SIGTERM, None)
    jobs.ENDING.clear()
    work_on()
    job.refresh_from_db()
    assert job.status == JobStatus.DONE


def test_a_database_that_is_away_is_waited_for(ringing: Ringing, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [OperationalError("database is locked"), OperationalError("server closed the connection")]
    rests: list[float] = []
    monkeypatch.setattr(db_worker.Worker, "_rest", lambda self, seconds: rests.append(seconds))
    monkeypatch.setattr(db_worker.connections, "close_all", lambda: None)
    monkeypatch.setattr(jobs, "reap", lambda at: (_ for _ in ()).throw(faults.pop()) if faults else 0)

    work_on()

    assert rests == [1, 2]


def test_without_a_database_for_too_long_it_ends_for_its_supervisor(
    ringing: Ringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db_worker, "PATIENCE", timedelta(seconds=-1))
    monkeypatch.setattr(jobs, "reap", lambda at: (_ for _ in ()).throw(OperationalError("gone")))

    with pytest.raises(SystemExit) as ended:
        work_on()
    assert ended.value.code == 1


def test_work_of_a_dead_worker_is_taken_up(ringing: Ringing, office: Any) -> None:
    job = begin(office)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - 2 * workers.STUCK)
    past = timezone.now() - MINUTE
    Job.objects.update(status=JobStatus.RUNNING, fence="dead", lease_until=past, started_at=past, cursor=1)

    work_on()

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.DONE, 0)
    workers.tidy_queue(timezone.now())
    assert DBTaskResult.objects.running().count() == 0
    workers.tidy_queue(timezone.now() + timedelta(days=3))
    assert not DBTaskResult.objects.exists()


# --- Is anybody there? ------------------------------------------------------------------------------


def test_health_says_when_work_waits_and_nobody_comes(ringing: Ringing, office: Any) -> None:
    assert kernel.look_for_worker(NOW).state == health.State.WARN
    begin(office)
    assert kernel.look_for_worker(NOW) == health.Finding(health.State.BAD, workers.LEFT_ALONE)
    Worker.objects.create(name="w1", started_at=NOW, seen_at=NOW - 2 * MINUTE)
    assert kernel.look_for_worker(NOW).state == health.State.BAD
    Worker.objects.update(seen_at=NOW - MINUTE)
    assert kernel.look_for_worker(NOW).state == health.State.OK


def test_a_heart_writes_every_fifteen_seconds_and_comes_back(
    ringing: Ringing, office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [NOW]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    heart = workers.Heart("w1")
    for seconds, seen in ((0, 0), (14, 0), (15, 15), (-60, -60)):  # the last: the clock was set back
        now[0] = NOW + timedelta(seconds=seconds)
        heart.beat()
        assert Worker.objects.get().seen_at == NOW + timedelta(seconds=seen)


# --- Duties ---------------------------------------------------------------------------------------


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which the one duty of these tests, due every ten minutes, was done."""
    moments: list[datetime] = []
    monkeypatch.setattr(duties, "DUTIES", {})
    duties.register(duties.Duty("bell", moments.append, every=10 * MINUTE))
    return moments


def test_a_duty_is_done_when_it_is_due(done: list[datetime]) -> None:
    for minutes in (0, 1, 9, 10, 11, 20):
        duties.run_due(NOW + minutes * MINUTE)

    assert done == [NOW, NOW + 10 * MINUTE, NOW + 20 * MINUTE]


def test_two_machines_do_not_do_one_twice(done: list[datetime]) -> None:
    duties.run_due(NOW)
    duty = duties.Duty("bell", lambda at: done.append(at) or duties.run_due(at + MINUTE), every=10 * MINUTE)
    duties.register(duty)

    duties.run_due(NOW + 10 * MINUTE)

    assert done == [NOW, NOW + 10 * MINUTE]
    DutyRun.objects.update(next_at=NOW, lease_until=NOW + 11 * MINUTE)  # whoever took it died
    duties.run_due(NOW + 12 * MINUTE, only=frozenset())
    assert duties.run_due(NOW + 11 * MINUTE) == []
    assert duties.run_due(NOW + 12 * MINUTE) == ["bell"]


def test_a_fault_is_told_and_hinders_no_other(done: list[datetime]) -> None:
    duties.DUTIES["bell"] = duties.Duty("bell", lambda at: 1 / 0, every=MINUTE)
    duties.register(duties.Duty("lamp", done.append))

    assert duties.run_due(NOW) == ["bell", "lamp"]

    row = DutyRun.objects.get(name="bell")
    assert (row.fault, row.ended_at, row.lease_until) == ("ZeroDivisionError", None, None)
    duties.register(duties.Duty("bell", done.append, every=MINUTE))
    duties.run_due(NOW + MINUTE)
    row.refresh_from_db()
    assert (row.fault, row.ended_at) == ("", NOW + MINUTE)


def test_a_clock_that_ran_ahead_does_not_silence_a_duty(done: list[datetime]) -> None:
    duties.run_due(NOW + timedelta(days=400))
    assert duties.run_due(NOW) == ["bell"]


@pytest.mark.parametrize(
    ("moment", "due"),
    [("2026-11-22T01:00", "2026-11-22T02:10"), ("2026-11-22T02:10", "2026-11-23T02:10")],
    ids=["before", "at that minute"],
)
def test_a_nightly_duty_is_due_at_its_local_time(moment: str, due: str) -> None:
    local = [timezone.make_aware(datetime.fromisoformat(text)) for text in (moment, due)]
    duty = duties.Duty("night", print, at=time(2, 10))
    assert duty.next_after(local[0]) == local[1]


def test_every_cron_command_has_its_duty_and_tick_does_them(capsys: Any, monkeypatch: Any) -> None:
    names = {"outbox", "queue", "results", "tidy", "reminders", "finalise", "forget-voices", "forget-raters"}
    assert names | {"tend-rounds"} <= set(duties.DUTIES)
    call_command("tick")
    assert "outbox" in capsys.readouterr().out
    DutyRun.objects.update(next_at=timezone.now())
    call_command("tick")
    told = capsys.readouterr().out
    assert names | {"tend-rounds"} <= set(told.strip().split(", "))
    assert not DutyRun.objects.exclude(fault="").exists()


def test_the_database_refuses_two_rows_of_one_worker_or_duty() -> None:
    from django.db import IntegrityError, transaction

    for model, row in ((Worker, {"started_at": NOW, "seen_at": NOW}), (DutyRun, {"next_at": NOW})):
        model.objects.create(name="one", **row)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(name="one", **row)
