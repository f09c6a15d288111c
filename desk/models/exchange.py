"""What the agency writes down for the exchange with other systems."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organizations.models import Employee, choices, one_of
from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

from ..rules.exchange import CodeKind


class ExchangeCode(models.Model):
    """The number by which SIASN knows a rating or a quadrant (kode SIASN)."""

    kind = models.CharField(max_length=10, choices=choices(CodeKind))
    value = models.CharField(max_length=20)  # a rating or a predicate of ours
    code = models.PositiveSmallIntegerField("kode")
    source = models.CharField("sumber", max_length=200)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", CodeKind, "code_kind_known"),
            models.CheckConstraint(condition=~Q(source=""), name="code_has_source"),
            models.UniqueConstraint(fields=["kind", "value"], name="code_once_per_value"),
            models.UniqueConstraint(fields=["kind", "code"], name="code_stands_for_one_value"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value} {self.code}"


class AllowanceRate(models.Model):
    """What a predicate is worth in the agency's allowance from a day on (persentase tunjangan)."""

    valid_from = models.DateField("berlaku mulai")
    predicate = models.CharField("predikat", max_length=16, choices=choices(Predicate))
    percent = models.DecimalField("persentase", max_digits=5, decimal_places=2)
    basis = models.CharField("dasar", max_length=300)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("predicate", Predicate, "rate_predicate_known"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=200), name="rate_0_to_200"),
            models.CheckConstraint(condition=~Q(basis=""), name="rate_has_basis"),
            models.UniqueConstraint(fields=["valid_from", "predicate"], name="rate_once_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.predicate} {self.percent}"

    @property
    def predicate_words(self) -> str:
        """The predicate as people read it."""
        return PREDICATE_LABELS[Predicate(self.predicate)]


class Delivery(models.Model):
    """A result that SIASN took over the live connection, or why it did not (kiriman)."""

    evaluation = models.OneToOneField("reviews.Evaluation", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)  # of what was sent; another content is sent again
    sent_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=100, blank=True)  # what SIASN calls it
    fault = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) ^ Q(fault=""), name="delivery_sent_or_faulty"
            ),
        ]

    def __str__(self) -> str:
        return f"Kiriman {self.evaluation_id}"
