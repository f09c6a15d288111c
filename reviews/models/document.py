"""Issued documents: a frozen payload, its number, its fingerprints, and the file."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from indicators.models import Plan, Term
from organizations.models import Employee, choices

from ..rules.document import DocumentKind
from .credit import CreditEntry
from .evaluation import Evaluation

_VALID = Q(replaced_by__isnull=True, revoked_at__isnull=True)


class FrozenRows(models.QuerySet):
    """Rows that can be replaced by a newer document or revoked, and never deleted."""

    def valid(self) -> FrozenRows:
        """Keep the documents that were neither replaced nor revoked."""
        return self.filter(_VALID)

    def delete(self) -> NoReturn:
        raise TypeError("Documents are never deleted.")


class Document(models.Model):
    """A document of record with number and fingerprint (dokumen resmi)."""

    kind = models.CharField(max_length=12, choices=choices(DocumentKind))
    number = models.CharField(max_length=80, unique=True)
    code = models.CharField(max_length=32, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="documents")
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    credit_entry = models.ForeignKey(
        CreditEntry, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    credit_year = models.PositiveSmallIntegerField(null=True, blank=True)
    about = models.CharField(max_length=50, blank=True)  # a target of a package above: "awards.awardlist"
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    subject = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    payload = models.JSONField()
    payload_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    is_signed = models.BooleanField("bertanda tangan elektronik", default=False)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    revoke_reason = models.CharField("alasan pencabutan", max_length=300, blank=True)

    objects = FrozenRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in DocumentKind]), name="document_kind_known"
            ),
            models.UniqueConstraint(
                fields=["kind", "plan"],
                condition=_VALID & Q(evaluation__isnull=True, plan__isnull=False, term__isnull=True),
                name="document_one_valid_per_plan",
            ),
            models.UniqueConstraint(
                fields=["kind", "plan", "term"],
                condition=_VALID & Q(plan__isnull=False, term__isnull=False),
                name="document_one_valid_per_plan_and_term",
            ),
            models.UniqueConstraint(
                fields=["kind", "evaluation"],
                condition=_VALID & Q(evaluation__isnull=False),
                name="document_one_valid_per_evaluation",
            ),
            models.UniqueConstraint(
                fields=["kind", "credit_entry"],
                condition=_VALID & Q(credit_entry__isnull=False),
                name="document_one_valid_per_credit_entry",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject", "credit_year"],
                condition=_VALID & Q(credit_year__isnull=False),
                name="document_one_valid_per_credit_year",
            ),
            models.UniqueConstraint(
                fields=["kind", "about", "about_id"],
                condition=_VALID & ~Q(about=""),
                name="document_one_valid_per_target_above",
            ),
            models.CheckConstraint(
                condition=Q(about="", about_id__isnull=True) | (~Q(about="") & Q(about_id__isnull=False)),
                name="document_about_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoke_reason="")),
                name="document_revoked_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Documents are never deleted.")


class DocumentFile(models.Model):
    """The bytes of a document, apart so that lists never load them (berkas dokumen)."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="file")
    pdf = models.BinaryField()

    def __str__(self) -> str:
        return f"Berkas {self.document_id}"


class DocumentCounter(models.Model):
    """The last number that was given to a kind of document in a year (nomor urut)."""

    kind = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="counter_once_per_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.last}"
