"""Short notes of what moved: written in seconds, all year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import Indicator, Result
from organizations.models import Employee, Placement, Upload

if TYPE_CHECKING:
    from .evidence import EvidenceFile


class NoteQuerySet(models.QuerySet):
    """Notes, without those that were taken back."""

    def kept(self) -> NoteQuerySet:
        """Leave out what its writer took back."""
        return self.filter(removed_at__isnull=True)


class Note(Versioned):
    """What somebody did on a day, in one sentence (catatan kemajuan).

    It hangs on the placement, so that it can be written before there is a plan; the plan of the placement
    that holds on the day is the one it counts for.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="notes")
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="notes")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="notes")
    noted_on = models.DateField("tanggal")
    text = models.TextField("catatan", max_length=2000)
    amount = models.DecimalField("jumlah", max_digits=15, decimal_places=3, null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("waktu (menit)", null=True, blank=True)
    evidence_url = models.URLField("tautan bukti dukung", max_length=2000, blank=True)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    proofs: list[EvidenceFile]  # its files, where queries.evidence.add_files read them

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["placement", "-noted_on", "-id"], name="note_by_placement"),
            models.Index(fields=["indicator", "noted_on"], name="note_by_indicator"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_has_text"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0, indicator__isnull=False),
                name="note_amount_of_an_indicator",
                violation_error_message="Jumlah paling kecil 0 dan untuk satu indikator.",
            ),
            models.CheckConstraint(
                condition=Q(indicator__isnull=True) | Q(result__isnull=False),
                name="note_indicator_with_result",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=1440),
                name="note_minutes_of_a_day",
                violation_error_message="Waktu antara 1 menit dan 24 jam.",
            ),
            models.CheckConstraint(
                condition=Q(evidence_url="") | Q(evidence_url__startswith="https://"),
                name="note_evidence_https",
                violation_error_message="Tautan bukti dukung dimulai dengan https://.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.noted_on} {self.pk}"  # no word of it: events keep this
