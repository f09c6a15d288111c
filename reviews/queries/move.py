"""What hangs on the placements of a file of moves: plans begun in the new posts, results of the old ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from indicators.models import Assignment, Plan, PlanRequest
from indicators.queries.merging import empty_drafts as empty_drafts_at
from indicators.rules import STATUS_LABELS, PlanStatus, TermKind
from organizations.models import Upload
from organizations.queries import undo_obstacles

from ..models import Evaluation, Note

TOLD = 12


def obstacles(upload: Upload) -> list[str]:
    """Return why a file of moves cannot be taken back, in sentences with names; nothing where it can."""
    begun, ended = placements(upload, "begun"), placements(upload, "ended")
    plans = Plan.every.filter(placement__in=begun).exclude(pk__in=empty_drafts(upload).values("pk"))
    found = [
        f"SKP {plan.period.year} {plan.placement.employee.name} di jabatan baru sudah berisi "
        f"({STATUS_LABELS[PlanStatus(plan.status)].lower()})."
        for plan in plans.select_related("period", "placement__employee").order_by("pk")[: TOLD + 1]
    ]
    handed = Assignment.objects.filter(placement__in=begun).select_related("placement__employee")
    found += [
        f"{row.placement.employee.name} sudah diberi hasil kerja di jabatan baru."
        for row in handed.order_by("pk")[:TOLD]
    ]
    found += [
        f"{name} sudah menulis catatan di jabatan barunya."
        for name in new_notes(upload, {move["begun"] for move in _moves(upload) if not move["ended"]})
        .order_by("placement__employee__name")
        .values_list("placement__employee__name", flat=True)
        .distinct()[:TOLD]
    ]
    judged = Evaluation.objects.filter(
        plan__placement__in=ended, term__kind=TermKind.FINAL, rated_at__gte=upload.applied_at
    )
    found += [
        f"{row.plan.placement.employee.name} sudah dinilai untuk jabatan lamanya."
        for row in judged.select_related("plan__placement__employee").order_by("pk")[:TOLD]
    ]
    return [*undo_obstacles(upload), *found]


def empty_drafts(upload: Upload) -> QuerySet[Plan]:
    """Return the drafts of the new posts in which nobody has written anything yet."""
    return empty_drafts_at(placements(upload, "begun"))


def requests(upload: Upload) -> QuerySet[PlanRequest]:
    """Return what people in the new posts asked their superiors for; it goes with the posts."""
    return PlanRequest.objects.filter(placement__in=placements(upload, "begun"))


def new_notes(upload: Upload, posts: Iterable[int]) -> QuerySet[Note]:
    """Return what was noted in some of the new posts."""
    return Note.objects.filter(placement__in=set(posts) & set(placements(upload, "begun")))


def former_posts(upload: Upload) -> dict[int, int]:
    """Return the old post of each new one, where there was one."""
    return {move["begun"]: move["ended"] for move in _moves(upload) if move["ended"]}


def placements(upload: Upload, which: str) -> list[int]:
    """Return the placements that a file began or ended."""
    return [move[which] for move in _moves(upload) if move[which]]


def _moves(upload: Upload) -> list[dict[str, Any]]:
    moves: list[dict[str, Any]] = upload.outcome.get("moves", [])
    return moves
