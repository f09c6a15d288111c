"""Start an installation: the agency and the first BKD admin with a one-time password."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from appraisal.errors import Refused
from organizations.models import Employee
from organizations.operations import start_agency
from organizations.rules import clean_nip


class Command(BaseCommand):
    """Name the agency after the root unit and make one employee the first BKD admin."""

    help = "Mulai instansi: beri peran admin BKD pertama dan cetak sandi sekali pakai."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the NIP, and optionally the city that documents print."""
        parser.add_argument("--nip", required=True, help="NIP pegawai yang menjadi admin BKD pertama")
        parser.add_argument("--city", default="", help="kota di dekat tanda tangan pada dokumen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Call the operation and print the password once."""
        admin = Employee.objects.active().filter(nip=clean_nip(options["nip"])).first()
        if admin is None:
            raise CommandError("Tidak ada pegawai aktif dengan NIP ini. Impor data pegawai lebih dahulu.")
        try:
            password = start_agency(admin=admin, city=options["city"], at=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Admin BKD: {admin.full_name}\nNIP: {admin.nip}\nSandi sekali pakai: {password}")
