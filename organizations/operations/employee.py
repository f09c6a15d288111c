"""What people say about their own record, and the password that starts it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appraisal import audit
from appraisal.access import require
from appraisal.errors import Refused
from appraisal.versions import change

from .. import access
from ..models import DataReport, Employee
from ..rules import EmploymentKind, NipFault, clean_nip, is_rank_of, parse_nip
from ..rules.search import search_key
from .notice import tell

CORE = ("name", "front_title", "back_title", "nip", "kind", "rank", "email")


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
            note="" if subject in access.ONLY_BKD else message,
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
def answer_report(
    *, report: DataReport, version: int, answer: str, by: Employee, at: datetime, outcome: str = "DIPERBAIKI"
) -> DataReport:
    """Answer a report about wrong data: what became of it and why; the person gets a letter.

    Raise Denied, Refused without an answer or an outcome, Conflict when second.
    """
    require(access.may_answer_report(by, report, timezone.localdate(at)))

    if not answer.strip():
        raise Refused("Tulis jawabannya, misalnya apa yang sudah diperbaiki.", "answer")
    if outcome not in dict(DataReport.OUTCOMES):
        raise Refused("Pilih hasilnya.", "outcome")

    change(
        report,
        expect=version,
        where={"answered_at__isnull": True},
        outcome=outcome,
        answer=answer.strip(),
        answered_at=at,
        answered_by=by,
    )
    after = {"subject": report.subject, "outcome": outcome}
    audit.record(action="data.answered", by=by, at=at, target=report.employee, after=after, note=answer)
    tell(
        key=f"laporan-data-{report.pk}",
        to=report.employee,
        subject="Laporan data Anda sudah dijawab",
        lines=["Jawabannya ada di halaman Data saya."],
        path="/data-saya/",
        at=at,
    )
    return report


@transaction.atomic
def correct_employee(
    *, employee: Employee, version: int, by: Employee, at: datetime, **values: Any
) -> Employee:
    """Correct by hand what the staff file usually brings; the next import writes what it says then.

    `values`: name, front_title, back_title, nip, kind, rank, email. Raise Denied for anybody but a BKD admin
    and for the own record, Refused with the field, Conflict when somebody else changed the person meanwhile.
    """
    require(access.may_correct_core(by, employee, timezone.localdate(at)))
    fresh = {name: str(values[name]).strip() for name in CORE}
    fresh["nip"] = clean_nip(fresh["nip"]).upper()
    _refuse_core(employee, fresh, timezone.localdate(at))
    changed: dict[str, Any] = {
        name: value for name, value in fresh.items() if value != getattr(employee, name)
    }
    before = {name: getattr(employee, name) for name in changed}
    key = search_key(fresh["name"], fresh["front_title"], fresh["back_title"])
    try:
        with transaction.atomic():
            change(employee, expect=version, search_key=key, **changed)
    except IntegrityError:
        raise Refused(
            "NIP ini dipakai data lain. Gabungkan lewat Data ganda bila orangnya sama.", "nip"
        ) from None
    if changed:
        audit.record(action="employee.corrected", by=by, at=at, target=employee, before=before, after=changed)
    return employee


def _refuse_core(employee: Employee, fresh: dict[str, str], today: date) -> None:
    """Raise Refused with the field when a name is missing or a number or rank cannot be."""
    if employee.merged_into_id is not None:
        raise Refused("Data ini sudah digabung ke data lain.")
    if not fresh["name"]:
        raise Refused("Tulis namanya.", "name")
    kind = EmploymentKind(fresh["kind"])
    if kind != EmploymentKind.NON_ASN:
        try:
            parse_nip(fresh["nip"], today=today)
        except NipFault as fault:
            raise Refused(str(fault), "nip") from fault
        if fresh["rank"] and not is_rank_of(fresh["rank"], kind):
            raise Refused("Golongan ini tidak dikenal untuk jenis pegawai itu.", "rank")


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
