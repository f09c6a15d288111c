"""Reads about what units promise (perjanjian kinerja): the list, a unit's goals, what a head can take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from organizations.models import Employee, Placement, Unit
from organizations.queries import PageLinks, page_after

from ..models import Goal, Indicator, KeyIndicator, Period, Plan, Result
from ..rules import DIRECTION_LABELS, Direction
from .payload import ordered_indicators, ordered_results, promised
from .period import current_period

YEARS_SHOWN = 4
FILLED, EMPTY = "ada", "belum"


# --- Years ------------------------------------------------------------------------------------------


def agreement_years() -> list[Period]:
    """Return the years whose goals are shown, the latest first, prepared ones included, archived ones not."""
    return list(Period.objects.filter(archived_at__isnull=True).order_by("-year")[:YEARS_SHOWN])


def chosen_year(asked: str, on: date) -> Period | None:
    """Return the year that was asked for, else the one that runs, else the latest."""
    years = agreement_years()
    named = next((row for row in years if str(row.year) == asked), None)
    return named or current_period(on) or next(iter(years), None)


def year_links(chosen: Period | None) -> list[dict[str, Any]]:
    """Return the links between the years; none while there is only one."""
    years = agreement_years()
    return (
        [
            {"label": f"Tahun {row.year}", "href": f"?tahun={row.year}", "is_current": row == chosen}
            for row in years
        ]
        if len(years) > 1
        else []
    )


# --- Words ------------------------------------------------------------------------------------------


def promised_key(row: KeyIndicator) -> str:
    """Return the target of a key indicator in words."""
    return promised(row.target, row.target_until, row.measure)


def direction_words(direction: str) -> str:
    """Return which way is better, "" for the usual one."""
    if direction in {Direction.HIGHER, Direction.RANGE}:
        return ""  # a range says so itself
    return DIRECTION_LABELS[Direction(direction)].lower()


def goal_texts(goal: Goal) -> dict[str, str]:
    """Return a goal as it is stored now, by label, for the page that shows both texts."""
    lines = [f"{row.text}: {promised_key(row) or '-'}" for row in goal.key_indicators.order_by("order", "pk")]
    return {"Sasaran": goal.text, "Indikator dan target": "\n".join(lines)}


# --- The list ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class UnitRow:
    """A unit with how much it promises in the year."""

    unit: Unit
    goals: int
    keys: int


@dataclass(frozen=True)
class AgreementList:
    """One page of the units of a year."""

    rows: list[UnitRow]
    page: PageLinks
    q: str
    filled: str


def agreement_list(period: Period, params: Mapping[str, str]) -> AgreementList:
    """Return one page of the units by name with their numbers of goals and IKU (two queries).

    Units that have been closed are listed for the years in which they promised something.
    """
    text, filled = params.get("q", "").strip()[:80], params.get("isi", "")
    filled = filled if filled in {FILLED, EMPTY} else ""
    own = Exists(Goal.objects.filter(period=period, unit=OuterRef("pk")))
    units: QuerySet[Unit] = Unit.objects.filter(Q(closed_on__isnull=True) | own).select_related("parent")
    if text:
        units = units.filter(Q(name__icontains=text) | Q(code__iexact=text))
    if filled:
        units = units.filter(own if filled == FILLED else ~own)
    kept = {"tahun": str(period.year), "q": text, "isi": filled, "sesudah": params.get("sesudah", "")[:300]}
    page = page_after(units, key=("name", "pk"), params=kept)
    counts = _counts(period, [unit.pk for unit in page.rows])
    rows = [UnitRow(unit, *counts.get(unit.pk, (0, 0))) for unit in page.rows]
    return AgreementList(rows, page, text, filled)


def own_units(user: Employee, on: date) -> list[Unit]:
    """Return the units of a person's placements and those above, the nearest first (two queries)."""
    placement = (
        Placement.objects.on(on).filter(employee=user).select_related("unit").order_by("-is_head", "pk")
    )
    nearest = placement.first()
    if nearest is None:
        return []
    return list(reversed(nearest.unit.ancestors(include_self=True)))


def _counts(period: Period, units: list[int]) -> dict[int, tuple[int, int]]:
    rows = Goal.objects.filter(period=period, unit__in=units).values("unit").order_by("unit")
    counted = rows.annotate(goals=Count("pk", distinct=True), keys=Count("key_indicators"))
    return {row["unit"]: (row["goals"], row["keys"]) for row in counted}


# --- The goals of a unit ------------------------------------------------------------------------------


def goals_of(period: Period, unit: Unit) -> list[Goal]:
    """Return what a unit promises in a year, in order, with the key indicators loaded (two queries)."""
    keys = Prefetch("key_indicators", KeyIndicator.objects.order_by("order", "pk"))
    rows = Goal.objects.filter(period=period, unit=unit).prefetch_related(keys)
    return list(rows.order_by("order", "pk"))


# --- What the head's plan takes from them -------------------------------------------------------------


@dataclass(frozen=True)
class OpenGoal:
    """A goal that the plan has not taken yet."""

    goal: Goal
    keys: list[tuple[str, str]]  # text and target in words


@dataclass(frozen=True)
class TakenGoal:
    """A goal that the plan has taken, where the two differ now."""

    result: Result
    number: int
    differences: list[str]


@dataclass(frozen=True)
class Taking:
    """What a head's draft has and has not taken from the unit's perjanjian kinerja."""

    unit: Unit
    year: int
    open: list[OpenGoal] = field(default_factory=list)
    taken: int = 0
    changed: list[TakenGoal] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the unit has promised nothing yet."""
        return not self.open and not self.taken


def taking(plan: Plan) -> Taking | None:
    """Return what the plan of a unit's head can take; None for everybody else. `plan` comes from `load`."""
    placement = plan.placement
    if not placement.is_head:
        return None
    results = {
        row.goal_id: (number, row) for number, row in enumerate(ordered_results(plan), 1) if row.goal_id
    }
    goals = goals_of(plan.period, placement.unit)
    told = [_taken(goal, *results[goal.pk]) for goal in goals if goal.pk in results]
    return Taking(
        unit=placement.unit,
        year=plan.period.year,
        open=[_open(goal) for goal in goals if goal.pk not in results],
        taken=len(told),
        changed=[each for each in told if each.differences],
    )


def _open(goal: Goal) -> OpenGoal:
    return OpenGoal(goal, [(row.text, promised_key(row)) for row in goal.key_indicators.all()])


def _taken(goal: Goal, number: int, result: Result) -> TakenGoal:
    rows = {row.key_indicator_id: row for row in ordered_indicators(result)}
    told = [_difference(key, rows.get(key.pk)) for key in goal.key_indicators.all()]
    if result.text.strip() != goal.text:
        told.insert(0, f"Sasarannya berbunyi “{goal.text}”.")
    return TakenGoal(result, number, [sentence for sentence in told if sentence])


def _difference(key: KeyIndicator, row: Indicator | None) -> str:
    if row is None:
        return f"IKU “{key.text}” belum ada pada hasil ini."
    there, here = promised_key(key), promised(row.target, row.target_until, row.unit)
    if there != here:
        return f"“{key.text}”: perjanjian kinerja {there or 'kosong'}, SKP Anda {here or 'kosong'}."
    if key.direction != row.direction:
        return (
            f"“{key.text}”: menurut perjanjian kinerja {DIRECTION_LABELS[Direction(key.direction)].lower()}."
        )
    return ""
