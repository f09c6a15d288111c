"""The one agency of the installation."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned

from .employee import Employee


class Agency(Versioned):
    """The one agency of this installation (instansi): names, letterhead, paper."""

    PAPERS = [("A4", "A4"), ("F4", "F4 (215 × 330 mm)")]
    TYPEFACES = [("Liberation Sans", "Arial"), ("Liberation Serif", "Times"), ("URW Bookman", "Bookman")]

    # Both are in use for staff (domain research 6.4 and 10 row 13); the wide cell is what e-Kinerja exports.
    LAYOUTS = [("SEL", "Di bawah RHK, dalam satu sel lebar"), ("KOLOM", "Dalam kolom tersendiri di kiri RHK")]

    name = models.CharField("nama instansi", max_length=150)
    letterhead = models.CharField("baris kop kedua", max_length=150, blank=True)
    address = models.CharField("alamat", max_length=250, blank=True)
    city = models.CharField("tempat penandatanganan", max_length=80)
    typeface = models.CharField("huruf dokumen", max_length=40, choices=TYPEFACES, default="Liberation Sans")
    paper = models.CharField("kertas", max_length=2, choices=PAPERS, default="A4")
    qualitative_layout = models.CharField(
        "letak RHK pimpinan pada SKP kualitatif", max_length=5, choices=LAYOUTS, default="SEL"
    )

    number_pattern = models.CharField("pola nomor dokumen", max_length=60, default="{jenis}-{tahun}-{urut}")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="agency_only_one"),
            models.CheckConstraint(
                condition=Q(number_pattern__contains="{urut}") & Q(number_pattern__contains="{tahun}"),
                name="agency_number_pattern_counts",
            ),
            models.CheckConstraint(condition=Q(paper__in=["A4", "F4"]), name="agency_paper_known"),
            models.CheckConstraint(
                condition=Q(qualitative_layout__in=["SEL", "KOLOM"]), name="agency_qualitative_layout_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyEmblem(models.Model):
    """The emblem on the letterhead, apart so that no page loads it (lambang instansi)."""

    agency = models.OneToOneField(Agency, models.CASCADE, related_name="emblem")
    image = models.BinaryField()
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Lambang {self.agency_id}"

    @property
    def sha256(self) -> str:
        """The fingerprint by which a document names the emblem that it prints."""
        return hashlib.sha256(bytes(self.image)).hexdigest()


class Holiday(models.Model):
    """A day on which the agency does not work, besides weekends (hari libur, cuti bersama)."""

    day = models.DateField("tanggal", unique=True)
    name = models.CharField("nama", max_length=120)
    basis = models.CharField("dasar", max_length=200, blank=True)
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="holiday_has_name")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
