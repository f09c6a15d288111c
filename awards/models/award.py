"""The award list of a scheme: who is eligible, the score with its parts, and what people decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import Period
from organizations.models import Employee, Placement, Unit, choices

from ..rules.scheme import Consent
from .nomination import Nomination
from .scheme import AwardScheme


class AwardList(Versioned):
    """A proposal of the machine and the decision of the committee (daftar usulan penghargaan)."""

    scheme = models.OneToOneField(AwardScheme, models.PROTECT, related_name="award_list")
    seed = models.PositiveBigIntegerField(null=True, blank=True)  # of the trials and of lots
    trials = models.PositiveSmallIntegerField(default=500)
    medians = models.JSONField(default=dict)  # by criterion, over the eligible
    effective = models.JSONField(default=dict)  # weight that a criterion had in truth, in per cent
    formula = models.CharField(max_length=20, blank=True)  # the version of the rules that computed it
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    tie_reason = models.CharField("cara memilih di antara yang seri", max_length=1000, blank=True)
    empty_reason = models.CharField("mengapa belum ada penerima", max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="award_list_closed_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return what the award is called."""
        return self.scheme.name

    @property
    def places(self) -> int:
        """Return how many can receive it."""
        return self.scheme.places

    @property
    def period(self) -> Period:
        """Return the year whose work is judged."""
        return self.scheme.period


class AwardCandidate(Versioned):
    """One person on an award list, with every reason (calon penerima)."""

    DECISIONS = [("DIREKOMENDASIKAN", "Direkomendasikan"), ("TIDAK_TAHUN_INI", "Belum untuk tahun ini")]

    # No index of their own, each costs every row of a city: one that begins with the list and one that begins
    # with the person are there already, and nobody looks for a post or for who decided.
    award_list = models.ForeignKey(AwardList, models.CASCADE, related_name="candidates", db_index=False)
    employee = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, null=True, blank=True, related_name="+"
    )  # team
    is_eligible = models.BooleanField()
    criteria = models.JSONField(help_text="each criterion: key, label, met, fact")
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    contributions = models.JSONField(default=list)
    basis = models.JSONField(default=dict)  # by criterion: points, error, where from, how many raters
    share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)  # of trials in the top
    low = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    place = models.PositiveIntegerField(null=True, blank=True)  # order of the list, ties resolved as told
    tie = models.PositiveIntegerField(null=True, blank=True)  # people with the same number are tied
    seal = models.CharField(max_length=64, blank=True)  # of the facts; other facts later make it stale
    decision = models.CharField(max_length=20, choices=DECISIONS, blank=True)
    reason = models.CharField("alasan", max_length=1000, blank=True)
    public_reason = models.CharField("alasan untuk umum", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    consent = models.CharField(max_length=6, choices=choices(Consent), blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["award_list", "is_eligible", "-score"], name="candidate_by_list"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["employee", "award_list"], name="candidate_once_per_list"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 100)), name="candidate_score_0_to_100"
            ),
            models.CheckConstraint(
                condition=Q(is_eligible=False) | Q(score__isnull=False), name="candidate_eligible_has_score"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    Q(decision__in=["DIREKOMENDASIKAN", "TIDAK_TAHUN_INI"])
                    & ~Q(reason="")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="candidate_decided_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(employee__isnull=False, placement__isnull=False, unit__isnull=True)
                & Q(nomination__isnull=True)
                | Q(
                    employee__isnull=True, placement__isnull=True, unit__isnull=False, nomination__isnull=True
                )
                | Q(
                    employee__isnull=True, placement__isnull=True, unit__isnull=True, nomination__isnull=False
                ),
                name="candidate_is_one_subject",
            ),
            models.UniqueConstraint(fields=["award_list", "unit"], name="candidate_unit_once_per_list"),
            models.UniqueConstraint(fields=["award_list", "nomination"], name="candidate_team_once_per_list"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(0, 1)), name="candidate_share_0_to_1"
            ),
            models.CheckConstraint(
                condition=Q(consent="", consented_at__isnull=True)
                | Q(consent__in=["SETUJU", "TIDAK"], consented_at__isnull=False),
                name="candidate_consent_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_list_id} {self.title}"

    @property
    def title(self) -> str:
        """Return how the candidate is called: a person with titles, a unit or a team."""
        if self.employee is not None:
            return self.employee.full_name
        return str(self.unit) if self.unit is not None else getattr(self.nomination, "team_name", "")

    @property
    def place_words(self) -> str:
        """Return what stands beside the name: post and unit of a person, or what kind of candidate it is."""
        if self.placement is not None:
            return f"{self.placement.position}, {self.placement.unit}"
        return "Unit kerja" if self.unit_id is not None else "Tim yang dicalonkan"

    @property
    def home_id(self) -> int | None:
        """Return the unit that a role must reach to see the candidate; a team has none."""
        return self.placement.unit_id if self.placement is not None else self.unit_id
