"""The pages of the desk: the list of rounds, the state of one, whom it will review."""

from __future__ import annotations

from datetime import date
from typing import Any

from appraisal.models import Event
from appraisal.paging import counted_page
from appraisal.templatetags.ui import tanggal
from organizations.models import Employee

from ..access.desk import visible_rounds
from ..models import Round, RoundScope
from ..rules import STATUS_LABELS, Choosing, RoundStatus
from .people import PEOPLE, people_named
from .scope import overlaps, people_by_part, posts_in, reviewed_posts, units_below

PAGE = 50
TAGS = {
    RoundStatus.DRAFT: "info",
    RoundStatus.NOMINATION: "warn",
    RoundStatus.OPEN: "ok",
    RoundStatus.CLOSED: "warn",
    RoundStatus.RELEASED: "ok",
    RoundStatus.CANCELLED: "mute",
}


def round_page(user: Employee, on: date, number: str) -> dict[str, Any]:
    """Return one page of the rounds that this person sees, the latest first (two queries)."""
    rows = visible_rounds(user, on)
    page = counted_page(number, rows.count(), PAGE)
    found = list(rows.select_related("period").order_by("-period__year", "-answer_from", "-pk")[page.part])
    return {"rows": [{"round": row, "state": state_of(row)} for row in found], "page": page}


def state_of(row: Round) -> tuple[str, str]:
    """Return the state of a round in words, with the kind of its tag."""
    status = RoundStatus(row.status)
    return STATUS_LABELS[status], TAGS[status]


def steps_of(row: Round) -> list[dict[str, str]]:
    """Return the states that a round goes through, for the progress tracker; none of a cancelled one."""
    if row.status == RoundStatus.CANCELLED:
        return []
    until = f"sampai {tanggal(row.answer_until)}"
    steps = [(RoundStatus.DRAFT, "Disiapkan", "")]
    if row.choosing == Choosing.NOMINATION:
        steps.append((RoundStatus.NOMINATION, "Penilai diusulkan", f"sampai {tanggal(row.nominate_until)}"))
    steps += [
        (RoundStatus.OPEN, "Diisi", f"{tanggal(row.answer_from)} {until}"),
        (RoundStatus.CLOSED, "Ditutup", ""),
        (RoundStatus.RELEASED, "Dirilis", ""),
    ]
    order = [status for status, _, _ in steps]
    now = order.index(RoundStatus(row.status))
    states = ["done" if place < now else "now" if place == now else "next" for place in range(len(order))]
    if row.status == RoundStatus.RELEASED:
        states[-1] = "done"
    return [
        {"label": label, "note": note, "state": state}
        for (_, label, note), state in zip(steps, states, strict=True)
    ]


def scope_parts(row: Round, on: date) -> dict[str, Any]:
    """Return the parts of a scope with their people today, the number of people in all, and other rounds."""
    scopes = list(
        row.scopes.select_related("unit", "employee").order_by("unit__name", "employee__name", "pk")
    )
    below = units_below(scopes)
    counts, posts = people_by_part(scopes, below, on), posts_in(scopes, below, on)
    units = [scope for scope in scopes if scope.unit_id is not None]
    return {
        "units": [{"scope": scope, "people": counts.get(scope.pk, 0)} for scope in units],
        "people": [scope for scope in scopes if scope.employee_id is not None],
        "count": posts.count(),
        "overlaps": overlaps(row, posts),
    }


def opening_parts(row: Round, on: date) -> dict[str, Any]:
    """Return how many people a round would review today, and other rounds over the same people."""
    posts = reviewed_posts(row, on)
    return {"count": posts.count(), "overlaps": overlaps(row, posts)}


def found_people(text: str, row: Round) -> list[Employee]:
    """Return up to twenty active people of this name or number who are not named in the scope yet."""
    named = RoundScope.objects.filter(round=row, employee__isnull=False).values("employee")
    return list(people_named(text).exclude(pk__in=named).order_by("name", "pk")[:PEOPLE])


def why_cancelled(row: Round) -> Event | None:
    """Return the event of giving a round up, with its reason; None for a round that runs."""
    if row.status != RoundStatus.CANCELLED:
        return None
    found = Event.objects.filter(action="round.cancelled", target_type="multirater.round", target_id=row.pk)
    return found.order_by("-pk").first()
