"""Finding a colleague by name or NIP."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from organizations.models import Employee, Placement

LETTERS = 3
PEOPLE = 20


def people_named(text: str) -> QuerySet[Employee]:
    """Return the active people of this name or number; nobody for a text shorter than three letters."""
    words = text.strip()[:80]
    found: QuerySet[Employee] = Employee.objects.active().search(words)
    return found if len(words) >= LETTERS else found.none()


def colleagues(text: str, on: date, *, without: Collection[int]) -> list[Placement]:
    """Return up to twenty definitive posts of people of this name or number, by name (one query).

    None for a text shorter than three letters; nobody of `without`.
    """
    people = people_named(text).exclude(pk__in=without)
    posts = Placement.objects.on(on).definitive().filter(employee__in=people)
    posts = posts.select_related("employee", "position", "unit")
    return list(posts.order_by("employee__name", "employee_id", "pk")[:PEOPLE])
