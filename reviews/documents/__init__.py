"""Documents of record: rows become a frozen payload, the payload becomes pages, the pages are issued."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model

from appraisal import seal
from appraisal.pdf import Rendered
from indicators.models import Plan
from organizations.models import Employee

from ..access.document import OUTSIDE, CreditOf, FeedbackOf, Rights
from ..models import CreditEntry, Document, Evaluation
from ..operations import document as operations
from ..rules.document import DocumentKind
from .credit import conversion_sheet, decision_sheet, total_sheet
from .evaluation import evaluation_sheet, record_sheet
from .feedback import feedback_sheet
from .manual import manual_sheet
from .payload import Sheet, to_payload
from .plan import plan_sheet
from .printing import TEMPLATES, print_document

__all__ = ["CreditOf", "FeedbackOf", "Rights", "add_paper", "issue", "print_document", "reissue"]

SHEETS: dict[DocumentKind, Callable[[Any], Sheet]] = {
    DocumentKind.PLAN: plan_sheet,
    DocumentKind.MANUAL: manual_sheet,
    DocumentKind.FEEDBACK: feedback_sheet,
    DocumentKind.EVALUATION: evaluation_sheet,
    DocumentKind.EVALUATION_RECORD: record_sheet,
    DocumentKind.CREDIT_CONVERSION: conversion_sheet,
    DocumentKind.CREDIT_TOTAL: total_sheet,
    DocumentKind.CREDIT_DECISION: decision_sheet,
}


def add_paper(
    kind: DocumentKind, *, sheet: Callable[[Any], Sheet], template: str, orientation: str, rights: Rights
) -> None:
    """Make a kind of document known that a package above composes, with its page and its rights."""
    SHEETS[kind] = sheet
    TEMPLATES[kind] = (template, orientation)
    OUTSIDE[kind] = rights


def issue(
    *,
    kind: DocumentKind,
    by: Employee,
    at: datetime,
    plan: Plan | None = None,
    evaluation: Evaluation | None = None,
    feedback: FeedbackOf | None = None,
    credit_entry: CreditEntry | None = None,
    credit: CreditOf | None = None,
    target: Model | None = None,
    site: str = "",
) -> Document:
    """Return the valid document of the one target that is given, issued now if it has to be.

    `target` is a row of a package above, whose kinds are told by `add_paper`.
    `site` is the address of the site for the QR code where the settings name none. Raise Denied,
    Refused when there is nothing to issue yet, Conflict when another issue came first with another
    content. Call it outside a transaction: printing takes seconds of CPU and holds no lock.
    """
    found = plan or evaluation or feedback or credit_entry or credit or target
    if found is None:
        raise TypeError("issue() needs something to make a document of.")
    return operations.issue(
        kind=kind,
        target=found,
        compose=lambda: to_payload(SHEETS[kind](found)),
        render=_finished,
        site=site,
        by=by,
        at=at,
    )


def _finished(payload: dict[str, Any]) -> Rendered:
    """Return the pages of a stamped payload, sealed when the stamp says that they bear a seal."""
    pages = print_document(payload)
    if "seal" not in payload["stamp"]:
        return pages
    pdf = seal.sealed(pages.pdf, place=payload["letterhead"]["city"])
    return Rendered(pages.html, pdf, hashlib.sha256(pdf).hexdigest())


def reissue(*, evaluation: Evaluation, by: Employee, at: datetime, site: str = "") -> list[Document]:
    """Issue anew every kind of document that is valid for an evaluation, as after a correction.

    Return what is valid now, in the order of the kinds; a document whose content did not change stays. Call
    it outside a transaction, like `issue`, whose refusals it raises.
    """
    known = evaluation.documents.valid().values_list("kind", flat=True)
    kinds = sorted(map(DocumentKind, known), key=list(DocumentKind).index)
    return [issue(kind=kind, evaluation=evaluation, by=by, at=at, site=site) for kind in kinds]
