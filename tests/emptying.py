"""Empty the database after a test of several connections: rows go, tables stay as they are.

TRUNCATE makes new files for every table and index of the site; a test fills a dozen of them. Django would
also write its content types and permissions anew, for which nobody here asks.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.core.management.sql import sql_flush as django_sql_flush
from django.db import connection


def sql_flush(style: Any, database: Any, **options: Any) -> list[str]:
    """Return the statements that empty those tables that hold rows; they need a superuser."""
    if options.get("reset_sequences"):
        return django_sql_flush(style, database, **options)
    quote = database.ops.quote_name
    tables = database.introspection.django_table_names(only_existing=True, include_views=False)
    holding = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT 1 FROM {quote(t)})" for t in tables)
    with database.cursor() as cursor:
        cursor.execute(holding)
        filled = [name for (name,) in cursor.fetchall()]
    apart = "SET LOCAL session_replication_role = replica"  # no key is checked on the way
    return [apart, *(f"DELETE FROM {quote(name)}" for name in filled)]


def empty_by_rows() -> None:
    """Let the command `flush`, which only tests use, work like this for the rest of this process."""
    flush.emit_post_migrate_signal = lambda *_, **__: None
    if connection.vendor == "postgresql":
        flush.sql_flush = sql_flush
