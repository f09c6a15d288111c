"""Moving a whole site from one database to another, of either kind, row by row, with a proof at the end.

Everything that models know is copied with its keys: events with their links and anchors, sessions, jobs. The
target is written in one transaction, so that a stopped move leaves it as it was and can be run again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query import QuerySet
from django.db.models.sql import InsertQuery
from django.db.utils import ConnectionHandler

from .backup.engines import rows_of
from .backup.manifest import applied_migrations, known_migrations
from .backup.target import what_would_be_lost
from .chain.link import plain
from .store import database_settings

ALIAS = "source"
BATCH, LARGE_BATCH = 500, 10  # rows written at once; fewer where a row holds a document
Model = type[models.Model]
Say = Callable[[str], None]


class MoveFault(Exception):
    """The move cannot be made, or was undone; the message is a sentence for people."""


@dataclass(frozen=True)
class Sum:
    """How many rows a table holds, and a fingerprint of them that asks for no order."""

    rows: int
    fingerprint: int

    def __str__(self) -> str:
        return f"{self.rows} baris, sidik {self.fingerprint:064x}"[:40]


@contextmanager
def opened(url: str, alias: str = ALIAS) -> Iterator[BaseDatabaseWrapper]:
    """Yield the database at the address beside the site's own; it is closed afterwards."""
    database = ConnectionHandler({DEFAULT_DB_ALIAS: {}, alias: database_settings(url)})[alias]
    connections[alias] = database
    try:
        yield database
    finally:
        database.close()
        del connections[alias]


def move(
    source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, say: Say = lambda line: None
) -> dict[str, Sum]:
    """Copy every row of every table; return what each table holds, the same on both sides.

    Raise MoveFault when the target has people, events or tables of others, when the two are not of this
    release, when a row is refused, or when a table differs afterwards: then the target is as it was.
    """
    _refuse_what_does_not_fit(source, target)
    try:
        with _snapshot(source), transaction.atomic(using=target.alias, durable=True):
            _empty(target)
            told = {model._meta.db_table: _copy(model, source, target, say) for model in tables()}
            _count_on(source, target)
            differing = [name for name, found in sums(target).items() if found != told[name]]
            if differing:
                raise MoveFault(f"Isi tabel berbeda setelah disalin: {', '.join(differing)}.")
    except DatabaseError as error:
        lines = str(error.__cause__ or error).strip().splitlines()
        raise MoveFault(f"Basis data tujuan menolak, dan tetap seperti semula: {lines[0][:300]}") from error
    ContentType.objects.clear_cache()
    with target.cursor() as cursor:
        cursor.execute("ANALYZE")
    return told


