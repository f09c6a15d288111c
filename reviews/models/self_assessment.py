"""What the employee says about the own work before the superior rates (penilaian diri)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import Plan, Term


class SelfAssessment(Versioned):
    """A short reflection on a term and the word that realisation and evidence are right.

    `confirmed` keeps what stood there when it was sent: by indicator the amount and the note.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="self_assessments")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    strengths = models.TextField("yang berjalan baik", max_length=2000, blank=True)
    growth = models.TextField("yang ingin dikembangkan", max_length=2000, blank=True)
    support = models.TextField("dukungan yang diperlukan", max_length=2000, blank=True)
    confirmed = models.JSONField(default=dict, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(strengths=""), name="self_assessment_sent_has_words"
            ),
            models.UniqueConstraint(fields=["plan", "term"], name="self_assessment_once_per_plan_and_term"),
        ]

    def __str__(self) -> str:
        return f"Penilaian diri {self.pk}"
