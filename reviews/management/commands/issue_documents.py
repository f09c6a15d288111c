"""Issue the documents of a term for everybody, or for one unit."""

from __future__ import annotations

import resource
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.models import Term
from organizations.models import Employee, Unit
from reviews.documents.bulk import KINDS, issue_all, rows_of
from reviews.rules.document import DocumentKind

EVERY = 50  # documents between two lines of progress


class Command(BaseCommand):
    """One process, one document after the other; stop it with Ctrl+C and start it again at any time."""

    help = "Issue the documents of a term; what is valid and unchanged stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the term, the unit, the kinds and the BKD admin in whose name documents are issued."""
        parser.add_argument("--year", type=int, required=True, help="year of the period")
        parser.add_argument("--term", type=int, required=True, help="number of the term in its year")
        parser.add_argument("--by", required=True, help="NIP of the BKD or unit admin who issues")
        parser.add_argument("--unit", default="", help="code of a unit; everything below it comes along")
        parser.add_argument("--kind", nargs="+", default=["EVALUASI", "DOKUMEN"], help=", ".join(KINDS))

    def handle(self, *args: Any, **options: Any) -> None:
        """Say progress every fifty documents, name each fault, exit 1 when there was one."""
        if not settings.SITE_URL:
            raise CommandError("Set SITE_URL: the QR code of each document leads there.")
        term, unit, by, kinds = _chosen(options)
        total = sum(rows_of(kind, term, unit).count() for kind in kinds)
        began, new, faults, number = time.process_time(), 0, 0, 0
        for number, done in enumerate(issue_all(kinds=kinds, term=term, unit=unit, by=by), start=1):
            new, faults = new + done.is_new, faults + bool(done.fault)
            if done.fault:
                self.stderr.write(f"{done.nip}: {done.fault}")
            if number % EVERY == 0:
                self._say(number, total, new, time.process_time() - began)
        self._say(number, total, new, time.process_time() - began)
        if faults:
            raise CommandError(f"{faults} dari {number} dokumen belum terbit; jalankan sekali lagi.")

    def _say(self, number: int, total: int, new: int, seconds: float) -> None:
        pace = f", {new / seconds:.1f} dokumen per detik CPU" if new and seconds else ""
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        self.stdout.write(f"{number} dari {total}: {new} terbit, {number - new} tetap{pace}, {memory} MiB.")


def _chosen(options: dict[str, Any]) -> tuple[Term, Unit | None, Employee, list[DocumentKind]]:
    """Return what the options name, or say what is not known."""
    kinds = [kind for kind in KINDS if kind in options["kind"]]
    if len(kinds) != len(set(options["kind"])):
        raise CommandError(f"--kind knows {', '.join(KINDS)}.")
    term = Term.objects.filter(period__year=options["year"], number=options["term"]).first()
    by = Employee.objects.filter(nip=options["by"]).first()
    unit = Unit.objects.filter(code=options["unit"]).first() if options["unit"] else None
    if term is None or by is None or (options["unit"] and unit is None):
        raise CommandError("No such term, employee or unit.")
    return term, unit, by, kinds
