"""Who is asked for an opinion on whom, and relations that forbid it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of

from ..rules import InvitationStatus, RelationKind, Side, Why
from .round import Reviewee, Round

ASKED = (InvitationStatus.WAITING, InvitationStatus.ANSWERED)


class Invitation(Versioned):
    """One person asked about another, from one side (undangan menilai).

    `envelope` is the key of the opinion, encrypted with a key that is not in the database: the only thread
    between a rater and what the rater wrote. No time of answering is kept, for times are threads as well.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="invitations")
    reviewee = models.ForeignKey(Reviewee, models.PROTECT, related_name="invitations")
    ratee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    rater = models.ForeignKey(Employee, models.PROTECT, related_name="invitations")
    side = models.CharField(max_length=8, choices=choices(Side))
    status = models.CharField(
        max_length=14, choices=choices(InvitationStatus), default=InvitationStatus.WAITING.value
    )
    why = models.CharField(max_length=15, choices=choices(Why))
    is_cross = models.BooleanField(default=False)  # from another unit than the reviewed person's
    note = models.CharField("alasan", max_length=300, blank=True)  # of a striking or an addition
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    envelope = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["rater", "status"], name="invitation_by_rater"),
            models.Index(fields=["round", "side", "status"], name="invitation_by_round"),
        ]
        constraints = [
            one_of("side", Side, "invitation_side_known"),
            one_of("status", InvitationStatus, "invitation_status_known"),
            one_of("why", Why, "invitation_why_known"),
            models.UniqueConstraint(fields=["reviewee", "rater"], name="invitation_once_per_pair"),
            models.CheckConstraint(
                condition=Q(side=Side.SELF.value, rater=F("ratee"))
                | (~Q(side=Side.SELF.value) & ~Q(rater=F("ratee"))),
                name="invitation_self_only_from_self",
            ),
            models.CheckConstraint(
                condition=Q(envelope="") | Q(status=InvitationStatus.ANSWERED.value),
                name="invitation_envelope_when_answered",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(replaces__isnull=False), name="invitation_replaced_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Undangan {self.pk}"


class Relation(models.Model):
    """A relation that a person declared; the two do not review each other (hubungan pribadi)."""

    first = models.ForeignKey(Employee, models.PROTECT, related_name="+")  # the smaller key of the two
    second = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    kind = models.CharField("hubungan", max_length=10, choices=choices(RelationKind))
    declared_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["second", "first"], name="relation_by_second")]
        constraints = [
            one_of("kind", RelationKind, "relation_kind_known"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="relation_in_order"),
            models.CheckConstraint(
                condition=Q(declared_by=F("first")) | Q(declared_by=F("second")),
                name="relation_declared_by_one_of_both",
            ),
            models.UniqueConstraint(
                fields=["first", "second", "declared_by"],  # neither learns whether the other declared it
                condition=Q(ended_at__isnull=True),
                name="relation_one_open_per_declarer",
                violation_error_message="Hubungan dengan orang ini sudah Anda catat.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hubungan {self.pk}"
