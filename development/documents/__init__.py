"""The papers of this package: kinds of documents of record that it composes."""

from __future__ import annotations

from reviews.documents import Rights, add_paper
from reviews.rules.document import DocumentKind

from ..access import course as access
from .course import certificate_sheet


def tell_papers() -> None:
    """Make the certificate known to the documents of record, with who issues and who reads it."""
    add_paper(
        DocumentKind.COURSE,
        sheet=certificate_sheet,
        template="documents/sertifikat.html",
        orientation="landscape",
        rights=Rights(
            may_issue=access.may_issue_certificate,
            seen=access.certificates,
            subject=lambda target: target.employee,
        ),
    )
