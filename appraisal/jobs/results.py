"""The files of jobs: parts while they are made, one result to download until a date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files import File as DjangoFile
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from ..files.storage import new_key, place_of
from ..models import Job

KEPT = timedelta(days=7)  # how long a result can be downloaded
CHUNK = 1 << 20


@dataclass(frozen=True)
class File:
    """What a job made: its name for who downloads it, and the bytes or the path of a temporary file."""

    name: str
    content: bytes | Path


@dataclass(frozen=True)
class Stored:
    """A file in the store: its key, name, size in bytes and fingerprint."""

    key: str
    name: str
    size: int
    sha256: str


def store(job: Job, file: File) -> Stored:
    """Put a result into the store under a random key, in pieces, and return what was stored.

    A temporary file is gone afterwards.
    """
    key = place_of(new_key())
    digest, size = hashlib.sha256(), 0
    if isinstance(file.content, bytes):
        digest.update(file.content)
        size = len(file.content)
        _store().save(key, ContentFile(file.content))
    else:
        with file.content.open("rb") as read:
            while piece := read.read(CHUNK):
                digest.update(piece)
                size += len(piece)
        with file.content.open("rb") as read:
            _store().save(key, DjangoFile(read))
        file.content.unlink(missing_ok=True)
    return Stored(key, file.name, size, digest.hexdigest())


def columns(stored: Stored, at: datetime) -> dict[str, Any]:
    """Return the columns of Job that say where its result lies."""
    return {
        "file_key": stored.key,
        "file_name": stored.name[:200],
        "file_size": stored.size,
        "file_sha256": stored.sha256,
        "keep_until": at + KEPT,
    }


def open_result(job: Job) -> Any:
    """Open the result of a job to read; raise FileNotFoundError when its time is over."""
    if not job.file_key:
        raise FileNotFoundError(job.pk)
    return _store().open(job.file_key)


def remove(key: str) -> None:
    """Delete a stored file; one that is gone already is fine."""
    _store().delete(key)


def forget_results(at: datetime) -> int:
    """Delete results whose time is over and return how many; the rows stay and say so."""
    rows = Job.objects.filter(keep_until__lt=at).exclude(file_key="")
    count = 0
    for pk, key in rows.values_list("pk", "file_key"):
        remove(key)
        count += Job.objects.filter(pk=pk, file_key=key).update(file_key="")
    return count


# --- Parts: written again after a crash under the same name, so that none is there twice -------------


def put_part(job: Job, name: str, content: bytes | Path) -> None:
    """Write a part of a job, in place of one with the same name."""
    place = _part(job, name)
    remove(place)
    remove(f"{place}.unfinished")  # what a worker left that was killed while it wrote
    if isinstance(content, bytes):
        _store().save(place, ContentFile(content))
    else:
        with content.open("rb") as read:
            _store().save(place, DjangoFile(read))


def open_part(job: Job, name: str) -> Any:
    """Open a part of a job to read."""
    return _store().open(_part(job, name))


def parts_of(job: Job) -> Iterator[str]:
    """Yield the names of the parts of a job, in order."""
    try:
        names = _store().listdir(f"parts/{job.pk}")[1]
    except FileNotFoundError:
        names = []
    yield from sorted(name for name in names if not name.endswith(".unfinished"))


def drop_parts(job: Job) -> None:
    """Delete the parts of a job and of its slices; a slice keeps them until its parent is done."""
    if job.parent_id is not None:
        return
    for pk in [job.pk, *job.slices.values_list("pk", flat=True)]:
        for name in list(parts_of(Job(pk=pk))):
            remove(f"parts/{pk}/{name}")


def _part(job: Job, name: str) -> str:
    if "/" in name or name.startswith("."):
        raise ValueError(name)
    return f"parts/{job.pk}/{name}"


def _store() -> Any:
    return storages["results"]
