"""Who was rated how at each stage, with the groups people belong to: a few readings for the whole agency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from awards.models import AwardCandidate
from awards.rules.award import Choice
from indicators.models import Period
from indicators.rules import TermKind
from organizations.models import Unit
from organizations.rules import PlacementKind
from reviews.models import CalibrationCase, Correction, Evaluation, Objection
from reviews.rules.evaluation import RELEASED, Rating

from ..rules.equal import YEARS
from ..rules.grounds import UNKNOWN, Ground, age_of, band_of, contract_of, sex_of, unit_kinds
from .reached import reached_by_plan

BATCH = 5000
STEP = {Rating.BELOW: 1, Rating.MEETS: 2, Rating.ABOVE: 3}


class Stage(StrEnum):
    """Where equal treatment is looked at: each step can keep, lessen or make a difference."""

    FIRST = "PERTAMA"  # what the superior gave, before calibration, objection and correction
    FINAL = "AKHIR"
    AWARD = "PENGHARGAAN"  # recommended, among those who were eligible


@dataclass(frozen=True)
class Case:
    """One person in one year at one stage; of an award only whether it was recommended."""

    person: int
    year: int
    groups: dict[Ground, str]
    band: int | None  # of like realisation
    results: Rating | None = None
    behaviour: Rating | None = None
    is_recommended: bool = False


PEOPLE = ("sex", "nip", "birth_on", "kind")


def cases_of(period: Period) -> dict[Stage, list[Case]]:
    """Return by stage the cases of a year and the two before, the latest year last (ten queries).

    One case for each person and year: the evaluation of the last definitive post, once it is shared, and
    for awards the best of all closed lists.
    """
    years = range(period.year - YEARS + 1, period.year + 1)
    periods = list(Period.objects.filter(year__in=years).order_by("year"))
    kinds = unit_kinds(
        {
            pk: (name, parent)
            for pk, name, parent in Unit.objects.order_by().values_list("pk", "name", "parent_id")
        }
    )
    reading = _Reading(
        period, periods, {pk: kind.value for pk, kind in kinds.items()}, reached_by_plan(periods)
    )
    first, final = reading.rated()
    return {Stage.FIRST: first, Stage.FINAL: final, Stage.AWARD: reading.recommended()}


@dataclass
class _Reading:
    """What the stages share: the year that is looked at, kinds of units, how far each plan got."""

    period: Period
    periods: list[Period]
    kinds: dict[int, str]
    reached: dict[int, Decimal]

    def __post_init__(self) -> None:
        self.bands: dict[tuple[int, int], int | None] = {}

    def rated(self) -> tuple[list[Case], list[Case]]:
        """Return the cases with the superior's first ratings, and with those that stand."""
        changed = self._first_ratings()
        rows = Evaluation.objects.filter(
            plan__period__in=self.periods,
            term__kind=TermKind.FINAL.value,
            status__in=RELEASED,
            plan__placement__kind=PlacementKind.DEFINITIVE.value,
        ).order_by("plan__period__year", "plan__started_on", "pk")
        person = "plan__placement__employee"
        columns = (
            "pk",
            "plan_id",
            "plan__period__year",
            "plan__placement__unit_id",
            "results_rating",
            "behaviour_rating",
        )
        first: dict[tuple[int, int], Case] = {}
        final: dict[tuple[int, int], Case] = {}
        found = rows.values_list(*columns, f"{person}_id", *(f"{person}__{name}" for name in PEOPLE))
        for pk, plan, year, unit, results, behaviour, employee, *facts in found.iterator(BATCH):
            key = employee, year
            reached = self.reached.get(plan)
            self.bands[key] = None if reached is None else band_of(reached)
            known = employee, year, self._groups(unit, *facts), self.bands[key]
            final[key] = Case(*known, Rating(results), Rating(behaviour))
            first[key] = Case(*known, *changed.get(pk, (Rating(results), Rating(behaviour))))
        return list(first.values()), list(final.values())

    def _first_ratings(self) -> dict[int, tuple[Rating, Rating]]:
        """Return the first ratings of evaluations that were changed later (three queries).

        Calibration comes before sharing, an objection after it, a correction at the very end; what stood
        before the earliest change is what the superior gave.
        """
        whose = {"evaluation__plan__period__in": self.periods, "before__isnull": False}
        found: dict[int, tuple[Rating, Rating]] = {}
        stages: tuple[QuerySet[Any], ...] = (
            Correction.objects.filter(**whose),
            Objection.objects.filter(**whose),
            CalibrationCase.objects.filter(**whose),
        )
        for rows in stages:
            changes = rows.order_by("-decided_at", "-pk").values_list("evaluation", "before")
            for evaluation, before in changes.iterator(BATCH):
                found[evaluation] = Rating(before["results"]), Rating(before["behaviour"])
        return found

    def recommended(self) -> list[Case]:
        """Return who was eligible on a closed award list of persons, and who was recommended."""
        rows = AwardCandidate.objects.filter(
            award_list__scheme__period__in=self.periods,
            award_list__closed_at__isnull=False,
            employee__isnull=False,
            is_eligible=True,
        ).order_by("award_list__scheme__period__year", "pk")
        columns = ("employee_id", "award_list__scheme__period__year", "placement__unit_id", "decision")
        found: dict[tuple[int, int], Case] = {}
        read = rows.values_list(*columns, *(f"employee__{name}" for name in PEOPLE))
        for employee, year, unit, decision, *facts in read.iterator(BATCH):
            key = employee, year
            won = decision == Choice.RECOMMENDED or (key in found and found[key].is_recommended)
            found[key] = Case(
                employee, year, self._groups(unit, *facts), self.bands.get(key), is_recommended=won
            )
        return list(found.values())

    def _groups(self, unit: int, sex: str, nip: str, birth_on: Any, kind: str) -> dict[Ground, str]:
        return {
            Ground.SEX: sex_of(sex, nip),
            Ground.AGE: age_of(birth_on, nip, self.period.ended_on),
            Ground.UNIT: self.kinds.get(unit, UNKNOWN),
            Ground.CONTRACT: contract_of(kind),
        }
