"""A person's past on one page: posts with the superiors of their time, roles, and links into other apps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..models import Employee, Placement, RoleGrant, Supervision
from ..rules import Span

MOST = 30  # roles that are shown


@dataclass(frozen=True)
class Entry:
    """One link of another app about a person: "SKP 2026", its address and its state."""

    year: int
    label: str
    href: str
    state: str = ""


@dataclass
class Past:
    """A post and who appraised it when."""

    post: Placement
    lines: list[Supervision] = field(default_factory=list)


# Who reads, about whom, on which day: what apps above have about a person; they append in AppConfig.ready
# and hand over only what the reader may open.
ENTRIES: list[Callable[[Employee, Employee, date], list[Entry]]] = []


def history_of(person: Employee, posts: list[Placement], reader: Employee, on: date) -> dict[str, Any]:
    """Return posts with both superiors of each time, roles with dates, and links by year (flat in rows)."""
    past = [Past(row) for row in posts]
    by_post = {row.post.pk: row for row in past}
    lines = Supervision.objects.filter(placement__in=by_post).select_related("superior", "upper")
    for line in lines.order_by("-started_on", "-pk"):
        by_post[line.placement_id].lines.append(line)
    years: dict[int, list[Entry]] = defaultdict(list)
    for ask in ENTRIES:
        for entry in ask(reader, person, on):
            years[entry.year].append(entry)
    grants = RoleGrant.objects.filter(employee=person).select_related("unit", "granted_by")
    return {
        "past": past,
        "line": _line(past, on),
        "years": sorted(years.items(), reverse=True),
        "roles": [
            {"grant": row, "holds": row.started_on <= on and (row.ended_on is None or row.ended_on >= on)}
            for row in grants.order_by("-started_on", "-pk")[:MOST]
        ],
    }


def _line(past: list[Past], on: date) -> Supervision | None:
    """Return the line of the definitive post that holds on a day, the latest where two do."""
    lines = [line for row in past if row.post.is_definitive for line in row.lines]
    held = [line for line in lines if Span(line.started_on, line.ended_on).holds(on)]
    return max(held, key=lambda line: line.started_on, default=None)
