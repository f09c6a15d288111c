"""Whose names are looked for in the words of a round."""

from __future__ import annotations

from django.db.models import Q

from organizations.models import Employee, Placement
from organizations.rules.wording import Names

from ..models import Invitation, Reviewee, Round


def names_in(row: Round) -> Names:
    """Return the names of everybody reviewed or asked in a round, and of who works or worked beside them."""
    reviewed = Reviewee.objects.filter(round=row)
    asked = Invitation.objects.filter(round=row)
    beside = Placement.objects.filter(unit__in=reviewed.values("unit"))
    people = Employee.objects.filter(
        Q(pk__in=reviewed.values("employee"))
        | Q(pk__in=asked.values("rater"))
        | Q(pk__in=beside.values("employee"))
    )
    return Names.of(people.values_list("name", flat=True).distinct())
