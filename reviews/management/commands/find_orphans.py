"""Compare the evidence files with their rows; run it nightly, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reviews.operations.evidence_tidying import find_orphans


class Command(BaseCommand):
    """Exit 1 when a row lacks its file, or when files without a row are left."""

    help = "Cari berkas bukti dukung tanpa baris (lebih dari 24 jam) dan baris tanpa berkas."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --delete."""
        parser.add_argument("--delete", action="store_true", help="hapus berkas yatim")

    def handle(self, *args: Any, delete: bool, **options: Any) -> None:
        """Name what was found, then say how much."""
        found = find_orphans(at=timezone.now(), delete=delete)
        for place in found.files:
            self.stdout.write(f"tanpa baris: {place}{' (dihapus)' if delete else ''}")
        for row in found.rows:
            self.stderr.write(f"tanpa berkas: {row.key} {row.name} milik pegawai {row.owner_id}")
        left = len(found.files) - found.deleted
        if found.rows or left:
            raise CommandError(f"{len(found.rows)} baris tanpa berkas, {left} berkas tanpa baris.")
        self.stdout.write(f"Semua berkas cocok; {found.deleted} dihapus.")
