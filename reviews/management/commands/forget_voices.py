"""Forget from which networks voices of past days came, and old suspects; run daily, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reviews.operations.moderation import forget


class Command(BaseCommand):
    """Clear the marks of networks and delete suspects after ninety days."""

    help = "Hapus tanda jaringan dari suara hari-hari lalu dan suara dicurigai yang lewat 90 hari."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many voices were cleared and deleted."""
        cleared, deleted = forget(on=timezone.localdate())
        self.stdout.write(f"{cleared} tanda jaringan dikosongkan, {deleted} suara dicurigai dihapus.")
