"""What goes back and forth before a plan is agreed on: submissions, who opened them, suggestions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organizations.models import Employee

from .plan import CoreValue, Plan
from .result import Result


class Submission(models.Model):
    """A plan as it was handed to the superior (pengajuan); never changed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    submitted_at = models.DateTimeField()
    submitted_to = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} pengajuan {self.number}"


class Reading(models.Model):
    """A superior opened a submission; only what was opened can be agreed on with others at once."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "reader"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.submission_id} dibuka {self.reader_id}"


class Suggestion(models.Model):
    """What the superior suggests for a submission, one result of it, or one behaviour (saran)."""

    WHOLE = "Seluruh SKP"  # what a suggestion about neither a result nor a behaviour is about

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="suggestions")
    result = models.ForeignKey(Result, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    value = models.ForeignKey(CoreValue, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.CharField("tentang", max_length=2000)
    text = models.CharField("saran", max_length=2000)
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(about=""), name="suggestion_has_text"),
            models.CheckConstraint(
                condition=Q(result__isnull=True) | Q(value__isnull=True), name="suggestion_on_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.about[:40]}"
