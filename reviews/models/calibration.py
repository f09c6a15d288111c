"""How a unit's predicates lie to the guide, and the meeting that compares cases (kalibrasi)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from indicators.models import Term
from organizations.models import Employee, Unit, choices, one_of

from ..rules.evaluation import RATING_LABELS, Rating
from .evaluation import Evaluation


class DistributionReason(Versioned):
    """Why a unit's predicates differ from the guide, in the words of its head (alasan selisih pola)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    reason = models.TextField("alasan", max_length=2000)
    counts = models.JSONField()
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="distribution_reason_has_words"),
            models.UniqueConstraint(fields=["unit", "term"], name="distribution_reason_once_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.term_id}"


class CalibrationMeeting(Versioned):
    """A meeting about the offered ratings of a unit and everything below it in a term (rapat kalibrasi).

    Until it is closed, or its last day is over, ratings of the group are not shared.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    held_on = models.DateField("tanggal rapat")
    until = models.DateField("paling lambat selesai")
    led_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    minutes = models.TextField("notula", max_length=8000, blank=True)
    opened_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("held_on")),
                name="calibration_ends_after_meeting",
                violation_error_message="Hari terakhir tidak boleh sebelum tanggal rapat.",
            ),
            models.UniqueConstraint(
                fields=["unit", "term"],
                condition=Q(closed_at__isnull=True),
                name="calibration_one_open_per_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"Kalibrasi {self.unit_id} {self.term_id}"


class CalibrationCase(Versioned):
    """A rating that the meeting talked about: kept or changed, by whom and why (kasus kalibrasi).

    `before` keeps the superior's first value when it was changed.
    """

    meeting = models.ForeignKey(CalibrationMeeting, models.PROTECT, related_name="cases")
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="calibrations")
    results_rating = models.CharField("rating hasil kerja", max_length=8, choices=choices(Rating))
    behaviour_rating = models.CharField("rating perilaku kerja", max_length=8, choices=choices(Rating))
    reason = models.TextField("alasan keputusan", max_length=2000)
    spoke = models.CharField("yang memberi pendapat", max_length=500, blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    before = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("results_rating", Rating, "calibration_results_rating_known"),
            one_of("behaviour_rating", Rating, "calibration_behaviour_rating_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="calibration_case_has_reason"),
            models.UniqueConstraint(fields=["meeting", "evaluation"], name="calibration_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.evaluation_id}"

    @property
    def before_words(self) -> list[str]:
        """The superior's first ratings of results and behaviour as people read them; none when kept."""
        first = self.before or {}
        return [RATING_LABELS[Rating(first[name])] for name in ("results", "behaviour") if name in first]
