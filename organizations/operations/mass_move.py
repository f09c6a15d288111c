"""A file of moves: judged for the preview, written in one step, and undone in one step within days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.templatetags.ui import tanggal
from appraisal.versions import change

from .. import access
from ..models import Employee, Placement, SuperiorOverride, Upload
from ..queries import Outlook, Preview, preview_of, undo_obstacles
from ..rules import UploadKind
from ..rules.move_list import judge_moves
from ..rules.move_row import MoveVerdict, read_move
from .line import refresh_lines
from .moving import lines_from, relocate
from .staff_import import OutOfDate
from .upload import claim_upload, keep_upload

MOVES_APPLY = "moves-apply"  # the kind of work, see organizations/tasks
UNDO_FOR = timedelta(days=7)  # after applying (issue 3, item 7)
MOVES_CHANGED = "Data pegawai berubah sejak pratinjau ini. Periksa pratinjau yang baru, lalu terapkan."
NO_ROW = "Belum ada baris yang bisa diterapkan. Perbaiki berkasnya, lalu unggah lagi."


def keep_moves(
    *, name: str, cells: Sequence[tuple[int, dict[str, Any]]], by: Employee, at: datetime
) -> Upload:
    """Judge the rows of a file, write nothing of them, and keep the preview; only for BKD admins."""
    today = timezone.localdate(at)
    require(access.may_administer(by, today))
    _, _, preview = judge(cells, today)
    return keep_upload(
        kind=UploadKind.MOVES, name=name, rows=preview.rows, outcome=preview.summary, by=by, at=at
    )


def judge(
    cells: Sequence[tuple[int, dict[str, Any]]], today: date
) -> tuple[list[MoveVerdict], Outlook, Preview]:
    """Return what becomes of each row, what it was judged with, and what the preview shows of both."""
    verdicts = [read_move(line, row, today=today) for line, row in cells]
    nips = {verdict.nip for verdict in verdicts if len(verdict.nip) == 18}
    rows = [verdict.row for verdict in verdicts if verdict.row]
    nips |= {row.superior for row in rows if row.superior}
    outlook = Outlook(nips, min((row.since for row in rows), default=today))
    judge_moves(verdicts, outlook.facts)
    return verdicts, outlook, preview_of(verdicts, dict(cells), outlook)


def kept_cells(upload: Upload) -> list[tuple[int, dict[str, Any]]]:
    """Return the cells of a kept file by line."""
    return [(row["line"], row["cells"]) for row in upload.rows]


@transaction.atomic
def renew_moves(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Put a fresh judgement in place of one that is no longer true."""
    require(access.may_see_upload(by, upload))
    *_, preview = judge(kept_cells(upload), timezone.localdate(at))
    where = {"applied_at__isnull": True}
    return change(upload, expect=version, where=where, rows=preview.rows, outcome=preview.summary)


def is_true_moves(upload: Upload, at: datetime) -> bool:
    """Say whether a preview shows what would be written now."""
    *_, preview = judge(kept_cells(upload), timezone.localdate(at))
    return (preview.rows, preview.summary) == (upload.rows, upload.outcome)


