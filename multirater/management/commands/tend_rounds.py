"""Replace raters who left since a round was opened; run every night, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from multirater.models import Round
from multirater.operations.invitation import tend_round
from multirater.rules import RoundStatus


class Command(BaseCommand):
    """Withdraw what people who left would have written, and ask the next in the draw."""

    help = "Tarik undangan pegawai yang tidak lagi bekerja dan undi penggantinya."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what changed in each open round."""
        for row in Round.objects.filter(status=RoundStatus.OPEN).order_by("pk"):
            told = tend_round(row=row, by=None, at=timezone.now())
            self.stdout.write(f"{row}: {told.withdrawn} undangan ditarik, {told.replaced} diganti.")
