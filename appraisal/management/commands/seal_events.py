"""Give every event its link in the chain, and the day its anchor; run every minute, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from appraisal import chain


class Command(BaseCommand):
    """Seal new events and note the end of the chain once a day."""

    help = "Segel peristiwa baru di jejak audit dan catat jangkar hari ini."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many events were sealed, and the anchor of the day."""
        count = chain.seal(timezone.now())
        anchor = chain.anchor(timezone.now())
        self.stdout.write(f"{count} peristiwa disegel.")
        if anchor is not None:
            self.stdout.write(f"Jangkar: {anchor}")
