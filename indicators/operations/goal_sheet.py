"""Writing a file of goals: exactly what the preview showed, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.models import Event
from appraisal.versions import change
from organizations.models import Employee, Upload
from organizations.operations import claim_upload

from .. import queries
from ..access import goal as access
from ..models import Goal, KeyIndicator, Period
from .goal import goal_facts, key_of, stored_facts, write_keys
from .holding import refuse_closed


class OutOfDate(Refused):
    """The goals behind a preview changed; the person has to see a fresh one first."""


@transaction.atomic
def apply_goals(*, upload: Upload, version: int, digest: str, by: Employee, at: datetime) -> Upload:
    """Write the sound rows of a file as the preview showed them; faulty rows are left out, as it said.

    Goals and indicators that the file does not name stay as they are, so that the same file twice changes
    nothing. Raise Denied for anybody but the uploader or for units that are no longer this person's,
    OutOfDate when the goals changed since the preview, Conflict when it was applied or the year was closed.
    """
    period_id = upload.target or 0
    locking.share(period_id)
    period = Period.objects.get(pk=period_id)
    refuse_closed(period)
    found = queries.compare_goals(period, queries.sound_rows(upload))

    on = timezone.localdate(at)
    for goal in found.goals:
        require(access.may_change_goals(by, goal.unit, period, on))
    upload = claim_upload(upload, version=version, by=by, at=at, outcome=found.counts)
    if found.stop:
        raise Refused(found.stop)
    if found.digest != digest:
        raise OutOfDate("Perjanjian kinerja berubah sejak pratinjau ini. Periksa lagi, lalu terapkan.")

    events = [*_add(period, found, by, at), *_change(found, by, at)]
    audit.record_many(events)
    audit.record(action="agreement.imported", by=by, at=at, target=upload, after=found.counts)
    return upload


def _add(period: Period, found: queries.Comparison, by: Employee, at: datetime) -> list[Event]:
    """Write the new goals with few statements and return their events."""
    wanted = [each for each in found.goals if each.goal is None]
    last = queries.last_orders(period, {each.unit.pk for each in wanted})
    rows = []
    for each in wanted:
        last[each.unit.pk] = last.get(each.unit.pk, 0) + 1
        rows.append(Goal(period=period, unit=each.unit, order=last[each.unit.pk], text=each.text))
    try:
        Goal.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Conflict("Sasaran yang sama baru saja ditulis orang lain. Periksa lagi.") from error
    pairs = list(zip(rows, wanted, strict=True))
    KeyIndicator.objects.bulk_create(
        key_of(row, draft, order) for row, each in pairs for order, draft in enumerate(each.drafts, start=1)
    )
    return [_event(row, by, at, None, goal_facts(row, each.drafts)) for row, each in pairs]


def _change(found: queries.Comparison, by: Employee, at: datetime) -> list[Event]:
    """Change the stored goals one by one, each only as it was compared, and return their events."""
    events = []
    for each in found.goals:
        if each.goal is None or not each.writes:
            continue
        before = stored_facts(each.goal)
        change(each.goal, expect=each.goal.version)
        write_keys(each.goal, each.drafts)
        events.append(_event(each.goal, by, at, before, goal_facts(each.goal, each.drafts)))
    return events


def _event(goal: Goal, by: Employee, at: datetime, before: Any, after: Any) -> Event:
    return audit.entry(action="goal.imported", by=by, at=at, target=goal, before=before, after=after)
