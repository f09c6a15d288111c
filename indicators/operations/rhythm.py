"""The rhythm of a year: monthly, quarterly or half-yearly parts beside the one annual evaluation."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit, locking
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change
from organizations.models import Employee

from .. import access
from ..models import Period, Term
from ..rules import TermKind, default_terms, rhythm_fault


@transaction.atomic
def set_rhythm(*, period: Period, version: int, kind: TermKind, by: Employee, at: datetime) -> Period:
    """Replace the parts of a year that is not open yet; the annual evaluation comes anew with them.

    Raise Denied for anybody but a BKD admin, Refused at `kind` when the year is open or something hangs
    on its parts, Conflict when the year changed meanwhile.
    """
    locking.take(period.pk)
    period = Period.objects.get(pk=period.pk)
    require(access.may_change_period(by, period, timezone.localdate(at)))
    fault = rhythm_fault(is_opened=period.opened_at is not None, is_used=_is_used(period))
    if fault:
        raise Refused(fault, "kind")

    change(period, expect=version, where={"opened_at__isnull": True})
    before = list(period.terms.order_by("number").values_list("name", flat=True))
    period.terms.all().delete()
    terms = default_terms(period.year, kind)
    Term.objects.bulk_create(Term(period=period, **asdict(dates)) for dates in terms)

    after = [term.name for term in terms]
    audit.record(action="period.rhythm_set", by=by, at=at, target=period, before=before, after=after)
    return period


def _is_used(period: Period) -> bool:
    """Say whether a row of any kind hangs on a part of the year; rows of apps above count as well."""
    hanging = [field for field in Term._meta.get_fields(include_hidden=True) if field.one_to_many]
    return any(
        field.related_model._base_manager.filter(**{f"{field.field.name}__period": period}).exists()  # type: ignore[union-attr]
        for field in hanging
    )
