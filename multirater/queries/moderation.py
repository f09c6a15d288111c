"""The texts that somebody should look at: by unit and theme, without names, in the order of random keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q

from appraisal.paging import counted_page
from organizations.models import Employee

from ..access.moderation import moderated_by
from ..models import Comment, CommentStatus, Round

PAGE = 25
PARTS = {
    "": ("Perlu dilihat", CommentStatus.WAITING),
    "ditahan": ("Ditahan", CommentStatus.WITHHELD),
    "tampil": ("Ditampilkan", CommentStatus.SHOWN),
}


def moderation_page(user: Employee, row: Round, params: dict[str, str], on: date) -> dict[str, Any]:
    """Return one page of the flagged texts of a round in one state, and how many (three queries)."""
    chosen = params.get("lihat", "")
    chosen = chosen if chosen in PARTS else ""
    rows = moderated_by(user, on).filter(reviewee__round=row)
    counts = _counts(row, user, on)
    total = counts[PARTS[chosen][1].value]
    link = f"?lihat={chosen}&halaman=" if chosen else "?halaman="
    page = counted_page(params.get("halaman", ""), total, PAGE, link)
    shown = rows.filter(status=PARTS[chosen][1]).select_related("reviewee__unit")
    parts = [
        {
            "label": f"{label} ({counts[status.value]})",
            "href": f"?lihat={key}" if key else "?",
            "is_current": key == chosen,
        }
        for key, (label, status) in PARTS.items()
    ]
    found = list(shown.order_by("pk")[page.part])
    return {"rows": found, "page": page, "parts": parts, "chosen": chosen, "others": counts["others"]}


def _counts(row: Round, user: Employee, on: date) -> dict[str, int]:
    """Return how many flagged texts are in each state, and how many wait for another admin."""
    flagged = Comment.objects.filter(reviewee__round=row).exclude(flag="")
    mine = Q(pk__in=moderated_by(user, on).values("pk"))
    states = {
        status.value: Count("pk", filter=mine & Q(status=status.value))
        for status in (CommentStatus.WAITING, CommentStatus.WITHHELD, CommentStatus.SHOWN)
    }
    others = Count("pk", filter=~mine & Q(status=CommentStatus.WAITING.value))
    return flagged.aggregate(others=others, **states)


def next_waiting(user: Employee, comment: Comment, on: date) -> Comment | None:
    """Return the next text of the round that waits, from the first again after the last."""
    rows = moderated_by(user, on).filter(
        reviewee__round=comment.reviewee.round_id, status=CommentStatus.WAITING
    )
    others = rows.exclude(pk=comment.pk).order_by("pk")
    return others.filter(pk__gt=comment.pk).first() or others.first()
