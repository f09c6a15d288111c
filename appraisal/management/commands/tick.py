"""Do what is due: for machines without a worker, or beside one; run every minute by timer or cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from appraisal import jobs
from appraisal.jobs import duties


class Command(BaseCommand):
    """Give work of dead workers back and do the duties that are due; several machines may at once."""

    help = "Jalankan tugas berkala yang sudah waktunya; aman diulang dan dijalankan di beberapa mesin."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the names of what was done."""
        jobs.reap(timezone.now())
        done = duties.run_due(timezone.now())
        self.stdout.write(", ".join(done) or "Belum ada yang waktunya.")
