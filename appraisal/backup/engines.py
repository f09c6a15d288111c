"""The database as one file and back: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3._functions import register  # type: ignore[import-untyped]

from .archive import BackupFault, settle

DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
BUSY = 20  # seconds that SQLite waits for a writer


def dump(database: BaseDatabaseWrapper, target: Path) -> dict[str, int]:
    """Write the database into a file while the site goes on; return the rows per table, of that moment."""
    rows = _dump_sqlite(database, target) if database.vendor == "sqlite" else _dump_postgres(database, target)
    target.chmod(0o600)
    settle(target)
    return rows


def load(database: BaseDatabaseWrapper, source: Path) -> None:
    """Put the dump in place of everything in the database: all of it or, when that fails, nothing."""
    database.close()
    if database.vendor == "sqlite":
        _load_sqlite(database, source)
    else:
        _load_postgres(database, source)


def rows_of(database: BaseDatabaseWrapper) -> dict[str, int]:
    """Return how many rows each table holds."""
    with database.cursor() as cursor:
        return {name: _count(cursor, f'"{name}"') for name in _tables(database, cursor)}


def _tables(database: BaseDatabaseWrapper, cursor: Any) -> list[str]:
    """Return the tables of people; the figures that ANALYZE keeps are SQLite's own."""
    return sorted(
        name for name in database.introspection.table_names(cursor) if not name.startswith("sqlite_")
    )


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {table}")
    return int(cursor.fetchone()[0])


# --- SQLite ---------------------------------------------------------------------------------------


def _dump_sqlite(database: BaseDatabaseWrapper, target: Path) -> dict[str, int]:
    """Copy all pages in one step: readers do not stop writers, and the copy is of one moment."""
    file = _file_of(database)
    with closing(sqlite3.connect(file, timeout=BUSY)) as source, closing(sqlite3.connect(target)) as copy:
        try:
            source.backup(copy)
        except sqlite3.Error as error:
            raise BackupFault(f"SQLite tidak bisa disalin ({error.sqlite_errorname}).") from error
        register(copy)  # the functions that constraints of ours ask for
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise BackupFault("Basis data ini rusak (quick_check). Cadangan lama jangan dihapus.")
        names = copy.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return {name: _count(copy.cursor(), f'"{name}"') for (name,) in sorted(names.fetchall())}


def _load_sqlite(database: BaseDatabaseWrapper, source: Path) -> None:
    """Let SQLite write the pages itself: whole after a power cut, and seen by whoever has the file open."""
    place = Path(_file_of(database))
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with (
            closing(sqlite3.connect(source)) as copy,
            closing(sqlite3.connect(place, timeout=BUSY)) as target,
        ):
            copy.backup(target)
    except sqlite3.OperationalError as error:
        told = f"SQLite tidak bisa ditulisi ({error.sqlite_errorname}). Hentikan situs, periksa ruang disk."
        raise BackupFault(told) from error


def _file_of(database: BaseDatabaseWrapper) -> str:
    return str(database.settings_dict["NAME"])


# --- PostgreSQL -----------------------------------------------------------------------------------


def _dump_postgres(database: BaseDatabaseWrapper, target: Path) -> dict[str, int]:
    """Have pg_dump see exactly what was counted: both look at one snapshot."""
    with transaction.atomic(using=database.alias, durable=True), database.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        rows = {name: _count(cursor, f'"{name}"') for name in _tables(database, cursor)}
        words = ["--format=custom", f"--snapshot={snapshot}", f"--file={target}", "--no-password"]
        with _running(database, "pg_dump", *words) as process:
            _, said = process.communicate()
    if process.returncode:
        raise BackupFault(f"pg_dump berhenti: {_first_line(said)}")
    return rows


def _load_postgres(database: BaseDatabaseWrapper, source: Path) -> None:
    """Send drops and the dump through psql as one transaction, ended only when pg_restore ended well."""
    with database.cursor() as cursor:
        drops = "".join(f"DROP {what} CASCADE;\n" for what in _everything(cursor))
    database.close()
    words = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-"]
    dumped = ["--no-owner", "--no-privileges", "--file=-", str(source)]
    with _running(database, "psql", *words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as target:
        assert target.stdin is not None
        with _running(None, "pg_restore", *dumped, stdout=subprocess.PIPE) as reader:
            try:
                target.stdin.write(f"BEGIN;\n{drops}".encode())
                shutil.copyfileobj(_out(reader), target.stdin)
            except BrokenPipeError:
                reader.terminate()  # psql gave up and says why
            _, said = reader.communicate()
        if not reader.returncode:
            with suppress(BrokenPipeError):
                target.stdin.write(b"COMMIT;\n")
        _, refused = target.communicate()
    if reader.returncode or target.returncode:
        cause = _first_line(refused) or _first_line(said)
        raise BackupFault(f"PostgreSQL tidak menerima cadangan ini, isinya tetap yang lama: {cause}")


def _out(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout


def _everything(cursor: Any) -> list[str]:
    """Return what lies in the schema of the site: tables (sequences and triggers go along) and functions."""
    cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
    tables = [f"TABLE IF EXISTS {name}" for (name,) in cursor.fetchall()]
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
    )
    return tables + [f"FUNCTION IF EXISTS {name}" for (name,) in cursor.fetchall()]


@contextmanager
def _running(
    database: BaseDatabaseWrapper | None, program: str, *words: str, **streams: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a program of PostgreSQL that works on the database; its password goes by the environment."""
    path = shutil.which(program)
    if path is None:
        told = "apt-get install postgresql-client, versi yang sama dengan servernya atau lebih baru"
        raise BackupFault(f"Program {program} tidak ada di mesin ini: {told}.")
    where, secret = _address(database) if database is not None else ([], {})
    with subprocess.Popen(
        [path, *words, *where], env=os.environ | secret, stderr=subprocess.PIPE, **streams
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def _address(database: BaseDatabaseWrapper) -> tuple[list[str], dict[str, str]]:
    """Return host, port, user and name as arguments, and what is secret as environment."""
    words, secret = database.client.settings_to_cmd_args_env(database.settings_dict, [])
    return list(words[1:]), secret or {}


def _first_line(said: bytes) -> str:
    """Return the first line of an error; PostgreSQL puts values that it quotes into the following ones."""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[0][:300] if lines else "tanpa keterangan"
