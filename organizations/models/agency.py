"""The one agency of the installation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Agency(models.Model):
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

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="agency_only_one"),
            models.CheckConstraint(condition=Q(paper__in=["A4", "F4"]), name="agency_paper_known"),
            models.CheckConstraint(
                condition=Q(qualitative_layout__in=["SEL", "KOLOM"]), name="agency_qualitative_layout_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
