"""The migrations walked from the first to the last bring what the tests on SQLite start from without them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.test_house import ROOT

FOREIGN = ("django_", "auth_", "axes_", "sqlite_")  # tables that others keep for themselves


@pytest.mark.once
def test_migrations_bring_the_tables_and_rows_that_tests_start_from(db: None, tmp_path: Path) -> None:
    file = tmp_path / "walked.sqlite3"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "tests.settings"},
        check=True,
    )

    with closing(sqlite3.connect(file)) as walked, connection.cursor() as here:
        assert rows_of(here) == rows_of(walked.cursor())


def rows_of(cursor: sqlite3.Cursor) -> dict[str, int]:
    """Return how many rows each table of ours holds."""
    tables = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    ours = sorted(name for (name,) in tables if not name.startswith(FOREIGN))
    return {name: cursor.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in ours}
