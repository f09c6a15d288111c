"""Who is reviewed by a round: the posts of today that its scope takes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from organizations.models import Absence, Placement, Unit
from organizations.rules import EmploymentKind

from ..models import Reviewee, Round, RoundScope
from ..rules import RoundStatus


def reviewed_posts(row: Round, on: date) -> QuerySet[Placement]:
    """Return the definitive posts on a day of everybody whom the scope of a round takes in (two queries).

    Everybody once: units with all that is below them, perhaps of one kind of positions, and single people.
    Officials who are no civil servants, and who is no longer active or away (study, long leave, suspension),
    are not reviewed.
    """
    return posts_in(list(row.scopes.order_by("pk")), on)


def posts_in(scopes: Sequence[RoundScope], on: date) -> QuerySet[Placement]:
    """Return the definitive posts on a day of everybody whom these parts of a scope take in."""
    below = _below({scope.unit_id for scope in scopes if scope.unit_id is not None})
    wanted = Q(employee__in={scope.employee_id for scope in scopes if scope.employee_id is not None})
    for scope in scopes:
        if scope.unit_id is not None:
            kind = Q(position__kind=scope.position_kind) if scope.position_kind else Q()
            wanted |= Q(unit__in=below[scope.unit_id]) & kind
    posts: QuerySet[Placement] = Placement.objects.on(on).definitive().filter(employee__is_active=True)
    away = Absence.objects.on(on).values("employee")
    return posts.exclude(employee__kind=EmploymentKind.NON_ASN).exclude(employee__in=away).filter(wanted)


def people_by_part(scopes: Sequence[RoundScope], on: date) -> dict[int, int]:
    """Return how many people each unit of a scope brings in, by key of the part (two queries)."""
    units = [scope for scope in scopes if scope.unit_id is not None]
    if not units:
        return {}
    below = _below({scope.unit_id for scope in units if scope.unit_id is not None})
    rows = posts_in(units, on).values_list("unit", "position__kind").annotate(Count("pk")).order_by()
    found: dict[int, int] = defaultdict(int)
    for unit, kind, count in rows:
        for scope in units:
            if unit in below[scope.unit_id or 0] and scope.position_kind in ("", kind):
                found[scope.pk] += count
    return found


def _below(tops: Iterable[int]) -> dict[int, set[int]]:
    """Return each unit with the keys of itself and everything below it (one query)."""
    found = {top: {top} for top in tops}
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


def overlaps(row: Round, on: date) -> list[tuple[Round, int]]:
    """Return the other rounds of the year that review some of the same people, with how many."""
    over = (RoundStatus.CANCELLED.value, RoundStatus.DRAFT.value)
    same = Reviewee.objects.filter(
        round__period=row.period_id, employee__in=reviewed_posts(row, on).values("employee")
    )
    counts = same.exclude(round=row).exclude(round__status__in=over).values_list("round")
    found = dict(counts.annotate(Count("pk")).order_by("round"))
    rounds = Round.objects.in_bulk(found)
    return [(rounds[pk], count) for pk, count in found.items()]
