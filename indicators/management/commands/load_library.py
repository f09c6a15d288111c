"""Add the indicators that come with the program to the library; safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from indicators.operations import load_library
from indicators.resources import starter_rows


class Command(BaseCommand):
    """Add what is missing by code; entries that are there stay as the agency has them."""

    help = "Tambahkan indikator bawaan yang belum ada di kamus."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many entries were added."""
        count = load_library(rows=starter_rows(), at=timezone.now())
        self.stdout.write(f"{count} indikator ditambahkan ke kamus.")
