"""Compare every issued document with its fingerprints and name each damaged one."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reviews.models import Document
from reviews.operations.document import damaged


class Command(BaseCommand):
    """Exit 1 when a stored document is no longer what was issued; run it nightly and after a restore."""

    help = "Compare every issued document with its SHA-256; exit 1 when one is damaged."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each damaged document, then say how many were looked at."""
        faults = 0
        for document in damaged():
            faults += 1
            self.stderr.write(f"{document.number} ({document.code}): berubah sejak diterbitkan")
        total = Document.objects.count()
        if faults:
            raise CommandError(f"{faults} dari {total} dokumen berubah sejak diterbitkan.")
        self.stdout.write(f"{total} dokumen utuh.")
