"""The evaluation of a plan in a term, its objection, and the achievement of the organisation."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from indicators.models import Plan, Term
from organizations.models import Employee, Unit, choices, one_of

from ..rules.evaluation import (
    GRADE_LABELS,
    PREDICATE_LABELS,
    RATING_LABELS,
    STATUS_WORDS,
    EvaluationStatus,
    OrganisationGrade,
    Predicate,
    Rating,
)

_BOTH = Q(results_rating="", behaviour_rating="", predicate="")
_RATED = ~Q(results_rating="") & ~Q(behaviour_rating="") & ~Q(predicate="")


class OrganisationAchievement(Versioned):
    """The grade of a unit in a term, set by the leader above (capaian kinerja organisasi)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    grade = models.CharField("capaian", max_length=16, choices=choices(OrganisationGrade))
    reason = models.CharField("dasar penetapan", max_length=500)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("grade", OrganisationGrade, "achievement_grade_known"),
            models.UniqueConstraint(fields=["unit", "term"], name="achievement_once_per_unit_and_term"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.term_id} {self.grade}"


class Evaluation(Versioned):
    """The appraisal of one plan in one term (evaluasi kinerja)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="evaluations")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=12, choices=choices(EvaluationStatus), default=EvaluationStatus.DRAFT.value
    )
    appraiser = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    upper = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    grade = models.CharField(max_length=16, choices=choices(OrganisationGrade), blank=True)
    results_rating = models.CharField("rating hasil kerja", max_length=8, choices=choices(Rating), blank=True)
    results_reason = models.TextField("alasan rating hasil kerja", max_length=2000, blank=True)
    behaviour_rating = models.CharField(
        "rating perilaku kerja", max_length=8, choices=choices(Rating), blank=True
    )
    behaviour_reason = models.TextField("alasan rating perilaku kerja", max_length=2000, blank=True)
    predicate = models.CharField("predikat kinerja", max_length=16, choices=choices(Predicate), blank=True)
    recommendation = models.TextField("catatan dan rekomendasi", max_length=2000, blank=True)
    talked_on = models.DateField("tanggal dialog", null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField("tanggapan", max_length=2000, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["term", "status", "plan"], name="evaluation_by_term_status"),
            models.Index(fields=["appraiser", "status"], name="evaluation_by_appraiser"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "term"], name="evaluation_once_per_plan_and_term"),
            one_of("status", EvaluationStatus, "evaluation_status_known"),
            one_of("results_rating", Rating, "evaluation_results_rating_known", blank=True),
            one_of("behaviour_rating", Rating, "evaluation_behaviour_rating_known", blank=True),
            one_of("predicate", Predicate, "evaluation_predicate_known", blank=True),
            one_of("grade", OrganisationGrade, "evaluation_grade_known", blank=True),
            models.CheckConstraint(condition=_BOTH | _RATED, name="evaluation_rated_whole_or_not"),
            models.CheckConstraint(
                condition=Q(status=EvaluationStatus.DRAFT.value) | (_RATED & Q(shared_at__isnull=False)),
                name="evaluation_shared_is_rated",
            ),
            models.CheckConstraint(
                condition=~Q(status=EvaluationStatus.FINAL.value) | Q(final_at__isnull=False),
                name="evaluation_final_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.pk}"

    @property
    def results_words(self) -> str:
        """The rating of the results as people read it."""
        return RATING_LABELS[Rating(self.results_rating)]

    @property
    def behaviour_words(self) -> str:
        """The rating of the behaviour as people read it."""
        return RATING_LABELS[Rating(self.behaviour_rating)]

    @property
    def predicate_words(self) -> str:
        """The predicate as people read it."""
        return PREDICATE_LABELS[Predicate(self.predicate)]

    @property
    def grade_words(self) -> str:
        """The organisation's grade as people read it, or nothing."""
        return GRADE_LABELS[OrganisationGrade(self.grade)] if self.grade else ""

    @property
    def status_words(self) -> tuple[str, str]:
        """The state in words, and the kind of tag that shows it."""
        return STATUS_WORDS[self.status]


class Objection(Versioned):
    """An employee's objection, the superior's explanation, the upper superior's decision (keberatan)."""

    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="objection")
    text = models.TextField("keberatan dan alasannya", max_length=4000)
    filed_at = models.DateTimeField()
    explanation = models.TextField("penjelasan pejabat penilai", max_length=4000, blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
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
        ]

    def __str__(self) -> str:
        return f"Keberatan {self.pk}"
