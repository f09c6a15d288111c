"""What of a person's service counts for awards and medals, as decrees say it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from organizations.models import Employee, Upload, choices, ends_after_start, one_of

from ..rules.record import DISCIPLINE, RECORD_LABELS, RecordKind


class RecordQuerySet(models.QuerySet):
    """Records, with the words of those who ask what holds."""

    def valid(self) -> RecordQuerySet:
        """Keep the records that nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def discipline_since(self, day: date) -> RecordQuerySet:
        """Keep valid punishments that began or still lasted on the day or later."""
        lasting = Q(started_on__gte=day) | Q(ended_on__gte=day)
        return self.valid().filter(lasting, kind__in=[kind.value for kind in DISCIPLINE])


class ServiceRecord(Versioned):
    """A punishment, leave, sentence, break or medal of a person (catatan kepegawaian); never deleted."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="service_records")
    kind = models.CharField("jenis catatan", max_length=16, choices=choices(RecordKind))
    started_on = models.DateField("mulai berlaku")
    ended_on = models.DateField("sampai", null=True, blank=True)
    threat_years = models.PositiveSmallIntegerField(
        "ancaman pidana (tahun)", null=True, blank=True
    )  # of the crime, by which a sentence closes the way to a medal
    letter_number = models.CharField("nomor keputusan", max_length=100)
    letter_on = models.DateField("tanggal keputusan")
    note = models.CharField("keterangan", max_length=500, blank=True)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_reason = models.CharField("alasan penarikan", max_length=300, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["employee", "kind"], name="record_by_employee"),
            models.Index(fields=["kind", "started_on"], name="record_by_kind"),
        ]
        constraints = [
            one_of("kind", RecordKind, "record_kind_known"),
            ends_after_start("record_ends_after_start"),
            models.CheckConstraint(condition=~Q(letter_number=""), name="record_has_letter"),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.SENTENCE.value, threat_years__isnull=False)
                | (~Q(kind=RecordKind.SENTENCE.value) & Q(threat_years__isnull=True)),
                name="record_threat_only_of_sentence",
            ),
            models.UniqueConstraint(
                fields=["employee", "kind", "started_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="record_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdraw_reason="")),
                name="record_withdrawn_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.letter_number}"

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return RECORD_LABELS[RecordKind(self.kind)]
