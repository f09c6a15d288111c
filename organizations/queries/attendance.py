"""Attendance as pages show it: the own year, a month of some units, a file before it is applied."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from appraisal.paging import counted_page

from .. import access
from ..models import Attendance, AttendanceReport, Employee, Unit, Upload
from ..rules import Role
from ..rules.attendance import Presence, months_between, months_until, read_month, total
from ..rules.attendance_row import Known, Outcome
from .people import PAGE, PageLinks, page_after

FEW = 500  # people that are asked for by number; of more the whole table is read once


def presence_of(row: Attendance) -> Presence:
    """Return what a row says."""
    return Presence(*(getattr(row, name) for name in Presence._fields))


# --- A file --------------------------------------------------------------------------------------


def known_people(
    nips: Collection[str], month: date, user: Employee, on: date, *, lock: bool = False
) -> dict[str, tuple[int, Known, Attendance | None]]:
    """Return (key, facts, row on record) by NIP, in three queries however many there are.

    With `lock` the rows of the month stay as they are until the transaction ends.
    """
    few = len(nips) <= FEW
    people = Employee.objects.filter(nip__in=nips) if few else Employee.objects.all()
    scope = access.scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    inside = None
    if not scope.is_all:
        inside = set(Employee.objects.filter(access.people_in(scope, month, on)).values_list("pk", flat=True))
    rows = Attendance.objects.filter(month=month)
    rows = rows.filter(employee__nip__in=nips) if few else rows
    rows = rows.select_for_update(of=("self",)) if lock else rows
    by_person = {row.employee_id: row for row in rows.order_by("pk")}
    found = {}
    for pk, nip, name in people.values_list("pk", "nip", "name").order_by("pk").iterator():
        if nip not in nips:
            continue
        row = by_person.get(pk)
        is_inside = inside is None or pk in inside
        before, was_corrected = presence_of(row) if row else None, row is not None and row.upload_id is None
        found[nip] = pk, Known(name, is_inside, before, was_corrected), row
    return found


def attendance_upload_page(upload: Upload, number: str) -> dict[str, Any]:
    """Return one page of a file: what must be repaired first, then changes, then new months; fifty a page."""
    order = {Outcome.FAULTY: 0, Outcome.CHANGED: 1, Outcome.NEW: 2}
    rows = [row for row in upload.rows if row["outcome"] in order]
    rows.sort(key=lambda row: (order[row["outcome"]], not row["corrected"]))
    page = counted_page(number, len(rows), PAGE)
    shown = [_shown(row) for row in rows[page.part]]
    counts = upload.outcome
    saved = " disimpan" if upload.applied_at else ""
    labels = {
        Outcome.NEW: f"bulan baru{saved}",
        Outcome.CHANGED: f"perubahan{saved}",
        Outcome.SAME: "sudah sama",
        Outcome.FAULTY: "perlu diperbaiki",
    }
    return {
        "upload": upload,
        "month": month_of(upload),
        "counts": counts,
        "corrected": sum(row["corrected"] for row in rows),
        "effect": effect_of(upload),
        "numbers": [{"value": counts[outcome], "label": label} for outcome, label in labels.items()],
        "faults": [row | {"fault": fault} for row in shown for fault in row["faults"]],
        "rows": [row for row in shown if not row["faults"]],
        "page": PageLinks(shown, page.label, page.prev_href, page.next_href),
    }


def effect_of(upload: Upload) -> int:
    """Return how many months a file would write."""
    effect: int = upload.outcome[Outcome.NEW] + upload.outcome[Outcome.CHANGED]
    return effect


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    after = Presence(*row["values"]) if row.get("values") else None
    return row | {"after": after, "before": Presence(*row["before"]) if row.get("before") else None}


def month_of(upload: Upload) -> date:
    """Return the month that a file is of; its target is the number 202610."""
    year, month = divmod(upload.target or 200001, 100)
    return date(year, month, 1)


def last_attendance_files(user: Employee, on: date) -> list[Upload]:
    """Return the ten last applied files that this admin may open, newest first."""
    rows = access.attendance_files(user, on).filter(applied_at__isnull=False)
    found = list(rows.select_related("uploaded_by").defer("rows").order_by("-applied_at", "-pk")[:10])
    for upload in found:
        upload.month = month_of(upload)  # type: ignore[attr-defined]
    return found


# --- A month of some units -----------------------------------------------------------------------


def attendance_page(user: Employee, on: date, params: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of a month in the units this admin serves, by name (seven queries at most)."""
    choice = months_until(on)
    month = read_month(params.get("bulan", ""))
    if month is None:
        latest = Attendance.objects.filter(month__lte=on).order_by("-month").values_list("month", flat=True)
        month = latest.first() or choice[1]
    rows = access.kept_attendance(user, month, on).select_related("employee")
    units = _units(user, on)
    unit = next((one for one in units if str(one.pk) == params.get("unit", "")), None)
    if unit is not None:
        below = Unit.objects.descendants(unit, include_self=True).values_list("pk", flat=True)
        inside = access.Scope(unit_ids=frozenset(below))
        rows = rows.filter(employee__in=Employee.objects.filter(access.people_in(inside, month, on)))
    text = params.get("q", "").strip()[:80]
    if text:
        rows = rows.filter(employee__in=Employee.objects.search(text))
    kept = {
        "bulan": f"{month:%Y-%m}",
        "unit": str(unit.pk) if unit else "",
        "q": text,
        "sesudah": params.get("sesudah", "")[:250],
    }
    page = page_after(rows, key=("employee__name", "pk"), params=kept)
    for row in page.rows:
        row.presence = presence_of(row)
    months = choice if month in choice else [month, *choice]
    return {"month": month, "months": months, "units": units, "unit": unit, "q": text, "page": page}


