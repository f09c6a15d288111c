"""What people say about their own record, and the password that starts it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change

from .. import access
from ..models import DataReport, Employee


@transaction.atomic
def report_data(*, employee: Employee, subject: str, message: str, at: datetime) -> DataReport:
    """Note that a fact about the person is wrong; a second report on the same subject returns the first."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    report, created = DataReport.objects.get_or_create(
        employee=employee,
        subject=subject,
        answered_at=None,
        defaults={"message": message.strip(), "reported_at": at},
    )
    if created:
        audit.record(
            action="data.reported",
            by=employee,
            at=at,
            target=employee,
            after={"subject": subject},
            note=message,
        )
    return report


@transaction.atomic
def change_identity(
    *,
    employee: Employee,
    version: int,
    birth_place: str,
    card_number: str,
    rank_since: date | None,
    by: Employee,
    at: datetime,
) -> Employee:
    """Write what papers on credit points print of a person and no staff file brings.

    Raise Denied outside the admin's units, Refused with the field for a date ahead or before birth, Conflict
    when somebody else changed the person meanwhile.
    """
    today = timezone.localdate(at)
    require(access.may_correct(by, employee, today))

    if rank_since is not None and rank_since > today:
        raise Refused("TMT golongan paling akhir hari ini.", "rank_since")
    if rank_since is not None and employee.birth_on is not None and rank_since <= employee.birth_on:
        raise Refused("TMT golongan sesudah tanggal lahir.", "rank_since")
    values: dict[str, Any] = {
        "birth_place": birth_place.strip(),
        "card_number": card_number.strip(),
        "rank_since": rank_since,
    }
    before = {name: str(getattr(employee, name) or "") for name in values}
    change(employee, expect=version, **values)
    after = {name: str(value or "") for name, value in values.items()}
    audit.record(action="employee.identified", by=by, at=at, target=employee, before=before, after=after)
    return employee


@transaction.atomic
def answer_report(*, report: DataReport, version: int, answer: str, by: Employee, at: datetime) -> DataReport:
    """Answer a report about wrong data; raise Denied, Refused without an answer, Conflict when second."""
    require(access.may_answer_report(by, report, timezone.localdate(at)))

    if not answer.strip():
        raise Refused("Tulis jawabannya, misalnya apa yang sudah diperbaiki.", "answer")

    change(
        report,
        expect=version,
        where={"answered_at__isnull": True},
        answer=answer.strip(),
        answered_at=at,
        answered_by=by,
    )
    audit.record(action="data.answered", by=by, at=at, target=report.employee, note=answer)
    return report


@transaction.atomic
def set_first_password(*, employee: Employee, by: Employee | None, at: datetime) -> str:
    """Give a one-time first password and return it; the person must change it at the first login.

    `by` is None only on the command line. Raise Denied for anybody but a BKD admin.
    """
    if by is not None:
        require(access.may_administer(by, timezone.localdate(at)))

    password = secrets.token_urlsafe(12)
    employee.set_password(password)
    employee.must_change_password = True
    employee.save(update_fields=["password", "must_change_password"])
    audit.record(action="password.started", by=by, at=at, target=employee)
    return password


@transaction.atomic
def change_password(*, employee: Employee, password: str, at: datetime) -> None:
    """Set the person's own new password; every other session of the person ends with it."""
    employee.set_password(password)
    employee.must_change_password = False
    employee.save(update_fields=["password", "must_change_password"])
    audit.record(action="password.changed", by=employee, at=at, target=employee)
