"""Reads around the achievement of a unit: which grade counts, its evidence, recommendations and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef

from indicators.models import Goal, KeyIndicator, Term
from indicators.queries import direction_words, promised, promised_key
from organizations.models import Employee, Unit

from ..access import achievement as access
from ..models import Evaluation, GradeAdvice, KeyRealisation, OrganisationAchievement
from ..rules.achievement import GRADE_ADVISER_LABELS, GradeAdviser, nearest_grade
from ..rules.evaluation import RELEASED
from .goal import latest_realisations, share_words

# --- Which grade counts ---------------------------------------------------------------------------


def chain_of(unit: int) -> list[int]:
    """Return the unit and those above it up to the root, the unit first (one query)."""
    return list(reversed(Unit.objects.with_tree_fields().get(pk=unit).tree_path))


def counting_grade(chain: Sequence[int], term: Term) -> OrganisationAchievement | None:
    """Return the grade that counts for people of a unit, of the nearest unit upwards (one query)."""
    rows = OrganisationAchievement.objects.valid().filter(unit__in=chain, term=term)
    return nearest_grade(chain, {row.unit_id: row for row in rows.select_related("unit", "set_by")})


def grade_for(unit: Unit, term: Term) -> str:
    """Return the word of the grade that counts for people of a unit, "" while none is set (two queries)."""
    row = counting_grade(chain_of(unit.pk), term)
    return row.grade if row else ""


def kept_grades(row: OrganisationAchievement) -> int:
    """Return how many results, shared before this grade was set, keep what held then (two queries)."""
    valid = OrganisationAchievement.objects.valid().filter(term=row.term_id, unit=OuterRef("pk"))
    below = Unit.objects.descendants(row.unit_id).annotate(is_graded=Exists(valid))
    reach = {row.unit_id}
    for pk, parent, is_graded in below.values_list("pk", "parent", "is_graded"):  # parents come first
        if parent in reach and not is_graded:
            reach.add(pk)
    shared = Evaluation.objects.filter(term=row.term_id, status__in=RELEASED)
    return shared.filter(plan__placement__unit__in=reach).exclude(grade=row.grade).count()


# --- What was reached -----------------------------------------------------------------------------


def realisations_of(keys: Iterable[int], term: Term) -> dict[int, KeyRealisation]:
    """Return what was reported of these key indicators in a term, by the indicator."""
    rows = KeyRealisation.objects.filter(key_indicator__in=list(keys), term=term)
    return {row.key_indicator_id: row for row in rows.select_related("reported_by").order_by("pk")}


def sheet_version(rows: Iterable[KeyRealisation]) -> int:
    """Return the version of the whole sheet: it grows with every row and every change."""
    return sum(row.version for row in rows)


@dataclass(frozen=True)
class KeyEvidence:
    """A key indicator with what the unit reported up to the end of a term."""

    key: KeyIndicator
    target: str
    direction: str
    row: KeyRealisation | None
    reached: str
    share: str


@dataclass(frozen=True)
class GoalEvidence:
    """A goal with the evidence of its key indicators."""

    goal: Goal
    keys: list[KeyEvidence]


def evidence_of(unit: Unit, term: Term) -> list[GoalEvidence]:
    """Return the goals of a unit that have key indicators, with what was reported in a term (two queries).

    The share of the target is help for the reader and sets nothing.
    """
    rows = KeyIndicator.objects.filter(goal__unit=unit, goal__period=term.period_id).select_related("goal")
    keys = list(rows.order_by("goal__order", "goal", "order", "pk"))
    stored = realisations_of([key.pk for key in keys], term)
    return [
        GoalEvidence(goal, [_evidence(key, stored.get(key.pk)) for key in group])
        for goal, group in groupby(keys, key=lambda key: key.goal)
    ]


def _evidence(key: KeyIndicator, row: KeyRealisation | None) -> KeyEvidence:
    amount = row.amount if row else None
    return KeyEvidence(
        key=key,
        target=promised_key(key),
        direction=direction_words(key.direction),
        row=row,
        reached=promised(amount, None, key.measure) if amount is not None else "",
        share=share_words(key, amount) if amount is not None else "",
    )


def told_by_head(goals: Iterable[GoalEvidence], unit: Unit, term: Term) -> dict[int, str]:
    """Return what the head reported in the own plan up to a term, in words by key indicator (one query)."""
    rows = latest_realisations([each.goal for each in goals], unit, until=term)
    keys = {each.key.pk: each.key for goal in goals for each in goal.keys}
    return {pk: promised(row.amount, None, keys[pk].measure) for pk, row in rows.items() if pk in keys}


# --- The page of a unit ---------------------------------------------------------------------------


@dataclass(frozen=True)
class AdviceRow:
    """What one side recommends, and whether the reader writes it."""

    adviser: GradeAdviser
    label: str
    row: GradeAdvice | None
    may_write: bool


@dataclass(frozen=True)
class AchievementPage:
    """The achievement of a unit in a term as one reader sees it."""

    valid: OrganisationAchievement | None
    counting: OrganisationAchievement | None
    goals: list[GoalEvidence]
    advice: list[AdviceRow]
    history: list[OrganisationAchievement]
    kept: int
    in_full: bool

    @property
    def reported(self) -> int:
        """How many key indicators have a report."""
        return sum(key.row is not None for goal in self.goals for key in goal.keys)

    @property
    def keys(self) -> int:
        """How many key indicators there are."""
        return sum(len(goal.keys) for goal in self.goals)


def achievement_page(
    unit: Unit, chain: Sequence[int], term: Term, user: Employee, on: date
) -> AchievementPage:
    """Return evidence and grade of a unit in a term; recommendations and history to heads and desk only."""
    stored = OrganisationAchievement.objects.filter(unit=unit, term=term).select_related("unit", "set_by")
    rows = list(stored.order_by("-set_at", "-pk"))
    valid = next((row for row in rows if row.replaced_at is None), None)
    in_full = access.reads_in_full(user, unit, on)
    return AchievementPage(
        valid=valid,
        counting=valid or counting_grade(chain, term),
        goals=evidence_of(unit, term),
        advice=_advice(unit, term, user, on) if in_full else [],
        history=[row for row in rows if row.replaced_at] if in_full else [],
        kept=kept_grades(valid) if valid and in_full else 0,
        in_full=in_full,
    )


def _advice(unit: Unit, term: Term, user: Employee, on: date) -> list[AdviceRow]:
    rows = GradeAdvice.objects.filter(unit=unit, term=term).select_related("given_by")
    stored = {row.adviser: row for row in rows}
    return [
        AdviceRow(adviser, label, stored.get(adviser), bool(access.may_advise(user, unit, adviser, term, on)))
        for adviser, label in GRADE_ADVISER_LABELS.items()
    ]
