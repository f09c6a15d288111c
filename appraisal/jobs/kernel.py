"""The periodic duties of the kernel: letters leave, what served its time goes, the health of the worker."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.db import connection

from .. import chain, health, mail
from ..chain import guards
from . import duties, results, workers

LETTERS = 100  # of one turn, so that jobs do not wait long for a slow mail server


def send_letters(at: datetime) -> None:
    """Send what waits in the outbox."""
    if mail.is_on():
        mail.send_all(limit=LETTERS)


def seal(at: datetime) -> None:
    """Give new events their links in the chain, and the day its anchor."""
    chain.seal(at)
    chain.anchor(at)


def tidy(at: datetime) -> None:
    """Delete form tokens, sessions and letters that served their time."""
    call_command("tidy", stdout=_Silent())


def look_for_worker(at: datetime) -> health.Finding:
    """Somebody is there to do what waits."""
    if workers.is_anybody_there(at):
        return health.Finding(health.State.OK, "Pekerja latar berjalan.")
    if workers.is_work_left_alone(at):
        return health.Finding(health.State.BAD, workers.LEFT_ALONE)
    told = "Pekerja latar belum berjalan; pekerjaan besar akan menunggu."
    return health.Finding(health.State.WARN, told)


def look_at_trail(at: datetime) -> health.Finding:
    """The last check found the chain whole, and the tables are guarded."""
    found = chain.last_check()
    if found is not None and (found.after or {}).get("broken_at") is not None:
        return health.Finding(health.State.BAD, f"Rantai jejak audit rusak. {found.note}")
    if guards.missing(connection):
        return health.Finding(health.State.WARN, "Tabel jejak audit tanpa penjaga. Jalankan guard_database.")
    if found is None:
        return health.Finding(health.State.WARN, "Rantai jejak audit belum pernah diperiksa.")
    return health.Finding(health.State.OK, "Rantai jejak audit utuh.")


class _Silent:
    """Takes what a command prints and forgets it."""

    def write(self, text: str) -> None:
        """Forget."""


def register_duties() -> None:
    """Tell the worker of the duties of the kernel, and the pages of health of the worker."""
    duties.register(duties.Duty("outbox", send_letters, every=timedelta(minutes=1)))
    duties.register(duties.Duty("seal", seal, every=timedelta(minutes=1)))
    duties.register(duties.Duty("chain", chain.check_nightly, at=time(3, 20)))
    duties.register(duties.Duty("queue", workers.tidy_queue, every=timedelta(hours=1)))
    duties.register(duties.Duty("results", results.forget_results, every=timedelta(hours=1)))
    duties.register(duties.Duty("tidy", tidy, at=time(2, 10)))
    health.register(health.Check("trail", "Jejak audit", look_at_trail))
    health.register(health.Check("worker", "Pekerja latar", look_for_worker))
