"""The achievement of an organisation in a term: evidence, recommendations, the grade and its history."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import KeyIndicator, Term
from organizations.models import Employee, Unit, choices, one_of

from ..rules.achievement import GradeAdviser
from ..rules.evaluation import GRADE_LABELS, OrganisationGrade


class AchievementQuerySet(models.QuerySet):
    """Grades, with the word of what holds."""

    def valid(self) -> AchievementQuerySet:
        """Keep the grades that were not replaced."""
        return self.filter(replaced_at__isnull=True)


class OrganisationAchievement(Versioned):
    """The grade of a unit in a term, set by the leader above (capaian kinerja organisasi).

    A change adds a row and marks the old one as replaced, so that the history stays.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    grade = models.CharField("capaian", max_length=16, choices=choices(OrganisationGrade))
    reason = models.CharField("dasar penetapan", max_length=500)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = AchievementQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("grade", OrganisationGrade, "achievement_grade_known"),
            models.UniqueConstraint(
                fields=["unit", "term"],
                condition=Q(replaced_at__isnull=True),
                name="achievement_once_per_unit_and_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.term_id} {self.grade}"

    @property
    def grade_words(self) -> str:
        """The grade as people read it."""
        return GRADE_LABELS[OrganisationGrade(self.grade)]


class GradeAdvice(Versioned):
    """What the unit itself, planning, personnel or oversight recommends (rekomendasi capaian)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    adviser = models.CharField("dari", max_length=12, choices=choices(GradeAdviser))
    grade = models.CharField("capaian yang disarankan", max_length=16, choices=choices(OrganisationGrade))
    text = models.TextField("pertimbangan", max_length=2000)
    letter = models.CharField("nomor surat", max_length=120, blank=True)
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("adviser", GradeAdviser, "grade_advice_adviser_known"),
            one_of("grade", OrganisationGrade, "grade_advice_grade_known"),
            models.CheckConstraint(condition=~Q(text=""), name="grade_advice_has_text"),
            models.CheckConstraint(
                condition=~Q(adviser=GradeAdviser.PLANNING.value) | ~Q(letter=""),
                name="grade_advice_of_planning_has_letter",
            ),
            models.UniqueConstraint(fields=["unit", "term", "adviser"], name="grade_advice_once_per_adviser"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.term_id} {self.adviser}"

    @property
    def grade_words(self) -> str:
        """The recommended grade as people read it."""
        return GRADE_LABELS[OrganisationGrade(self.grade)]


class KeyRealisation(Versioned):
    """What a unit reached of a key indicator up to the end of a term (realisasi IKU)."""

    key_indicator = models.ForeignKey(KeyIndicator, models.PROTECT, related_name="realisations")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    amount = models.DecimalField("realisasi", max_digits=15, decimal_places=3, null=True, blank=True)
    note = models.CharField("keterangan dan bukti", max_length=1000)
    reported_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="key_realisation_has_note"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="key_realisation_amount_not_negative",
                violation_error_message="Realisasi paling kecil 0.",
            ),
            models.UniqueConstraint(fields=["key_indicator", "term"], name="key_realisation_once_per_term"),
        ]

    def __str__(self) -> str:
        return f"{self.key_indicator_id} {self.term_id}"
