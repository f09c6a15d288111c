"""Long work in steps: begun by a page, done by workers, safe against being killed at any moment (ADR 0026).

A kind of work is a subclass of `Work` in the room `tasks` of its app, registered when the app
starts. The `Job` row holds who works on it (fence), until when that is believed (lease), and how far
it is (cursor). A step is one transaction that first proves the fence and last moves the cursor, so
that a killed worker leaves whole steps only and no step is done twice.
"""

from __future__ import annotations

from ..models import UNFINISHED, Job, JobStatus
from . import results
from .handling import is_large, resume, start, stop
from .progress import Progress, progress_of, progress_of_many
from .reaping import reap
from .results import File, forget_results
from .running import ENDING, LEASE, Lost, beat, run, run_waiting
from .work import KINDS, Work, register, work_of

__all__ = [
    "ENDING",
    "KINDS",
    "LEASE",
    "UNFINISHED",
    "File",
    "Job",
    "JobStatus",
    "Lost",
    "Progress",
    "Work",
    "beat",
    "forget_results",
    "is_large",
    "progress_of",
    "progress_of_many",
    "reap",
    "register",
    "results",
    "resume",
    "run",
    "run_waiting",
    "start",
    "stop",
    "work_of",
]
