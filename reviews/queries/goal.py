"""How far a unit got with what it promised: the perjanjian kinerja with progress and those who serve it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from appraisal.templatetags.ui import persen
from indicators.access import visible_plans
from indicators.models import Goal, KeyIndicator, Period, Plan, Result, Term
from indicators.queries import direction_words, goals_of, promised, promised_key
from indicators.rules import Direction, PlanStatus, achievement
from organizations.models import Employee, Placement, Unit

from ..models import Realisation

IN_FORCE = (PlanStatus.AGREED.value, PlanStatus.CLOSED.value)
NAMES_SHOWN = 24
UNREPORTED = "belum dilaporkan"


@dataclass(frozen=True)
class KeyProgress:
    """A key indicator with its target, what was reached, and the share of the target in words."""

    key: KeyIndicator
    target: str
    direction: str
    reached: str
    share: str

    @property
    def is_reported(self) -> bool:
        """Whether the head has reported anything with a number."""
        return bool(self.reached)


@dataclass(frozen=True)
class Server:
    """A person whose plan in force serves a goal; the address only for those who may see the plan.

    `level` is 0 where the plan took the goal itself, 1 and 2 for those who support such a result.
    """

    person: Employee
    position: str
    plan: Plan
    level: int
    may_see: bool


@dataclass
class GoalProgress:
    """A goal with the progress of its key indicators and the people who serve it."""

    goal: Goal
    keys: list[KeyProgress]
    servers: list[Server] = field(default_factory=list)

    @property
    def takers(self) -> list[Server]:
        """The people who took the goal into their own plans: the head, or two of them in a year."""
        return [each for each in self.servers if not each.level]

    @property
    def supporters(self) -> list[Server]:
        """The people who support what the head promised."""
        return [each for each in self.servers if each.level]

    @property
    def shown(self) -> list[Server]:
        """The supporters who are named on the page."""
        return self.supporters[:NAMES_SHOWN]

    @property
    def more(self) -> int:
        """How many supporters are not named."""
        return max(len(self.supporters) - NAMES_SHOWN, 0)


@dataclass(frozen=True)
class AgreementPage:
    """What a unit promised in a year and how far it got."""

    heads: list[Placement]
    goals: list[GoalProgress]

    @property
    def keys(self) -> list[KeyProgress]:
        """All key indicators of the unit."""
        return [key for goal in self.goals for key in goal.keys]

    @property
    def reported(self) -> int:
        """How many key indicators have an amount."""
        return sum(key.is_reported for key in self.keys)


def agreement_page(period: Period, unit: Unit, user: Employee, on: date) -> AgreementPage:
    """Return a unit's goals with progress and people; six queries, whatever their number."""
    goals = goals_of(period, unit)
    latest = latest_realisations(goals, unit)
    servers = _servers(goals, period, user, on)
    told = [
        GoalProgress(
            goal,
            [_key(key, latest.get(key.pk)) for key in goal.key_indicators.all()],
            servers.get(goal.pk, []),
        )
        for goal in goals
    ]
    heads = Placement.objects.on(on).filter(unit=unit, is_head=True).select_related("employee", "position")
    return AgreementPage(list(heads.order_by("kind", "pk")), told)


def latest_realisations(
    goals: Iterable[Goal], unit: Unit, *, until: Term | None = None
) -> dict[int, Realisation]:
    """Return the newest realisation with an amount per key indicator, at most up to a term (one query).

    It comes from the plan in force of the unit's head. Amounts count from the start of the year, so that
    the latest one is what was reached and nothing is summed up (decision of this project). Where two
    heads led in one year, or two indicators measure the same, the later report counts.
    """
    rows = Realisation.objects.filter(
        amount__isnull=False,
        indicator__key_indicator__goal__in=[goal.pk for goal in goals],
        indicator__removed_at__isnull=True,
        indicator__result__removed_at__isnull=True,
        indicator__result__plan__revises__isnull=True,
        indicator__result__plan__status__in=IN_FORCE,
        indicator__result__plan__placement__unit=unit,
        indicator__result__plan__placement__is_head=True,
    )
    if until is not None:
        rows = rows.filter(term__number__lte=until.number)
    rows = rows.select_related("term", "indicator").order_by("term__number", "reported_at", "pk")
    return {row.indicator.key_indicator_id: row for row in rows if row.indicator.key_indicator_id}


def share_words(key: KeyIndicator, reached: Decimal | None) -> str:
    """Return how far a key indicator got: "83,6% dari target", or that nothing was reported."""
    if reached is None:
        return UNREPORTED
    if key.target is None:
        return "dilaporkan, tanpa target angka"
    share = achievement(
        realised=reached, target=key.target, until=key.target_until, direction=Direction(key.direction)
    )
    return "dilaporkan" if share is None else f"{persen(share, 1)} dari target"


def _key(key: KeyIndicator, latest: Realisation | None) -> KeyProgress:
    amount = latest.amount if latest else None
    reached = promised(amount, None, key.measure) if amount is not None else ""
    return KeyProgress(
        key=key,
        target=promised_key(key),
        direction=direction_words(key.direction),
        reached=f"{reached}, {latest.term.name}" if latest and reached else "",
        share=share_words(key, amount),
    )


def _servers(goals: Iterable[Goal], period: Period, user: Employee, on: date) -> dict[int, list[Server]]:
    """Return who serves each goal: the head who took it, and two levels of results that support that one."""
    ids = [goal.pk for goal in goals]
    serves = Q(goal__in=ids) | Q(supports__goal__in=ids) | Q(supports__supports__goal__in=ids)
    rows = Result.objects.filter(
        serves, plan__period=period, plan__revises__isnull=True, plan__status__in=IN_FORCE
    ).select_related(
        "plan__placement__employee", "plan__placement__position", "supports", "supports__supports"
    )
    found: dict[int, dict[int, tuple[int, Plan]]] = defaultdict(dict)
    for row in rows.order_by("pk"):
        led = row.supports
        chain = (row.goal_id, led and led.goal_id, led and led.supports and led.supports.goal_id)
        for level, goal in reversed(list(enumerate(chain))):
            if goal in ids:
                nearest = min(level, found[goal].get(row.plan_id, (level, row.plan))[0])
                found[goal][row.plan_id] = (nearest, row.plan)
    plans = {key for each in found.values() for key in each}
    seen = set(visible_plans(user, on).filter(pk__in=plans).values_list("pk", flat=True)) if plans else set()
    return {
        goal: [
            Server(plan.placement.employee, plan.placement.position.title, plan, level, plan.pk in seen)
            for level, plan in sorted(each.values(), key=_nearest_first)
        ]
        for goal, each in found.items()
    }


def _nearest_first(found: tuple[int, Plan]) -> tuple[int, str, int]:
    level, plan = found
    return level, plan.placement.employee.name, plan.pk
