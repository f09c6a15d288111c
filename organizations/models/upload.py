"""Rows of a spreadsheet between preview and confirmation, and what came of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Job, JobStatus, Versioned

from ..rules import UploadKind
from .columns import choices, one_of
from .employee import Employee


class Upload(Versioned):
    """The rows of an uploaded file: shown first, applied once, undone where the kind allows it (unggahan)."""

    kind = models.CharField(max_length=12, choices=choices(UploadKind))
    target = models.PositiveBigIntegerField(null=True, blank=True)  # the plan or unit that the rows are for
    name = models.CharField(max_length=200)
    rows = models.JSONField()
    outcome = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")  # of a large file
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["kind", "uploaded_at"], name="upload_by_kind")]
        constraints = [
            one_of("kind", UploadKind, "upload_kind_known"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False, applied_at__isnull=False),
                name="upload_undone_after_applied",
            ),
        ]

    def __str__(self) -> str:
        return f"Unggahan {self.pk} {self.name}"

    @property
    def is_going_on(self) -> bool:
        """Whether its job is at it, or stands still in the middle; one that ended before wrote nothing."""
        job = self.job
        return job is not None and (job.is_unfinished or (job.status != JobStatus.DONE and job.cursor > 0))
