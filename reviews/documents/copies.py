"""Copies of forms that are not issued: composed by the batch, drawn by the fast engine (ADR 0028)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from appraisal.errors import Refused
from indicators.models import Plan, Term
from organizations.models import Placement

from ..access.document import FeedbackOf
from ..models import Evaluation
from ..rules.document import DocumentKind
from .evaluation import evaluation_sheet, record_sheet
from .feedback import feedback_sheet
from .known import know, know_evaluations
from .payload import Sheet, to_payload
from .plan import plan_sheet

COPIED = (
    DocumentKind.PLAN,
    DocumentKind.EVALUATION,
    DocumentKind.EVALUATION_RECORD,
    DocumentKind.FEEDBACK,
)
_POSTS = Placement.objects.select_related("position", "unit").order_by("pk")


def with_plans(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Load plans with whose they are."""
    return plans.select_related("period", "placement__employee", "placement__unit", "placement__position")


def with_parties(evaluations: QuerySet[Evaluation], *, is_record: bool) -> QuerySet[Evaluation]:
    """Load evaluations with everybody whom their documents name."""
    people = ("placement__employee", "placement__unit", "placement__position", "period")
    rows = evaluations.select_related("term", "appraiser", "upper", *(f"plan__{path}" for path in people))
    return rows.prefetch_related("corrections", Prefetch("upper__placements", _POSTS)) if is_record else rows


def compose(
    kind: DocumentKind, targets: Sequence[Any], term: Term | None = None
) -> dict[int, dict[str, Any]]:
    """Return by plan or evaluation what the documents of one kind say; fixed queries for any number.

    `targets` are plans from `with_plans` (of the feedback those in which the superior spoke in the term), or
    evaluations of one term from `with_parties`. What has nothing to say is left out.
    """
    if kind in {DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD}:
        is_record = kind == DocumentKind.EVALUATION_RECORD
        known, sheet = know_evaluations(targets, is_record=is_record), record_sheet if is_record else None
        return _composed(targets, lambda row: (sheet or evaluation_sheet)(row, known))
    if kind == DocumentKind.FEEDBACK:
        assert term is not None
        said = know(targets, term)
        return _composed(targets, lambda row: feedback_sheet(FeedbackOf(row, term), said))
    agreed = know(targets)
    return _composed(targets, lambda row: plan_sheet(row, agreed))


def _composed(targets: Iterable[Any], sheet: Callable[[Any], Sheet]) -> dict[int, dict[str, Any]]:
    found = {}
    for target in targets:
        try:
            found[target.pk] = to_payload(sheet(target))
        except Refused:
            continue
    return found
