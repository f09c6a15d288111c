"""Rows that many tests start from: built once per process, written again without the ORM afterwards.

Building the world takes some eighty queries; writing its rows again takes one for each table. The keys
stay the same, and so do the objects that a test gets: fresh copies each time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection

Built = TypeVar("Built")
Rows = dict[str, tuple[list[str], dict[Any, tuple[Any, ...]]]]
_kept: dict[str, tuple[Rows, bytes]] = {}


def again(name: str, build: Callable[[], Built]) -> Built:
    """Return what `build` returns, with the rows that it adds; `build` runs the first time only.

    It may add rows and must not change those that are there already.
    """
    if name not in _kept:
        before = _rows()
        built = build()
        _kept[name] = (_added(before, _rows()), pickle.dumps(built))
        return built
    rows, built_before = _kept[name]
    _write(rows)
    return pickle.loads(built_before)


def _rows() -> Rows:
    """Return the rows of every table, by key."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            at = columns.index(key)
            found[table] = columns, {row[at]: tuple(row) for row in cursor.fetchall()}
    return found


def _added(before: Rows, after: Rows) -> Rows:
    added: Rows = {}
    for table, (columns, rows) in after.items():
        known = before[table][1]
        changed = [key for key, row in known.items() if rows.get(key) != row]
        assert not changed, f"{table} {changed}: what is written again must only add rows"
        fresh = {key: row for key, row in rows.items() if key not in known}
        if fresh:
            added[table] = columns, fresh
    return added


def _write(rows: Rows) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (columns, found) in rows.items():
            names = ", ".join(quote(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {quote(table)} ({names}) VALUES ({places})"
            cursor.executemany(sql, list(found.values()))
        if connection.vendor == "postgresql":
            _count_on(cursor, rows)


def _count_on(cursor: Any, rows: Rows) -> None:
    """Let new keys follow the written ones: a test that empties the database may have counted from 1."""
    highest = {table: max(found) for table, (_, found) in rows.items() if isinstance(min(found), int)}
    calls = ", ".join(
        ["setval(pg_get_serial_sequence(%s, 'id'), greatest(nextval(pg_get_serial_sequence(%s, 'id')), %s))"]
        * len(highest)
    )
    cursor.execute(
        f"SELECT {calls}", [value for table, key in highest.items() for value in (table, table, key)]
    )
