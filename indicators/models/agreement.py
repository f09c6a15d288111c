"""What a unit promises for a year: goals with key indicators (perjanjian kinerja)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from indicators.rules import Direction
from organizations.models import Unit, choices, one_of

from .period import Period


class Goal(Versioned):
    """A goal of a unit in a year (sasaran pada perjanjian kinerja)."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="goals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="goals")
    order = models.PositiveSmallIntegerField()
    text = models.CharField("sasaran", max_length=500)

    class Meta:
        indexes = [models.Index(fields=["period", "unit", "order"], name="goal_by_unit")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="goal_has_text"),
            models.UniqueConstraint(fields=["period", "unit", "text"], name="goal_once_per_unit_and_period"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class KeyIndicator(models.Model):
    """A measure of a goal with its target (indikator kinerja utama, IKU)."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="key_indicators")
    order = models.PositiveSmallIntegerField()
    text = models.CharField("indikator kinerja utama", max_length=500)
    target = models.DecimalField("target", max_digits=15, decimal_places=3, null=True, blank=True)
    target_until = models.DecimalField(
        "target sampai", max_digits=15, decimal_places=3, null=True, blank=True
    )
    measure = models.CharField("satuan", max_length=40, blank=True)
    direction = models.CharField(
        "arah", max_length=10, choices=choices(Direction), default=Direction.HIGHER.value
    )

    class Meta:
        constraints = [
            one_of("direction", Direction, "key_indicator_direction_known"),
            models.CheckConstraint(condition=~Q(text=""), name="key_indicator_has_text"),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=0),
                name="key_indicator_target_not_negative",
                violation_error_message="Target paling kecil 0.",
            ),
            models.CheckConstraint(
                condition=Q(target_until__isnull=True)
                | Q(target__isnull=False, target_until__gte=F("target"), direction=Direction.RANGE.value),
                name="key_indicator_range_in_order",
                violation_error_message="Batas atas rentang tidak kurang dari batas bawahnya.",
            ),
            models.UniqueConstraint(fields=["goal", "text"], name="key_indicator_once_per_goal"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
