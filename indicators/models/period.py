"""A year of appraisal: its windows, its parts, and its policy figures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from indicators.rules import CONFIDENCE_LABELS, TERM_WORDS, Confidence, PeriodState, TermKind, period_state
from organizations.models import Employee, Unit, choices, ends_after_start, one_of


class Period(Versioned):
    """A year of appraisal with its windows (periode penilaian)."""

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    started_on = models.DateField("mulai")
    ended_on = models.DateField("selesai")
    planning_from = models.DateField("perencanaan mulai")
    planning_until = models.DateField("perencanaan sampai")
    annual_from = models.DateField("evaluasi tahunan mulai")
    annual_until = models.DateField("evaluasi tahunan sampai")
    award_from = models.DateField("penghargaan mulai")
    award_until = models.DateField("penghargaan sampai")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    sealed_at = models.DateTimeField(null=True, blank=True)  # when the last plan was closed, too
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            ends_after_start("period_ends_after_start"),
            models.CheckConstraint(
                condition=Q(planning_until__gte=F("planning_from")),
                name="period_planning_in_order",
                violation_error_message="Perencanaan berakhir setelah tanggal mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(annual_until__gte=F("annual_from")),
                name="period_annual_in_order",
                violation_error_message="Evaluasi tahunan berakhir setelah tanggal mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(award_until__gte=F("award_from")),
                name="period_award_in_order",
                violation_error_message="Penghargaan berakhir setelah tanggal mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="period_opened_both_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False, opened_at__isnull=False),
                name="period_closed_after_opened",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True) | Q(closed_at__isnull=False),
                name="period_sealed_after_closed",
            ),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True, archived_by__isnull=True)
                | Q(archived_at__isnull=False, archived_by__isnull=False, sealed_at__isnull=False),
                name="period_archived_after_sealed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_open(self) -> bool:
        """Whether plans and evaluations of this year can change."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def state(self) -> PeriodState:
        """Where the year stands, from its preparation to the archive."""
        return period_state(
            is_opened=self.opened_at is not None,
            is_closed=self.closed_at is not None,
            is_sealed=self.sealed_at is not None,
            is_archived=self.archived_at is not None,
        )


class Term(models.Model):
    """A part of the year that is evaluated, or the whole year (periode evaluasi).

    The days of rating of the annual evaluation stand with the year (`Period.annual_from`).
    """

    period = models.ForeignKey(Period, models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=12, choices=choices(TermKind))
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    started_on = models.DateField()
    ended_on = models.DateField()
    due_on = models.DateField("batas pengisian")
    rated_from = models.DateField("penilaian mulai", null=True, blank=True)
    rated_until = models.DateField("penilaian sampai", null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", TermKind, "term_kind_known"),
            ends_after_start("term_ends_after_start"),
            models.CheckConstraint(
                condition=Q(kind=TermKind.FINAL.value, rated_from__isnull=True, rated_until__isnull=True)
                | Q(rated_from__isnull=False, rated_until__isnull=False, rated_until__gte=F("rated_from")),
                name="term_rating_in_order",
                violation_error_message="Penilaian berakhir setelah tanggal mulainya.",
            ),
            models.UniqueConstraint(fields=["period", "number"], name="term_number_once_per_period"),
            models.UniqueConstraint(
                fields=["period"], condition=Q(kind=TermKind.FINAL.value), name="term_one_final_per_period"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def word(self) -> str:
        """What such a part of the year is called in a sentence: bulan, triwulan, semester, tahun."""
        return TERM_WORDS[TermKind(self.kind)]

    @property
    def is_final(self) -> bool:
        """Whether this is the annual evaluation."""
        return self.kind == TermKind.FINAL


class PlanningWindow(models.Model):
    """Other days of planning for a unit and everything below it (jadwal perencanaan unit).

    It changes with the version of its period.
    """

    period = models.ForeignKey(Period, models.CASCADE, related_name="planning_windows")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="planning_windows")
    started_on = models.DateField("mulai")
    ended_on = models.DateField("sampai")
    reason = models.CharField("alasan", max_length=300)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            ends_after_start("planning_window_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="planning_window_has_reason"),
            models.UniqueConstraint(fields=["period", "unit"], name="planning_window_once_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.unit_id}"


class RatingWindow(models.Model):
    """Other days of rating in a term for a unit and everything below it (jadwal penilaian unit).

    It changes with the version of its period.
    """

    term = models.ForeignKey(Term, models.CASCADE, related_name="rating_windows")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rating_windows")
    started_on = models.DateField("mulai")
    ended_on = models.DateField("sampai")
    reason = models.CharField("alasan", max_length=300)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            ends_after_start("rating_window_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="rating_window_has_reason"),
            models.UniqueConstraint(fields=["term", "unit"], name="rating_window_once_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.unit_id}"


class PolicyFigure(models.Model):
    """A figure of a regulation for one period, with source and date (angka kebijakan)."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="figures")
    key = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=9, decimal_places=3)
    label = models.CharField(max_length=200)
    source = models.CharField("sumber", max_length=200)
    sourced_on = models.DateField("tanggal sumber")
    confidence = models.CharField(
        "tingkat keyakinan",
        max_length=8,
        choices=[(key.value, label) for key, label in CONFIDENCE_LABELS.items()],
        default=Confidence.AGENCY.value,
    )
    confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "key"], name="figure_once_per_period"),
            models.CheckConstraint(condition=Q(value__gte=0), name="figure_not_negative"),
            one_of("confidence", Confidence, "figure_confidence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.key}"
