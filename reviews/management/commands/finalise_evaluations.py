"""Make results final whose days of objection are over; run daily, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reviews.operations.finalising import finalise_due


class Command(BaseCommand):
    """Finalise results that were shared and not objected to in time."""

    help = "Tetapkan hasil yang masa keberatannya sudah lewat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many results became final."""
        count = finalise_due(on=timezone.localdate(), at=timezone.now())
        self.stdout.write(f"{count} hasil menjadi final.")
