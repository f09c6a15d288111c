"""Reads about requests to open raw forms; never a form and never a rater."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from appraisal.paging import counted_page
from organizations.models import Employee

from ..access import raw_access as rights
from ..models import RawAccess, Reviewee, Round

PAGE, FOUND = 25, 20
LOADED = ("reviewee__employee", "reviewee__unit", "reviewee__round__questionnaire", "asked_by", "decided_by")


def with_matter(rows: QuerySet[RawAccess]) -> QuerySet[RawAccess]:
    """Load everything a page says about a request."""
    return rows.select_related(*LOADED)


def state_of(row: RawAccess, on: date) -> tuple[str, str]:
    """Return the state of a request in words, with the kind of its tag."""
    if row.decided_at is None:
        return "Menunggu keputusan", "info"
    if not row.is_approved:
        return "Tidak disetujui", "mute"
    return ("Terbuka", "warn") if row.open_until and on <= row.open_until else ("Sudah berakhir", "mute")


def accesses_page(user: Employee, asked: str, on: date) -> dict[str, Any]:
    """Return one page of the requests that this person reads, waiting ones first (two queries)."""
    rows = rights.visible_accesses(user, on)
    page = counted_page(asked, rows.count(), PAGE)
    ordered = with_matter(rows).order_by(F("decided_at").desc(nulls_first=True), "-pk")
    found = list(ordered[page.part])
    return {"rows": [{"access": row, "state": state_of(row, on)} for row in found], "page": page}


def found_reviewees(user: Employee, row: Round, text: str, on: date) -> list[Reviewee]:
    """Return up to twenty people of a round of this name or number, for whom the person may ask."""
    words = text.strip()[:80]
    if len(words) < 3:
        return []
    people = rights.searchable(user, row, on).select_related("employee", "unit")
    named = Employee.objects.search(words).values("pk")
    return list(people.filter(Q(employee__in=named)).order_by("employee__name", "pk")[:FOUND])
