"""Build the demo city: `manage.py seed_demo --employees 300 --stage evaluation --seed 1`."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from desk.demo.build import build
from desk.demo.city import LEAST
from desk.demo.clock import Stage
from desk.demo.people import PASSWORD, demo_people
from organizations.models import Employee


class Command(BaseCommand):
    """Write a believable city with a year of appraisal; refuse where real people are."""

    help = "Mengisi basis data kosong dengan Kota Arunika yang rekaan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--employees", type=int, default=300, help=f"jumlah orang, mulai dari {LEAST}")
        parser.add_argument(
            "--stage", choices=[stage.name.lower() for stage in Stage], default=Stage.EVALUATION.name.lower()
        )
        parser.add_argument("--seed", type=int, default=1, help="angka yang sama memberi kota yang sama")
        parser.add_argument("--json", action="store_true", help="cetak orang contoh sebagai JSON saja")

    def handle(self, *args: Any, **options: Any) -> None:
        if Employee.objects.filter(is_demo=False).exists():
            raise CommandError(
                "Basis data ini sudah berisi pegawai sungguhan, jadi data contoh tidak ditambahkan. "
                "Pakai basis data lain lewat DATABASE_URL."
            )
        if options["employees"] < LEAST:
            raise CommandError(
                f"Kota contoh dimulai dari {LEAST} orang. Tulis --employees {LEAST} atau lebih."
            )
        if Employee.objects.filter(is_demo=True).exists():
            self.stderr.write("Data contoh sudah ada dan dibiarkan seperti semula.")
        else:
            build(
                people=options["employees"],
                stage=Stage[options["stage"].upper()],
                seed=options["seed"],
                tell=self._tell if options["verbosity"] > 1 else lambda line: None,
            )
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # without figures the planner walks through 20,000 plans for one
        people = [person | {"password": PASSWORD} for person in demo_people()]
        self.stdout.write(json.dumps(people, ensure_ascii=False) if options["json"] else _table(people))

    def _tell(self, line: str) -> None:
        self.stderr.write(line)


def _table(people: list[dict[str, str]]) -> str:
    """Return one aligned line per demo person and the shared password below."""
    wide = max((len(person["role"]) for person in people), default=0)
    lines = [f"{person['role']:<{wide}}  {person['nip']:<18}  {person['name']}" for person in people]
    return "\n".join([*lines, f"Kata sandi semua orang: {PASSWORD}"])
