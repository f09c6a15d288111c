"""What a person does when the superior's plan is late: ask for it, and link to it once it is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.templatetags.ui import tanggal
from organizations.access import superior_of
from organizations.models import Employee, Placement

from .. import queries
from ..access.asking import handed_in, may_ask
from ..models import Period, Plan, PlanRequest, Result
from ..rules import PlanMove
from .holding import advance, hold, refuse_closed


@transaction.atomic
def ask_for_plan(*, placement: Placement, period: Period, by: Employee, at: datetime) -> PlanRequest:
    """Ask the superior of today to write the plan of the year.

    Raise Denied when it is not one's own placement or nobody can be asked, Conflict when the year was
    closed, Refused when the plan is there already or the last request is too fresh, with the date.
    """
    on = timezone.localdate(at)
    locking.share(period.pk)
    Employee.objects.select_for_update().get(pk=by.pk)  # one request after the other
    period = Period.objects.get(pk=period.pk)
    placement = Placement.objects.select_related("employee").get(pk=placement.pk)
    refuse_closed(period)
    require(may_ask(by, placement, period, on))

    line = superior_of(placement, on)
    assert line is not None  # may_ask has seen it
    assert line.superior is not None
    if handed_in(line.superior, period):
        raise Refused(
            f"{line.superior.called} sudah mengajukan SKP {period.year}. Tautkan hasil Anda sekarang."
        )
    last = queries.last_request(by, line.superior, period)
    if last.again_on is not None and on < last.again_on:
        raise Refused(
            f"Anda sudah memintanya pada {tanggal(last.asked_on)}. "
            f"Permintaan bisa dikirim lagi {tanggal(last.again_on)}."
        )

    row: PlanRequest = PlanRequest.objects.create(
        period=period, placement=placement, superior=line.superior, asked_at=at
    )
    audit.record(action="plan.requested", by=by, at=at, target=row, after={"to": str(line.superior)})
    return row


@transaction.atomic
def link_results(
    *, plan: Plan, version: int, links: Mapping[int, int], by: Employee, at: datetime
) -> list[Result]:
    """Let results of one's draft serve results of the leader (`links`: own id -> the leader's id).

    Own words about the leader's result stay as they are; a reason why there is none goes away. Raise
    Denied when the plan is not one's own or not open to changes, Refused when nothing is chosen or
    something is gone, Conflict when the plan changed meanwhile.
    """
    plan = hold(plan, version=version, move=PlanMove.CHANGE, by=by, at=at)
    rows = list(plan.results.filter(pk__in=links).order_by("pk"))

    if not links:
        raise Refused("Pilih RHK pimpinan untuk paling sedikit satu hasil.")
    if len(rows) != len(links):
        raise Refused("Salah satu hasil sudah dihapus. Muat ulang halamannya.")
    offered = {row.pk: row for row in queries.supportable_results(plan, timezone.localdate(at))}
    if not set(links.values()) <= set(offered):
        raise Refused("RHK pimpinan sudah berubah. Muat ulang halamannya, lalu pilih lagi.")

    before = [_link(row) for row in rows]
    advance(plan, version=version, move=PlanMove.CHANGE)
    for row in rows:
        row.supports, row.no_support_reason = offered[links[row.pk]], ""
    Result.objects.bulk_update(rows, ["supports", "no_support_reason"])
    after = [_link(row) for row in rows]
    audit.record(action="plan.results_linked", by=by, at=at, target=plan, before=before, after=after)
    return rows


def _link(row: Result) -> dict[str, Any]:
    return {"result": row.pk, "supports": row.supports_id, "no_support_reason": row.no_support_reason}
