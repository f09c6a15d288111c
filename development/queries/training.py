"""Trainings as the pages list them, who registered, and what helped, in counts without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from appraisal.paging import page_number
from organizations.models import Employee, Placement
from organizations.queries import PageLinks

from ..models import DevelopmentAction, DevelopmentPlan, Registration, Training
from ..rules.plan import ACTION_LABELS, ActionKind, Helped
from ..rules.training import FORM_LABELS, REGISTERED_LABELS, TAKING, Registered, TrainingForm

PAGE = 25
FEWEST = 5  # people behind a count of answers; below it the answers are not told


@dataclass(frozen=True)
class Offered:
    """A training with its counts and where this person stands."""

    row: Training
    form: str
    taken: int
    queued: int
    own: str  # the state of the reader's registration in words

    @property
    def free(self) -> int | None:
        """How many places are left; None where there is no limit."""
        return None if self.row.places is None else max(self.row.places - self.taken, 0)


def with_counts(rows: QuerySet[Training], user: Employee) -> QuerySet[Training]:
    """Add to trainings how many have a place, how many wait, and the reader's own state."""
    own = Registration.objects.filter(training=OuterRef("pk"), employee=user).exclude(state="BATAL")
    return rows.annotate(
        taken=Count("registrations", filter=Q(registrations__state__in=TAKING)),
        queued=Count("registrations", filter=Q(registrations__state=Registered.QUEUED)),
        own_state=Subquery(own.values("state")[:1]),
    )


def offered(row: Any) -> Offered:
    """Return a counted training with its words."""
    own = REGISTERED_LABELS[Registered(row.own_state)] if row.own_state else ""
    return Offered(row, FORM_LABELS[TrainingForm(row.form)], row.taken, row.queued, own)


def training_page(user: Employee, on: date, number: str, *, is_past: bool = False) -> PageLinks:
    """Return one page of trainings, the nearest first, or the past ones, the latest first (one query)."""
    rows = Training.objects.filter(ends_on__lt=on) if is_past else Training.objects.filter(ends_on__gte=on)
    order = ("-starts_on", "-pk") if is_past else ("starts_on", "pk")
    page = page_number(number)
    first = (page - 1) * PAGE
    found = list(with_counts(rows, user).order_by(*order)[first : first + PAGE + 1])
    kept = "&lewat=1" if is_past else ""
    return PageLinks(
        [offered(row) for row in found[:PAGE]],
        f"Halaman {page}",
        f"?hal={page - 1}{kept}" if first else "",
        f"?hal={page + 1}{kept}" if len(found) > PAGE else "",
    )


def own_registrations(user: Employee) -> list[Registration]:
    """Return what a person registered for, the latest first (one query)."""
    rows = Registration.objects.filter(employee=user).exclude(state=Registered.WITHDRAWN)
    return list(rows.select_related("training").order_by("-training__starts_on", "-pk")[:PAGE])


def participants(training: Training) -> list[Registration]:
    """Return who has a place or waits, by name, with post and unit of today (two queries)."""
    rows = list(
        training.registrations.exclude(state=Registered.WITHDRAWN)
        .select_related("employee")
        .order_by("employee__name", "pk")[:2000]
    )
    posts = (
        Placement.objects.on(training.starts_on)
        .definitive()
        .filter(employee__in=[row.employee_id for row in rows])
    )
    places = {post.employee_id: post for post in posts.select_related("position", "unit").order_by("pk")}
    for row in rows:
        row.post = places.get(row.employee_id)  # type: ignore[attr-defined]
        row.words = REGISTERED_LABELS[Registered(row.state)]  # type: ignore[attr-defined]
    return rows


def open_trainings_of_plans(user: Employee) -> QuerySet[DevelopmentAction]:
    """Return the trainings in a person's own running plans that were not done yet."""
    return DevelopmentAction.objects.filter(
        plan__employee=user, plan__closed_on=None, kind=ActionKind.TRAINING, done_on=None
    ).order_by("due_on", "pk")


# --- What helped ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Helpful:
    """One kind of support: how often it was done, and what people said, when enough did."""

    label: str
    done: int
    people: int
    answers: int
    percent: int | None  # of answers, "sangat membantu"; None below FEWEST people


@dataclass(frozen=True)
class Support:
    """How plans with support stand in the agency, and what helped."""

    asked: int
    running: int
    closed: int
    rows: list[Helpful]


def what_helped() -> Support:
    """Return counts over all plans and trainings, without names (three queries).

    Answers of fewer than five people are not told: who struggles would be known among so few.
    """
    plans = DevelopmentPlan.objects.aggregate(
        asked=Count("pk"),
        running=Count("pk", filter=Q(closed_on=None)),
        closed=Count("pk", filter=Q(closed_on__isnull=False)),
    )
    said = {
        "people": Count("plan__employee", distinct=True, filter=~Q(helped="")),
        "answers": Count("pk", filter=~Q(helped="")),
        "yes": Count("pk", filter=Q(helped=Helped.YES)),
        "done": Count("pk"),
    }
    found = DevelopmentAction.objects.filter(done_on__isnull=False).order_by().values("kind").annotate(**said)
    kinds: dict[str, dict[str, Any]] = {row["kind"]: dict(row) for row in found}
    rows = [_helpful(ACTION_LABELS[kind], kinds.get(kind.value, {})) for kind in ActionKind]
    attended = Registration.objects.filter(state=Registered.ATTENDED).aggregate(
        people=Count("employee", distinct=True, filter=~Q(helped="")),
        answers=Count("pk", filter=~Q(helped="")),
        yes=Count("pk", filter=Q(helped=Helped.YES)),
        done=Count("pk"),
    )
    return Support(**plans, rows=[*rows, _helpful("Pelatihan dari katalog", attended)])


def _helpful(label: str, row: dict[str, Any]) -> Helpful:
    people, answers = row.get("people", 0), row.get("answers", 0)
    percent = (200 * row["yes"] + answers) // (2 * answers) if people >= FEWEST else None
    return Helpful(label, row.get("done", 0), people, answers if people >= FEWEST else 0, percent)
