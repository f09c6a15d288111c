"""What the database itself refuses: changing or removing events, links and anchors.

Triggers stand in the way of everybody, the owner of the tables included, until somebody takes them away;
on PostgreSQL the role of the application has no right to do that, nor to change a row.
"""

from __future__ import annotations

import re

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = {  # with the columns that tell a row from the others
    "appraisal_event": ("id",),
    "appraisal_eventlink": ("position", "event_id"),
    "appraisal_anchor": ("id", "day"),
}
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_WORDS = "rows of the audit trail are append-only"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION capaian_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{_WORDS} (%)', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$"""


def names(table: str, vendor: str) -> list[str]:
    """Return the names of the triggers of a table."""
    if vendor == "postgresql":
        return [f"{table}_append_only"]
    return [f"{table}_no_{word}" for word in ("update", "delete", "replace")]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on the tables; those that are there are made anew."""
    statements = _postgres() if connection.vendor == "postgresql" else _sqlite()
    remove(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for the way back of the migration, and for tests."""
    with connection.cursor() as cursor:
        for table in TABLES:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            for name in names(table, connection.vendor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables that stand unguarded."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {name for (name,) in cursor.fetchall()}
    return [table for table in TABLES if not found.issuperset(names(table, connection.vendor))]


def grants(role: str) -> list[str]:
    """Return the statements that give the application's role what it needs, and nothing of the trail but
    adding and reading (PostgreSQL). New tables of later migrations come with them by default."""
    if not NAME.fullmatch(role):
        raise ValueError(f"{role!r} is no plain name of a role.")
    quoted = f'"{role}"'
    every = "SELECT, INSERT, UPDATE, DELETE"
    closed = ", ".join(TABLES)
    return [
        f"GRANT USAGE ON SCHEMA public TO {quoted}",
        f"REVOKE CREATE ON SCHEMA public FROM {quoted}",
        f"GRANT {every} ON ALL TABLES IN SCHEMA public TO {quoted}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {every} ON TABLES TO {quoted}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {quoted}",
        f"REVOKE ALL ON {closed} FROM {quoted}",
        f"GRANT SELECT, INSERT ON {closed} TO {quoted}",
    ]


def _postgres() -> list[str]:
    made = [_FUNCTION]
    for table in TABLES:
        (name,) = names(table, "postgresql")
        made.append(
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION capaian_append_only()"
        )
        made.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    return made


def _sqlite() -> list[str]:
    """Updates and deletions; and INSERT OR REPLACE, which removes a row without any other trigger."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    made = []
    for table, columns in TABLES.items():
        update, delete, replace = names(table, "sqlite")
        same = " OR ".join(f"{column} = NEW.{column}" for column in columns)
        made += [
            f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {replace} BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}",
        ]
    return made
