"""Documents of record: rows become a frozen payload, the payload becomes pages, the pages are issued."""

from __future__ import annotations

from datetime import datetime

from indicators.models import Plan
from organizations.models import Employee

from ..models import AwardList, Document, Evaluation
from ..operations import document as operations
from ..rules.document import DocumentKind
from .award import award_sheet
from .evaluation import evaluation_sheet, record_sheet
from .manual import manual_sheet
from .payload import to_payload
from .plan import plan_sheet
from .printing import print_document

__all__ = ["issue", "print_document"]

SHEETS = {
    DocumentKind.PLAN: plan_sheet,
    DocumentKind.MANUAL: manual_sheet,
    DocumentKind.EVALUATION: evaluation_sheet,
    DocumentKind.EVALUATION_RECORD: record_sheet,
    DocumentKind.AWARD: award_sheet,
}


def issue(
    *,
    kind: DocumentKind,
    by: Employee,
    at: datetime,
    plan: Plan | None = None,
    evaluation: Evaluation | None = None,
    award_list: AwardList | None = None,
    site: str = "",
) -> Document:
    """Return the valid document of a plan, an evaluation or an award list, issued now if it has to be.

    `site` is the address of the site for the QR code where the settings name none. Raise Denied,
    Refused when there is nothing to issue yet, Conflict when another issue came first with another
    content. Call it outside a transaction: printing takes seconds of CPU and holds no lock.
    """
    target = plan or evaluation or award_list
    if target is None:
        raise TypeError("issue() needs a plan, an evaluation or an award list.")
    return operations.issue(
        kind=kind,
        target=target,
        compose=lambda: to_payload(SHEETS[kind](target)),  # type: ignore[operator]
        render=print_document,
        site=site,
        by=by,
        at=at,
    )
