"""Revoking documents of record: the paper stays known, and is told to be void."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from organizations.models import Employee

from ..access import document as access
from ..models import Document

REASON_LIMIT = 300  # letters


@transaction.atomic
def revoke(*, document: Document, reason: str, by: Employee, at: datetime) -> Document:
    """Declare a document void; it can be issued anew. The reason stays with those who read the document.

    Raise Denied for anybody but a BKD admin and for what is void already, Refused without a reason, Conflict
    when it was replaced or revoked in the same moment.
    """
    require(access.may_revoke(by, document, timezone.localdate(at)))

    reason = reason.strip()
    if not reason or len(reason) > REASON_LIMIT:
        raise Refused(f"Tulis alasan pencabutan, paling panjang {REASON_LIMIT} huruf.", "reason")

    facts = {"revoked_at": at, "revoked_by": by, "revoke_reason": reason}
    if not Document.objects.valid().filter(pk=document.pk).update(**facts):
        raise Conflict("Dokumen ini baru saja diganti atau dicabut.")
    document.refresh_from_db(fields=list(facts))

    audit.record(action="document.revoked", by=by, at=at, target=document, note=reason)
    return document


def void(*, documents: QuerySet[Document], reason: str, by: Employee, at: datetime) -> int:
    """Revoke the documents whose ground fell away, within the change that took it; return how many."""
    rows = list(
        documents.filter(replaced_by__isnull=True, revoked_at__isnull=True).defer("payload").order_by("pk")
    )
    keys = [row.pk for row in rows]
    Document.objects.valid().filter(pk__in=keys).update(revoked_at=at, revoked_by=by, revoke_reason=reason)
    audit.record_many(
        audit.entry(action="document.revoked", by=by, at=at, target=row, note=reason) for row in rows
    )
    return len(rows)
