"""Whether the site can do its work: a list of checks that every app may add to (kesiapan).

`register(Check(...))` in an AppConfig.ready; `/siap/` runs the vital ones, the page for BKD admins all.
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat

from .cipher import Unreadable, decrypt
from .models import Event, FormToken

LOG = logging.getLogger(__name__)
FULL = 256 * 1024**2  # bytes; with less a save or an upload may fail
NARROW = 2 * 1024**3  # bytes; with less somebody should make room
BACKUP_AGE = timedelta(hours=26)  # a nightly backup with two hours of patience
PATIENCE = 2_000  # milliseconds that the trial write waits for another writer
REMEMBERED = 5  # seconds; anybody may ask for readiness, as often as they like
OTHERS = {"default", "staticfiles"}  # storages that hold nothing of people


class State(Enum):
    """How a check ended; a vital check that is BAD takes this machine out of the row."""

    OK = "baik"
    WARN = "perhatikan"
    BAD = "gangguan"


@dataclass(frozen=True)
class Finding:
    """What a check found, with a sentence for people that names no secret."""

    state: State
    sentence: str


@dataclass(frozen=True)
class Check:
    """One thing that must hold. `look` gets the moment; whatever it raises counts as BAD."""

    name: str
    title: str
    look: Callable[[datetime], Finding]
    is_vital: bool = False  # whether this machine must get no visitors while it is BAD

    def find(self, at: datetime) -> Finding:
        """Return what `look` found."""
        try:
            return self.look(at)
        except Exception:  # a check that breaks must not hide the others
            LOG.exception("The check %s could not be made.", self.name)
            return Finding(State.BAD, "Pemeriksaan ini tidak bisa dijalankan; sebabnya ada di log.")


CHECKS: dict[str, Check] = {}


def register(check: Check) -> None:
    """Add a check, or put it in place of the one with the same name."""
    CHECKS[check.name] = check


def findings(at: datetime) -> list[tuple[Check, Finding]]:
    """Return every check with what it found, in the order in which they were added."""
    return [(check, check.find(at)) for check in CHECKS.values()]


def readiness(at: datetime) -> dict[str, str]:
    """Return the state of each vital check by name; made at most once in five seconds."""
    remembered = cache.get("readiness")
    if remembered is None:
        vital = [check for check in CHECKS.values() if check.is_vital]
        remembered = {check.name: check.find(at).state.value for check in vital}
        cache.set("readiness", remembered, REMEMBERED)
    return remembered


# --- The checks of the kernel ---------------------------------------------------------------------


def _database(at: datetime) -> Finding:
    """A transaction that may write can begin: SQLite gives its one lock, PostgreSQL is no standby."""
    try:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            file = Path(connection.settings_dict["NAME"])
            if file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
                return Finding(State.BAD, "Berkas SQLite hanya bisa dibaca.")
            connection.connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SHOW transaction_read_only")
                if cursor.fetchone() == ("on",):
                    return Finding(State.BAD, "PostgreSQL ini hanya bisa dibaca.")
    finally:
        _be_patient_again()
    return Finding(State.OK, f"{DATABASES[connection.vendor]} menjawab dan bisa ditulisi.")


def _be_patient_again() -> None:
    if connection.vendor == "sqlite" and connection.connection is not None:
        seconds = connection.settings_dict["OPTIONS"].get("timeout", 5)
        connection.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


_applied: set[str] = set()  # the databases whose migrations were found complete; a release starts anew


def _migrations(at: datetime) -> Finding:
    name = str(connection.settings_dict["NAME"])
    if name not in _applied:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            told = f"{len(waiting)} perubahan tabel menunggu: jalankan manage.py migrate."
            return Finding(State.BAD, told)
        _applied.add(name)
    return Finding(State.OK, "Semua perubahan tabel sudah dijalankan.")


def folders() -> Iterator[Path]:
    """Yield the folders of this machine that the site writes into."""
    if connection.vendor == "sqlite" and "memory" not in str(connection.settings_dict["NAME"]):
        yield Path(connection.settings_dict["NAME"]).absolute().parent
    for _, store in stores():
        if isinstance(store, FileSystemStorage):
            yield Path(store.location)
    yield Path(tempfile.gettempdir())


def stores() -> Iterator[tuple[str, Storage]]:
    """Yield the storages that hold files of people, with their names."""
    for name in settings.STORAGES:
        if name not in OTHERS:
            yield name, storages[name]


def _disk(at: datetime) -> Finding:
    """The narrowest of the disks that the site writes to; BAD before a save can fail."""
    narrowest = min(
        (shutil.disk_usage(_existing(folder)) for folder in folders()), key=lambda disk: disk.free
    )
    told = f"Sisa ruang disk {filesizeformat(narrowest.free)} dari {filesizeformat(narrowest.total)}."
    if narrowest.free < FULL:
        return Finding(State.BAD, f"{told} Kosongkan ruang sekarang: tulisan bisa tidak tersimpan.")
    if narrowest.free < NARROW:
        return Finding(State.WARN, f"{told} Sediakan ruang sebelum penuh.")
    return Finding(State.OK, told)


def _existing(folder: Path) -> Path:
    """Return the folder, or the one above in which it will be made with the first file."""
    return folder if folder.exists() else _existing(folder.parent)


def _stores(at: datetime) -> Finding:
    """A file is written and removed in each folder; a bucket is left to its own check."""
    for name, store in stores():
        if isinstance(store, FileSystemStorage):
            folder = _existing(Path(store.location))
            try:
                handle, trial = tempfile.mkstemp(prefix=".siap-", dir=folder)
                os.close(handle)
                os.unlink(trial)
            except OSError:
                return Finding(State.BAD, f"Folder berkas “{name}” tidak bisa ditulisi.")
    return Finding(State.OK, "Folder berkas bisa ditulisi.")


def _buckets(at: datetime) -> Finding:
    """An object store is asked for a file that is not there; without it pages still work."""
    buckets = [(name, store) for name, store in stores() if hasattr(store, "bucket_name")]
    for _, store in buckets:
        store.exists("siap")
    told = "Penyimpanan objek menjawab." if buckets else "Tidak dipakai: berkas ada di folder."
    return Finding(State.OK, told)


def keys_fit(at: datetime) -> Finding:
    """The newest text that was encrypted can be read: the keys are still those of the database."""
    newest = FormToken.objects.exclude(location="").order_by("-pk").first()
    try:
        decrypt(newest.location) if newest else ""
    except Unreadable:
        told = "SECRET_KEY atau IDENTITY_KEYS bukan lagi yang dipakai basis data ini. Kembalikan kuncinya."
        return Finding(State.BAD, told)
    return Finding(State.OK, "Kunci sesuai dengan basis data.")


def last_backup() -> Event | None:
    """Return the event of the newest backup that was finished, or None."""
    made = Event.objects.filter(target_type="", target_id__isnull=True, action="backup.made")
    return made.order_by("-pk").first()


def _backup(at: datetime) -> Finding:
    newest = last_backup()
    if newest is None:
        return Finding(State.WARN, "Belum ada cadangan yang dibuat dengan manage.py backup.")
    hours = int((at - newest.at) / timedelta(hours=1))
    told = f"Cadangan terakhir {hours} jam yang lalu." if hours else "Cadangan terakhir belum satu jam."
    if newest.after:
        told += f" Isinya {newest.after['rows']} baris, {filesizeformat(newest.after['bytes'])}."
    if at - newest.at > BACKUP_AGE:
        return Finding(State.WARN, f"{told} Periksa jadwal cadangan.")
    return Finding(State.OK, told)


def database_facts() -> tuple[str, int]:
    """Return kind and version of the database in words, and its size in bytes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
            version, size = cursor.fetchone()
    else:
        version, place = sqlite3.sqlite_version, connection.settings_dict["NAME"]
        size = sum(file.stat().st_size for file in (Path(place), Path(f"{place}-wal")) if file.exists())
    return f"{DATABASES[connection.vendor]} {version}", size


DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

register(Check("database", "Basis data", _database, is_vital=True))
register(Check("migrations", "Perubahan tabel", _migrations, is_vital=True))
register(Check("disk", "Ruang disk", _disk, is_vital=True))
register(Check("stores", "Folder berkas", _stores, is_vital=True))
register(Check("buckets", "Penyimpanan objek", _buckets))
register(Check("keys", "Kunci rahasia", keys_fit))
register(Check("backup", "Cadangan", _backup))
