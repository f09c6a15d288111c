"""Predicates of years before this system."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organizations.models import Employee, choices, one_of

from ..rules.evaluation import Predicate


class PastResult(models.Model):
    """A predicate of a year before this system, brought in from a file (predikat terdahulu)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="past_results")
    year = models.PositiveSmallIntegerField("tahun")
    predicate = models.CharField("predikat", max_length=16, choices=choices(Predicate))
    results_rating = models.CharField("rating hasil kerja", max_length=8, blank=True)
    behaviour_rating = models.CharField("rating perilaku kerja", max_length=8, blank=True)
    source = models.CharField("sumber", max_length=200)
    upload = models.ForeignKey("organizations.Upload", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["year", "predicate"], name="past_by_year")]
        constraints = [
            one_of("predicate", Predicate, "past_predicate_known"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="past_year_plausible"),
            models.UniqueConstraint(fields=["employee", "year"], name="past_once_per_year"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.year} {self.predicate}"
