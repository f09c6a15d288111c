"""Making a backup: the database first, the files after it, so that every row finds its file."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage, Storage
from django.db import connection

from .. import audit
from ..files.storage import UNFINISHED
from ..health import stores
from .archive import BackupFault, FolderSink, TarSink, is_safe, settle
from .engines import DUMPS, dump
from .manifest import NAME, SUMS, Manifest, applied_migrations, release

NAMED = re.compile(r"capaian-\d{8}T\d{6}Z(\.tar)?")
WORK = ".unfinished-"
PASSING = {"results"}  # files that jobs make and `tidy` removes; whoever needs one makes it again


@dataclass(frozen=True)
class Made:
    """A backup that is whole, and how many older ones went for it."""

    path: Path
    manifest: Manifest
    removed: int


def make(folder: Path, *, at: datetime, as_tar: bool = False, keep: int | None = None) -> Made:
    """Write a backup of everything into the folder; keep the newest `keep` of them, None for all.

    It has its name only when it is whole and on the disk. Leaves an event. Raise BackupFault when that
    is not possible: then nothing of it is left.
    """
    name = f"capaian-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    target = folder / (f"{name}.tar" if as_tar else name)
    try:
        with _alone(folder), _work_folder(folder, name) as work:
            manifest = _fill(work, folder, at, as_tar)
            if target.exists():
                raise BackupFault(f"{target.name} sudah ada.")
            (work / "backup.tar" if as_tar else work).rename(target)
            settle(folder)
            removed = _remove_old(target, keep)
    except OSError as error:
        told = os.strerror(error.errno) if error.errno else type(error).__name__
        raise BackupFault(f"Cadangan tidak bisa ditulis: {told}. Tidak ada yang tertinggal.") from error
    facts = {"name": target.name, "bytes": manifest.size, "rows": sum(manifest.rows.values())}
    audit.record(action="backup.made", by=None, at=at, after=facts)
    return Made(target, manifest, removed)


def _fill(work: Path, folder: Path, at: datetime, as_tar: bool) -> Manifest:
    """Write dump, files, fingerprints and manifest into the work folder."""
    dumped = DUMPS[connection.vendor]
    rows = dump(connection, work / dumped)
    with closing(TarSink(work) if as_tar else FolderSink(work, _newest(folder))) as sink:
        sums, size = _take_in(sink, [(dumped, work / dumped)])
        listed, more = _take_in(sink, _files())
        manifest = _manifest(at, rows, sums + listed, size + more)
        sink.add_text(SUMS, "".join(sums + listed))
        sink.add_text(NAME, manifest.to_json())
        sink.finish()
    return manifest


def _take_in(sink: FolderSink | TarSink, found: Iterable[tuple[str, Path]]) -> tuple[list[str], int]:
    """Add the files; return their lines for SHA256SUMS, and their bytes."""
    sums, size = [], 0
    for name, source in found:
        if not is_safe(name):
            raise BackupFault(f"Nama berkas {source} tidak bisa dicadangkan. Ganti namanya.")
        try:
            digest, length = sink.add(name, source)
        except FileNotFoundError:
            continue  # its row went while we were copying
        sums.append(f"{digest}  {name}\n")
        size += length
    return sums, size


def _manifest(at: datetime, rows: dict[str, int], sums: list[str], size: int) -> Manifest:
    return Manifest(
        made_at=f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        release=release(),
        vendor=connection.vendor,
        database=DUMPS[connection.vendor],
        migrations=applied_migrations(connection),
        rows=rows,
        stores={name: _kind(name, store) for name, store in stores()},
        files=len(sums),
        size=size,
        sums=hashlib.sha256("".join(sums).encode()).hexdigest(),
    )


def _files() -> Iterator[tuple[str, Path]]:
    """Yield the files of people that lie in folders, with their name in the backup."""
    for name, store in stores():
        if not isinstance(store, FileSystemStorage) or name in PASSING:
            continue
        root = Path(store.location)
        for path, folders, files in os.walk(root):
            folders.sort()
            for file in sorted(files):
                if not file.endswith(UNFINISHED) and not file.startswith("."):
                    source = Path(path) / file
                    yield f"files/{name}/{source.relative_to(root).as_posix()}", source


def _kind(name: str, store: Storage) -> str:
    """Return where the files of a store are: in this backup, in a bucket that is backed up by itself."""
    if name in PASSING:
        return "passing"
    if isinstance(store, FileSystemStorage):
        return "folder"
    bucket = getattr(store, "bucket_name", "")
    return f"bucket {bucket}" if bucket else type(store).__name__


# --- The folder of all backups ----------------------------------------------------------------------


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder: two backups at once would read and write against each other."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupFault("Cadangan lain sedang dibuat di folder ini.") from error
        for left in folder.glob(f"{WORK}*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield


@contextmanager
def _work_folder(folder: Path, name: str) -> Iterator[Path]:
    """Yield a folder under another name; whatever is left of it afterwards goes."""
    work = folder / f"{WORK}{name}"
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _newest(folder: Path) -> Path | None:
    """Return the newest whole backup that is a folder."""
    whole = (path for path in _all(folder) if (path / NAME).is_file() and (path / SUMS).is_file())
    return next(whole, None)


def _all(folder: Path) -> list[Path]:
    """Return the backups in the folder, the newest first; nothing that somebody else put there."""
    return sorted((path for path in folder.iterdir() if NAMED.fullmatch(path.name)), reverse=True)


def _remove_old(made: Path, keep: int | None) -> int:
    """Remove all but the newest, and never the one just made, whatever the clock says.

    A folder loses its manifest first, so that no half one counts as whole.
    """
    if keep is None:
        return 0
    old = [path for path in _all(made.parent) if path != made][max(keep, 1) - 1 :]
    for path in old:
        if path.is_dir():
            (path / NAME).unlink(missing_ok=True)
            shutil.rmtree(path)
        else:
            path.unlink()
    return len(old)
