"""What joining two rows of one person has to know about plans."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import AnnexItem, BehaviourExpectation, Plan, Result
from ..rules import PlanStatus

CALLED = {
    "indicators.Plan": "SKP",
    "indicators.Result": "hasil kerja yang ditugaskan",
    "indicators.Assignment": "penugasan hasil kerja",
    "indicators.PlanRequest": "permintaan SKP",
    "indicators.Submission": "pengajuan SKP",
    "indicators.Reading": "catatan baca SKP",
    "indicators.Suggestion": "saran di SKP",
    "indicators.LibraryEntry": "usulan kamus indikator",
}


def empty_drafts(posts: Iterable[int]) -> QuerySet[Plan]:
    """Return the drafts of posts in which nobody has written anything yet."""
    own = OuterRef("pk")
    written = (
        Exists(Result.every.filter(plan=own))
        | Exists(AnnexItem.objects.filter(plan=own))
        | Exists(BehaviourExpectation.objects.filter(~Q(text=""), plan=own))
    )
    drafts = Plan.every.filter(placement__in=posts, status=PlanStatus.DRAFT)
    return drafts.filter(~written, submitted_at__isnull=True, revises__isnull=True)
