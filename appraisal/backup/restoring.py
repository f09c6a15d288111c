"""Restoring a backup: everything is compared before anything is touched, and once more afterwards."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command, get_commands
from django.db import connection

from .. import audit
from ..health import stores
from .archive import CHUNK, BackupFault, Source, check, settle, sha256_of
from .engines import load, rows_of
from .manifest import Manifest, applied_migrations, known_migrations
from .target import what_would_be_lost

AFTERWARDS = ("verify_documents", "verify_audit")  # commands of the apps above that prove what they keep
PREFIX = "files/"


@dataclass
class Restored:
    """What was restored, and what is not as the manifest says."""

    manifest: Manifest
    files: int = 0
    differences: list[str] = field(default_factory=list)
    is_current: bool = True  # whether the tables are those of this release


def restore(source: Source, *, at: datetime, overwrite: bool = False) -> Restored:
    """Put the backup in place of the database and beside the files of the site.

    Raise BackupFault before anything is touched when the backup is damaged, of a later release or of another
    kind of database, or when the site holds people or events and `overwrite` was not said. Files come first:
    they are added under names that nobody uses, and the database is changed as a whole or not at all.
    """
    manifest = check(source)
    _refuse_what_does_not_fit(source, manifest, overwrite)
    try:
        found = Restored(manifest, files=_put_files(source))
        with tempfile.TemporaryDirectory(dir=_near()) as folder:
            load(connection, _dump(source, manifest, Path(folder)))
    except OSError as error:
        told = os.strerror(error.errno) if error.errno else type(error).__name__
        raise BackupFault(f"Pemulihan berhenti: {told}. Basis data tidak diubah.") from error
    _compare(found)
    if found.is_current:
        audit.record(action="backup.restored", by=None, at=at, after={"made_at": manifest.made_at})
    return found


# --- Before -----------------------------------------------------------------------------------------


def _refuse_what_does_not_fit(source: Source, manifest: Manifest, overwrite: bool) -> None:
    if manifest.vendor != connection.vendor:
        told = f"Cadangan ini dari {manifest.vendor}, basis data ini {connection.vendor}."
        raise BackupFault(f"{told} Pulihkan ke jenis yang sama, lalu pindahkan dengan move_database.")
    named = {(app, name) for app, names in manifest.migrations.items() for name in names}
    ours = {app for app, _ in known_migrations()}
    if later := sorted(name for app, name in named - known_migrations() if app in ours):
        raise BackupFault(f"Cadangan ini dari rilis yang lebih baru ({later[-1]}). Pasang rilis itu dulu.")
    if overwrite:
        return
    if lost := what_would_be_lost(connection):
        raise BackupFault(f"Basis data ini tidak kosong: {lost}. Tambahkan --overwrite untuk menggantinya.")
    for name, stream in source.files():
        target = _place_of(name)
        if target and target.exists() and not _is_same(target, sha256_of(stream)):
            raise BackupFault(f"Berkas {name} sudah ada dengan isi lain. Tambahkan --overwrite.")


def _place_of(name: str) -> Path | None:
    """Return where a file of the backup belongs on this machine; None for what is no file of people."""
    if not name.startswith(PREFIX):
        return None
    store_name, _, inside = name.removeprefix(PREFIX).partition("/")
    store = dict(stores()).get(store_name)
    if not isinstance(store, FileSystemStorage):
        told = f"Cadangan ini berisi berkas “{store_name}”, tetapi simpanan itu bukan folder di sini."
        raise BackupFault(told)
    return Path(store.location) / inside


def _is_same(path: Path, digest: str) -> bool:
    with path.open("rb") as stream:
        return sha256_of(stream) == digest


def _near() -> Path | None:
    """Return the folder of the SQLite file, which has room for a second one; else the system's."""
    folder = Path(connection.settings_dict["NAME"]).parent if connection.vendor == "sqlite" else None
    return folder if folder and folder.is_dir() else None


# --- During -----------------------------------------------------------------------------------------


def _put_files(source: Source) -> int:
    """Write the files that are not there yet or differ; return how many the backup holds."""
    count = 0
    for name, stream in source.files():
        target = _place_of(name)
        if target is None:
            continue
        count += 1
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, unfinished = tempfile.mkstemp(prefix=".restored-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                shutil.copyfileobj(stream, out, CHUNK)
                out.flush()
                os.fsync(out.fileno())
            os.replace(unfinished, target)
        finally:
            Path(unfinished).unlink(missing_ok=True)
        settle(target.parent)
    return count


def _dump(source: Source, manifest: Manifest, folder: Path) -> Path:
    """Return the dump of the database as a file of its own."""
    for name, stream in source.files():
        if name == manifest.database:
            with (folder / name).open("wb") as out:
                shutil.copyfileobj(stream, out, CHUNK)
            return folder / name
    raise BackupFault(f"Cadangan ini tidak lengkap: {manifest.database} tidak ada.")


# --- Afterwards -------------------------------------------------------------------------------------


def _compare(found: Restored) -> None:
    """Compare rows with the manifest, and have the apps prove what they keep."""
    rows, told = rows_of(connection), found.manifest.rows
    for name in sorted(rows.keys() | told.keys()):
        if rows.get(name) != told.get(name):
            found.differences.append(f"{name}: {rows.get(name, 0)} baris, seharusnya {told.get(name, 0)}")
    there = {(app, name) for app, names in applied_migrations(connection).items() for name in names}
    found.is_current = not known_migrations() - there
    if found.is_current:
        found.differences += _faults_of_commands()


def _faults_of_commands() -> Iterator[str]:
    for name in AFTERWARDS:
        if name in get_commands():
            try:
                call_command(name, stdout=io.StringIO(), stderr=io.StringIO())
            except CommandError as error:
                yield f"{name}: {error}"
