"""Credit points of functional posts (angka kredit)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from organizations.models import Employee, choices, one_of
from organizations.rules import FunctionalLevel

from ..rules.credit import CreditSource
from ..rules.evaluation import Predicate
from .evaluation import Evaluation


class CreditQuerySet(models.QuerySet):
    """Entries, with the word of what counts."""

    def valid(self) -> CreditQuerySet:
        """Keep the entries that were not cancelled."""
        return self.filter(cancelled_at__isnull=True)


class CreditEntry(models.Model):
    """Points of one person in one level: from a final evaluation, or brought in (angka kredit).

    Never changed; what was wrong is cancelled with a reason and entered anew. Points have three
    decimals and are rounded once, when they are printed.
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="credit_entries")
    source = models.CharField("asal", max_length=12, choices=choices(CreditSource))
    level = models.CharField("jenjang", max_length=20, choices=choices(FunctionalLevel))
    year = models.PositiveSmallIntegerField("tahun")
    month_from = models.PositiveSmallIntegerField("bulan mulai", null=True, blank=True)
    month_until = models.PositiveSmallIntegerField("bulan selesai", null=True, blank=True)
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, blank=True, related_name="credit_entries"
    )
    predicate = models.CharField("predikat", max_length=16, choices=choices(Predicate), blank=True)
    percent = models.DecimalField("persentase", max_digits=6, decimal_places=2, null=True, blank=True)
    coefficient = models.DecimalField("koefisien", max_digits=7, decimal_places=3, null=True, blank=True)
    points = models.DecimalField("angka kredit", max_digits=9, decimal_places=3)
    basis = models.CharField("dasar", max_length=300, blank=True)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)

    objects = CreditQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["employee", "year"], name="credit_by_employee")]
        constraints = [
            one_of("source", CreditSource, "credit_source_known"),
            one_of("level", FunctionalLevel, "credit_level_known"),
            one_of("predicate", Predicate, "credit_predicate_known", blank=True),
            models.CheckConstraint(condition=Q(points__gte=0), name="credit_points_not_negative"),
            models.CheckConstraint(
                condition=Q(source=CreditSource.CONVERSION.value)
                & Q(evaluation__isnull=False, percent__isnull=False, coefficient__isnull=False)
                & Q(month_from__isnull=False, month_until__isnull=False)
                & Q(month_from__gte=1, month_until__lte=12, month_until__gte=F("month_from"))
                & ~Q(predicate="")
                | ~Q(source=CreditSource.CONVERSION.value) & Q(evaluation__isnull=True) & ~Q(basis=""),
                name="credit_conversion_whole_or_based",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")),
                name="credit_cancelled_whole_or_not",
            ),
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=Q(cancelled_at__isnull=True, evaluation__isnull=False),
                name="credit_once_per_evaluation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.year} {self.points}"
