"""The migrations walked from the first to the last bring what the tests start from without them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from tests.conftest import ON_POSTGRES
from tests.test_house import ROOT

FOREIGN = ("django_", "auth_", "axes_")  # tables that others keep for themselves


@pytest.fixture
def walked(db: None, tmp_path: Path) -> Iterator[Any]:
    """A database of the same kind in which the migrations made everything."""
    if ON_POSTGRES:
        import psycopg

        name, server = f"walked_{os.getpid()}", os.environ["DATABASE_URL"]
        url = urlsplit(server)._replace(path=f"/{name}").geturl()
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    else:
        name = str(tmp_path / "walked.sqlite3")
        url = f"sqlite:///{name}"
    ours = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    walk = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(walk, cwd=ROOT, env=os.environ | ours, check=True)

    database = ConnectionHandler({"default": connection.settings_dict | {"NAME": name}})["default"]
    yield database
    database.close()


def test_migrations_bring_the_tables_and_rows_that_tests_start_from(walked: Any) -> None:
    assert rows_of(connection) == rows_of(walked)


def rows_of(database: Any) -> dict[str, int]:
    """Return how many rows each table of ours holds."""
    found = {}
    with database.cursor() as cursor:
        for name in database.introspection.table_names(cursor):
            if not name.startswith(FOREIGN):
                cursor.execute(f"SELECT COUNT(*) FROM {name}")
                found[name] = cursor.fetchone()[0]
    return found
