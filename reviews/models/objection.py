"""An objection to a result, and the correction of a final one by two persons."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of

from ..rules.evaluation import Rating
from .evaluation import Evaluation


class AboutEvaluation(Versioned):
    """What is asked about one evaluation, and how pages call that one."""

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """What the evaluation is called, with the year; one query each unless read by `with_title`."""
        evaluation: Evaluation = self.evaluation  # type: ignore[attr-defined]
        if "moved_on" in self.__dict__:
            evaluation.__dict__["moved_on"] = self.__dict__["moved_on"]
        return evaluation.title


class Objection(AboutEvaluation):
    """An employee's objection, the superior's explanation, the upper superior's decision (keberatan).

    The days of explanation and decision are those of the policy when it was filed. A decider is named
    where the line has nobody who may decide.
    """

    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="objection")
    text = models.TextField("keberatan dan alasannya", max_length=4000)
    filed_at = models.DateTimeField()
    explain_until = models.DateField("penjelasan sampai", null=True, blank=True)
    decide_until = models.DateField("keputusan sampai", null=True, blank=True)
    explanation = models.TextField("penjelasan pejabat penilai", max_length=4000, blank=True)
    explained_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    explained_at = models.DateTimeField(null=True, blank=True)
    decider = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    decider_reason = models.CharField("alasan penunjukan", max_length=300, blank=True)
    decider_set_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    decider_set_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField("keputusan", max_length=4000, blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="objection_has_text"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision="")),
                name="objection_decided_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("filed_at")),
                name="objection_decided_after_filed",
            ),
            models.CheckConstraint(
                condition=Q(decider__isnull=True, decider_set_by__isnull=True, decider_set_at__isnull=True)
                | (
                    Q(decider__isnull=False, decider_set_by__isnull=False, decider_set_at__isnull=False)
                    & ~Q(decider_reason="")
                ),
                name="objection_decider_named_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"Keberatan {self.pk}"


class Correction(AboutEvaluation):
    """A change of a final result: one person asks with a reason, another decides (perbaikan)."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="corrections")
    results_rating = models.CharField("rating hasil kerja", max_length=8, choices=choices(Rating))
    behaviour_rating = models.CharField("rating perilaku kerja", max_length=8, choices=choices(Rating))
    reason = models.TextField("alasan dan dasar perbaikan", max_length=2000)
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    is_approved = models.BooleanField(null=True, blank=True)
    answer = models.TextField("catatan pemeriksa", max_length=2000, blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["decided_at", "evaluation"], name="correction_by_decision")]
        constraints = [
            one_of("results_rating", Rating, "correction_results_rating_known"),
            one_of("behaviour_rating", Rating, "correction_behaviour_rating_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="correction_by_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(is_approved__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(is_approved__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="correction_decided_whole_or_not",
            ),
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=Q(decided_at__isnull=True),
                name="correction_one_open_per_evaluation",
            ),
        ]

    def __str__(self) -> str:
        return f"Perbaikan {self.pk}"
