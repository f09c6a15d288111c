"""Tokens of other systems of the agency, and how much each was used."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from organizations.models import Employee, one_of

from ..rules.token import REACH_LABELS, Reach


class ApiToken(models.Model):
    """What lets a system of the agency read (token): only a fingerprint of it is stored."""

    name = models.CharField("nama sistem", max_length=100)
    mark = models.CharField(max_length=8, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_on = models.DateField("berlaku sampai")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_name"),
            models.CheckConstraint(
                condition=~(Q(revoked_at__isnull=True) ^ Q(revoked_by__isnull=True)),
                name="token_revoked_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.mark})"

    def holds(self, on: date) -> bool:
        """Whether it opens anything on a day."""
        return self.revoked_at is None and on <= self.ended_on


class TokenReach(models.Model):
    """One thing that a token opens."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="reaches")
    reach = models.CharField(max_length=20, choices=[(each.value, REACH_LABELS[each]) for each in Reach])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "reach"], name="reach_once_per_token"),
            one_of("reach", Reach, "reach_known"),
        ]

    def __str__(self) -> str:
        return self.reach


class TokenUse(models.Model):
    """How often a token asked for a list on a day, and how many rows it was given."""

    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="uses")
    day = models.DateField()
    list_name = models.CharField(max_length=40)
    requests = models.PositiveIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "day", "list_name"], name="use_once_per_day"),
            models.CheckConstraint(condition=Q(requests__gt=0), name="use_has_requests"),
        ]
        indexes = [models.Index(F("day").desc(), name="use_by_day")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.day} {self.list_name}"
