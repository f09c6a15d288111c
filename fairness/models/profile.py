"""How somebody rates: the own profile, the patterns found, the rater's words and the talk about it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of

from ..rules.pattern import LEAST_PEOPLE, PatternKind
from .analysis import RaterAnalysis


class RaterProfile(Versioned):
    """The profile of one superior in one run (profil penilai); read by the rater first, who may comment."""

    analysis = models.ForeignKey(RaterAnalysis, models.CASCADE, related_name="profiles")
    rater = models.ForeignKey(Employee, models.PROTECT, related_name="rater_profiles")
    people = models.PositiveIntegerField()
    above = models.PositiveIntegerField(default=0)  # official ratings of behaviour and of results together
    meets = models.PositiveIntegerField(default=0)
    below = models.PositiveIntegerField(default=0)
    comment = models.TextField("tanggapan penilai", max_length=1000, blank=True)
    commented_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)
    invitation = models.TextField("undangan", max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["analysis", "rater"], name="profile_one_per_rater"),
            models.CheckConstraint(condition=Q(people__gte=LEAST_PEOPLE), name="profile_of_enough_people"),
            models.CheckConstraint(
                condition=Q(comment="", commented_at__isnull=True)
                | (~Q(comment="") & Q(commented_at__isnull=False)),
                name="profile_comment_has_time",
            ),
            models.CheckConstraint(
                condition=Q(invited_by__isnull=True, invited_at__isnull=True, invitation="")
                | (Q(invited_by__isnull=False, invited_at__isnull=False) & ~Q(invitation="")),
                name="profile_invitation_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Profil {self.pk}"


class RatingPattern(models.Model):
    """One figure of a profile with its interval (pola penilaian); `is_marked` follows the fixed rule."""

    profile = models.ForeignKey(RaterProfile, models.CASCADE, related_name="patterns")
    kind = models.CharField(max_length=16, choices=choices(PatternKind))
    forms = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=8, decimal_places=4)
    low = models.DecimalField(max_digits=8, decimal_places=4)
    high = models.DecimalField(max_digits=8, decimal_places=4)
    is_marked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of("kind", PatternKind, "pattern_kind_known"),
            models.UniqueConstraint(fields=["profile", "kind"], name="pattern_one_per_kind"),
            models.CheckConstraint(
                condition=Q(low__lte=F("value")) & Q(value__lte=F("high")), name="pattern_inside_interval"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.profile_id}"