def tables() -> list[Model]:
    """Return the model of each table, those of many-to-many columns included."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found)]


def sums(database: BaseDatabaseWrapper) -> dict[str, Sum]:
    """Return what each table of the database holds."""
    found = {}
    for model in tables():
        adder = _Adder()
        for row in _rows(model, database):
            adder.add(row)
        found[model._meta.db_table] = adder.sum
    return found


# --- Before -----------------------------------------------------------------------------------------


def _refuse_what_does_not_fit(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    there, here = applied_migrations(source), applied_migrations(target)
    if there != here:
        raise MoveFault(
            "Kedua basis data tidak di migrasi yang sama. Jalankan manage.py migrate pada keduanya."
        )
    if known_migrations() - {(app, name) for app, names in here.items() for name in names}:
        raise MoveFault("Ada migrasi yang belum dijalankan. Jalankan manage.py migrate pada keduanya.")
    if lost := what_would_be_lost(target):
        raise MoveFault(f"Basis data tujuan tidak kosong: {lost}.")
    known = {model._meta.db_table for model in tables()} | {"django_migrations"}
    if left := sorted(name for name, count in rows_of(source).items() if count and name not in known):
        raise MoveFault(f"Tabel {', '.join(left)} bukan milik Capaian dan tidak bisa dipindahkan.")


@contextmanager
def _snapshot(source: BaseDatabaseWrapper) -> Iterator[None]:
    """See one moment of the source: PostgreSQL by a snapshot, SQLite by holding its one lock."""
    with transaction.atomic(using=source.alias, durable=True), source.cursor() as cursor:
        if source.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _empty(target: BaseDatabaseWrapper) -> None:
    """Remove the rows that migrations brought: those of the source come in their place.

    Foreign keys are looked at when the transaction ends; so no order is needed, here or while copying.
    """
    with target.cursor() as cursor:
        for model in tables():
            name = target.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {name})")
            if cursor.fetchone()[0]:
                cursor.execute(f"DELETE FROM {name}")


# --- Copying ----------------------------------------------------------------------------------------


def _copy(model: Model, source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, say: Say) -> Sum:
    """Copy one table in batches; return what was read."""
    fields, adder, found = _fields(model), _Adder(), _rows(model, source)
    names = [field.attname for field in fields]
    size = _batch(model)
    most = max(1, min(size, target.ops.bulk_batch_size(fields, [None] * size)))
    while batch := list(islice(found, most)):
        objects: list[Any] = []
        for row in batch:
            adder.add(row)
            objects.append(SimpleNamespace(**dict(zip(names, row, strict=True))))
        query = InsertQuery(model)
        query.insert_values(fields, objects, raw=True)
        query.get_compiler(using=target.alias).execute_sql()
    if adder.rows:
        say(f"{model._meta.db_table}: {adder.rows} baris")
    return adder.sum


def _fields(model: Model) -> list[Any]:
    """Return the columns that are stored; generated ones make themselves."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _batch(model: Model) -> int:
    """Return how many rows are held at once."""
    return LARGE_BATCH if any(isinstance(field, models.BinaryField) for field in _fields(model)) else BATCH


def _rows(model: Model, database: BaseDatabaseWrapper) -> Iterator[tuple[Any, ...]]:
    """Yield all rows as the model reads them, a batch at a time."""
    every: QuerySet[Any] = QuerySet(model=model, using=database.alias).order_by("pk")
    names = [field.attname for field in _fields(model)]
    yield from every.values_list(*names).iterator(chunk_size=_batch(model))


class _Adder:
    """The fingerprint of a table while its rows pass: the sum of their digests, in whatever order."""

    def __init__(self) -> None:
        self.rows = self.total = 0

    def add(self, row: tuple[Any, ...]) -> None:
        self.rows += 1
        text = json.dumps([_canonical(value) for value in row]).encode()
        self.total += int.from_bytes(hashlib.sha256(text).digest())

    @property
    def sum(self) -> Sum:
        return Sum(self.rows, self.total % 2**256)


def _canonical(value: Any) -> Any:
    """Return a value in the one spelling that both databases share."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, dict | list | float):
        return json.dumps(plain(value), sort_keys=True)
    return value if value is None or isinstance(value, bool | int | str) else str(value)


# --- Counting on ------------------------------------------------------------------------------------


def _count_on(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    """Let new keys follow the highest that was ever given, also where its row is gone.

    Events name rows by their key: a key that comes a second time would mix up two stories.
    """
    counted = {
        model._meta.db_table: model._meta.pk.column
        for model in tables()
        if isinstance(model._meta.pk, models.AutoField)
    }
    with source.cursor() as cursor:
        given = _last_keys(source, cursor, counted)
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
        for name, last in given.items():
            if target.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])
            else:
                place = [name, counted[name], last]
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", place)


def _last_keys(source: BaseDatabaseWrapper, cursor: Any, counted: dict[str, str | None]) -> dict[str, int]:
    """Return the last key that each table gave by itself; nothing of tables that gave none."""
    if source.vendor == "sqlite":
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        found = dict(cursor.fetchall())
    else:
        cursor.execute(
            "SELECT relname,"
            " pg_sequence_last_value(pg_get_serial_sequence(relname::text, attname::text)::regclass)"
            " FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
            " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0"
            " AND pg_get_serial_sequence(relname::text, attname::text) IS NOT NULL"
        )
        found = dict(cursor.fetchall())
    return {name: last for name, last in found.items() if name in counted and last}
