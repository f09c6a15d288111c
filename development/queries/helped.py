"""What helped whom, for the agency: counts without names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from organizations.models import Placement

from ..models import DevelopmentAction, DevelopmentPlan, Registration
from ..rules.helped import POST_LABELS, Helpful, Post, Said, counted_until, helpful, post_of
from ..rules.plan import ACTION_LABELS, OUTCOME_LABELS, ActionKind, Helped
from ..rules.small_counts import FEWEST, protected
from ..rules.training import Registered

CATALOGUE = "Pelatihan dari katalog"
RUNNING = "Masih berjalan"


@dataclass(frozen=True)
class Support:
    """How plans with support stand in the agency, and what helped whom."""

    until: date  # the last day that is counted
    plans: int | None  # None: fewer than five
    states: dict[str, int | None]  # where they stand; empty where the whole is not told
    posts: list[str]
    rows: list[tuple[str, Helpful]]


def what_helped(on: date) -> Support:
    """Return counts over all plans and trainings up to the last quarter, without names (three queries)."""
    before = counted_until(on)
    states = _states(before)
    whole = sum(states.values())
    rows = [(ACTION_LABELS[kind], helpful(said)) for kind, said in _done(before).items()]
    return Support(
        until=before - timedelta(days=1),
        plans=whole if whole >= FEWEST else None,
        states=protected(states) if whole >= FEWEST else {},
        posts=list(POST_LABELS.values()),
        rows=[*rows, (CATALOGUE, helpful(_attended(before)))],
    )


def _states(before: date) -> dict[str, int]:
    """Return how many plans stand where, as on that day; each person's plan counts."""
    was_open = Case(When(closed_on__lt=before, then=F("outcome")), default=Value(""))
    rows = DevelopmentPlan.objects.filter(started_on__lt=before).annotate(state=was_open).order_by()
    found = dict(rows.values_list("state").annotate(many=Count("employee", distinct=True)))
    labels = {"": RUNNING} | {outcome.value: label for outcome, label in OUTCOME_LABELS.items()}
    return {label: found.get(state, 0) for state, label in labels.items()}


def _done(before: date) -> dict[ActionKind, dict[Post, Said]]:
    found: dict[ActionKind, dict[Post, Said]] = {kind: defaultdict(Said) for kind in ActionKind}
    for row in _said(DevelopmentAction.objects.filter(done_on__lt=before), "plan__employee", "kind"):
        by_post, post = found[ActionKind(row.pop("kind"))], post_of(row.pop("post"))
        by_post[post] += Said(**row)
    return found


def _attended(before: date) -> dict[Post, Said]:
    found: dict[Post, Said] = defaultdict(Said)
    rows = Registration.objects.filter(state=Registered.ATTENDED, training__ends_on__lt=before)
    for row in _said(rows, "employee"):
        post = post_of(row.pop("post"))
        found[post] += Said(**row)
    return found


def _said(rows: QuerySet[Any], person: str, *by: str) -> Any:
    """Return counts by the kind of post that each person has today, and by more columns (one query)."""
    posts = Placement.objects.definitive().filter(employee=OuterRef(person)).order_by("-started_on", "-pk")
    rows = rows.annotate(post=Subquery(posts.values("position__kind")[:1])).order_by()
    said = ~Q(helped="")
    return rows.values("post", *by).annotate(
        done=Count("pk"),
        reached=Count(person, distinct=True),
        people=Count(person, distinct=True, filter=said),
        answers=Count("pk", filter=said),
        yes=Count("pk", filter=Q(helped=Helped.YES)),
    )
