"""Who is at work on the day of a draw, where, under whom; and who works together across units."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from indicators.models import Assignment
from indicators.rules import AssignmentStatus
from organizations.models import Absence, Placement, Supervision, Unit

from ..models import Round, RoundScope
from ..rules.pools import Person, Place

TEAM = 30  # people on one result beyond whom a shared result no longer means that they know each other


@dataclass(frozen=True)
class Staff:
    """Everybody at work on a day, the units, and the posts of the people."""

    people: dict[int, Person]
    places: dict[int, Place]
    posts: dict[int, int]  # key of the employee -> key of the definitive placement
    leaders: frozenset[int]  # somebody at work has this person as superior


def staff_of(row: Round, on: date) -> Staff:
    """Return the staff of the agency on a day, marked who is reviewed and who knows the unit (six queries).

    Out are people who left, and who studies, is on long leave or suspended on that day. Whoever already
    worked in the unit `acquainted_months` ago is known there.
    """
    places = {pk: Place(pk, name, parent) for pk, name, parent in _units()}
    lines = dict(Supervision.objects.on(on).order_by("started_on").values_list("placement_id", "superior_id"))
    then = months_before(on, row.acquainted_months)
    since = set(Placement.objects.on(then).values_list("employee_id", "unit_id"))
    posts = Placement.objects.on(on).definitive().filter(employee__is_active=True)
    posts = posts.exclude(employee__in=Absence.objects.on(on).values("employee")).order_by("started_on", "pk")
    columns = ("pk", "employee_id", "employee__name", "unit_id", "is_head", "position__kind")
    wanted = _Scope.of(row, places)
    people, held = {}, {}
    for pk, key, name, unit, is_head, kind in posts.values_list(*columns):
        is_known = (key, unit) in since
        superior = lines.get(pk)
        people[key] = Person(key, name, unit, superior, is_head, wanted.holds(key, unit, kind), is_known)
        held[key] = pk
    leaders = frozenset(one.superior for one in people.values() if one.superior is not None)
    return Staff(people, places, held, leaders)


def _units() -> list[tuple[int, str, int | None]]:
    return list(Unit.objects.order_by("pk").values_list("pk", "name", "parent_id"))


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class _Scope:
    """Whom a round reviews: units with kinds of positions, and single people."""

    units: dict[int, frozenset[str]]  # unit -> kinds; "" for every kind
    people: frozenset[int]

    @classmethod
    def of(cls, row: Round, places: dict[int, Place]) -> _Scope:
        below: dict[int, list[int]] = defaultdict(list)
        for place in places.values():
            if place.parent is not None:
                below[place.parent].append(place.id)
        kinds: dict[int, set[str]] = defaultdict(set)
        people = set()
        for scope in RoundScope.objects.filter(round=row).order_by("pk"):
            if scope.employee_id is not None:
                people.add(scope.employee_id)
            waiting = [scope.unit_id] if scope.unit_id is not None else []
            while waiting:
                unit = waiting.pop()
                kinds[unit].add(scope.position_kind)
                waiting += below[unit]
        return cls({unit: frozenset(found) for unit, found in kinds.items()}, frozenset(people))

    def holds(self, employee: int, unit: int, kind: str) -> bool:
        found = self.units.get(unit, frozenset())
        return employee in self.people or "" in found or kind in found


def contacts_in(row: Round, staff: Staff) -> set[tuple[int, int]]:
    """Return pairs of different units who work on one result this year: its leader and who took a part of it.

    Read from the assignments of the year's plans (peran dan hasil); each pair once, the smaller key first.
    """
    open_ones = (AssignmentStatus.PROPOSED.value, AssignmentStatus.TAKEN.value)
    rows = Assignment.objects.filter(result__plan__period=row.period_id, status__in=open_ones)
    teams: dict[int, set[int]] = defaultdict(set)
    for result, leader, member in rows.order_by("pk").values_list(
        "result_id", "result__plan__placement__employee_id", "placement__employee_id"
    ):
        teams[result] |= {leader, member} & staff.people.keys()
    return {
        (one, other)
        for team in teams.values()
        if len(team) <= TEAM
        for one, other in combinations(sorted(team), 2)
        if staff.people[one].unit != staff.people[other].unit
    }
