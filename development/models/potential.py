"""Potential as an assessment measured it, brought in from a file (nilai potensial)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from organizations.models import Employee


class PotentialScore(models.Model):
    """A score of 0 to 100 of one assessment, how exact it is, and until when it holds (asesmen potensial).

    The exactness is a standard error in points or a reliability between 0 and 1, whichever the assessor
    gave; where neither is known the policy of the year says what counts.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="potential_scores")
    assessed_on = models.DateField("tanggal asesmen")
    score = models.DecimalField("nilai", max_digits=5, decimal_places=2)
    error = models.DecimalField("galat baku", max_digits=4, decimal_places=2, null=True, blank=True)
    reliability = models.DecimalField("reliabilitas", max_digits=3, decimal_places=2, null=True, blank=True)
    valid_until = models.DateField("berlaku sampai")
    source = models.CharField("sumber", max_length=200)
    upload = models.ForeignKey("organizations.Upload", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["valid_until"], name="potential_by_validity")]
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="potential_0_to_100"),
            models.CheckConstraint(
                condition=Q(error__isnull=True) | Q(error__gt=0, error__lte=50),
                name="potential_error_plausible",
            ),
            models.CheckConstraint(
                condition=Q(reliability__isnull=True) | Q(reliability__gt=0, reliability__lt=1),
                name="potential_reliability_plausible",
            ),
            models.CheckConstraint(
                condition=Q(error__isnull=True) | Q(reliability__isnull=True),
                name="potential_one_exactness",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("assessed_on")), name="potential_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="potential_has_source"),
            models.UniqueConstraint(fields=["employee", "assessed_on"], name="potential_once_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.assessed_on} {self.score}"
