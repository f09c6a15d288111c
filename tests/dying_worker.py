"""A worker whose supervisor begins it anew: `python -m tests.dying_worker KIND KIND:server...`

Each worker is a process of its own. In its second step of a KIND it kills itself, or with `:server` the
PostgreSQL whose data folder SERVER names: inside the transaction, when everything is written and nothing
committed. Each death comes once, in whatever order the queue gives the kinds. The last worker works until
it is ended; the supervisor ends with 1 unless all deaths came. Steps are small and leases short.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

SECOND = 2
SERVER = ":server"


def supervise(deaths: list[str]) -> int:
    """Fork one worker after the other; return 0 when each ended as it was meant to."""
    past = mmap.mmap(-1, len(deaths) + 1)  # which deaths came; all workers see it
    own = sum(not death.endswith(SERVER) for death in deaths)
    ends = []
    while not ends or ends[-1] == -signal.SIGKILL:
        child = os.fork()
        if child == 0:
            work(deaths, past)
            os._exit(0)
        signal.signal(signal.SIGTERM, lambda *_, child=child: os.kill(child, signal.SIGTERM))
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return int(ends != [*[-signal.SIGKILL] * own, 0] or sum(past[:]) != len(deaths))


def kill_tree(pid: int) -> None:
    """SIGKILL a process and its children; those of PostgreSQL lead groups of their own."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                os.kill(int(stat.parent.name), signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)


def kill(death: str) -> None:
    """End this process, or the server that its folder tells."""
    told = Path(os.environ["SERVER"], "postmaster.pid") if death.endswith(SERVER) else None
    kill_tree(int(told.read_text().split()[0]) if told else os.getpid())


def work(deaths: list[str], past: mmap.mmap) -> None:
    """Run the real command on small steps, and kill in a second step of each kind that is left."""
    from django.core.management import call_command

    from appraisal.jobs import KINDS, running, workers
    from appraisal.management.commands import db_worker
    from desk.documents import bulk
    from desk.tasks import report_documents
    from indicators.tasks import closing
    from organizations.resources import staff_plan

    running.LEASE = workers.SEEN = db_worker.ROUND = timedelta(seconds=0.2)
    db_worker.PAUSES = (0.1,)  # type: ignore[assignment]
    staff_plan.BATCH = report_documents.STEP = 2
    closing.BATCH = 1
    bulk.print_copy = lambda payload, at, **how: b"%PDF " + payload["owner"]["name"].encode()
    steps: Counter[str] = Counter()

    def dying(own: Any, job: Any, start: int, prepared: Any) -> int:
        cursor: int = originals[type(own)](own, job, start, prepared)
        steps[job.kind] += 1
        left = [n for n, death in enumerate(deaths) if death.split(":")[0] == job.kind and not past[n]]
        if left and steps[job.kind] >= SECOND:
            past[left[0]] = 1
            kill(deaths[left[0]])
        return cursor

    originals = {type(own): type(own).apply for own in KINDS.values()}
    for each in originals:
        each.apply = dying  # type: ignore[method-assign]
    call_command("db_worker", interval=0.1, verbosity=0, jobs_only=True)


if __name__ == "__main__":
    django.setup()
    sys.exit(supervise(sys.argv[1:]))
