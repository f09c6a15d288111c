"""Finding files without rows and rows without files: what power cuts and full disks leave behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.storage import Storage, storages

from appraisal import audit
from appraisal.files import place_of

from ..models import EvidenceFile

GRACE = timedelta(hours=24)  # a file younger than this may still get its row
SHELVES = [f"{number:02x}" for number in range(256)]  # the first folders of `place_of`


@dataclass
class Orphans:
    """What was found: places of files that nobody needs, and rows whose file is gone."""

    files: list[str] = field(default_factory=list)
    rows: list[EvidenceFile] = field(default_factory=list)
    deleted: int = 0

    def __bool__(self) -> bool:
        return bool(self.files or self.rows)


def find_orphans(*, at: datetime, delete: bool = False) -> Orphans:
    """Return files without a row (or of a removed one) older than a day, and rows without a file.

    With `delete` the files go; rows stay, because they say what is missing. Safe to repeat and while
    people upload. One folder after the other, so that a million files need no memory.
    """
    storage, found = storages["evidence"], Orphans()
    for shelf in SHELVES:
        rows = {place_of(row.key): row for row in EvidenceFile.objects.filter(key__startswith=shelf)}
        there = set(_files(storage, shelf))
        found.rows += [row for place, row in rows.items() if row.removed_at is None and place not in there]
        for place in sorted(there):
            file = rows.get(place)
            if file is None:
                since = storage.get_modified_time(place)
            elif file.removed_at is not None:
                since = file.removed_at
            else:
                continue
            if since + GRACE <= at:
                found.files.append(place)
    if delete:
        found.deleted = _delete(storage, found.files)
    if found:
        facts = {
            "files": len(found.files),
            "deleted": found.deleted,
            "missing": [row.key for row in found.rows],
        }
        audit.record(action="evidence.orphans", by=None, at=at, after=facts)
    return found


def _files(storage: Storage, folder: str) -> Iterator[str]:
    """Yield the places of all files below a folder; a folder that is not there holds none."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}"
    for name in folders:
        yield from _files(storage, f"{folder}/{name}")


def _delete(storage: Storage, places: list[str]) -> int:
    for place in places:
        storage.delete(place)
    return len(places)
