"""Empty the envelopes of rounds that are long over; run daily, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from multirater.operations.raw_access import forget_raters


class Command(BaseCommand):
    """Make it impossible, for everybody and for ever, to open who wrote a form."""

    help = "Kosongkan amplop penilai dari putaran 360 yang dirilis lebih dari 90 hari lalu."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rounds and envelopes were emptied."""
        rounds, envelopes = forget_raters(on=timezone.localdate(), at=timezone.now())
        self.stdout.write(f"{envelopes} amplop dari {rounds} putaran dikosongkan.")
