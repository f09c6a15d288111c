"""Remove what served its time: form tokens of yesterday, expired sessions, old letters; run daily."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from appraisal.models import FormToken, Mail

LETTERS_KEPT = timedelta(days=30)  # sent or not, nobody reads them any more
KEPT = timedelta(days=2)  # longer than a session lives, so that a late second click still finds its answer


class Command(BaseCommand):
    """Delete used form tokens, expired sessions and old letters; safe to repeat."""

    help = "Hapus token formulir lama, sesi yang sudah berakhir, dan surel lama."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many form tokens and letters went."""
        count, _ = FormToken.objects.filter(at__lt=timezone.now() - KEPT).delete()
        letters, _ = Mail.objects.filter(made_at__lt=timezone.now() - LETTERS_KEPT).delete()
        call_command("clearsessions")
        self.stdout.write(f"{count} token formulir dan {letters} surel lama dihapus.")
