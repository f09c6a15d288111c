"""Rows that look like one person, as a list with reasons, and two of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any

from django.core.cache import cache
from django.utils import timezone

from appraisal.paging import counted_page

from ..models import DistinctPair, Employee, Placement, Proposal, on_day
from ..rules import PlacementKind
from ..rules.duplicate import Likeness, reasons
from ..rules.proposal import ProposalStatus
from ..rules.search import name_key
from .merging import Joining, joining
from .people import PAGE
from .staff import rows_of

REMEMBERED = "suspected-doubles"
SECONDS = 300  # how long the list is remembered; comparing 20,000 people takes a second
MOST = 300  # rows of one name that are compared with each other


@dataclass(frozen=True)
class Suspects:
    """Pairs of rows with their reasons, and when they were found."""

    pairs: list[tuple[int, int, list[str]]]
    at: datetime


def suspects(on: date) -> Suspects:
    """Return the pairs that look alike, those with most reasons first, remembered for five minutes."""
    found: Suspects | None = cache.get(REMEMBERED)
    if found is None:
        rows = _likenesses(on)
        told = set(DistinctPair.objects.values_list("first_id", "second_id"))
        alike = {pair: said for pair, said in _compare(rows) if pair not in told}
        ordered = sorted(alike.items(), key=lambda item: (-len(item[1]), item[0]))
        found = Suspects([(*pair, said) for pair, said in ordered], timezone.now())
        cache.set(REMEMBERED, found, SECONDS)
    return found


def forget_suspects() -> None:
    """Let the list be made anew: something was joined or told apart."""
    cache.delete(REMEMBERED)


def _likenesses(on: date) -> list[Likeness]:
    """Return what is compared of everybody who was not joined yet (two queries)."""
    posts = Placement.objects.filter(on_day(on), kind=PlacementKind.DEFINITIVE.value)
    units = dict(posts.values_list("employee_id", "unit_id"))
    people = Employee.objects.filter(merged_into__isnull=True).order_by("pk")
    rows = people.values_list("pk", "search_key", "birth_on", "nip", "kind")
    return [
        Likeness(pk, name_key(key), born, nip, kind, units.get(pk))
        for pk, key, born, nip, kind in rows.iterator(chunk_size=2000)
    ]


def _compare(rows: list[Likeness]) -> Iterable[tuple[tuple[int, int], list[str]]]:
    """Compare only rows that share the birth date or the names."""
    groups: dict[Any, list[Likeness]] = defaultdict(list)
    for row in rows:
        groups[row.names].append(row)
        if row.birth_on is not None:
            groups[row.birth_on].append(row)
    for group in groups.values():
        for one, other in combinations(group[:MOST], 2):
            if said := reasons(one, other):
                yield (one.pk, other.pk), said


def suspects_page(on: date, number: str) -> dict[str, Any]:
    """Return one page of suspected doubles with both rows of each (four queries once remembered)."""
    found = suspects(on)
    page = counted_page(number, len(found.pairs), PAGE)
    pairs = found.pairs[page.part]
    apart = Employee.objects.filter(merged_into__isnull=True)  # the list is remembered for a while
    people = apart.filter(pk__in={pk for pair in pairs for pk in pair[:2]})
    rows = {row["person"].pk: row for row in rows_of(list(people), on)}
    shown = [
        {"one": rows[one], "other": rows[other], "reasons": said}
        for one, other, said in pairs
        if one in rows and other in rows
    ]
    return {"pairs": shown, "page": page, "total": len(found.pairs), "at": found.at}


def side_by_side(one: Employee, other: Employee, on: date) -> dict[str, Any]:
    """Return two rows beside each other, what joining would do either way, and whether it is proposed."""
    waiting = Proposal.objects.filter(
        status=ProposalStatus.WAITING.value, employee__in=[one, other], other__in=[one, other]
    )
    pair = {row["person"].pk: row for row in rows_of([one, other], on)}
    return {
        "rows": [_row(label, one, other) for label in SHOWN],
        "one": pair[one.pk],
        "other": pair[other.pk],
        "ways": [_way(one, other), _way(other, one)],
        "reasons": _why(one, other, on),
        "proposal": waiting.first(),
    }


SHOWN = {
    "NIP": "printed_nip",
    "Nama": "full_name",
    "Jenis": "kind",
    "Golongan": "rank_label",
    "Tanggal lahir": "birth_on",
    "Surel": "email",
    "Kedudukan hukum": "status",
}


def _row(label: str, one: Employee, other: Employee) -> dict[str, Any]:
    values = [getattr(person, SHOWN[label]) for person in (one, other)]
    return {"label": label, "one": values[0], "other": values[1], "differs": values[0] != values[1]}


def _way(stays: Employee, goes: Employee) -> Joining:
    return joining(stays, goes)


def _why(one: Employee, other: Employee, on: date) -> list[str]:
    wanted = {one.pk, other.pk}
    pair = _likenesses_of(wanted, on)
    return reasons(*pair) if len(pair) == 2 else []


def _likenesses_of(people: set[int], on: date) -> list[Likeness]:
    units = dict(
        Placement.objects.on(on).definitive().filter(employee__in=people).values_list("employee", "unit")
    )
    return [
        Likeness(row.pk, name_key(row.search_key), row.birth_on, row.nip, row.kind, units.get(row.pk))
        for row in Employee.objects.filter(pk__in=people).order_by("pk")
    ]
