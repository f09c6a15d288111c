"""Taking back a file of moves, together with what is empty in the new posts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from appraisal import audit, jobs, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations import operations
from organizations.access import may_administer
from organizations.models import Employee, Placement, Upload

from ..models import Note
from ..queries.move import empty_drafts, former_posts, new_notes, obstacles, placements, requests

MOVES_UNDO = "moves-undo"  # the kind of work, see reviews/tasks


@transaction.atomic
def begin_undo(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Have a worker take back a large file as `undo_moves` does; a second press returns the first result.

    Raise Denied for anybody but BKD admins, Refused with what is in the way, Conflict when second.
    """
    require(may_administer(by, timezone.localdate(at)))
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.undone_at is not None or upload.is_going_on:
        return upload
    if found := obstacles(upload):
        raise Refused(f"Mutasi ini belum bisa dibatalkan. {' '.join(found)}")
    job = jobs.start(MOVES_UNDO, {"upload": upload.pk}, by=by, at=at, key=f"{MOVES_UNDO}-{upload.pk}")
    return change(upload, expect=version, where={"undone_at__isnull": True}, job=job)


@transaction.atomic
def undo_moves(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Take back an applied file when nothing was built on it; empty drafts of the new posts go.

    What was noted there goes back to the old posts. A second press returns the first result. Raise what
    `organizations.operations.undo_moves` raises, and Refused with the names of what is in the way: plans,
    results handed down, evaluations.
    """
    locking.take_import()
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.undone_at is None and upload.applied_at is not None:
        begun = Placement.objects.filter(pk__in=placements(upload, "begun"))
        list(begun.select_for_update().values_list("pk"))  # nobody begins a plan there meanwhile
        if found := obstacles(upload):
            raise Refused(f"Mutasi ini belum bisa dibatalkan. {' '.join(found)}")
        drafts = list(empty_drafts(upload).order_by("pk"))
        audit.record_many(audit.entry(action="plan.removed", by=by, at=at, target=plan) for plan in drafts)
        requests(upload).delete()
        for plan in drafts:
            plan.delete()
        _take_notes_back(upload, by, at)
    return operations.undo_moves(upload=upload, version=version, by=by, at=at)


def _take_notes_back(upload: Upload, by: Employee, at: datetime) -> None:
    """Hang what was noted in the new posts on the old ones, which hold again."""
    moved, former = 0, former_posts(upload)
    for begun in (
        new_notes(upload, former).order_by("placement").values_list("placement", flat=True).distinct()
    ):
        notes = Note.objects.filter(placement=begun)
        moved += notes.update(placement=former[begun], version=F("version") + 1)
    if moved:
        audit.record(action="notes.returned", by=by, at=at, target=upload, after={"notes": moved})
