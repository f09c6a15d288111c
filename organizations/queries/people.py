"""Page-sized reads: one person's record, the staff list, the open reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Q, QuerySet

from appraisal.models import Event

from ..models import DataReport, Employee, Placement, RoleGrant, SuperiorOverride, Supervision, Unit, on_day
from ..rules import PlacementKind, Role, Span

PAGE = 50


@dataclass(frozen=True)
class PageLinks:
    """One page of a long list: rows, and the addresses of the pages beside it."""

    rows: list[Any]
    label: str
    prev_href: str
    next_href: str


def page_after(
    rows: QuerySet, *, key: tuple[str, str], params: Mapping[str, str], size: int = PAGE
) -> PageLinks:
    """Return one page of rows ordered by a text column and the primary key, found by keyset.

    `params` holds the filters and "sesudah", the last row of the page before, as "text|pk". Deep pages
    cost as little as the first, and nothing is counted.
    """
    column, pk = key
    after = params.get("sesudah", "")
    if "|" in after and after.rsplit("|", 1)[1].isascii() and after.rsplit("|", 1)[1].isdigit():
        text, last = after.rsplit("|", 1)
        rows = rows.filter(Q(**{f"{column}__gt": text}) | Q(**{column: text, f"{pk}__gt": int(last)}))
    found = list(rows.order_by(column, pk)[: size + 1])
    more, found = len(found) > size, found[:size]
    kept = {name: value for name, value in params.items() if name not in ("sesudah",) and value}
    next_href = ""
    if more:
        last_row = found[-1]
        next_href = "?" + urlencode(kept | {"sesudah": f"{_value(last_row, column)}|{_value(last_row, pk)}"})
    prev_href = ("?" + urlencode(kept) if kept else "?") if after else ""
    label = f"{len(found)} baris" + (" di halaman ini" if more or after else "")
    return PageLinks(found, label, prev_href, next_href)


def _value(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = getattr(row, part)
    return row


def person_page(employee: Employee, on: date, *, with_line: bool = True) -> dict[str, Any]:
    """Return a person's record on a day: placements, line of superiors, reports (five queries).

    Without the line, the caller knows it already.
    """
    placements = list(
        Placement.objects.filter(employee=employee)
        .select_related("position", "unit")
        .order_by("-started_on", "-pk")[:20]
    )
    running = [row for row in placements if Span(row.started_on, row.ended_on).holds(on)]
    lines = (
        Supervision.objects.on(on)
        .filter(placement__employee=employee, placement__kind=PlacementKind.DEFINITIVE)
        .select_related("superior", "upper")
    )
    overrides = SuperiorOverride.objects.filter(employee=employee).select_related("superior", "set_by")
    return {
        "person": employee,
        "placements": placements,
        "current": next((row for row in running if row.is_definitive), next(iter(running), None)),
        "running": [row for row in placements if row.ended_on is None or row.ended_on >= on],
        "absences": list(employee.absences.order_by("-started_on", "-pk")[:10]),
        "line": lines.order_by("-started_on").first() if with_line else None,
        "overrides": list(overrides.order_by("-started_on", "-pk")[:10]),
        "reports": list(DataReport.objects.filter(employee=employee).order_by("-reported_at", "-pk")[:10]),
    }


def demo_people() -> list[dict[str, str]]:
    """Return the demo people as the seed noted them: role, name, nip and the shared password."""
    people = cache.get("demo-people")
    if people is None:
        note = Event.objects.filter(target_type="", action="demo.seeded").order_by("-pk").first()
        people = note.after["people"] if note and note.after else []
        cache.set("demo-people", people, 60)
    return people


def bkd_office(on: date) -> list[Employee]:
    """Return the BKD admins over the whole agency, whom people can turn to."""
    grants = RoleGrant.objects.filter(on_day(on), role=Role.BKD_ADMIN, unit__parent__isnull=True)
    return list(Employee.objects.filter(role_grants__in=grants).distinct().order_by("pk")[:3])


def root_unit() -> Unit | None:
    """Return the unit at the top of the tree: the regional government itself."""
    return Unit.objects.filter(parent__isnull=True).order_by("pk").first()
