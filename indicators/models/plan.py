"""A plan with its behaviours, annexes, and the copy that both agreed on."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least

from appraisal.models import AppendOnly, Versioned
from indicators.rules import (
    AnnexKind,
    Approach,
    Form,
    PlanStatus,
)
from organizations.models import Employee, Placement, choices, ends_after_start, one_of
from organizations.rules import Span

from .period import Period


class CoreValue(models.Model):
    """One of the seven BerAKHLAK values with its three guide sentences (perilaku kerja)."""

    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=60)
    guidance = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__range=(1, 7)), name="core_value_one_to_seven")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def guides(self) -> list[str]:
        """The official guide sentences, one per line."""
        return self.guidance.splitlines()


class PlanQuerySet(models.QuerySet):
    """Plans, with the words of time; visibility lives in access.visible_plans."""

    def for_period(self, period: Period) -> PlanQuerySet:
        """Keep the plans of one year."""
        return self.filter(period=period)

    def with_people(self) -> PlanQuerySet:
        """Load owner, position and unit in the same query."""
        return self.select_related("placement__employee", "placement__position", "placement__unit", "period")


class Plans(models.Manager.from_queryset(PlanQuerySet)):  # type: ignore[misc]
    """The plans proper: a change that is still being agreed on is not one of them."""

    def get_queryset(self) -> PlanQuerySet:
        """Leave out drafts that would change an agreed plan."""
        rows: PlanQuerySet = super().get_queryset()
        return rows.filter(revises__isnull=True)


class Plan(Versioned):
    """A yearly work plan of one placement (SKP, Sasaran Kinerja Pegawai).

    A change of an agreed plan is a plan of its own that `revises` the one in force, which stays as it
    is until the change has been agreed on. `objects` holds the plans proper, `every` both.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="plans")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="plans")
    approach = models.CharField(
        "pendekatan", max_length=12, choices=choices(Approach), default=Approach.QUANTITATIVE.value
    )
    form = models.CharField(max_length=8, choices=choices(Form))
    started_on = models.DateField("mulai")
    ended_on = models.DateField("selesai")
    status = models.CharField(max_length=14, choices=choices(PlanStatus), default=PlanStatus.DRAFT.value)
    revision = models.PositiveSmallIntegerField(default=1)
    revises = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="changes")
    reason = models.CharField("alasan perubahan", max_length=500, blank=True)
    may_be_copied = models.BooleanField("boleh disalin rekan sejabatan", default=False)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_to = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    suggestion = models.TextField("saran atasan", blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[PlanQuerySet] = Plans()  # a manager; typed by what it hands out
    every = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["period", "status", "placement"], name="plan_by_period_status")]
        constraints = [
            one_of("approach", Approach, "plan_approach_known"),
            one_of("form", Form, "plan_form_known"),
            one_of("status", PlanStatus, "plan_status_known"),
            ends_after_start("plan_ends_after_start"),
            models.UniqueConstraint(
                fields=["period", "placement"],
                condition=Q(revises__isnull=True),
                name="plan_one_per_period_and_placement",
            ),
            models.UniqueConstraint(
                fields=["revises"],
                condition=Q(
                    status__in=[
                        PlanStatus.DRAFT.value,
                        PlanStatus.SUBMITTED.value,
                        PlanStatus.RETURNED.value,
                    ]
                ),
                name="plan_one_open_change",
                violation_error_message="Perubahan SKP ini sudah dimulai.",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True) | ~Q(reason=""), name="plan_change_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status=PlanStatus.CANCELLED.value) | Q(revises__isnull=False),
                name="plan_only_changes_are_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, agreed_by__isnull=True)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="plan_agreed_both_or_neither",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PlanStatus.AGREED.value, PlanStatus.CLOSED.value])
                | Q(agreed_at__isnull=False),
                name="plan_agreed_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"SKP {self.pk}"

    @property
    def last_day(self) -> date:
        """The last day in force, see `last_day`; the placement should be loaded."""
        return min(self.ended_on, self.placement.ended_on or self.ended_on)

    @property
    def span(self) -> Span:
        """The days in force."""
        return Span(self.started_on, self.last_day)


def last_day(prefix: str = "") -> Least:
    """Return the last day in force of a plan as an expression; `prefix` leads to the plan.

    A plan ends with its placement: who moves, retires or leaves closes it by that. Nothing is written
    into the plan, so that a move that is taken back opens it again.
    """
    own = F(f"{prefix}ended_on")
    return Least(own, Coalesce(F(f"{prefix}placement__ended_on"), own))


class PlanCopy(models.Model):
    """The plan as both agreed on it, frozen for ever (salinan SKP yang disepakati)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="copies")
    revision = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    objects = AppendOnly.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "revision"], name="copy_once_per_revision")]

    def __str__(self) -> str:
        return f"{self.plan_id} revisi {self.revision}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the copy; refuse to change one that exists."""
        if self.pk is not None:
            raise TypeError("Copies are append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Copies are append-only.")


class BehaviourExpectation(models.Model):
    """The leader's special expectation for one BerAKHLAK value (ekspektasi khusus pimpinan)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="behaviours")
    value = models.ForeignKey(CoreValue, models.PROTECT, related_name="+")
    text = models.CharField("ekspektasi khusus pimpinan", max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "value"], name="behaviour_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.value_id}"


class AnnexItem(models.Model):
    """A line of one of the three annex lists (lampiran SKP)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="annexes")
    kind = models.CharField(max_length=26, choices=choices(AnnexKind))
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_of("kind", AnnexKind, "annex_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="annex_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind} {self.order}"
