"""Posts of which nobody expects anything for a time, because the BKD said so."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from organizations.models import Employee, Placement, ends_after_start, on_day


class ExemptionQuerySet(models.QuerySet):
    """Exemptions, with the words of time."""

    def on(self, day: date) -> ExemptionQuerySet:
        """Keep the exemptions that hold on a day and were not taken back."""
        return self.filter(on_day(day), revoked_at__isnull=True)


class Exemption(Versioned):
    """One post is left out of the completeness from one date to another, with the reason (dikecualikan)."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="exemptions")
    reason = models.CharField("alasan", max_length=300)
    started_on = models.DateField("mulai tanggal")
    ended_on = models.DateField("sampai tanggal")
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_start("exemption_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_reason"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="exemption_revoked_both_or_neither",
            ),
            models.UniqueConstraint(
                fields=["placement", "started_on"],
                condition=Q(revoked_at__isnull=True),
                name="exemption_once_per_start",
                violation_error_message="Jabatan ini sudah dikecualikan mulai tanggal itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} sampai {self.ended_on}"
