"""Issuing documents of record, and handing out their bytes only while they are undamaged.

The content and the pages come from the room above (`reviews.documents`), as two functions: so that
the slow part, printing, runs between two short transactions and never inside a write lock.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Protocol

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from appraisal import audit, seal
from appraisal.access import require
from appraisal.errors import Conflict, Refused
from appraisal.templatetags.ui import tanggal
from indicators.models import Plan
from indicators.rules import fingerprint
from organizations.models import Agency, Employee
from organizations.rules.number import DEFAULT_PATTERN, number_of, series_of

from ..access import document as access
from ..access.document import OUTSIDE, CreditOf, FeedbackOf, Target
from ..models import CreditEntry, Document, DocumentCounter, DocumentFile, Evaluation
from ..rules.document import DocumentKind

Payload = dict[str, Any]
CODE_BYTES = 16  # 22 characters in the address, not to be guessed


class Pages(Protocol):
    """What printing returns, as far as it is kept."""

    @property
    def pdf(self) -> bytes: ...

    @property
    def sha256(self) -> str: ...


# --- Issuing ----------------------------------------------------------------------------------------


def issue(
    *,
    kind: DocumentKind,
    target: Target,
    compose: Callable[[], Payload],
    render: Callable[[Payload], Pages],
    site: str,
    by: Employee,
    at: datetime,
) -> Document:
    """Return the valid document of the target; a new one replaces it when the content has changed.

    Raise Denied, or Conflict when somebody else issued another content in the same moment. A number
    that was reserved for pages which then failed stays unused.
    """
    require(access.may_issue(by, kind, target, timezone.localdate(at)))

    content = compose()
    current = _valid(kind, target).first()
    if current is not None and _content(current) == content:
        return current

    stamp = _stamp(kind, site, at)
    payload = {**content, "stamp": stamp}
    pages = render(payload)  # seconds of CPU: no transaction is open here
    return _keep(kind, target, current, payload, pages, by, at)


def _content(document: Document) -> Payload:
    return {key: value for key, value in document.payload.items() if key != "stamp"}


def _link(target: Target) -> dict[str, Any]:
    """Return the columns of the document that point to the target."""
    match target:
        case Evaluation():
            return {"evaluation": target}
        case FeedbackOf(plan=plan, term=term):
            return {"plan": plan, "term": term}
        case CreditEntry():
            return {"credit_entry": target}
        case CreditOf(year=year):
            return {"credit_year": year}
        case Plan():
            return {"plan": target}
    return {"about": target._meta.label_lower, "about_id": target.pk}


def _valid(kind: DocumentKind, target: Target) -> QuerySet[Document]:
    """Return the document of the target that was neither replaced nor revoked."""
    of_person = {"subject": target.employee} if isinstance(target, CreditOf) else {}
    return Document.objects.valid().filter(kind=kind.value, **_link(target), **of_person)


def _stamp(kind: DocumentKind, site: str, at: datetime) -> Payload:
    """Return what makes a document this one: number, code, address, moment, and the seal in use."""
    local = timezone.localtime(at)
    stamp: Payload = {
        "number": _next_number(kind, local.date()),
        "code": secrets.token_urlsafe(CODE_BYTES),
        "site": (settings.SITE_URL or site).rstrip("/"),
        "issued_on": tanggal(local),
        "issued_at": local.isoformat(timespec="seconds"),
    }
    sealing = seal.seal_at(at)
    return stamp | {"seal": asdict(sealing)} if sealing else stamp


@transaction.atomic
def _next_number(kind: DocumentKind, on: date) -> str:
    """Reserve the next number of the agency's pattern; what another pattern gave already is passed over."""
    pattern = Agency.objects.values_list("number_pattern", flat=True).first() or DEFAULT_PATTERN
    counters = DocumentCounter.objects.select_for_update()
    counter, _ = counters.get_or_create(kind=series_of(pattern, kind.value), year=on.year)
    number = ""
    while not number or Document.objects.filter(number=number).exists():
        counter.last += 1
        number = number_of(pattern, kind=kind.value, year=on.year, month=on.month, serial=counter.last)
    counter.save(update_fields=["last"])
    return number


