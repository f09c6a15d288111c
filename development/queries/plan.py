"""One plan with support as its page shows it, the plans of a person, and what people promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from indicators.rules import TermKind
from organizations.models import Employee
from reviews.models import Evaluation, Talk
from reviews.queries.result_page import Beside
from reviews.queries.talk_agenda import Suggested
from reviews.rules.evaluation import RELEASED

from ..access.plan import held_talks, led_people, promised_actions, visible_plans
from ..models import DevelopmentAction, DevelopmentPlan, DevelopmentReview, Registration, Training
from ..rules.plan import (
    ACTION_LABELS,
    CARE,
    HELPED_LABELS,
    OUTCOME_LABELS,
    SEPARATE,
    ActionKind,
    Helped,
    Outcome,
    missing_measures,
    needs_care,
)
from ..rules.training import Registered, words_of

MOST = 100


@dataclass(frozen=True)
class Line:
    """One thing that is done, with its words."""

    row: DevelopmentAction
    kind: str
    helped: str
    is_training: bool = False
    places: tuple[tuple[Training, str], ...] = ()  # trainings somebody registered for because of it, in words


@dataclass(frozen=True)
class PlanPage:
    """A plan with its goals, reviews and advice."""

    goals: list[tuple[str, list[Line]]]
    reviews: Sequence[DevelopmentReview]
    talks: Sequence[Talk]  # held, without a word of this reader yet
    advice: list[str]
    done: int
    total: int
    state: tuple[str, str]
    outcome: str


def plan_page(plan: DevelopmentPlan, user: Employee) -> PlanPage:
    """Return what the page of a plan shows (four queries; employee and evaluation should be loaded)."""
    rows = list(plan.actions.select_related("promised_by").order_by("goal", "due_on", "pk")[:MOST])
    reviews = list(plan.reviews.select_related("reviewed_by", "talk").order_by("-reviewed_at", "-pk")[:MOST])
    said = {row.talk_id for row in reviews if row.reviewed_by_id == user.pk}
    places = _places(plan)
    lines = [_line(row, places.get(row.pk, ())) for row in rows]
    return PlanPage(
        goals=[(goal, list(group)) for goal, group in groupby(lines, key=lambda line: line.row.goal)],
        reviews=reviews,
        talks=[talk for talk in held_talks(plan)[:10] if talk.pk not in said],
        advice=_advice(plan, {row.kind for row in rows}),
        done=sum(row.done_on is not None for row in rows),
        total=len(rows),
        state=state_of(plan),
        outcome=OUTCOME_LABELS[Outcome(plan.outcome)] if plan.outcome else "",
    )


def _line(row: DevelopmentAction, places: Iterable[tuple[Training, str]] = ()) -> Line:
    helped = HELPED_LABELS[Helped(row.helped)] if row.helped else ""
    is_training = row.kind == ActionKind.TRAINING
    return Line(row, ACTION_LABELS[ActionKind(row.kind)], helped, is_training, tuple(places))


def _places(plan: DevelopmentPlan) -> dict[int, list[tuple[Training, str]]]:
    """Return by action the trainings that the person registered for because of it (one query)."""
    rows = Registration.objects.filter(action__plan=plan).exclude(state=Registered.WITHDRAWN)
    found: dict[int, list[tuple[Training, str]]] = defaultdict(list)
    for row in rows.select_related("training").order_by("training__starts_on", "pk"):
        words = words_of(row.state, is_cancelled=row.training.cancelled_at is not None)
        found[row.action_id].append((row.training, words))  # type: ignore[index]
    return found


def state_of(plan: DevelopmentPlan) -> tuple[str, str]:
    """Return where a plan stands in words, and the kind of its tag."""
    if plan.closed_on is not None:
        return "Selesai", "ok"
    if plan.is_agreed:
        return "Berjalan", "grow"
    if plan.employee_agreed_at or plan.superior_agreed_at:
        return "Menunggu persetujuan satu pihak", "info"
    return "Sedang disusun", "mute"


def _advice(plan: DevelopmentPlan, kinds: set[str]) -> list[str]:
    if plan.evaluation is None or plan.closed_on is not None:
        return []
    missing = [ACTION_LABELS[kind].lower() for kind in missing_measures(plan.evaluation.predicate, kinds)]
    words = [f"Untuk hasil seperti ini biasanya ada {' dan '.join(missing)}."] if missing else []
    return words + ([SEPARATE] if plan.evaluation.predicate == "KURANG" else [])


@dataclass(frozen=True)
class CarePage:
    """Whom of the team a plan would help, and how the plans stand."""

    waiting: Sequence[Evaluation]
    plans: Sequence[DevelopmentPlan]


def care_page(user: Employee, on: date) -> CarePage:
    """Return results of the team that ask for a plan, and the plans of the team (two queries)."""
    people = led_people(user, on)
    asked = Evaluation.objects.filter(
        predicate__in=CARE, status__in=RELEASED, term__kind=TermKind.FINAL, development_plan__isnull=True
    ).filter(plan__placement__employee__in=people)
    asked = asked.select_related("plan__placement__employee", "plan__placement__position", "term__period")
    plans = counted(DevelopmentPlan.objects.filter(employee__in=people))
    return CarePage(list(asked.order_by("plan__placement__employee__name", "pk")[:MOST]), list(plans[:MOST]))


def counted(plans: QuerySet[DevelopmentPlan]) -> QuerySet[DevelopmentPlan]:
    """Add to plans how much of them was done, the running ones first."""
    done = Count("actions", filter=Q(actions__done_on__isnull=False))
    rows = plans.select_related("employee").annotate(total=Count("actions"), finished=done)
    return rows.order_by("closed_on", "-started_on", "-pk")


def of_the_talk(talk: Talk, user: Employee, on: date) -> list[Suggested]:
    """Return what of a running plan a reader of it may want to look at in a talk (one query)."""
    plans = visible_plans(user, on).filter(employee=talk.plan.placement.employee_id, closed_on=None)
    rows = DevelopmentAction.objects.filter(plan__in=plans, done_on=None)
    return [
        Suggested(f"pengembangan-{row.pk}", "Rencana pengembangan", row.text)
        for row in rows.order_by("due_on", "pk")[:5]
    ]


def promises(user: Employee, on: date) -> list[Line]:
    """Return what a person promised to others, the open ones first (one query)."""
    rows = promised_actions(user).filter(Q(done_on=None) | Q(done_on__year=on.year))
    rows = rows.select_related("plan__employee").order_by("done_on", "due_on", "pk")
    return [_line(row) for row in sorted(rows[:MOST], key=lambda row: row.done_on is not None)]


@dataclass(frozen=True)
class GrowthBeside:
    """What follows from an own result: a goal, and perhaps a plan with support."""

    has_support: bool  # a plan is there, or may be begun; its address leads to either


def growth_beside(evaluation: Evaluation, reader: Employee, on: date) -> Beside | None:
    """Return what follows from a result for the person whose it is; nothing for others (no query).

    The superior begins from the task on home, and from the list of the team.
    """
    if evaluation.plan.placement.employee_id != reader.pk or evaluation.status not in RELEASED:
        return None
    has_support = needs_care(evaluation.predicate) and evaluation.term.kind == TermKind.FINAL
    return Beside("development/result_beside.html", GrowthBeside(has_support))
