"""The papers about awards: kinds of documents of record that this package composes."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from organizations.models import Employee
from reviews.documents import Rights, add_paper
from reviews.rules.document import DocumentKind

from ..access import award as access
from ..access.record import may_issue_letter, may_keep_records
from ..access.winner import certificates_seen, may_issue_certificate
from .award import award_sheet
from .certificate import certificate_sheet
from .medal import medal_sheet
from .minutes import minutes_sheet


def _of_readers(user: Employee, on: date) -> Q | None:
    """Return every document of a kind for who reads all lists, none for others."""
    return Q() if access.award_scope(user, on).is_all else None


def tell_papers() -> None:
    """Make the kinds known to the documents of record, with who issues and who reads them."""
    add_paper(
        DocumentKind.AWARD,
        sheet=award_sheet,
        template="documents/penghargaan.html",
        orientation="portrait",
        rights=Rights(may_issue=access.may_issue, seen=_of_readers, subject=lambda target: None),
    )
    add_paper(
        DocumentKind.AWARD_MINUTES,
        sheet=minutes_sheet,
        template="documents/berita_acara.html",
        orientation="portrait",
        rights=Rights(
            may_issue=lambda user, sitting, on: access.may_issue(user, sitting.award_list, on),
            seen=_of_readers,
            subject=lambda target: None,
        ),
    )
    add_paper(
        DocumentKind.MEDAL,
        sheet=medal_sheet,
        template="documents/satyalancana.html",
        orientation="portrait",
        rights=Rights(
            may_issue=may_issue_letter,
            seen=lambda user, on: Q() if may_keep_records(user, on) else None,
            subject=lambda target: None,
        ),
    )
    add_paper(
        DocumentKind.AWARD_CERTIFICATE,
        sheet=certificate_sheet,
        template="documents/piagam.html",
        orientation="landscape",
        rights=Rights(
            may_issue=may_issue_certificate,
            seen=certificates_seen,
            subject=lambda candidate: candidate.employee,
        ),
    )
