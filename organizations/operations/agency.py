"""Changing the agency: names, letterhead, city, typeface, paper."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require

from .. import access
from ..models import Agency, Employee

FIELDS = ("name", "letterhead", "address", "city", "typeface", "paper")


@transaction.atomic
def change_agency(*, by: Employee, at: datetime, **values: str) -> Agency:
    """Set what documents print about the agency; raise Denied for anybody but a BKD admin."""
    require(access.may_administer(by, timezone.localdate(at)))

    before = Agency.objects.filter(pk=1).values(*FIELDS).first()
    agency, _ = Agency.objects.update_or_create(pk=1, defaults={name: values[name] for name in FIELDS})

    audit.record(action="agency.changed", by=by, at=at, target=agency, before=before, after=values)
    return agency
