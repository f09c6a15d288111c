"""The papers about awards: kinds of documents of record that this package composes."""

from __future__ import annotations

from django.db.models import Q

from reviews.documents import Rights, add_paper
from reviews.rules.document import DocumentKind

from ..access import award as access
from ..access.record import may_issue_letter, may_keep_records
from .award import award_sheet
from .medal import medal_sheet


def tell_papers() -> None:
    """Make the kinds known to the documents of record, with who issues and who reads them."""
    add_paper(
        DocumentKind.AWARD,
        sheet=award_sheet,
        template="documents/penghargaan.html",
        orientation="portrait",
        rights=Rights(
            may_issue=access.may_issue,
            seen=lambda user, on: Q() if access.award_scope(user, on).is_all else None,
            subject=lambda target: None,
        ),
    )
    add_paper(
        DocumentKind.MEDAL,
        sheet=medal_sheet,
        template="documents/satyalancana.html",
        orientation="landscape",
        rights=Rights(
            may_issue=may_issue_letter,
            seen=lambda user, on: Q() if may_keep_records(user, on) else None,
            subject=lambda target: None,
        ),
    )
