"""Words during the year from the superior, from givers of assignments and from colleagues, always signed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import CoreValue, Result
from organizations.models import Employee, Placement, choices, one_of

from ..rules.remark import GIVER_LABELS, REMARK_LABELS, Giver, RemarkKind


class RemarkRequest(models.Model):
    """Somebody asked another person for words about the own work (permintaan umpan balik)."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="remark_requests")
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="+")
    asked = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    text = models.CharField("pertanyaan", max_length=500)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked", "answered_at"], name="remark_request_by_asked")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_request_has_text"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(declined_at__isnull=True),
                name="remark_request_one_answer",
            ),
            models.UniqueConstraint(
                fields=["placement", "asked"],
                condition=Q(answered_at__isnull=True, declined_at__isnull=True),
                name="remark_request_one_open_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} kepada {self.asked_id}"


class Remark(Versioned):
    """An appreciation or a suggestion, signed, about a result, a behaviour or the work (umpan balik)."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="remarks")
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="remarks")
    value = models.ForeignKey(CoreValue, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("jenis", max_length=10, choices=choices(RemarkKind))
    text = models.TextField("umpan balik", max_length=2000)
    giver = models.CharField(max_length=20, choices=choices(Giver))
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    request = models.OneToOneField(
        RemarkRequest, models.PROTECT, null=True, blank=True, related_name="remark"
    )
    reply = models.CharField("tanggapan", max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["placement", "-given_at"], name="remark_by_placement"),
            models.Index(fields=["given_by", "-given_at"], name="remark_by_giver"),
        ]
        constraints = [
            one_of("kind", RemarkKind, "remark_kind_known"),
            one_of("giver", Giver, "remark_giver_known"),
            models.CheckConstraint(condition=~Q(text=""), name="remark_has_text"),
            models.CheckConstraint(
                condition=Q(result__isnull=True) | Q(value__isnull=True), name="remark_on_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, reply="") | (Q(replied_at__isnull=False) & ~Q(reply="")),
                name="remark_replied_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} {self.kind} {self.pk}"  # no word of it: events keep this

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return REMARK_LABELS[RemarkKind(self.kind)]

    @property
    def giver_label(self) -> str:
        """How the giver stood to the receiver, in words."""
        return GIVER_LABELS[Giver(self.giver)]

    @property
    def about(self) -> str:
        """What the words are about, in words; result and value should be loaded."""
        if self.result is not None:
            return self.result.text
        return f"Perilaku {self.value}" if self.value is not None else "Pekerjaan secara umum"
