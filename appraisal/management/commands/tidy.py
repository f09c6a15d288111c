"""Remove what served its time: form tokens of yesterday and expired sessions; run daily."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from appraisal.models import FormToken

KEPT = timedelta(days=2)  # longer than a session lives, so that a late second click still finds its answer


class Command(BaseCommand):
    """Delete used form tokens and expired sessions; safe to repeat."""

    help = "Hapus token formulir lama dan sesi yang sudah berakhir."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many form tokens went."""
        count, _ = FormToken.objects.filter(at__lt=timezone.now() - KEPT).delete()
        call_command("clearsessions")
        self.stdout.write(f"{count} token formulir dihapus.")
