"""Long work as its pages show it: state in words, how far, until when, what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from appraisal.jobs import KINDS, UNFINISHED, Job, JobStatus, Progress, progress_of, progress_of_many, workers
from appraisal.paging import CountedPage, counted_page
from appraisal.templatetags.ui import angka

PAGE = 25
ENOUGH = 5  # percent done before the pace says anything about the end
WORDS: Mapping[str, tuple[str, str]] = {
    JobStatus.WAITING: ("Menunggu giliran", "mute"),
    JobStatus.RUNNING: ("Berjalan", "info"),
    JobStatus.STOPPED: ("Dihentikan", "warn"),
    JobStatus.DONE: ("Selesai", "ok"),
    JobStatus.FAILED: ("Perlu dilihat", "bad"),
}


@dataclass(frozen=True)
class JobRow:
    """A job with everything that a page says of it."""

    job: Job
    progress: Progress
    unit: str
    href: str
    is_alone: bool = False  # it waits and no worker is there
    at: datetime | None = None

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return WORDS[self.job.status][0]

    @property
    def kind(self) -> str:
        """The kind of tag."""
        return WORDS[self.job.status][1]

    @property
    def told(self) -> str:
        """How far it is, in words."""
        return f"{angka(self.progress.done)} dari {angka(self.progress.total)} {self.unit}"

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits or runs."""
        return self.job.is_unfinished

    @property
    def can_resume(self) -> bool:
        """Whether it stands still and may go on."""
        return self.job.status in {JobStatus.STOPPED, JobStatus.FAILED}

    @property
    def has_file(self) -> bool:
        """Whether its result can still be downloaded."""
        return bool(self.job.file_key)

    @property
    def is_forgotten(self) -> bool:
        """Whether its result is gone because its time is over."""
        return not self.job.file_key and self.job.keep_until is not None

    @property
    def left(self) -> str:
        """How long it still takes, roughly; empty while nothing is known."""
        job, done = self.job, self.progress
        if job.status != JobStatus.RUNNING or not job.started_at or not self.at or not done.total:
            return ""
        if done.percent < ENOUGH:
            return ""
        gone = max(self.at - job.started_at, timedelta())
        seconds = gone.total_seconds() * (done.total - done.done) / max(done.done, 1)
        if seconds < 60:
            return "kurang dari semenit lagi"
        minutes = round(seconds / 60)
        return (
            f"kira-kira {minutes} menit lagi" if minutes < 90 else f"kira-kira {round(minutes / 60)} jam lagi"
        )


def job_row(job: Job, at: datetime) -> JobRow:
    """Return one job with its progress."""
    is_alone = job.status == JobStatus.WAITING and not workers.is_anybody_there(at)
    return _row(job, progress_of(job), at, is_alone)


def job_rows(jobs: QuerySet[Job], asked: str) -> tuple[list[JobRow], CountedPage]:
    """Return one page of jobs, newest first, with their progress (three queries)."""
    page = counted_page(asked, jobs.count(), PAGE)
    found = list(jobs.select_related("by").order_by("-pk")[page.part])
    progress = progress_of_many(found)
    return [_row(job, progress[job.pk]) for job in found], page


def running_jobs(jobs: QuerySet[Job]) -> Sequence[Job]:
    """Return the jobs that wait or run, newest first, at most ten."""
    return list(jobs.filter(status__in=UNFINISHED).order_by("-pk")[:10])


def _row(job: Job, progress: Progress, at: datetime | None = None, is_alone: bool = False) -> JobRow:
    work: Any = KINDS.get(job.kind)
    unit, href = (work.unit, work.page(job)) if work else ("bagian", "")
    return JobRow(job, progress, unit, href, is_alone, at)