def _keep(
    kind: DocumentKind,
    target: Target,
    current: Document | None,
    payload: Payload,
    pages: Pages,
    by: Employee,
    at: datetime,
) -> Document:
    """Write the document if nobody was faster; else return the other one when it says the same."""
    try:
        return _write(kind, target, current, payload, pages, by, at)
    except (Conflict, IntegrityError):
        winner = _valid(kind, target).first()
        if winner is not None and _content(winner) == {k: v for k, v in payload.items() if k != "stamp"}:
            return winner
        raise Conflict("Dokumen ini baru saja dibuat dengan isi yang lebih baru. Coba sekali lagi.") from None


@transaction.atomic
def _write(
    kind: DocumentKind,
    target: Target,
    current: Document | None,
    payload: Payload,
    pages: Pages,
    by: Employee,
    at: datetime,
) -> Document:
    if current is not None:
        _retire(current, current)  # makes room for the new one under the constraint "one valid"
    document = Document.objects.create(
        kind=kind.value,
        number=payload["stamp"]["number"],
        code=payload["stamp"]["code"],
        subject=_subject(kind, target),
        payload=payload,
        payload_sha256=fingerprint(payload),
        pdf_sha256=pages.sha256,
        issued_at=at,
        issued_by=by,
        is_signed="seal" in payload["stamp"],
        **_link(target),
    )
    DocumentFile.objects.create(document=document, pdf=pages.pdf)
    if current is not None:
        Document.objects.filter(pk=current.pk).update(replaced_by=document)
    replaced = {"replaces": current.number} if current else {}
    after = {"number": document.number, "pdf_sha256": document.pdf_sha256, **replaced}
    audit.record(action="document.issued", by=by, at=at, target=document, after=after)
    return document


def _retire(current: Document, by: Document) -> None:
    """Mark a valid document as replaced, or raise Conflict when it no longer is valid."""
    if not Document.objects.valid().filter(pk=current.pk).update(replaced_by=by):
        raise Conflict


def _subject(kind: DocumentKind, target: Target) -> Employee | None:
    if kind in OUTSIDE:
        return OUTSIDE[kind].subject(target)
    match target:
        case CreditEntry() | CreditOf():
            return target.employee
        case Evaluation() | FeedbackOf():
            return target.plan.placement.employee
    assert isinstance(target, Plan)
    return target.placement.employee


# --- Handing out ------------------------------------------------------------------------------------


def open_file(*, document: Document, by: Employee, at: datetime) -> bytes:
    """Return the bytes of a document after comparing them with the fingerprint.

    Opening somebody else's document leaves an event. Raise Refused, with an event, when the bytes
    are no longer those that were issued.
    """
    pdf = stored_bytes(document)
    if not is_intact(document, pdf):
        audit.record(action="document.damaged", by=by, at=at, target=document)
        raise Refused(
            f"Berkas {document.number} berubah sejak diterbitkan, jadi tidak dibagikan. "
            "Kejadian ini sudah dicatat. Minta BKD memeriksanya."
        )
    if document.subject_id != by.pk:
        audit.seen(action="document.downloaded", by=by, at=at, target=document)
    return pdf


def stored_bytes(document: Document) -> bytes:
    """Return the stored file; nothing when the row is missing."""
    found = DocumentFile.objects.filter(document=document).values_list("pdf", flat=True).first()
    return bytes(found) if found is not None else b""


def is_intact(document: Document, pdf: bytes) -> bool:
    """Say whether bytes and payload still are what was issued."""
    return has_fingerprint(document, hashlib.sha256(pdf).hexdigest()) and (
        fingerprint(document.payload) == document.payload_sha256
    )


def has_fingerprint(document: Document, sha256: str) -> bool:
    """Say whether a file with this SHA-256 is the issued one."""
    return hmac.compare_digest(sha256, document.pdf_sha256)


def damaged() -> Iterator[Document]:
    """Yield each document whose bytes or payload changed since it was issued, oldest first."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=50):
        if not is_intact(document, stored_bytes(document)):
            yield document
