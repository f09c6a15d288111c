"""Results that leaders hand down, and what waits for a leader's plan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.rules import AssignmentStatus
from organizations.models import Employee, Placement, choices, one_of

from .period import Period
from .result import Result


class Assignment(Versioned):
    """A cell of the role and result matrix: what of a leader's result a person shall bring about.

    The leader may be the person's superior, or lead a team across units (penugasan dari).
    """

    result = models.ForeignKey(Result, models.CASCADE, related_name="assignments")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="assignments")
    text = models.CharField("hasil antara", max_length=2000)
    status = models.CharField(
        max_length=10, choices=choices(AssignmentStatus), default=AssignmentStatus.PROPOSED.value
    )
    reply = models.CharField("tanggapan", max_length=500, blank=True)
    taken = models.ForeignKey(Result, models.SET_NULL, null=True, blank=True, related_name="taken_from")
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["placement", "status"], name="assignment_by_placement")]
        constraints = [
            one_of("status", AssignmentStatus, "assignment_status_known"),
            models.CheckConstraint(condition=~Q(text=""), name="assignment_has_text"),
            models.UniqueConstraint(
                fields=["result", "placement"],
                condition=~Q(status=AssignmentStatus.WITHDRAWN.value),
                name="assignment_once_per_cell",
            ),
            models.CheckConstraint(
                condition=~Q(status=AssignmentStatus.DECLINED.value) | ~Q(reply=""),
                name="assignment_declined_with_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} untuk {self.placement_id}"


class PlanRequest(models.Model):
    """Somebody asked the superior to write the plan that the own one shall serve (permintaan SKP)."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="plan_requests")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="plan_requests")
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["superior", "period"], name="request_by_superior")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "placement", "superior", "asked_at"], name="request_once_per_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} kepada {self.superior_id}"
