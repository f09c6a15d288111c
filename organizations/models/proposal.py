"""What one BKD admin proposes and another person confirms: another admin, the merging of two rows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned

from ..rules.proposal import ProposalKind, ProposalStatus, status_label
from .columns import choices, one_of
from .employee import Employee
from .role import ROLE_LABELS, RoleGrant
from .unit import Unit

WAITING, CONFIRMED = ProposalStatus.WAITING.value, ProposalStatus.CONFIRMED.value


class Proposal(Versioned):
    """A step that takes two people (usulan): a grant of the role of BKD admin, or a merging."""

    kind = models.CharField(max_length=10, choices=choices(ProposalKind))
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="proposals")  # who gets or stays
    role = models.CharField(max_length=20, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField("berlaku sampai", null=True, blank=True)
    other = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")  # who is merged away
    status = models.CharField(max_length=12, choices=choices(ProposalStatus), default=WAITING)
    proposed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField("alasan", max_length=300, blank=True)
    grant = models.OneToOneField(RoleGrant, models.PROTECT, null=True, related_name="proposal")

    class Meta:
        indexes = [models.Index(fields=["status", "proposed_at"], name="proposal_by_status")]
        constraints = [
            one_of("kind", ProposalKind, "proposal_kind_known"),
            one_of("status", ProposalStatus, "proposal_status_known"),
            models.CheckConstraint(
                condition=Q(kind=ProposalKind.ROLE.value, unit__isnull=False, other__isnull=True)
                & ~Q(role="")
                | Q(kind=ProposalKind.MERGE.value, other__isnull=False, unit__isnull=True, role=""),
                name="proposal_names_a_role_or_a_row",
            ),
            models.CheckConstraint(condition=~Q(other=F("employee")), name="proposal_of_two_rows"),
            models.CheckConstraint(
                condition=Q(status=WAITING, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(status=WAITING) & Q(decided_at__isnull=False),
                name="proposal_decided_or_waiting",
            ),
            # None confirms only on the command line of the server.
            models.CheckConstraint(
                condition=~Q(status=CONFIRMED)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("employee")),
                name="proposal_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["employee", "role", "unit"],
                condition=Q(status=WAITING, kind=ProposalKind.ROLE.value),
                name="proposal_one_open_per_role",
            ),
            models.UniqueConstraint(
                fields=["other"],
                condition=Q(status=WAITING, kind=ProposalKind.MERGE.value),
                name="proposal_one_open_per_merged_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.employee_id} {self.role or self.other_id}"

    @property
    def role_label(self) -> str:
        """The role's name as people read it."""
        return ROLE_LABELS.get(self.role, "")

    @property
    def status_label(self) -> str:
        """The state in words."""
        return status_label(self.status)


class DistinctPair(models.Model):
    """Two rows that look alike and are two people (orang berbeda): nobody asks again."""

    first = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    second = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_once_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} bukan {self.second_id}"
