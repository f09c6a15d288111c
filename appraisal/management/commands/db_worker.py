"""The worker of the queue, in place of the one of django-tasks-db: seen, ended gently, back after a fault."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import sys
import time
from argparse import ArgumentParser
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone
from django_tasks_db.management.commands import db_worker as original
from django_tasks_db.models import DBTaskResult

from appraisal import jobs
from appraisal.jobs import duties, workers

logger = logging.getLogger(__name__)

ROUND = timedelta(seconds=15)  # between two looks at the dead and at what is due
PATIENCE = timedelta(minutes=10)  # without a database; then the supervisor begins anew
PAUSES = (1, 2, 4, 8, 15)  # seconds
NO_DUTIES: frozenset[str] = frozenset()


class Worker(original.Worker):
    """Takes one row of the queue after the other, and between them looks after dead jobs and duties.

    A database that is locked or away is waited for, ten minutes long; then the process ends with 1, for
    its supervisor to begin anew. A first SIGTERM ends it after the step it is in, the job goes back into
    the queue; a second one at once, and the job goes back when its lease is over.
    """

    def __init__(self, *, only: frozenset[str] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.until_empty, self.limit = self.batch, self.max_tasks
        self.batch = True  # of the original's loop: come back when nothing waits
        self.only = only
        self.heart = workers.Heart(self.worker_id)
        self.looked_at: datetime | None = None
        self.parent: int | None = None  # ends with this process, if one is named

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End after the current step; at once when asked a second time."""
        if jobs.ENDING.is_set():
            sys.exit(1)
        logger.warning("Received %s: ending after this step.", signal.strsignal(signum))
        self.running = False
        jobs.ENDING.set()

    def run(self) -> None:
        """Work until asked to end."""
        away_since: float | None = None
        tries = 0
        workers.told_by(self.heart)
        try:
            while self.running:
                try:
                    is_over = self._round()
                    away_since, tries = None, 0
                    if is_over:
                        break
                except (InterfaceError, OperationalError) as fault:
                    away_since = away_since or time.monotonic()
                    if time.monotonic() - away_since > PATIENCE.total_seconds():
                        logger.critical("No database for %s: ending.", PATIENCE)
                        sys.exit(1)
                    logger.warning("The database does not answer (%s): waiting.", type(fault).__name__)
                    connections.close_all()
                    self._rest(PAUSES[min(tries, len(PAUSES) - 1)])
                    tries += 1
            self.heart.stop()
        finally:
            workers.told_by(None)

    def _round(self) -> bool:
        """Look around, take at most one row, rest when there was none; say whether it is time to end."""
        if self.parent is not None and os.getppid() != self.parent:
            return True
        self._look_around()
        before = self._run_tasks
        if DBTaskResult.objects.ready().exists():  # asked without the lock that taking needs
            self.max_tasks = before + 1
            super().run()
        if self.limit is not None and self._run_tasks >= self.limit:
            return True
        if self._run_tasks == before:
            if self.until_empty:
                return True
            self._rest(self.interval)
        return False

    def _look_around(self) -> None:
        now = timezone.now()
        self.heart.beat()
        if self.looked_at and timedelta() <= now - self.looked_at < ROUND:
            return
        jobs.reap(now)
        duties.run_due(now, only=self.only)
        self.looked_at = now

    def _rest(self, seconds: float) -> None:
        """Sleep, but not when the end is asked for meanwhile."""
        jobs.ENDING.wait(seconds)


class Command(original.Command):
    """manage.py db_worker [--jobs-only]: do jobs and periodic duties until SIGTERM."""

    help = "Kerjakan pekerjaan latar dan tugas berkala sampai dihentikan (SIGTERM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what the original takes; never reload the code by itself."""
        super().add_arguments(parser)
        parser.add_argument(
            "--jobs-only", action="store_true", help="tanpa tugas berkala: pengingat, surel, perapian"
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="berhenti bila proses yang memulainya berakhir"
        )
        parser.set_defaults(reload=False, startup_delay=False, worker_id=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the worker in this process."""
        self.configure_logging(options["verbosity"])
        worker = Worker(
            queue_names=options["queue_name"].split(","),
            excluded_queue_names=[],
            interval=options["interval"],
            batch=options["batch"],
            backend_name=options["backend_name"],
            startup_delay=options["startup_delay"],
            max_tasks=options["max_tasks"],
            worker_id=options["worker_id"] or f"pekerja-{secrets.token_hex(4)}",
            only=NO_DUTIES if options["jobs_only"] else None,
        )
        worker.parent = os.getppid() if options["with_parent"] else None
        worker.configure_signals()
        worker.run()
