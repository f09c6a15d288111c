"""Opening, closing and releasing a round that is too large for a page: begun here, done by a worker."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from appraisal import jobs
from appraisal.access import first_denial, require
from appraisal.errors import Conflict
from organizations.models import Employee

from ..access.desk import may_run
from ..access.release import may_close, may_release
from ..models import Round
from ..rules import STATUS_LABELS, RoundStatus

WORK = "round"


class Act(StrEnum):
    """What is done to a whole round at once."""

    OPEN = "buka"
    CLOSE = "tutup"
    RELEASE = "rilis"


TITLES = {Act.OPEN: "Buka putaran", Act.CLOSE: "Tutup putaran", Act.RELEASE: "Rilis hasil putaran"}


@transaction.atomic
def begin_large(
    *, row: Round, act: Act, version: int, by: Employee, at: datetime, early: bool = False
) -> jobs.Job:
    """Have a worker open, close or release a round, and return the job; while it goes on it is begun once.

    Who may and whether it can be is asked now and, with the same version, again when it is done. Raise
    Denied as the act itself would, Conflict when somebody changed the round since the page was shown.
    """
    on = timezone.localdate(at)
    allowed = {
        Act.OPEN: lambda: may_run(by, on),
        Act.CLOSE: lambda: may_close(by, row, on, early=early),
        Act.RELEASE: lambda: may_release(by, row, on),
    }
    require(first_denial(may_run(by, on), allowed[act]()))
    if not Round.objects.filter(pk=row.pk, version=version).exists():
        raise Conflict(theirs={"Keadaan": STATUS_LABELS[RoundStatus(row.status)]}, version=row.version)
    arguments = {"round": row.pk, "act": act.value, "version": version, "early": early}
    title = f"{TITLES[act]} {row.name}"[:200]
    return jobs.start(WORK, arguments, by=by, at=at, title=title, key=f"{WORK}-{row.pk}-{act.value}")
