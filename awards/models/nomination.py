"""Nominations: who proposes whom, why, with which evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organizations.models import Employee, Unit
from reviews.models import EvidenceFile

from .scheme import AwardScheme


class Nomination(models.Model):
    """Somebody proposes a person, a unit or a team for an award (pencalonan)."""

    scheme = models.ForeignKey(AwardScheme, models.PROTECT, related_name="nominations")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    team_name = models.CharField("nama tim", max_length=150, blank=True)
    reason = models.CharField("mengapa", max_length=2000)
    link = models.URLField("tautan bukti", max_length=500, blank=True)
    nominated_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    left_out_at = models.DateTimeField(null=True, blank=True)  # the nominated person asked for it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_out_at__isnull=True) | Q(employee__isnull=False),
                name="nomination_left_out_by_person",
            ),
            models.CheckConstraint(
                condition=Q(employee__isnull=False, unit__isnull=True, team_name="")
                | Q(employee__isnull=True, unit__isnull=False, team_name="")
                | (Q(employee__isnull=True, unit__isnull=True) & ~Q(team_name="")),
                name="nomination_of_one_subject",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="nomination_has_reason"),
            models.UniqueConstraint(
                fields=["scheme", "nominated_by", "employee"],
                condition=Q(withdrawn_at__isnull=True, employee__isnull=False),
                name="nomination_of_person_once",
            ),
            models.UniqueConstraint(
                fields=["scheme", "nominated_by", "unit"],
                condition=Q(withdrawn_at__isnull=True, unit__isnull=False),
                name="nomination_of_unit_once",
            ),
            models.UniqueConstraint(
                fields=["scheme", "nominated_by", "team_name"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(team_name=""),
                name="nomination_of_team_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.employee_id or self.unit_id or self.team_name}"


class NominationMember(models.Model):
    """One person of a nominated team (anggota tim)."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="members")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    left_out_at = models.DateTimeField(null=True, blank=True)  # this member asked for it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "employee"], name="team_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.employee_id}"


class NominationFile(models.Model):
    """A file that proves something about a nomination (bukti pencalonan)."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="files")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "file"], name="nomination_file_once"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.file_id}"
