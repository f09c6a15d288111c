"""Having the comparability of a round in preparation computed, before it opens."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import jobs
from appraisal.access import require
from appraisal.errors import Refused
from multirater.access.desk import may_run
from multirater.models import Round
from organizations.models import Employee

from ..rules.design import PREPARED, WORK


@transaction.atomic
def begin_design(*, row: Round, by: Employee, at: datetime) -> jobs.Job:
    """Have the ways to set a round tried, and return the job; while it goes on it is begun once.

    Raise Denied for anybody but a BKD admin of the whole agency, Refused once the round is open or where no
    peers speak in it.
    """
    require(may_run(by, timezone.localdate(at)))
    if row.status not in PREPARED:
        raise Refused("Putaran ini sudah dibuka, jadi penilainya tidak dapat diatur lagi.")
    if not row.has_peers or not row.peers:
        raise Refused("Putaran ini tanpa rekan kerja, jadi tidak ada rekan lintas unit yang dapat diatur.")
    key = f"{WORK}-{row.pk}"
    return jobs.start(
        WORK,
        {"round": row.pk, "version": row.version},
        by=by,
        at=at,
        title=f"Hitung keterbandingan {row.name}"[:200],
        key=key,
    )
