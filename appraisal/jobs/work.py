"""What a kind of long work is: how many steps, what a step does, what is there in the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ..models import Job
from .results import File


class Work:
    """One kind of work; a single instance serves all its jobs, so it keeps nothing between calls.

    `measure`, `prepare` and `finish` run outside a transaction and may run again after a crash;
    `apply` and `ended` run inside one and count once.
    """

    kind = ""
    title = ""
    unit = "bagian"  # what a step counts, in the words of the page: "pegawai", "dokumen"
    is_quick = False  # taken before the others: somebody waits for it

    def slices(self, job: Job) -> list[dict[str, Any]]:
        """Return the arguments of jobs that several workers share; none: the job does its own steps."""
        return []

    def measure(self, job: Job) -> int:
        """Return how many units of work there are; the cursor counts up to it."""
        return 1

    def prepare(self, job: Job, start: int) -> Any:
        """Return what the step from `start` needs, without writing to the database; call `beat` when slow."""
        return None

    def apply(self, job: Job, start: int, prepared: Any) -> int:
        """Do the step and return the new cursor, above `start`; what is put into `job.state` is kept."""
        raise NotImplementedError

    def finish(self, job: Job) -> File | None:
        """Return the file that who asked may download, if there is one."""
        return None

    def page(self, job: Job) -> str:
        """Return the address of the page that the job belongs to, if there is one."""
        return ""

    def may_open(self, job: Job, user: Any, on: date) -> bool:
        """Say whether a person may see the job and download its result on a day: asked anew each time.

        Who asked for it; a kind says more where a role may have been withdrawn meanwhile.
        """
        return bool(job.by_id == user.pk)

    def ended(self, job: Job, at: datetime) -> None:
        """Say that it is done (an event, a notice), in the transaction in which it becomes so."""


ON_END: list[Callable[[Job, datetime], None]] = []  # told of every whole job that is done or failed

KINDS: dict[str, Work] = {}


def register(work: Work) -> None:
    """Make a kind of work known; called when its app starts."""
    KINDS[work.kind] = work


def work_of(job: Job) -> Work:
    """Return the kind of a job; raise KeyError for one that this release does not know."""
    return KINDS[job.kind]
