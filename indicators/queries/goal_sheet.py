"""What a file of goals would change: each row laid beside what is stored, without writing anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Max, Prefetch

from organizations.models import Unit, Upload

from ..models import Goal, KeyIndicator, Period
from ..rules import (
    DIRECTION_LABELS,
    GOALS_AT_MOST,
    INDICATORS_AT_MOST,
    Direction,
    KeyDraft,
    fingerprint,
    same_words,
)
from .goal import promised_key
from .payload import promised


@dataclass(frozen=True)
class KeyChange:
    """One row of the file: the key indicator it names, what is stored, and what would change."""

    line: int
    draft: KeyDraft
    stored: KeyIndicator | None
    changes: list[dict[str, str]]

    @property
    def state(self) -> str:
        """Whether the row is new, changed or unchanged."""
        return "new" if self.stored is None else "changed" if self.changes else "unchanged"


@dataclass
class GoalChange:
    """A goal of the file with its rows; `goal` is None when it is new."""

    unit: Unit
    text: str
    goal: Goal | None
    rows: list[KeyChange] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Whether anything of this goal would be written."""
        return self.goal is None or any(row.state != "unchanged" for row in self.rows)

    @property
    def drafts(self) -> list[KeyDraft]:
        """All key indicators as they would be afterwards: the stored ones in order, then the new ones."""
        stored = list(self.goal.key_indicators.all()) if self.goal else []
        told = {row.stored.pk: row.draft for row in self.rows if row.stored}
        kept = [told.get(row.pk) or key_draft(row) for row in stored]
        return kept + [row.draft for row in self.rows if row.stored is None]


@dataclass(frozen=True)
class Comparison:
    """A whole file beside the stored goals."""

    goals: list[GoalChange]
    stop: str

    @property
    def rows(self) -> list[tuple[GoalChange, KeyChange]]:
        """All rows with their goals, in the order of the file."""
        return [(goal, row) for goal in self.goals for row in goal.rows]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed and unchanged."""
        states = [row.state for _, row in self.rows]
        return {state: states.count(state) for state in ("new", "changed", "unchanged")}

    @property
    def digest(self) -> str:
        """The fingerprint of what would be written, and over which versions."""
        told = [
            [
                goal.unit.pk,
                goal.text,
                goal.goal.version if goal.goal else 0,
                *[_plain(row) for row in goal.rows],
            ]
            for goal in self.goals
            if goal.writes
        ]
        return fingerprint({"goals": told})


def compare_goals(period: Period, rows: Sequence[Mapping[str, Any]]) -> Comparison:
    """Lay the sound rows of a file beside the goals of a period; three queries for any number of rows.

    `rows` are as the judge of the file left them: unit key, goal, text, numbers as texts, line.
    """
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in={row["unit"] for row in rows})}
    goals = _stored(period, list(units))
    found: dict[tuple[int, str], GoalChange] = {}
    for row in rows:
        if row["unit"] not in units:
            continue  # the unit is gone; nothing is written for it
        place = (row["unit"], same_words(row["goal"]))
        if place not in found:
            found[place] = GoalChange(units[row["unit"]], row["goal"], goals.get(place))
        found[place].rows.append(_row(row, found[place].goal))
    changes = list(found.values())
    return Comparison(changes, _reason_to_stop(changes, goals))


def sound_rows(upload: Upload) -> list[dict[str, Any]]:
    """Return the values of the rows in which nothing is wrong, each with its line in the file."""
    return [row["values"] | {"line": row["line"]} for row in upload.rows if not row["faults"]]


def last_orders(period: Period, units: Collection[int]) -> dict[int, int]:
    """Return the place of the last goal per unit."""
    rows = Goal.objects.filter(period=period, unit__in=units).values_list("unit").order_by("unit")
    return dict(rows.annotate(last=Max("order")))


def key_draft(row: KeyIndicator) -> KeyDraft:
    """Return a stored key indicator as plain data."""
    return KeyDraft(row.text, row.target, row.target_until, row.measure, row.direction, row.pk)


def _stored(period: Period, units: Sequence[int]) -> dict[tuple[int, str], Goal]:
    keys = Prefetch("key_indicators", KeyIndicator.objects.order_by("order", "pk"))
    rows = Goal.objects.filter(period=period, unit__in=units).prefetch_related(keys)
    return {(row.unit_id, same_words(row.text)): row for row in rows.order_by("order", "pk")}


def _row(row: Mapping[str, Any], goal: Goal | None) -> KeyChange:
    draft = KeyDraft(
        text=row["text"],
        target=_number(row["target"]),
        target_until=_number(row["until"]),
        measure=row["measure"],
        direction=row["direction"],
    )
    keys = goal.key_indicators.all() if goal else []
    stored = next((key for key in keys if same_words(key.text) == same_words(draft.text)), None)
    if stored is None:
        return KeyChange(row["line"], draft, None, [])
    draft = replace(draft, text=stored.text, pk=stored.pk)
    return KeyChange(row["line"], draft, stored, _changes(stored, draft))


def _changes(stored: KeyIndicator, draft: KeyDraft) -> list[dict[str, str]]:
    pairs = [
        ("Target", promised_key(stored), promised(draft.target, draft.target_until, draft.measure)),
        (
            "Arah",
            DIRECTION_LABELS[Direction(stored.direction)].lower(),
            DIRECTION_LABELS[Direction(draft.direction)].lower(),
        ),
    ]
    return [{"label": label, "before": old, "after": new} for label, old, new in pairs if old != new]


def _reason_to_stop(changes: Sequence[GoalChange], goals: Mapping[tuple[int, str], Goal]) -> str:
    counts: dict[int, int] = {}
    for unit, _ in goals:
        counts[unit] = counts.get(unit, 0) + 1
    for change in changes:
        if len(change.drafts) > INDICATORS_AT_MOST:
            return (
                f"Sasaran “{change.text}” akan memuat {len(change.drafts)} indikator. "
                f"Satu sasaran memuat paling banyak {INDICATORS_AT_MOST}."
            )
        counts[change.unit.pk] = counts.get(change.unit.pk, 0) + (change.goal is None)
        if counts[change.unit.pk] > GOALS_AT_MOST:
            return f"{change.unit.name} akan memuat lebih dari {GOALS_AT_MOST} sasaran. Gabungkan sebagian."
    return ""


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _plain(row: KeyChange) -> list[str]:
    draft = row.draft
    return [draft.text, str(draft.target), str(draft.target_until), draft.measure, draft.direction, row.state]
