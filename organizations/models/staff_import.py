"""Uploaded staff files between preview and confirmation."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from appraisal.models import Job, Versioned

from .employee import Employee


class StaffImport(Versioned):
    """An uploaded pair of staff files between preview and confirmation (impor data)."""

    uploaded_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    units_name = models.CharField(max_length=200, blank=True)
    staff_name = models.CharField(max_length=200, blank=True)
    units_content = models.BinaryField(null=True)
    staff_content = models.BinaryField(null=True)
    counts = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    applying_at = models.DateTimeField(null=True, blank=True)  # its job writes since then
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False, confirmed_at__isnull=False),
                name="import_undone_after_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="import_confirmed_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return f"Impor {self.pk} {self.digest[:8]}"


class StaffImportPart(models.Model):
    """At most 500 rows that an import writes in one step, and what is needed to take them back."""

    run = models.ForeignKey(StaffImport, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    rows = models.JSONField(encoder=DjangoJSONEncoder)
    size = models.PositiveIntegerField()
    done = models.JSONField(null=True, encoder=DjangoJSONEncoder)  # null: not written, or taken back

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_part_once")]

    def __str__(self) -> str:
        return f"{self.run} bagian {self.number}"
