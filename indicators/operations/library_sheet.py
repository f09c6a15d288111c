"""Writing a file of library entries: exactly what the preview showed, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict
from organizations.models import Employee, Upload
from organizations.operations import claim_upload

from .. import queries
from ..access import library as access
from ..models import LibraryEntry
from ..queries.library_sheet import CHANGED, NEW, Line
from ..rules import EntryStatus, next_codes

MEANWHILE = "Kamus berubah sejak pratinjau ini. Periksa lagi, lalu terapkan."


@transaction.atomic
def apply_library(*, upload: Upload, version: int, digest: str, by: Employee, at: datetime) -> Upload:
    """Add the new rows of a file, and a new edition for each changed one; the same file again does nothing.

    Faulty rows are left out, as the preview said. Raise Denied for anybody but the uploader and the BKD,
    Conflict when the library changed since the preview or the file was applied already.
    """
    require(access.may_keep_library(by, timezone.localdate(at)))
    found = queries.compare_library(upload)
    upload = claim_upload(upload, version=version, by=by, at=at, outcome=found.counts)
    if found.digest != digest:
        raise Conflict(MEANWHILE)

    written = [*_new(found.of(NEW)), *_editions(found.of(CHANGED))]
    for entry in written:
        entry.status = EntryStatus.ACCEPTED.value
        entry.proposed_by = entry.decided_by = by
        entry.proposed_at = entry.decided_at = at
    try:
        LibraryEntry.objects.bulk_create(written)
    except IntegrityError as error:
        raise Conflict(MEANWHILE) from error
    audit.record_many(
        audit.entry(action="library.imported", by=by, at=at, target=entry, after={"text": entry.text})
        for entry in written
    )
    audit.record(action="library.file_applied", by=by, at=at, target=upload, after=found.counts)
    return upload


def _new(lines: list[Line]) -> Iterator[LibraryEntry]:
    """Yield the new entries; those without a code get the next free ones of their fields."""
    taken = {*LibraryEntry.objects.values_list("code", flat=True), *(line.code for line in lines)}
    codes = {line.facts.field: next_codes(line.facts.field, taken) for line in lines if line.facts}
    for line in lines:
        if line.facts is not None:
            yield LibraryEntry(code=line.code or next(codes[line.facts.field]), **asdict(line.facts))


def _editions(lines: list[Line]) -> Iterator[LibraryEntry]:
    """Replace the editions in force, and yield the ones that follow them; Conflict when one was replaced."""
    bases = [line.base.pk for line in lines if line.base]
    rows = LibraryEntry.objects.filter(pk__in=bases, status=EntryStatus.ACCEPTED)
    if rows.update(status=EntryStatus.REPLACED.value, version=F("version") + 1) != len(bases):
        raise Conflict(MEANWHILE)
    codes = LibraryEntry.objects.filter(code__in=[line.code for line in lines])
    latest = dict(codes.order_by("code").values_list("code").annotate(latest=Max("edition")))
    for line in lines:
        if line.facts is not None:
            yield LibraryEntry(code=line.code, edition=latest[line.code] + 1, **asdict(line.facts))
