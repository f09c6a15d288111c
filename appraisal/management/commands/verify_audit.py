"""Check the chain over all events and name the first link that is broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from appraisal import chain
from appraisal.chain import guards


class Command(BaseCommand):
    """Seal what is not sealed, walk the chain, and end with 1 where it breaks."""

    help = "Periksa rantai jejak audit; sebut mata rantai pertama yang rusak."

    def add_arguments(self, parser: Any) -> None:
        """Take where to start, and a file with anchors that was kept elsewhere."""
        parser.add_argument("--from", dest="start", type=int, default=1, help="mulai dari mata rantai ini")
        parser.add_argument("--against", type=Path, help="berkas jangkar yang disimpan di luar basis data")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was checked; raise CommandError with the sentence where the chain is broken."""
        against: list[chain.Mark] = []
        if options["against"]:
            try:
                with options["against"].open(encoding="utf-8", errors="replace") as file:
                    against = chain.read_marks(file)
            except OSError as error:
                raise CommandError(f"Berkas jangkar tidak terbaca: {error.strerror}.") from error
            if not against:
                raise CommandError("Berkas jangkar tidak berisi satu pun jangkar.")
        verdict = chain.check(timezone.now(), start=max(1, options["start"]), against=against)
        chain.note(verdict, timezone.now())
        if not verdict.is_whole:
            raise CommandError(f"Rantai rusak di mata rantai {verdict.broken_at}. {verdict.sentence}")
        self.stdout.write(f"Rantai utuh: {verdict.checked} mata rantai diperiksa, ujungnya {verdict.last}.")
        if unguarded := guards.missing(connection):
            tables = ", ".join(unguarded)
            self.stderr.write(f"Tanpa penjaga di basis data: {tables}. Jalankan guard_database.")
