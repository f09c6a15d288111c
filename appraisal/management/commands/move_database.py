"""Move everything from another database into the one of DATABASE_URL: SQLite to PostgreSQL, or back."""

from __future__ import annotations

import time
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from appraisal.moving import MoveFault, move, opened


class Command(BaseCommand):
    """Exit 0 when every table is the same on both sides, 1 when the target is as it was."""

    help = (
        "Salin semua baris dari SUMBER ke basis data DATABASE_URL yang baru dimigrasi. Hentikan situs dulu."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address of the database to read."""
        parser.add_argument("source", help="alamat lama, misalnya sqlite:////srv/capaian/app/capaian.sqlite3")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        """Say each table with its rows, then what was compared."""
        began = time.monotonic()
        try:
            with opened(source) as old:
                found = move(old, connection, self.stdout.write)
        except (MoveFault, ImproperlyConfigured) as fault:
            raise CommandError(str(fault)) from fault
        rows, seconds = sum(table.rows for table in found.values()), time.monotonic() - began
        told = f"{rows} baris dari {len(found)} tabel dipindahkan dalam {seconds:.0f} detik"
        self.stdout.write(f"{told}; jumlah dan sidik jari setiap tabel sama.")
