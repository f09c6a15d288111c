"""What the rehearsals of backup and move share: rows of every kind, a store on the disk, fingerprints."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.db import connection

from indicators.models import CoreValue
from tests.conftest import bring_rows


def refill() -> None:
    """Lay down what migrations bring: a test that empties the database takes it away."""
    if not CoreValue.objects.exists():
        bring_rows()


def fingerprints(database: Any = connection) -> dict[str, str]:
    """Return per table of ours one SHA-256 of all rows, as the models read them."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields]
        rows = model._base_manager.using(database.alias).order_by().values_list(*names)
        lines = sorted(
            repr([bytes(value) if isinstance(value, memoryview) else value for value in row]) for row in rows
        )
        found[model._meta.db_table] = f"{len(lines)} {hashlib.sha256(''.join(lines).encode()).hexdigest()}"
    return found


def destroy(database: Any = connection) -> None:
    """Drop every table."""
    with database.cursor() as cursor:
        tables = database.introspection.table_names(cursor)
        if database.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
        for table in tables:
            cursor.execute(f'DROP TABLE "{table}"' + (" CASCADE" if database.vendor == "postgresql" else ""))
    database.close()
