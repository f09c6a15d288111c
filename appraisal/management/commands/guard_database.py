"""Put the guards of the audit trail on the tables, and give the application's role no more than it needs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from appraisal.chain import guards


class Command(BaseCommand):
    """Install the triggers anew; on PostgreSQL grant the rights of the application's role."""

    help = "Pasang penjaga jejak audit; di PostgreSQL juga hak akses peran aplikasi."

    def add_arguments(self, parser: Any) -> None:
        """Take the role of the application, and whether to print the statements only."""
        parser.add_argument("--role", help="peran basis data yang dipakai web dan pekerja (PostgreSQL)")
        parser.add_argument("--print", action="store_true", help="cetak SQL saja, jangan jalankan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run as the owner of the tables; raise CommandError for a role that cannot be guarded."""
        role = options["role"]
        statements = self._grants(role) if role else []
        if options["print"]:
            self.stdout.write("".join(f"{statement};\n" for statement in statements), ending="")
            return
        with transaction.atomic():
            guards.install(connection)
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
        self.stdout.write(f"Penjaga terpasang pada {len(guards.TABLES)} tabel jejak audit.")
        if role:
            self.stdout.write(f"Peran {role} hanya menambah dan membaca tabel itu.")

    def _grants(self, role: str) -> list[str]:
        """Return the statements for a role that exists and is neither owner nor superuser."""
        if connection.vendor != "postgresql":
            raise CommandError("SQLite tidak mengenal peran; tanpa --role penjaganya tetap terpasang.")
        if not guards.NAME.fullmatch(role):
            raise CommandError("Nama peran hanya huruf kecil, angka, dan garis bawah.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user = %s", [role])
            (is_owner,) = cursor.fetchone()
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [role])
            found = cursor.fetchone()
        if found is None:
            raise CommandError(f"Peran {role} belum ada. Buat dulu: CREATE ROLE {role} LOGIN PASSWORD '...'.")
        if is_owner or found[0]:
            raise CommandError(
                f"Peran {role} memiliki tabelnya atau superuser; pakai peran lain untuk aplikasi."
            )
        return guards.grants(role)
