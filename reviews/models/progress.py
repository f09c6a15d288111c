"""Realisations of indicators and the feedback on results and behaviours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import CoreValue, Indicator, Plan, Result, Term
from organizations.models import Employee

if TYPE_CHECKING:
    from .evidence import EvidenceFile


class Realisation(Versioned):
    """What was reached for an indicator in a term, with a dated note and evidence (realisasi)."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="realisations")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    amount = models.DecimalField("realisasi", max_digits=15, decimal_places=3, null=True, blank=True)
    is_counted = models.BooleanField("dihitung dari catatan", default=False)
    note = models.TextField("catatan", max_length=2000)
    noted_on = models.DateField("tanggal")
    evidence_url = models.URLField("tautan bukti dukung", max_length=2000, blank=True)
    reported_at = models.DateTimeField()
    proofs: list[EvidenceFile]  # its files, where a query of queries.evidence read them

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "term"], name="realisation_once_per_term"),
            models.CheckConstraint(condition=~Q(note=""), name="realisation_has_note"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="realisation_not_negative",
                violation_error_message="Realisasi paling kecil 0.",
            ),
            models.CheckConstraint(
                condition=Q(evidence_url="") | Q(evidence_url__startswith="https://"),
                name="realisation_evidence_https",
                violation_error_message="Tautan bukti dukung dimulai dengan https://.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.term_id}"


class Feedback(Versioned):
    """What the superior says about a result or a behaviour in a term (umpan balik berkelanjutan).

    Who assigned a result from outside the line (penugasan dari) may speak about that result as well: a
    row of its own beside the superior's, who reads it; only the superior's own words go into the forms.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="feedback")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="feedback")
    value = models.ForeignKey(CoreValue, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField("umpan balik", max_length=2000)
    is_from_assigner = models.BooleanField("dari pemberi penugasan", default=False)
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result__isnull=True, value__isnull=False)
                | Q(result__isnull=False, value__isnull=True),
                name="feedback_on_result_or_behaviour",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="feedback_has_text"),
            models.UniqueConstraint(
                fields=["plan", "term", "result"],
                condition=Q(result__isnull=False, is_from_assigner=False),
                name="feedback_once_per_result_and_term",
            ),
            models.UniqueConstraint(
                fields=["term", "result", "given_by"],
                condition=Q(is_from_assigner=True),
                name="feedback_once_per_assigner_and_term",
            ),
            models.CheckConstraint(
                condition=Q(is_from_assigner=False) | Q(result__isnull=False),
                name="feedback_of_assigner_on_result",
            ),
            models.UniqueConstraint(
                fields=["plan", "term", "value"],
                condition=Q(value__isnull=False),
                name="feedback_once_per_behaviour_and_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.term_id} {self.pk}"
