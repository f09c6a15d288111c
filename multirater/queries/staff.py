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
from organizations.rules import EmploymentKind

from ..models import Round
from ..rules.pools import Person, Place
from .scope import reviewed_posts

TEAM = 30  # people on one result beyond whom a shared result no longer means that they know each other


@dataclass(frozen=True)
class Staff:
    """Everybody at work on a day, the units, and the posts of the people."""

    people: dict[int, Person]
    places: dict[int, Place]
    posts: dict[int, int]  # key of the employee -> key of the definitive placement
    leaders: frozenset[int]  # somebody at work has this person as superior


def staff_of(row: Round, on: date) -> Staff:
    """Return the staff of the agency on a day, marked who is reviewed and who knows the unit (eight queries).

    Out are people who left, and who studies, is on long leave or suspended on that day. Whoever already
    worked in the unit `acquainted_months` ago is known there; officials who are no civil servants are never
    asked as peers.
    """
    places = _places()
    lines = dict(Supervision.objects.on(on).order_by("started_on").values_list("placement_id", "superior_id"))
    then = months_before(on, row.acquainted_months)
    since = set(Placement.objects.on(then).values_list("employee_id", "unit_id"))
    posts = Placement.objects.on(on).definitive().filter(employee__is_active=True)
    posts = posts.exclude(employee__in=Absence.objects.on(on).values("employee")).order_by("started_on", "pk")
    columns = ("pk", "employee_id", "employee__name", "employee__kind", "unit_id", "is_head")
    reviewed = set(reviewed_posts(row, on).values_list("pk", flat=True))
    people, held = {}, {}
    for pk, key, name, kind, unit, is_head in posts.values_list(*columns):
        is_known = (key, unit) in since and kind != EmploymentKind.NON_ASN
        people[key] = Person(key, name, unit, lines.get(pk), is_head, pk in reviewed, is_known)
        held[key] = pk
    leaders = frozenset(one.superior for one in people.values() if one.superior is not None)
    return Staff(people, places, held, leaders)


def _places() -> dict[int, Place]:
    """Return the units; one with a child of echelon I or II holds offices (dinas below a secretariat)."""
    rows = list(Unit.objects.order_by("pk").values_list("pk", "name", "parent_id", "echelon"))
    above = {parent for _, _, parent, echelon in rows if echelon.partition(".")[0] in ("I", "II")}
    return {pk: Place(pk, name, parent, pk in above) for pk, name, parent, _ in rows}


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


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
