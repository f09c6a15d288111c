"""Send the letters of the outbox; run every few minutes, safe to repeat and to run twice at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from appraisal import mail


class Command(BaseCommand):
    """Send what waits, in small rounds; what the server refuses is tried again later."""

    help = "Kirim surel yang menunggu di kotak keluar."

    def add_arguments(self, parser: Any) -> None:
        """Take the largest number of letters of one run."""
        parser.add_argument("--limit", type=int, default=2000, help="paling banyak sekian surel")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was sent, what stayed, and what is not tried any more."""
        done = mail.send_all(limit=options["limit"])
        if done.is_down:
            self.stdout.write("Server surel tidak menjawab. Surel tetap tersimpan dan dicoba lagi.")
        counts = f"{mail.waiting().count()} menunggu, {mail.given_up().count()} tidak dicoba lagi"
        self.stdout.write(f"{done.sent} surel terkirim, {done.failed} gagal; {counts}.")
