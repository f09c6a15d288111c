"""Results become final by themselves when the days of objection are over."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from appraisal import audit
from appraisal.errors import Conflict
from appraisal.models import Event
from appraisal.versions import change
from indicators.models import Period

from ..models import Evaluation
from ..queries.objection import objection_days
from ..rules.evaluation import MOVES, EvaluationMove

ORIGINS, FINAL, _ = MOVES[EvaluationMove.FINALISE]


@transaction.atomic
def finalise_due(*, on: date, at: datetime) -> int:
    """Make every shared result final whose days of objection are over; return how many.

    Run daily by `manage.py finalise_evaluations`; safe to repeat. Days and holidays are read once per year.
    """
    waiting = Evaluation.objects.filter(status__in=ORIGINS, shared_at__isnull=False)
    firsts = waiting.order_by().values_list("plan__period").annotate(first=Min("shared_at"))
    events = []
    for period, first in sorted(firsts):
        events += _finalise(Period.objects.get(pk=period), timezone.localdate(first), on, at)
    audit.record_many(events)
    return len(events)


def _finalise(period: Period, first: date, on: date, at: datetime) -> list[Event]:
    days = objection_days(period, first, on)
    last_days: dict[date, date] = {}
    events = []
    rows = Evaluation.objects.filter(status__in=ORIGINS, shared_at__isnull=False, plan__period=period)
    for evaluation in rows.order_by("pk").iterator(chunk_size=500):
        received = timezone.localdate(evaluation.shared_at)
        if received not in last_days:
            last_days[received] = days.last_day(received)
        if on <= last_days[received]:
            continue
        try:
            where = {"status__in": ORIGINS}
            change(evaluation, expect=evaluation.version, where=where, status=FINAL.value, final_at=at)
        except Conflict:
            continue  # the person answered in this moment; tomorrow's run looks again
        events.append(audit.entry(action="evaluation.final", by=None, at=at, target=evaluation))
    return events
