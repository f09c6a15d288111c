"""Documents of the demo: one that was revoked because its address was wrong, and the one that holds now."""

from __future__ import annotations

from datetime import date, timedelta

from indicators.models import Period
from indicators.rules import TermKind
from organizations.models import Employee
from reviews import documents
from reviews.models import Evaluation
from reviews.operations.revocation import revoke
from reviews.rules.document import DocumentKind
from reviews.rules.evaluation import EvaluationStatus

from .clock import moment
from .people import NIPS

SITE = "http://127.0.0.1:8000"  # where `make demo` shows itself


def write_papers(period: Period, admin: Employee) -> None:
    """Issue the Dokumen Evaluasi of one of the named people, revoke it, and issue it anew."""
    named = Evaluation.objects.filter(
        term__period=period,
        term__kind=TermKind.FINAL.value,
        status=EvaluationStatus.FINAL.value,
        plan__placement__employee__nip__in=NIPS,
    )
    evaluation = named.select_related("plan__placement__employee", "term").order_by("pk").first()
    if evaluation is None:
        return
    kind, at = DocumentKind.EVALUATION_RECORD, moment(date(period.year, 11, 19), 120)
    first = documents.issue(kind=kind, evaluation=evaluation, by=admin, at=at, site=SITE)
    reason = "Alamat pada kop belum yang baru; dokumen pengganti menyusul."
    revoke(document=first, reason=reason, by=admin, at=at + timedelta(minutes=40))
    documents.issue(kind=kind, evaluation=evaluation, by=admin, at=at + timedelta(minutes=45), site=SITE)