def _units(user: Employee, on: date) -> list[Unit]:
    """Return the units to choose from: those right below the root, or the own ones of a unit admin."""
    scope = access.scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    found = Unit.objects.open().without_tree_fields()
    if scope.is_all:
        found = found.filter(parent__isnull=False, parent__parent__isnull=True)
    else:
        found = found.filter(pk__in=scope.unit_ids)
    return list(found.order_by("name", "pk")[:200])


# --- One's own -----------------------------------------------------------------------------------


def own_attendance(employee: Employee, year: int, on: date) -> dict[str, Any]:
    """Return the months of a year up to today, newest first, each with its row and report, and their sum."""
    rows = employee.attendances.filter(month__year=year).select_related("upload").prefetch_related("reports")
    by_month = {row.month: row for row in rows}
    found, known = [], []
    for month in months_between(date(year, 1, 1), min(date(year, 12, 31), on)):
        row = by_month.get(month)
        entry: dict[str, Any] = {"month": month, "row": row, "presence": None, "report": None}
        if row is not None:
            entry["presence"] = presence_of(row)
            entry["report"] = max(row.reports.all(), key=lambda report: report.pk, default=None)
            known.append(entry["presence"])
        found.append(entry)
    return {"months": found[::-1], "known": len(known), "sum": total(known), "year": year}


def attendance_years(employee: Employee, on: date) -> list[int]:
    """Return the years with months on record and the running one, the newest first."""
    years = {day.year for day in employee.attendances.dates("month", "year")}
    return sorted(years | {on.year}, reverse=True)


def own_month(employee: Employee, pk: int) -> QuerySet[Attendance]:
    """Return the own month with this key, if there is one."""
    return employee.attendances.filter(pk=pk).select_related("upload")


def attendance_reports(user: Employee, on: date) -> list[AttendanceReport]:
    """Return the open reports that this admin answers, oldest first, at most two hundred."""
    rows = access.open_attendance_reports(user, on).select_related("attendance__employee")
    return list(rows.order_by("reported_at", "pk")[:200])
