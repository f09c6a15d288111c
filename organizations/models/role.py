"""Roles over units."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from ..rules import Role
from .columns import choices, ends_after_start, one_of
from .employee import Employee
from .unit import Unit

ROLE_LABELS = {
    Role.BKD_ADMIN.value: "Admin BKD",
    Role.UNIT_ADMIN.value: "Admin unit",
    Role.AWARD_COMMITTEE.value: "Tim penghargaan",
    Role.AUDITOR.value: "Auditor",
    Role.DATA_PROTECTION.value: "Pejabat pelindung data",
}


class RoleGrant(models.Model):
    """A role over a unit and everything below it (peran)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=choices(Role))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("role", Role, "role_known"),
            ends_after_start("role_ends_after_start"),
            models.UniqueConstraint(
                fields=["employee", "role", "unit"],
                condition=Q(ended_on__isnull=True),
                name="role_one_open_per_unit",
                violation_error_message="Orang ini sudah punya peran tersebut di unit itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.role} {self.unit_id}"

    @property
    def label(self) -> str:
        """The role's name as people read it."""
        return ROLE_LABELS[self.role]

    @property
    def agreed(self) -> Any:
        """The proposal that a second person agreed to; None where one person was enough."""
        return getattr(self, "proposal", None)
