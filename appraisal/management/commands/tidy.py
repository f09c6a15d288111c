"""Remove what served its time: form tokens of yesterday, sessions, letters, logins; run daily."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from django.utils import timezone

from appraisal.models import FormToken, Mail

LETTERS_KEPT = timedelta(days=30)  # sent or not, nobody reads them any more
LOGINS_KEPT = timedelta(days=90)  # who logged in from where; as long as lines of the log
KEPT = timedelta(days=2)  # longer than a session lives, so that a late second click still finds its answer
BATCH = 5_000  # rows of one statement: a million of them must not hold SQLite's one lock for long


class Command(BaseCommand):
    """Delete used form tokens, expired sessions, old letters and notes about logins; safe to repeat."""

    help = "Hapus token formulir lama, sesi yang sudah berakhir, surel dan catatan masuk yang lama."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rows of each went."""
        now = timezone.now()
        tokens = _delete(FormToken.objects.filter(at__lt=now - KEPT))
        letters = _delete(Mail.objects.filter(made_at__lt=now - LETTERS_KEPT))
        sessions = _delete(Session.objects.filter(expire_date__lt=now))
        logins = _delete(AccessLog.objects.filter(attempt_time__lt=now - LOGINS_KEPT))
        told = f"{tokens} token formulir, {letters} surel, {sessions} sesi, dan {logins} catatan masuk"
        self.stdout.write(f"{told} dihapus.")


def _delete(rows: QuerySet[Any]) -> int:
    """Delete the rows in batches, each a statement of its own, and return how many there were."""
    count = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        count += rows.model._default_manager.filter(pk__in=keys)._raw_delete(rows.db)
    return count
