"""Officials who are no civil servants: the mayor appraises, and is in no staff file."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused

from .. import access
from ..models import Employee, Placement, Position, Unit
from ..rules import EmploymentKind, PositionKind
from .line import refresh_lines
from .placement import assign


@transaction.atomic
def add_official(*, code: str, name: str, title: str, unit: Unit, by: Employee, at: datetime) -> Employee:
    """Add an official who heads a unit and logs in with a code instead of a NIP, and return the person.

    Raise Denied for anybody but a BKD admin, Refused when the code is taken or looks like a number, or
    when the unit has a head. The lines of everybody below are resolved anew.
    """
    today = timezone.localdate(at)
    require(access.may_administer(by, today))

    code = code.strip().upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9]{2,19}", code):
        raise Refused("Kode masuk terdiri dari 3 sampai 20 huruf, misalnya WALIKOTA.", "code")
    try:
        with transaction.atomic():
            official = Employee(nip=code, name=name.strip(), kind=EmploymentKind.NON_ASN, status="Aktif")
            official.set_unusable_password()
            official.save()
    except IntegrityError:
        raise Refused("Kode ini sudah dipakai. Pilih kode lain.", "code") from None

    position, _ = Position.objects.get_or_create(title=title.strip(), kind=PositionKind.POLITICAL)
    assign(employee=official, position=position, unit=unit, is_head=True, started_on=today, by=by, at=at)
    refresh_lines(on=today, at=at, placements=Placement.objects.on(today))
    audit.record(action="official.added", by=by, at=at, target=official, after={"unit": str(unit)})
    return official