@transaction.atomic
def apply_moves(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Write all sound rows of a preview at once, exactly as shown; a second press returns the first result.

    Raise Denied for anybody but the BKD admin who uploaded it, Refused when no row is sound or the
    preview is too old, OutOfDate when it is no longer true, Conflict when it was renewed in another tab.
    """
    locking.take_import()
    today = timezone.localdate(at)
    require(access.may_administer(by, today))
    upload = Upload.objects.select_for_update().get(pk=upload.pk, kind=UploadKind.MOVES)
    require(access.may_see_upload(by, upload))
    if upload.applied_at is not None:
        return upload

    claim_upload(upload, version=version, by=by, at=at)
    verdicts, outlook, preview = judge(kept_cells(upload), today)
    if (preview.rows, preview.summary) != (upload.rows, upload.outcome):
        raise OutOfDate(MOVES_CHANGED)
    sound = [verdict.row for verdict in verdicts if verdict.row]
    if not sound:
        raise Refused(NO_ROW)
    outcome = preview.summary | relocate(sound, outlook, by=by, at=at)
    people = [outlook.people[row.nip].pk for row in sound]
    Employee.objects.filter(pk__in=people).update(version=F("version") + 1)
    Upload.objects.filter(pk=upload.pk).update(outcome=outcome)
    after = {"moved": len(sound), "left_out": len(verdicts) - len(sound)}
    audit.record(action="moves.applied", by=by, at=at, target=upload, after=after)
    return Upload.objects.get(pk=upload.pk)


@transaction.atomic
def undo_moves(*, upload: Upload, version: int, by: Employee, at: datetime) -> Upload:
    """Take back an applied file: placements, overrides and lines are as before; a second press does nothing.

    Whoever hangs more data on placements than this app knows of clears it first (see reviews). Raise
    Denied for anybody but a BKD admin, Refused after seven days or with what is in the way, Conflict
    when somebody else changed the upload meanwhile.
    """
    locking.take_import()
    require(access.may_administer(by, timezone.localdate(at)))
    upload = Upload.objects.select_for_update().get(pk=upload.pk, kind=UploadKind.MOVES)
    if upload.undone_at is not None:
        return upload
    if upload.applied_at is None:
        raise Refused("Berkas ini belum diterapkan.")
    if not may_still_undo(upload, at):
        last = tanggal(upload.applied_at + UNDO_FOR)
        raise Refused(f"Pembatalan dibuka sampai {last}. Catat mutasi baru untuk membetulkannya.")
    if obstacles := undo_obstacles(upload):
        raise Refused(f"Mutasi ini belum bisa dibatalkan. {' '.join(obstacles)}")

    change(upload, expect=version, where={"undone_at__isnull": True}, undone_at=at, undone_by=by)
    _restore(upload.outcome, at)
    moves = upload.outcome["moves"]
    people = Employee.objects.filter(pk__in=[move["employee"] for move in moves])
    people.update(version=F("version") + 1)
    audit.record(action="moves.undone", by=by, at=at, target=upload, after={"moved": len(moves)})
    note = f"Mutasi dari berkas {upload.name} dibatalkan."
    audit.record_many(
        audit.entry(action="employee.returned", by=by, at=at, target=person, note=note) for person in people
    )
    return upload


def may_still_undo(upload: Upload, at: datetime) -> bool:
    """Say whether an applied file is young enough to be taken back."""
    return upload.applied_at is not None and upload.undone_at is None and at <= upload.applied_at + UNDO_FOR


def _restore(outcome: dict[str, Any], at: datetime) -> None:
    """Remove what began, let go on what ended, and resolve the lines of everybody concerned."""
    moves = outcome["moves"]
    first = min(date.fromisoformat(move["since"]) for move in moves)
    begun = Placement.objects.filter(pk__in=[move["begun"] for move in moves])
    ended = Placement.objects.filter(pk__in=[move["ended"] for move in moves if move["ended"]])
    lines = lines_from(first, at)
    for rows in (begun, ended):
        heads = rows.definitive().filter(is_head=True).values_list("unit_id", flat=True)
        lines.heads_moved += [(unit, first) for unit in heads]

    SuperiorOverride.objects.filter(pk__in=outcome["overrides_begun"]).delete()
    former = {row["pk"]: row["until"] for row in outcome["overrides_ended"]}
    overrides = list(SuperiorOverride.objects.filter(pk__in=former))
    for override in overrides:
        until = former[override.pk]
        override.ended_on = date.fromisoformat(until) if until else None
    SuperiorOverride.objects.bulk_update(overrides, ["ended_on"], batch_size=500)
    try:
        begun.delete()
    except ProtectedError as error:
        held = ", ".join(sorted({str(row) for row in error.protected_objects})[:5])
        raise Refused(f"Mutasi ini belum bisa dibatalkan: sudah dipakai {held}.") from error
    ended.update(ended_on=None)
    lines.refresh(at)
    concerned = Placement.objects.filter(employee__in=[move["employee"] for move in moves])
    refresh_lines(on=first, at=at, placements=concerned)
