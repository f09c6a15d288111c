"""Trainings as the pages list them, who registered, and what helped, in counts without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from appraisal.paging import page_number
from organizations.models import Employee, Placement
from organizations.queries import PageLinks

from ..models import DevelopmentAction, Registration, Training
from ..rules.plan import ActionKind
from ..rules.training import FORM_LABELS, TAKING, Registered, TrainingForm, words_of

PAGE = 25


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
    own = words_of(row.own_state or "", is_cancelled=row.cancelled_at is not None)
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
    found = Registration.objects.filter(employee=user).exclude(state=Registered.WITHDRAWN)
    rows = list(found.select_related("training").order_by("-training__starts_on", "-pk")[:PAGE])
    for row in rows:
        row.words = words_of(row.state, is_cancelled=row.training.cancelled_at is not None)  # type: ignore[attr-defined]
    return rows


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
        row.words = words_of(row.state, is_cancelled=training.cancelled_at is not None)  # type: ignore[attr-defined]
    return rows


def open_trainings_of_plans(user: Employee) -> QuerySet[DevelopmentAction]:
    """Return the trainings in a person's own running plans that were not done yet."""
    return DevelopmentAction.objects.filter(
        plan__employee=user, plan__closed_on=None, kind=ActionKind.TRAINING, done_on=None
    ).order_by("due_on", "pk")
