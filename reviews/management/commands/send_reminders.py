"""Remind people of what they can go on with; run every quarter of an hour, safe to repeat."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from appraisal import mail
from reviews.operations.reminder import remind
from reviews.rules.reminder import in_office_hours


class Command(BaseCommand):
    """Write one digest per person with everything that waits, in office hours, and send the letters."""

    help = "Kirim satu pengingat per orang berisi semua tugasnya, hanya pada jam kerja."

    def add_arguments(self, parser: Any) -> None:
        """Take a trial run and another moment than now."""
        parser.add_argument("--dry-run", action="store_true", help="hitung saja, simpan apa pun tidak")
        parser.add_argument("--at", help="waktu lain, misalnya 2026-11-23T09:00")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many people were looked at and reminded."""
        at = _moment(options["at"])
        if not in_office_hours(timezone.localtime(at)):
            self.stdout.write(
                "Di luar jam kerja (Senin sampai Jumat pukul 08.00 sampai 16.00): tidak ada yang dikirim."
            )
            return
        done = remind(at=at, commit=not options["dry_run"])
        counts = (
            f"{done.made} pengingat: {done.mailed} lewat surel, {done.made - done.mailed} hanya di aplikasi"
        )
        self.stdout.write(f"{done.people} orang dilihat, {counts}.")
        if options["dry_run"]:
            self.stdout.write("Uji coba: tidak ada yang disimpan dan dikirim.")
        elif mail.is_on():
            call_command("send_mail", stdout=self.stdout)


def _moment(text: str | None) -> datetime:
    """Return the moment that was asked for, in the agency's time zone unless it says another; else now."""
    if text is None:
        return timezone.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError("Tulis waktunya seperti 2026-11-23T09:00.") from error
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
