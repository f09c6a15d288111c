"""Issued documents in lists, and what became of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from appraisal.access import Decision
from appraisal.paging import page_number
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee
from organizations.queries import PageLinks

from ..access.document import may_revoke, visible_documents
from ..models import Document
from ..rules.document import DOCUMENT_LABELS, DocumentKind

PAGE = 50
WITHOUT_CONTENT = ("payload", "payload_sha256", "pdf_sha256")


@dataclass(frozen=True)
class DocumentRow:
    """An issued document with its state in words."""

    document: Document
    label: str
    state: tuple[str, str]
    note: str
    may_revoke: Decision


def readable(user: Employee, on: date) -> QuerySet[Document]:
    """Return the documents that a person may open, each once."""
    return Document.objects.filter(pk__in=visible_documents(user, on).order_by().values("pk"))


def document_page(user: Employee, on: date, *, text: str, person: str, number: str) -> PageLinks:
    """Return one page of documents, the latest first (two queries).

    Without a search the person's own; else those among all readable ones whose number, name or NIP begins
    with or holds the text; or all readable ones of one employee.
    """
    rows = readable(user, on)
    if text:
        named = (
            Q(number__icontains=text) | Q(subject__name__icontains=text) | Q(subject__nip__startswith=text)
        )
        rows = rows.filter(named)
    else:
        whose = int(person) if person.isascii() and person.isdigit() and len(person) < 10 else user.pk
        rows = rows.filter(subject=whose)
    page = page_number(number)
    first = (page - 1) * PAGE
    rows = rows.select_related("subject", "replaced_by", "term").defer(
        *WITHOUT_CONTENT, "replaced_by__payload"
    )
    found = list(rows.order_by("-issued_at", "-pk")[first : first + PAGE + 1])
    kept = {name: value for name, value in (("q", text), ("pegawai", person)) if value}
    return PageLinks(
        [row_of(user, document, on) for document in found[:PAGE]],
        f"Halaman {page}",
        "?" + urlencode(kept | {"hal": page - 1}) if first else "",
        "?" + urlencode(kept | {"hal": page + 1}) if len(found) > PAGE else "",
    )


def row_of(user: Employee, document: Document, on: date) -> DocumentRow:
    """Return a document as its readers see it, with the reason when it was revoked."""
    label = DOCUMENT_LABELS[DocumentKind(document.kind)]
    state, note = ("Berlaku", "ok"), ""
    if document.revoked_at is not None:
        state, note = ("Dicabut", "bad"), f"{tanggal(document.revoked_at)}: {document.revoke_reason}"
    elif document.replaced_by is not None:
        state, note = ("Diganti", "mute"), f"oleh {document.replaced_by.number}"
    return DocumentRow(document, label, state, note, may_revoke(user, document, on))


def latest_of(document: Document) -> Document:
    """Return the document that stands at the end of the line of replacements; itself when none came."""
    seen = {document.pk}
    while document.replaced_by_id is not None and document.replaced_by_id not in seen:
        seen.add(document.replaced_by_id)
        document = Document.objects.defer(*WITHOUT_CONTENT).get(pk=document.replaced_by_id)
    return document
