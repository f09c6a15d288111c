"""Close or release a round that is too large for a page; the same operation, on the server."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from appraisal.errors import Refused
from multirater.models import Round
from multirater.operations.closing import close_round
from multirater.operations.release import release_round
from organizations.models import Employee


class Command(BaseCommand):
    """Close or release a round in the name of a BKD admin."""

    help = "Tutup atau rilis putaran 360 yang terlalu besar untuk satu halaman."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the round, the act, and whose decision it is."""
        parser.add_argument("round", type=int, help="nomor putaran, seperti di alamat halamannya")
        parser.add_argument("act", choices=["tutup", "rilis"])
        parser.add_argument("--oleh", required=True, help="NIP admin BKD yang memutuskan")
        parser.add_argument("--lebih-awal", action="store_true", help="tutup sebelum hari terakhir")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the page would do and print what came of it."""
        row = Round.objects.filter(pk=options["round"]).first()
        by = Employee.objects.filter(nip=options["oleh"]).first()
        if row is None or by is None:
            raise CommandError("Putaran atau NIP tidak ditemukan.")
        try:
            told = self._run(row, by, options)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(told)

    def _run(self, row: Round, by: Employee, options: dict[str, Any]) -> str:
        common: dict[str, Any] = {"row": row, "version": row.version, "by": by, "at": timezone.now()}
        if options["act"] == "tutup":
            close_round(early=options["lebih_awal"], **common)
            return f"{row} ditutup."
        return f"{row} dirilis untuk {release_round(**common).results.count()} pegawai."
