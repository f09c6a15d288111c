"""A worker whose supervisor begins it anew: `python -m tests.dying_worker KIND...` dies once in each kind.

Each worker is a process of its own and kills itself (with KILL: that process and its children), inside the
transaction of a second step, when everything is written and nothing committed. The last one works until
it is ended; the supervisor ends with 1 unless all others died by SIGKILL. Steps are small and leases short.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

SECOND = 2


def supervise(kinds: list[str]) -> int:
    """Fork one worker after the other; return 0 when each ended as it was meant to."""
    ends = []
    alone = "KILL" in os.environ  # what is killed is not the worker: one is enough
    for kind in kinds if alone else [*kinds, ""]:
        child = os.fork()
        if child == 0:
            work(kind)
            os._exit(0)
        signal.signal(signal.SIGTERM, lambda *_, child=child: os.kill(child, signal.SIGTERM))
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return int(ends != [*[-signal.SIGKILL] * (0 if alone else len(kinds)), 0])


def kill_tree(pid: int) -> None:
    """SIGKILL a process and its children; those of PostgreSQL lead groups of their own."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                os.kill(int(stat.parent.name), signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)


def work(kind: str) -> None:
    """Run the real command on small steps, and die in a second step of this kind."""
    from django.core.management import call_command

    from appraisal.jobs import KINDS, running, workers
    from appraisal.management.commands import db_worker
    from desk.documents import bulk
    from desk.tasks import report_documents
    from indicators.tasks import closing
    from organizations.resources import staff_plan

    running.LEASE = timedelta(seconds=1)
    workers.SEEN = db_worker.ROUND = timedelta(seconds=0.2)
    staff_plan.BATCH = closing.BATCH = report_documents.STEP = 2
    bulk.print_copy = lambda payload, at, **how: b"%PDF " + payload["owner"]["name"].encode()
    steps = 0

    def dying(own: Any, job: Any, start: int, prepared: Any) -> int:
        nonlocal steps
        cursor: int = originals[type(own)](own, job, start, prepared)
        steps += job.kind == kind
        if job.kind == kind and steps == SECOND:
            kill_tree(int(os.environ.get("KILL", os.getpid())))
        return cursor

    originals = {type(own): type(own).apply for own in KINDS.values()}
    for each in originals:
        each.apply = dying  # type: ignore[method-assign]
    call_command("db_worker", interval=0.1, verbosity=0, jobs_only=True)


if __name__ == "__main__":
    django.setup()
    sys.exit(supervise(sys.argv[1:]))
