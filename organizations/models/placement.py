"""Who is placed where, and the dated line of superiors."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ..rules import ACTING_WORDS, PlacementKind
from .columns import choices, ends_after_start, on_day, one_of
from .employee import Employee
from .unit import Position, Unit


class PlacementQuerySet(models.QuerySet):
    """Placements, with the words of time."""

    def on(self, day: date) -> PlacementQuerySet:
        """Keep the placements that hold on a day."""
        return self.filter(on_day(day))

    def definitive(self) -> PlacementQuerySet:
        """Keep the placements that are not acting ones."""
        return self.filter(kind=PlacementKind.DEFINITIVE)


class Placement(models.Model):
    """A person in a position and a unit from one date to another (penempatan)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="placements")
    position = models.ForeignKey(Position, models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    kind = models.CharField(
        max_length=10, choices=choices(PlacementKind), default=PlacementKind.DEFINITIVE.value
    )
    is_head = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "ended_on"], name="placement_by_unit"),
            models.Index(fields=["employee", "started_on"], name="placement_by_employee"),
        ]
        constraints = [
            one_of("kind", PlacementKind, "placement_kind_known"),
            ends_after_start("placement_ends_after_start"),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(ended_on__isnull=True, kind=PlacementKind.DEFINITIVE.value),
                name="placement_one_open_definitive_per_employee",
                violation_error_message="Pegawai ini sudah punya penempatan definitif yang berjalan.",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_on__isnull=True, kind=PlacementKind.DEFINITIVE.value, is_head=True),
                name="placement_one_open_head_per_unit",
                violation_error_message="Unit ini sudah punya kepala definitif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} di {self.unit_id} sejak {self.started_on}"

    @property
    def label(self) -> str:
        """The position as people say it: "Plt. Kepala Bidang"."""
        return f"{ACTING_WORDS.get(PlacementKind(self.kind), '')}{self.position}"

    @property
    def is_definitive(self) -> bool:
        """Whether the post is no acting one."""
        return self.kind == PlacementKind.DEFINITIVE


class SupervisionQuerySet(models.QuerySet):
    """Lines of superiors, with the words of time."""

    def on(self, day: date) -> SupervisionQuerySet:
        """Keep the lines that hold on a day."""
        return self.filter(on_day(day))


class Supervision(models.Model):
    """Who appraises a placement in an interval (relasi penilai), resolved from tree and overrides."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="supervisions")
    superior = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    upper = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    is_override = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["superior", "ended_on"], name="supervision_by_superior"),
            models.Index(fields=["upper", "ended_on"], name="supervision_by_upper"),
        ]
        constraints = [
            ends_after_start("supervision_ends_after_start"),
            models.UniqueConstraint(fields=["placement", "started_on"], name="supervision_one_per_start"),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(ended_on__isnull=True),
                name="supervision_one_open_per_placement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.superior_id} sejak {self.started_on}"


class SuperiorOverride(models.Model):
    """Another superior than the tree says, for a date range and with a reason (penetapan atasan)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="superior_overrides")
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    started_on = models.DateField("mulai tanggal")
    ended_on = models.DateField("sampai tanggal", null=True, blank=True)
    reason = models.CharField("alasan", max_length=300)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            ends_after_start("override_ends_after_start"),
            models.CheckConstraint(condition=~Q(employee=F("superior")), name="override_not_oneself"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} dinilai {self.superior_id} sejak {self.started_on}"
