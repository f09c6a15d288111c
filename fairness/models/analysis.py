"""One run of the rater analysis over a year's forms, with what it was computed from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from indicators.models import Period
from organizations.models import Employee


class RaterAnalysis(models.Model):
    """One run of a year (analisis penilai): counts, components, version and seed; the latest run counts.

    Raters read their own profiles from `made_at`, the BKD reads patterns from `desk_from`, and after
    `ends_on` nobody does: patterns expire with the year. Variances and figures are text with a point, as
    they were computed, so that no database rounds them.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="rater_analyses")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)  # of the rules that compute
    seed = models.PositiveBigIntegerField()
    desk_from = models.DateField("dibaca BKD mulai")
    ends_on = models.DateField("berlaku sampai")
    counts = models.JSONField(
        default=dict
    )  # forms, people, raters, units, islands, linked (per cent), sweeps
    components = models.JSONField(default=dict)  # unit, person, rater, rest; at_zero: which were set to zero
    reason = models.CharField(max_length=20, blank=True)  # why nothing is separated, a code of crossed.Reason
    organisation = models.JSONField(
        default=dict
    )  # by kind of ForOrganisation: size, value, low, high, marked
    groups = models.JSONField(default=dict)  # equal treatment, by stage and ground
    health = models.JSONField(default=dict)  # the figures of the dashboard of this run

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="analysis_one_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="analysis_numbered_from_one"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("desk_from")), name="analysis_days_in_order"),
            models.CheckConstraint(condition=~Q(version=""), name="analysis_names_version"),
        ]

    def __str__(self) -> str:
        return f"Analisis {self.number}"
