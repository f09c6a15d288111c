"""The results of a plan, their indicators, and how an indicator is defined (manual indikator)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from indicators.rules import (
    PERSPECTIVE_SETS,
    Aspect,
    Control,
    Direction,
    ResultKind,
    TermKind,
)
from organizations.models import Employee, choices, one_of

from .plan import Plan


class Lasting(models.Manager):
    """What still counts: rows that an agreed change took out stay for the record and are left out."""

    def get_queryset(self) -> models.QuerySet:
        """Leave out what was removed."""
        return super().get_queryset().filter(removed_at__isnull=True)


class Everything(models.Manager):
    """All rows, also those that an agreed change took out."""


class Result(models.Model):
    """A result that a person promises (rencana hasil kerja, RHK)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="results")
    kind = models.CharField(
        "jenis", max_length=10, choices=choices(ResultKind), default=ResultKind.MAIN.value
    )
    order = models.PositiveSmallIntegerField()
    text = models.CharField("rencana hasil kerja", max_length=2000)
    supports = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="supported_by")
    supports_text = models.CharField("RHK pimpinan yang diintervensi", max_length=2000, blank=True)
    no_support_reason = models.CharField("alasan tanpa RHK pimpinan", max_length=300, blank=True)
    goal = models.ForeignKey("Goal", models.SET_NULL, null=True, blank=True, related_name="results")
    assigned_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penugasan dari"
    )
    origin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = Lasting()
    every = Everything()

    class Meta:
        indexes = [models.Index(fields=["plan", "order"], name="result_by_plan")]
        constraints = [
            one_of("kind", ResultKind, "result_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="result_has_text"),
            models.CheckConstraint(
                condition=Q(supports__isnull=True) | ~Q(supports=F("id")), name="result_not_its_own_support"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}.{self.order} {self.text[:60]}"


class Indicator(models.Model):
    """A measure of a result with its target (indikator kinerja individu)."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="indicators")
    order = models.PositiveSmallIntegerField()
    aspect = models.CharField("aspek", max_length=10, choices=choices(Aspect), blank=True)
    text = models.CharField("indikator kinerja individu", max_length=1000)
    target = models.DecimalField("target", max_digits=15, decimal_places=3, null=True, blank=True)
    target_until = models.DecimalField(
        "target sampai", max_digits=15, decimal_places=3, null=True, blank=True
    )
    unit = models.CharField("satuan", max_length=40, blank=True)
    direction = models.CharField(
        "arah", max_length=10, choices=choices(Direction), default=Direction.HIGHER.value
    )
    perspectives = models.CharField("perspektif", max_length=60, blank=True)
    key_indicator = models.ForeignKey(
        "KeyIndicator", models.SET_NULL, null=True, blank=True, related_name="indicators"
    )
    entry = models.ForeignKey("LibraryEntry", models.SET_NULL, null=True, blank=True, related_name="+")
    origin = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = Lasting()
    every = Everything()

    class Meta:
        indexes = [models.Index(fields=["result", "order"], name="indicator_by_result")]
        constraints = [
            one_of("aspect", Aspect, "indicator_aspect_known", blank=True),
            one_of("direction", Direction, "indicator_direction_known"),
            models.CheckConstraint(
                condition=Q(perspectives__in=PERSPECTIVE_SETS), name="indicator_perspectives_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="indicator_has_text"),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=0),
                name="indicator_target_not_negative",
                violation_error_message="Target paling kecil 0.",
            ),
            models.CheckConstraint(
                condition=Q(target_until__isnull=True)
                | Q(target__isnull=False, target_until__gte=F("target"), direction=Direction.RANGE.value),
                name="indicator_range_in_order",
                violation_error_message="Batas atas rentang tidak kurang dari batas bawahnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_id}.{self.order} {self.text[:60]}"


class IndicatorManual(models.Model):
    """How an indicator is defined, counted and reported (manual indikator kinerja)."""

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="manual")
    purpose = models.TextField("tujuan", max_length=1000, blank=True)
    definition = models.TextField("definisi", max_length=2000, blank=True)
    formula = models.TextField("formula", max_length=1000, blank=True)
    measure = models.CharField("satuan pengukuran", max_length=100, blank=True)
    control = models.CharField(
        "kualitas dan tingkat kendali", max_length=30, choices=choices(Control), blank=True
    )
    source = models.CharField("sumber data", max_length=500, blank=True)
    reporting = models.CharField("periode pelaporan", max_length=12, choices=choices(TermKind), blank=True)

    class Meta:
        constraints = [
            one_of("control", Control, "manual_control_known", blank=True),
            one_of("reporting", TermKind, "manual_reporting_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"Manual indikator {self.indicator_id}"
