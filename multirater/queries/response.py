"""How a round is answered: counts by unit and by person, never who was asked or who answered.

The counts of a round are made at once and kept for a minute: the page stays flat at 120,000 forms, and nobody
watches a single form arrive.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from appraisal.paging import counted_page
from organizations.models import Employee
from organizations.queries import Branches, branches

from ..access.desk import visible_reviewees
from ..models import ASKED, Invitation, Reviewee, Round
from ..rules import SEALED, SIDE_LABELS, InvitationStatus, Side
from ..rules.response import FEW_FORMS, answered_words, is_side_told

REMEMBERED = 60  # seconds
HELP = 10  # units that are named on the dashboard
PAGE = 50
Counted = Branches["Response"]


@dataclass
class Response:
    """How the forms about some reviewed people stand; `people` are those who are reviewed."""

    people: int = 0
    short: int = 0  # people of whom nothing of colleagues could be shown so far
    remarked: int = 0  # people for whom the draw had to help itself
    asked: int = 0
    answered: int = 0
    declined: int = 0
    sides: dict[str, list[int]] = field(default_factory=dict)  # asked, answered

    def add(self, other: Response) -> None:
        """Add the people of another unit."""
        for name in ("people", "short", "remarked", "asked", "answered", "declined"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for side, (asked, answered) in other.sides.items():
            mine = self.sides.setdefault(side, [0, 0])
            mine[0] += asked
            mine[1] += answered

    @property
    def waiting(self) -> int:
        """Forms that are still to be answered."""
        return self.asked - self.answered

    @property
    def is_told(self) -> bool:
        """Whether there are enough forms for their counts to say nothing about one of them."""
        return self.asked >= FEW_FORMS


def told_sides(counts: Response, row: Round) -> list[dict[str, Any]]:
    """Return the sides with their counts, without those that concern too few people to be told apart."""
    most = {Side.PEER: row.peers, Side.SUBORDINATE: row.subordinates, Side.PARTNER: row.partners}
    return [
        {"label": SIDE_LABELS[side], "asked": asked, "answered": answered}
        for side in Side
        for asked, answered in [counts.sides.get(side, (0, 0))]
        if is_side_told(asked, most.get(side, 1))
    ]


def responses(row: Round) -> Counted:
    """Return the counts of every unit of a round, at most a minute old (four queries when made anew)."""
    key = f"round-response-{row.pk}-{row.status}"
    found: Counted | None = cache.get(key)
    if found is None:
        found = _count(row)
        cache.set(key, found, REMEMBERED)
    return found


def _count(row: Round) -> Counted:
    own: dict[int, Response] = defaultdict(Response)
    people = Reviewee.objects.filter(round=row).order_by()
    counts = people.values_list("unit").annotate(all=Count("pk"), told=Count("pk", filter=~Q(remark="")))
    for unit, count, remarked in counts:
        own[unit].people, own[unit].remarked = count, remarked
    forms = Invitation.objects.filter(round=row).order_by()
    for unit, side, status, count in forms.values_list("reviewee__unit", "side", "status").annotate(
        Count("pk")
    ):
        own[unit].declined += count if status == InvitationStatus.DECLINED else 0
        if status in ASKED:
            answered = count if status == InvitationStatus.ANSWERED else 0
            one = Response(asked=count, answered=answered, sides={side: [count, answered]})
            own[unit].add(one)
    for unit, count in people.filter(pk__in=_short(row)).values_list("unit").annotate(Count("pk")):
        own[unit].short = count
    return branches(dict(own), Response)


def _short(row: Round) -> QuerySet[Any]:
    """Return the keys of the people whose colleagues together are below the threshold so far."""
    answered = Count("pk", filter=Q(status=InvitationStatus.ANSWERED.value))
    forms = Invitation.objects.filter(round=row, side__in=[side.value for side in SEALED]).order_by()
    asked = forms.exclude(status__in=(InvitationStatus.PROPOSED.value, InvitationStatus.STRUCK.value))
    rows = asked.values("reviewee").annotate(got=answered).filter(got__lt=row.shown_from)
    return rows.values("reviewee")


def units_to_help(made: Counted, units: list[int]) -> list[dict[str, Any]]:
    """Return up to ten of these units with the lowest share of answers, each with enough forms to tell."""
    below = {pk: made.below(pk) for pk in units}
    open_ones = [pk for pk, counts in below.items() if counts.is_told and counts.waiting]
    open_ones.sort(key=lambda pk: (below[pk].answered / below[pk].asked, made.names[pk], pk))
    return [{"pk": pk, "name": made.names[pk], "counts": below[pk]} for pk in open_ones[:HELP]]


def unit_people(row: Round, unit: int, user: Employee, on: date, number: str) -> dict[str, Any]:
    """Return one page of the people of a unit by name, each with the total of forms (three queries).

    No side by itself, no rater; a number below the threshold is only told as such. The own row is left out.
    """
    people = visible_reviewees(user, row, on).filter(unit=unit)
    page = counted_page(number, people.count(), PAGE)
    found = list(people.select_related("employee").order_by("employee__name", "pk")[page.part])
    counts = people_counts(row, found)
    lines = [
        {
            "reviewee": one,
            "asked": asked,
            "answered": answered_words(answered, row.shown_from),
            "short": short,
        }
        for one in found
        for asked, answered, short in [counts[one.pk]]
    ]
    return {"lines": lines, "page": page}


def people_counts(row: Round, people: list[Reviewee]) -> dict[int, tuple[int, int, bool]]:
    """Return per reviewed person forms asked, answered, and whether colleagues are below the threshold."""
    answered = Q(status=InvitationStatus.ANSWERED.value)
    sealed = Q(side__in=[side.value for side in SEALED])
    forms = Invitation.objects.filter(reviewee__in=people, status__in=ASKED).order_by()
    rows = forms.values_list("reviewee").annotate(
        asked=Count("pk"),
        got=Count("pk", filter=answered),
        colleagues=Count("pk", filter=answered & sealed),
    )
    found = {pk: (asked, got, colleagues < row.shown_from) for pk, asked, got, colleagues in rows}
    return {one.pk: found.get(one.pk, (0, 0, True)) for one in people}


def raters_waiting(row: Round) -> QuerySet[Employee]:
    """Return who has a form of a round still to answer, active people only, each once."""
    forms = Invitation.objects.filter(round=row, status=InvitationStatus.WAITING.value, rater=OuterRef("pk"))
    people: QuerySet[Employee] = Employee.objects.active().filter(Exists(forms))
    return people
