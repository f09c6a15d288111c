"""Reports about wrong data as a queue: what is wrong, who answers it, since when, where it is repaired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from .. import access
from ..models import DataReport, Employee, Placement, RoleGrant, Unit, on_day
from ..rules import Role
from .people import PAGE, PageLinks

OF_THE_BKD = {"NAMA", "PANGKAT", "NIP", *access.ONLY_BKD}  # what only the BKD writes
BKD = "Admin BKD"
# Where each kind is repaired: the name of an address with the person, and a place on that page.
REPAIRS = {
    "ATASAN": ("organizations:employee-detail", "#atasan", "Tetapkan atasan"),
    "UNIT": ("organizations:employee-transfer", "", "Catat mutasi"),
    "JABATAN": ("organizations:employee-transfer", "", "Catat mutasi"),
    "NAMA": ("organizations:employee-core", "", "Perbaiki nama"),
    "PANGKAT": ("organizations:employee-core", "", "Perbaiki golongan"),
    "NIP": ("organizations:employee-core", "", "Perbaiki NIP"),
    "CATATAN": ("awards:record-person", "", "Buka catatan kepegawaian"),
    "LAIN": ("organizations:employee-detail", "", "Buka data pegawai"),
}


@dataclass(frozen=True)
class Queued:
    """One report with who answers it and for how many days it has waited."""

    report: DataReport
    waits_for: str
    days: int


def report_page(user: Employee, on: date, params: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of reports, oldest first, fifty a page (at most six queries).

    `params`: jenis (a subject), keadaan ("dijawab": answered ones, newest first), sesudah (keyset).
    """
    subject, is_answered = params.get("jenis", "")[:10], params.get("keadaan") == "dijawab"
    rows = access.kept_reports(user, on).filter(answered_at__isnull=not is_answered)
    if subject in dict(DataReport.SUBJECTS):
        rows = rows.filter(subject=subject)
    after = params.get("sesudah", "")
    if after.isascii() and after.isdigit() and len(after) < 16:
        rows = rows.filter(**{"pk__lt" if is_answered else "pk__gt": int(after)})
    rows = rows.select_related("employee", "answered_by").order_by("-pk" if is_answered else "pk")
    found = list(rows[: PAGE + 1])
    asked = {"jenis": subject, "keadaan": "dijawab" if is_answered else ""}
    kept = {name: value for name, value in asked.items() if value}
    shown = found[:PAGE]
    next_href = "?" + urlencode(kept | {"sesudah": shown[-1].pk}) if len(found) > PAGE else ""
    prev_href = "?" + urlencode(kept) if after else ""
    label = f"{len(shown)} laporan" + (" di halaman ini" if next_href or after else "")
    return {
        "page": PageLinks(queued(shown, on), label, prev_href, next_href),
        "subjects": DataReport.SUBJECTS,
        "asked": asked,
        "is_answered": is_answered,
    }


def queued(reports: list[DataReport], on: date) -> list[Queued]:
    """Return reports with who answers each: the nearest unit admin, or the BKD (three queries)."""
    admins = _unit_admins([row.employee_id for row in reports], on)
    found = []
    for row in reports:
        named = [] if row.subject in OF_THE_BKD else admins.get(row.employee_id, [])
        others = [name for pk, name in named if pk != row.employee_id]
        until = row.answered_at or timezone.now()
        days = (timezone.localdate(until) - timezone.localdate(row.reported_at)).days
        found.append(Queued(row, ", ".join(others[:2]) or BKD, days))
    return found


def _unit_admins(people: Iterable[int], on: date) -> dict[int, list[tuple[int, str]]]:
    """Return by person the admins of the nearest unit on the way up that has any."""
    posts = Placement.objects.on(on).definitive().filter(employee__in=set(people))
    unit_of = dict(posts.values_list("employee_id", "unit_id"))
    if not unit_of:
        return {}
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    admins: dict[int, list[tuple[int, str]]] = defaultdict(list)
    grants = RoleGrant.objects.filter(on_day(on), role=Role.UNIT_ADMIN, employee__is_active=True)
    for unit, person, name in grants.order_by("employee__name", "pk").values_list(
        "unit_id", "employee_id", "employee__name"
    ):
        admins[unit].append((person, name))
    found = {}
    for person, unit in unit_of.items():
        step: int | None = unit
        while step is not None and step not in admins:
            step = parents.get(step)
        if step is not None:
            found[person] = admins[step]
    return found


def repair_of(report: DataReport, user: Employee, on: date) -> dict[str, str] | None:
    """Return the page that repairs what a report says, as label and href; None when others repair it."""
    name, place, label = REPAIRS[report.subject]
    if report.subject in OF_THE_BKD and not access.may_correct_core(user, report.employee, on):
        return None
    return {"label": label, "href": reverse(name, args=[report.employee_id]) + place}
