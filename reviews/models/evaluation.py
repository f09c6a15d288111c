"""The evaluation of a plan in a term, and how its parts were seen."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from appraisal.models import Versioned
from appraisal.templatetags.ui import tanggal
from indicators.models import CoreValue, Plan, Result, Term
from organizations.models import Employee, Placement, choices, one_of

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


def moved_on(prefix: str = "") -> Exists:
    """Return whether the owner of a plan holds a later definitive post in the same year, as an expression.

    `prefix` leads to the plan.
    """
    later = Placement.objects.definitive().filter(
        employee=OuterRef(f"{prefix}placement__employee"),
        kind=OuterRef(f"{prefix}placement__kind"),  # the evaluation of an acting post is additional
        started_on__gt=OuterRef(f"{prefix}placement__started_on"),
        started_on__lte=OuterRef(f"{prefix}period__ended_on"),
    )
    return Exists(later)


def name_of(plan: Plan, term: Term) -> str:
    """Return what an evaluation is called: the term, or until which day.

    A plan that ended because its owner moved on inside the agency has no annual evaluation, but one up to
    the move (decided here). Where `moved_on` was not read with the plan, it is asked for; only for a plan
    that ended before its year. Period and placement of the plan should be loaded.
    """
    if term.is_final and plan.last_day < plan.period.ended_on:
        found = plan.__dict__.get("moved_on")
        if found is None:
            found = Plan.every.filter(pk=plan.pk).filter(moved_on()).exists()
        if found:
            return f"Evaluasi sampai {tanggal(plan.last_day)}"
    return term.name


def title_of(plan: Plan, term: Term) -> str:
    """Return the name of an evaluation with its year, as `name_of` finds it."""
    name = name_of(plan, term)
    return f"{name} {plan.period.year}" if name == term.name else name


def with_title(rows: models.QuerySet, prefix: str = "") -> models.QuerySet:
    """Load what the titles of evaluations need; `prefix` leads from the rows to theirs."""
    return rows.annotate(moved_on=moved_on(f"{prefix}plan__"))


def matter(prefix: str = "") -> list[str]:
    """Return the paths to what every page says about an evaluation; `prefix` leads to it."""
    placement = ("employee", "position", "unit")
    paths = ("term", "appraiser", "plan__period", *(f"plan__placement__{name}" for name in placement))
    return [prefix + path for path in paths]


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
    innovation = models.TextField("ide baru yang bermanfaat", max_length=2000, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
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
                condition=Q(status__in=[EvaluationStatus.DRAFT.value, EvaluationStatus.OFFERED.value])
                | (_RATED & Q(shared_at__isnull=False)),
                name="evaluation_shared_is_rated",
            ),
            models.CheckConstraint(
                condition=~Q(status=EvaluationStatus.OFFERED.value) | (_RATED & Q(offered_at__isnull=False)),
                name="evaluation_offered_is_rated",
            ),
            models.CheckConstraint(
                condition=~Q(status=EvaluationStatus.FINAL.value) | Q(final_at__isnull=False),
                name="evaluation_final_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.pk}"

    @property
    def name(self) -> str:
        """What it is called, see `name_of`; term, period and placement of the plan should be loaded."""
        return name_of(self._told_plan(), self.term)

    @property
    def title(self) -> str:
        """What it is called, with the year."""
        return title_of(self._told_plan(), self.term)

    def _told_plan(self) -> Plan:
        if "moved_on" in self.__dict__:
            self.plan.__dict__["moved_on"] = self.__dict__["moved_on"]
        return self.plan

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


class ItemRating(models.Model):
    """How the superior sees one result or one behaviour; help for the two ratings, sets neither."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="items")
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.ForeignKey(CoreValue, models.PROTECT, null=True, blank=True, related_name="+")
    rating = models.CharField(max_length=8, choices=choices(Rating))

    class Meta:
        constraints = [
            one_of("rating", Rating, "item_rating_known"),
            models.CheckConstraint(
                condition=Q(result__isnull=True, value__isnull=False)
                | Q(result__isnull=False, value__isnull=True),
                name="item_rating_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "result"],
                condition=Q(result__isnull=False),
                name="item_rating_once_per_result",
            ),
            models.UniqueConstraint(
                fields=["evaluation", "value"],
                condition=Q(value__isnull=False),
                name="item_rating_once_per_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.result_id or self.value_id}: {self.rating}"
