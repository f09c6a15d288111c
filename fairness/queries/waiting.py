"""What waits for raters: their own profile, while they alone read it."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet

from reviews.queries.task_source import Source, Words
from reviews.queries.year import Rank, Year

from ..models import RaterProfile


def _unread_by_desk(year: Year, on: date) -> QuerySet[RaterProfile]:
    """Return the person's profile until the BKD reads it, unless there is a comment already."""
    rows: QuerySet[RaterProfile] = RaterProfile.objects.filter(
        rater=OuterRef("pk"), analysis__desk_from__gt=on, commented_at__isnull=True
    )
    return rows


READ = Words(
    "Baca pola penilaian Anda",
    "Anda membacanya lebih dulu daripada BKD, dan boleh menanggapi.",
    "fairness:pattern-mine",
    status="Untuk Anda",
    rank=Rank.OTHERS,
)
TO_READ = [Source(_unread_by_desk, READ, leads=True)]
