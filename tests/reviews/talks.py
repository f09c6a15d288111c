"""What tests of talks start from: a talk of Ani and Budi, planned, noted, confirmed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from indicators.models import Plan
from organizations.models import Supervision
from reviews.models import Talk
from reviews.operations import talk as operations
from reviews.operations import talk_notes
from reviews.rules.talk import FollowUpDraft, Side
from tests.world import JAKARTA, NOW, TODAY, World, agreed_plan

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=JAKARTA)
NOTES = "Antrean loket dibicarakan; Ani mengusulkan nomor antrean daring."
DRAFT = FollowUpDraft("Menyusun usulan nomor antrean daring", Side.EMPLOYEE, date(2026, 12, 15))


def planned(world: World, plan: Plan | None = None, **changes: Any) -> Talk:
    """Return a talk that Budi planned with Ani."""
    row = operations.Planned(
        plan or Plan.objects.filter(placement__employee=world.ani).first() or agreed_plan(world),
        changes.pop("planned_at", WEDNESDAY),
        changes.pop("place", "Ruang rapat"),
    )
    values = {"term": world.term(4), "by": world.budi, "at": NOW}
    return operations.plan_talk(planned=row, **(values | changes))


def write(world: World, talk: Talk, **changes: Any) -> Talk:
    """Write the notes of a talk as Budi does."""
    values = {"talk": talk, "version": talk.version, "held_on": TODAY, "notes": NOTES, "follow_ups": [DRAFT]}
    return talk_notes.write_notes(**(values | {"by": world.budi, "at": NOW} | changes))


def confirm(talk: Talk, by: Any, version: int | None = None) -> Talk:
    """Confirm the notes of a talk."""
    return talk_notes.confirm(talk=talk, version=version or talk.version, by=by, at=NOW)


def fixed(world: World, plan: Plan | None = None) -> Talk:
    """Return a talk whose notes both have confirmed."""
    talk = write(world, planned(world, plan))
    confirm(talk, world.budi)
    return confirm(talk, world.ani)


def new_superior(world: World, since: date) -> None:
    """Let Hadi lead Ani from a day on."""
    line = Supervision.objects.get(placement=world.placements["ani"])
    Supervision.objects.filter(pk=line.pk).update(ended_on=since - timedelta(days=1))
    Supervision.objects.create(
        placement=line.placement, superior=world.hadi, upper=world.citra, started_on=since
    )
