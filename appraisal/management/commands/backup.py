"""Back up the database and all files into one folder; run it every night, and before an update."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from appraisal.backup import BackupFault, make


class Command(BaseCommand):
    """Exit 0 when the backup is whole and on the disk, 1 when nothing of it is left."""

    help = "Buat cadangan basis data dan semua berkas di FOLDER, selagi situs berjalan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder of all backups, how many stay, and whether it shall be one file."""
        parser.add_argument("folder", type=Path, help="folder semua cadangan, di luar folder aplikasi")
        parser.add_argument("--keep", type=int, default=None, help="simpan sekian cadangan terbaru")
        parser.add_argument("--tar", action="store_true", help="satu berkas .tar, bukan folder")

    def handle(self, *args: Any, folder: Path, keep: int | None, tar: bool, **options: Any) -> None:
        """Say what was kept; a stop by systemd or Ctrl+C leaves nothing half."""
        if keep is not None and keep < 1:
            raise CommandError("--keep: paling sedikit 1.")
        began = time.monotonic()
        before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            made = make(folder, at=timezone.now(), as_tar=tar, keep=keep)
        except BackupFault as fault:
            raise CommandError(str(fault)) from fault
        finally:
            signal.signal(signal.SIGTERM, before)
        facts = made.manifest
        rows, size, seconds = sum(facts.rows.values()), filesizeformat(facts.size), time.monotonic() - began
        self.stdout.write(f"{made.path}: {rows} baris, {facts.files} berkas, {size}, {seconds:.1f} detik.")
        for name, place in facts.stores.items():
            if place.startswith("bucket"):
                self.stdout.write(
                    f"Berkas “{name}” ada di {place} dan tidak ikut: cadangkan bucket itu sendiri."
                )
        if made.removed:
            self.stdout.write(f"{made.removed} cadangan lama dihapus.")
