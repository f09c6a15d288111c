"""Whether a database holds anything that somebody would miss."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.backends.base.base import BaseDatabaseWrapper

from ..models import Event
from .engines import rows_of

BY_DJANGO = {"django_migrations"}


def what_would_be_lost(database: BaseDatabaseWrapper) -> str:
    """Return a sentence about people, events or foreign tables in the database; "" for a fresh one.

    A database that was only migrated has rows already: lists and libraries that every installation starts
    with. Nobody misses them.
    """
    rows = rows_of(database)
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | BY_DJANGO
    foreign = sorted(name for name, count in rows.items() if count and name not in ours)
    if foreign:
        return f"tabel {', '.join(foreign[:3])} bukan milik Capaian"
    people, events = (rows.get(model._meta.db_table, 0) for model in (get_user_model(), Event))
    return f"ada {people} pegawai dan {events} peristiwa" if people or events else ""
