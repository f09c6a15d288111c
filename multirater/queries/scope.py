"""Who is reviewed by a round: the posts of today that its scope takes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from organizations.models import Absence, Placement, Unit
from organizations.rules import EmploymentKind

from ..models import Round, RoundScope
from ..rules import RoundStatus

Below = dict[int, set[int]]


def reviewed_posts(row: Round, on: date) -> QuerySet[Placement]:
    """Return the definitive posts on a day of everybody whom the scope of a round takes in (two queries).

    Everybody once: units with all that is below them, perhaps of one kind of positions, and single people.
    Officials who are no civil servants, and who is no longer active or away (study, long leave, suspension),
    are not reviewed.
    """
    scopes = list(row.scopes.order_by("pk"))
    return posts_in(scopes, units_below(scopes), on)


def posts_in(scopes: Sequence[RoundScope], below: Below, on: date) -> QuerySet[Placement]:
    """Return the definitive posts on a day of everybody whom these parts of a scope take in."""
    wanted = Q(employee__in={scope.employee_id for scope in scopes if scope.employee_id is not None})
    for scope in scopes:
        if scope.unit_id is not None:
            kind = Q(position__kind=scope.position_kind) if scope.position_kind else Q()
            wanted |= Q(unit__in=below[scope.unit_id]) & kind
    posts: QuerySet[Placement] = Placement.objects.on(on).definitive().filter(employee__is_active=True)
    away = Absence.objects.on(on).values("employee")
    return posts.exclude(employee__kind=EmploymentKind.NON_ASN).exclude(employee__in=away).filter(wanted)


def people_by_part(scopes: Sequence[RoundScope], below: Below, on: date) -> dict[int, int]:
    """Return how many people each unit of a scope brings in, by key of the part (one query)."""
    units = [scope for scope in scopes if scope.unit_id is not None]
    if not units:
        return {}
    rows = posts_in(units, below, on).values_list("unit", "position__kind").annotate(Count("pk")).order_by()
    found: dict[int, int] = defaultdict(int)
    for unit, kind, count in rows:
        for scope in units:
            if unit in below[scope.unit_id or 0] and scope.position_kind in ("", kind):
                found[scope.pk] += count
    return found


def units_below(scopes: Sequence[RoundScope]) -> Below:
    """Return each unit of a scope with the keys of itself and everything below it (one query)."""
    found = {scope.unit_id: {scope.unit_id} for scope in scopes if scope.unit_id is not None}
    if not found:
        return found
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in Unit.objects.without_tree_fields().order_by().values_list("pk", "parent"):
        children[parent].append(pk)
    for inside in found.values():
        stack = list(inside)
        while stack:
            below = children.get(stack.pop(), [])
            inside.update(below)
            stack += below
    return found


def overlaps(row: Round, posts: QuerySet[Placement]) -> list[tuple[Round, int]]:
    """Return the other rounds of the year that review some of these people, with how many (one query)."""
    over = (RoundStatus.CANCELLED.value, RoundStatus.DRAFT.value)
    same = Count("reviewees", filter=Q(reviewees__employee__in=posts.values("employee")))
    others = Round.objects.filter(period=row.period_id).exclude(pk=row.pk).exclude(status__in=over)
    found = others.annotate(same=same).filter(same__gt=0).order_by("pk")
    return [(other, other.same) for other in found]
