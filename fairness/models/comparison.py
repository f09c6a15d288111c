"""The comparison value beside an official result, and the second opinion that can be asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of
from reviews.models import Evaluation
from reviews.rules.evaluation import Rating

from ..rules.comparison import NoComparison
from .analysis import RaterAnalysis


class ComparisonValue(models.Model):
    """Where all raters of a person together stand, habits apart (nilai pembanding), as words of the scale.

    Stored as it is published: the labels at both ends of the interval, or why there is none. No finer number
    is kept, so that none can be taken. Beside the official rating, never instead of it.
    """

    analysis = models.ForeignKey(RaterAnalysis, models.CASCADE, related_name="values")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="comparison_values")
    low = models.CharField(max_length=8, choices=choices(Rating), blank=True)
    high = models.CharField(max_length=8, choices=choices(Rating), blank=True)
    reason = models.CharField(max_length=20, choices=choices(NoComparison), blank=True)

    class Meta:
        constraints = [
            one_of("low", Rating, "comparison_low_known", blank=True),
            one_of("high", Rating, "comparison_high_known", blank=True),
            one_of("reason", NoComparison, "comparison_reason_known", blank=True),
            models.UniqueConstraint(fields=["analysis", "employee"], name="comparison_one_per_person"),
            models.CheckConstraint(
                condition=(Q(low="", high="") & ~Q(reason="")) | (~Q(low="") & ~Q(high="") & Q(reason="")),
                name="comparison_range_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Nilai pembanding {self.pk}"


class SecondOpinion(Versioned):
    """A second look at one evaluation by the superior of the appraiser (pendapat kedua)."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="second_opinions")
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField("yang ingin dilihat lagi", max_length=1000)
    asked_of = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    answer = models.TextField("pendapat kedua", max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_of", "answered_at"], name="second_opinion_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=Q(withdrawn_at__isnull=True),
                name="second_opinion_one_open_per_evaluation",
                violation_error_message="Pendapat kedua tentang evaluasi ini sudah diminta.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="second_opinion_has_reason"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="second_opinion_answer_has_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="second_opinion_answered_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"Pendapat kedua {self.pk}"
