"""Award schemes: who can win what, by which conditions and criteria; frozen once published."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from indicators.models import Period, Term
from organizations.models import Employee, choices, one_of

from ..rules.scheme import Category, RuleKind, Source


class AwardScheme(Versioned):
    """The rules of one award in one year (skema penghargaan)."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="award_schemes")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")  # of a quarter
    category = models.CharField("kategori", max_length=12, choices=choices(Category))
    name = models.CharField("nama penghargaan", max_length=150)
    purpose = models.CharField("untuk apa", max_length=500)
    places = models.PositiveSmallIntegerField("jumlah penerima")
    judged_from = models.DateField("kerja yang dinilai mulai")
    judged_until = models.DateField("kerja yang dinilai sampai")
    nominated_from = models.DateField("pengusulan mulai")
    nominated_until = models.DateField("pengusulan sampai")
    decided_until = models.DateField("diputuskan paling lambat")
    late_reason = models.CharField("alasan diumumkan setelah mulai", max_length=300, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    change_reason = models.CharField("yang berubah dan mengapa", max_length=500, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)

    class Meta:
        constraints = [
            one_of("category", Category, "scheme_category_known"),
            models.UniqueConstraint(
                fields=["period", "name"],
                condition=Q(cancelled_at__isnull=True),
                name="scheme_once_per_period",
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="scheme_has_places"),
            models.CheckConstraint(
                condition=Q(
                    judged_from__lte=F("judged_until"),
                    nominated_from__lte=F("nominated_until"),
                    nominated_until__lte=F("decided_until"),
                ),
                name="scheme_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="scheme_published_both_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")),
                name="scheme_cancelled_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SchemeRule(models.Model):
    """One condition to take part, as data (syarat)."""

    scheme = models.ForeignKey(AwardScheme, models.CASCADE, related_name="rules")
    kind = models.CharField(max_length=12, choices=choices(RuleKind))
    word = models.CharField(max_length=16, blank=True)  # the least predicate
    amount = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", RuleKind, "scheme_rule_kind_known"),
            models.UniqueConstraint(fields=["scheme", "kind"], name="scheme_rule_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="scheme_rule_amount_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.kind}"


class SchemeCriterion(models.Model):
    """One criterion with its weight and its anchored scale (kriteria)."""

    scheme = models.ForeignKey(AwardScheme, models.CASCADE, related_name="criteria")
    source = models.CharField("sumber nilai", max_length=12, choices=choices(Source))
    label = models.CharField("kriteria", max_length=100)
    weight = models.DecimalField("bobot", max_digits=5, decimal_places=2)
    anchors = models.JSONField(default=list)  # [{"points": 0, "words": "…"}, …], points rising
    reliability = models.DecimalField("keandalan", max_digits=3, decimal_places=2)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            one_of("source", Source, "criterion_source_known"),
            models.UniqueConstraint(fields=["scheme", "label"], name="criterion_label_once"),
            models.UniqueConstraint(
                fields=["scheme", "source"], condition=~Q(source="JURI"), name="criterion_source_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100), name="criterion_weight_0_to_100"
            ),
            models.CheckConstraint(
                condition=Q(reliability__gt=0, reliability__lte=1), name="criterion_reliability_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return self.label
