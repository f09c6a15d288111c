"""Winners: the public list by consent, and what a person reads about the own candidacies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from appraisal.templatetags.ui import angka
from organizations.models import Employee
from reviews.rules.rounding import half_up

from ..access.winner import honoured, own_candidates
from ..models import AwardCandidate, AwardList
from ..rules.award import Choice
from ..rules.committee import to_grow
from ..rules.scheme import Consent
from .criteria import criteria_of

LOADED = (
    *("award_list__scheme__period", "employee", "placement__position", "placement__unit"),
    *("unit", "nomination"),
)

# --- The public list ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Winner:
    """A winner as the public reads it: name and the words for the public."""

    name: str
    place: str
    reason: str


@dataclass
class Honours:
    """One award in one year with its winners; `hidden` did not agree to be named."""

    year: int
    name: str
    purpose: str
    empty: str
    winners: list[Winner] = field(default_factory=list)
    hidden: int = 0


def public_honours(year: int) -> list[Honours]:
    """Return the settled awards of a year with who may be named, by name (two queries)."""
    lists = AwardList.objects.filter(closed_at__isnull=False).select_related("scheme__period")
    found = {
        row.pk: Honours(row.period.year, row.name, row.scheme.purpose, row.empty_reason)
        for row in lists.filter(scheme__period__year=year).order_by("scheme__name", "pk")
    }
    rows = AwardCandidate.objects.filter(award_list__in=list(found), decision=Choice.RECOMMENDED)
    order = ("employee__name", "unit__name", "nomination__team_name", "pk")
    for row in rows.select_related(*LOADED).order_by(*order):
        if row.employee_id is not None and row.consent != Consent.YES:
            found[row.award_list_id].hidden += 1
        else:
            winner = Winner(row.title, row.place_words, row.public_reason)
            found[row.award_list_id].winners.append(winner)
    return list(found.values())


def public_years() -> list[int]:
    """Return the years with settled awards, newest first."""
    years = AwardList.objects.filter(closed_at__isnull=False).values_list("scheme__period__year", flat=True)
    return sorted(set(years), reverse=True)


# --- The own awards -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Own:
    """A candidacy of the person, or a win of the own team or unit."""

    pk: int
    year: int
    award: str
    who: str
    is_won: bool
    is_person: bool
    consent: str


def own_awards(user: Employee, on: date) -> list[Own]:
    """Return the settled candidacies of a person and what the own unit won, newest first (two queries)."""
    mine = Q(pk__in=own_candidates(user).values("pk")) | Q(pk__in=honoured(user, on).values("pk"))
    rows = AwardCandidate.objects.filter(mine).select_related(*LOADED)
    return [
        Own(
            pk=row.pk,
            year=row.award_list.period.year,
            award=row.award_list.name,
            who="" if row.employee_id == user.pk else row.title,
            is_won=row.decision == Choice.RECOMMENDED,
            is_person=row.employee_id == user.pk,
            consent=row.consent,
        )
        for row in rows.order_by("-award_list__scheme__period__year", "award_list__scheme__name", "pk")
    ]


def own_file(candidate: AwardCandidate) -> dict[str, Any]:
    """Return what a candidate reads about the own file: own values and conditions, nothing of others."""
    parts = _own_parts(candidate)
    values = [
        {
            "label": part["label"],
            "weight": f"{angka(Decimal(part['weight']))}%",
            "value": angka(half_up(Decimal(part["value"]), 1), 1),
        }
        for part in parts
    ]
    unmet = [answer for answer in candidate.criteria if answer["met"] is not True]
    return {
        "values": values,
        "unmet": unmet,
        "met": len(candidate.criteria) - len(unmet),
        "grow": to_grow(parts),
    }


def _own_parts(candidate: AwardCandidate) -> list[dict[str, str]]:
    """Return the criteria for which own points are known, with weight and value."""
    if candidate.contributions:
        return list(candidate.contributions)
    found = []
    for one in criteria_of(candidate.award_list.scheme):
        points = candidate.basis.get(one.key, {}).get("points")
        if points:
            found.append({"label": one.label, "weight": str(one.weight), "value": points})
    return found
