"""The indicator library of the agency (kamus indikator)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.rules import Aspect, Direction, EntryStatus
from organizations.models import Employee, choices, one_of
from organizations.rules import PositionKind


class LibraryEntry(Versioned):
    """An indicator that others may use (butir kamus); a newer edition replaces it and keeps it readable."""

    code = models.CharField("kode", max_length=20)
    edition = models.PositiveSmallIntegerField("edisi", default=1)
    text = models.CharField("indikator", max_length=500)
    field = models.CharField("bidang layanan", max_length=60)
    position_kind = models.CharField(
        "jenis jabatan", max_length=20, choices=choices(PositionKind), blank=True
    )
    aspect = models.CharField("aspek", max_length=10, choices=choices(Aspect))
    measure = models.CharField("satuan", max_length=40)
    direction = models.CharField("arah", max_length=10, choices=choices(Direction))
    formula = models.CharField("formula", max_length=500)
    source = models.CharField("sumber data", max_length=300)
    example = models.CharField("contoh hasil dan target", max_length=500, blank=True)
    status = models.CharField(max_length=12, choices=choices(EntryStatus), default=EntryStatus.PROPOSED.value)
    proposed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField("catatan BKD", max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["status", "field"], name="entry_by_field")]
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="entry_code_and_edition_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(status=EntryStatus.ACCEPTED.value),
                name="entry_one_accepted_per_code",
            ),
            one_of("position_kind", PositionKind, "entry_position_kind_known", blank=True),
            one_of("aspect", Aspect, "entry_aspect_known"),
            one_of("direction", Direction, "entry_direction_known"),
            one_of("status", EntryStatus, "entry_status_known"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(measure="") & ~Q(field=""), name="entry_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} edisi {self.edition}"
