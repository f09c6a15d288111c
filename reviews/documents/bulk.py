"""Issuing for many people at once, one document after the other: can be stopped and begun again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from appraisal.errors import Refused
from appraisal.pdf import PdfFailed
from indicators.models import Plan, Term
from organizations.models import Employee, Unit

from ..access.document import AGREED, FeedbackOf
from ..models import Evaluation, Feedback
from ..rules.document import DocumentKind
from ..rules.evaluation import RELEASED

CHUNK = 200  # keys that are read at once; of everything else one document's worth is held
KINDS = (
    DocumentKind.EVALUATION,
    DocumentKind.EVALUATION_RECORD,
    DocumentKind.FEEDBACK,
    DocumentKind.PLAN,
)


@dataclass(frozen=True)
class Done:
    """What came of one document: whether it is new, or why there is none."""

    nip: str
    number: str = ""
    is_new: bool = False
    fault: str = ""


def rows_of(kind: DocumentKind, term: Term, unit: Unit | None) -> QuerySet[Any]:
    """Return the evaluations or plans of which there is a document of this kind, oldest first.

    Plans are those of the term's year; of the feedback those in which the superior spoke in the term.
    """
    if kind in {DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD}:
        rows: QuerySet[Any] = Evaluation.objects.filter(term=term, status__in=RELEASED)
        path = "plan__placement__unit"
    else:
        rows, path = Plan.objects.filter(period=term.period_id, status__in=AGREED), "placement__unit"
        if kind == DocumentKind.FEEDBACK:
            said = Feedback.objects.filter(plan=OuterRef("pk"), term=term, is_from_assigner=False)
            rows = rows.filter(Exists(said))
    if unit is not None:
        below = Unit.objects.descendants(unit, include_self=True).values("pk")
        rows = rows.filter(**{f"{path}__in": below})
    return rows.order_by("pk")


def issue_all(
    *, kinds: Sequence[DocumentKind], term: Term, unit: Unit | None, by: Employee
) -> Iterator[Done]:
    """Issue the documents of a term, one at a time, and yield what came of each.

    What is valid and says the same stays, so that a second run goes on where the first one stopped. A
    refusal and a fault of one document do not stop the others.
    """
    for kind in kinds:
        rows = rows_of(kind, term, unit)
        for key in rows.values_list("pk", flat=True).iterator(chunk_size=CHUNK):
            if done := issue_one(kind, key, term, by):
                yield done


def issue_one(kind: DocumentKind, key: int, term: Term, by: Employee) -> Done | None:
    """Issue the document of one evaluation or plan of `rows_of`; None when it went meanwhile."""
    model = Evaluation if kind in {DocumentKind.EVALUATION, DocumentKind.EVALUATION_RECORD} else Plan
    target = _load(model, key)
    return _issue(kind, target, term, by) if target is not None else None


def _load(model: Any, key: int) -> Any:
    """Return one row with the people that a document names; None when it went meanwhile."""
    path = "" if model is Plan else "plan__"
    people = (f"{path}period", f"{path}placement__employee", f"{path}placement__unit")
    also = () if model is Plan else ("term", "appraiser", "upper")
    return model.objects.select_related(*people, *also).filter(pk=key).first()


def _issue(kind: DocumentKind, target: Plan | Evaluation, term: Term, by: Employee) -> Done:
    from . import issue

    plan = target if isinstance(target, Plan) else target.plan
    nip, now = plan.placement.employee.nip, timezone.now()
    if isinstance(target, Evaluation):
        what: dict[str, Any] = {"evaluation": target}
    elif kind == DocumentKind.FEEDBACK:
        what = {"feedback": FeedbackOf(target, term)}
    else:
        what = {"plan": target}
    try:
        document = issue(kind=kind, by=by, at=now, **what)
    except (Refused, PdfFailed) as error:
        return Done(nip, fault=str(error))
    return Done(nip, document.number, is_new=document.issued_at == now)
