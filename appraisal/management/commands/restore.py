"""Restore a backup after comparing every byte of it; then compare rows and documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from appraisal.backup import BackupFault, check, open_backup, restore


class Command(BaseCommand):
    """Exit 0 when all is as it was, 1 when nothing was touched, 2 when something differs afterwards."""

    help = "Pulihkan cadangan. Hentikan situs dulu. Dengan --check hanya memeriksa."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the backup, whether it may replace what is there, and whether it is only looked at."""
        parser.add_argument("backup", type=Path, help="folder atau berkas .tar dari manage.py backup")
        parser.add_argument("--overwrite", action="store_true", help="ganti isi basis data yang ada")
        parser.add_argument("--check", action="store_true", help="bandingkan semua sidik jari, jangan ubah")

    def handle(self, *args: Any, backup: Path, overwrite: bool, **options: Any) -> None:
        """Say what was compared and what differs."""
        try:
            with open_backup(backup) as source:
                if options["check"]:
                    facts = check(source)
                    self.stdout.write(f"{facts.files} berkas utuh, cadangan {facts.made_at}.")
                    return
                found = restore(source, at=timezone.now(), overwrite=overwrite)
        except BackupFault as fault:
            raise CommandError(str(fault)) from fault
        facts = found.manifest
        rows = sum(facts.rows.values())
        self.stdout.write(f"Cadangan {facts.made_at} dipulihkan: {rows} baris, {found.files} berkas.")
        if not found.is_current:
            told = "Tabel dari rilis yang lebih lama: jalankan manage.py migrate, lalu verify_documents."
            self.stdout.write(told)
        if facts.vendor == "postgresql":
            self.stdout.write("Bila web dan pekerja memakai peran sendiri: guard_database --role PERAN lagi.")
        if found.differences:
            raise CommandError("Berbeda dari cadangan:\n" + "\n".join(found.differences), returncode=2)
        self.stdout.write("Jumlah baris setiap tabel dan isi dokumen sama dengan cadangan.")
