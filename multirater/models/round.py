"""A round of 360 feedback: what it is for, whom it reviews, and when (putaran 360)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from indicators.models import Period
from organizations.models import Employee, Placement, Unit, choices, one_of
from organizations.rules import POSITION_LABELS, PositionKind

from ..rules import (
    CHOOSING_LABELS,
    PURPOSE_LABELS,
    SHOWN_FROM,
    SPREAD_FROM,
    Choosing,
    Purpose,
    RoundStatus,
    Side,
)
from .questionnaire import Questionnaire


class Round(Versioned):
    """One round in a year. Purpose, questionnaire, sides and thresholds stand still once it is open.

    `seed` decides the draw; it is kept and never shown, for with it everybody could draw again.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="rounds")
    name = models.CharField("nama putaran", max_length=120)
    purpose = models.CharField("tujuan", max_length=12, choices=choices(Purpose))
    explanation = models.TextField("penjelasan untuk peserta", max_length=1000, blank=True)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="rounds")
    status = models.CharField(max_length=12, choices=choices(RoundStatus), default=RoundStatus.DRAFT.value)
    choosing = models.CharField(
        "cara memilih penilai", max_length=8, choices=choices(Choosing), default=Choosing.RANDOM.value
    )
    has_superior = models.BooleanField("atasan", default=True)
    has_peers = models.BooleanField("rekan kerja", default=True)
    has_subordinates = models.BooleanField("bawahan langsung", default=True)
    has_self = models.BooleanField("diri sendiri", default=True)
    has_partners = models.BooleanField("mitra dari unit lain", default=False)
    peers = models.PositiveSmallIntegerField("rekan yang diundang per pegawai", default=5)
    subordinates = models.PositiveSmallIntegerField("bawahan yang diundang per pegawai", default=5)
    partners = models.PositiveSmallIntegerField("mitra yang diundang per pegawai", default=3)
    cross_percent = models.PositiveSmallIntegerField("rekan dari unit lain (%)", default=33)
    rater_cap = models.PositiveSmallIntegerField("formulir per penilai paling banyak", default=8)
    acquainted_months = models.PositiveSmallIntegerField("bekerja bersama paling sedikit (bulan)", default=3)
    shown_from = models.PositiveSmallIntegerField("ditampilkan mulai dari (formulir)", default=SHOWN_FROM)
    spread_from = models.PositiveSmallIntegerField("rentang mulai dari (formulir)", default=SPREAD_FROM)
    shows_superior = models.BooleanField("hasil juga dibaca atasan", default=True)
    nominate_until = models.DateField("pengusulan sampai", null=True, blank=True)
    answer_from = models.DateField("pengisian mulai")
    answer_until = models.DateField("pengisian sampai")
    late_until = models.DateField("jawaban susulan sampai", null=True, blank=True)
    seed = models.CharField(max_length=32, blank=True)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["period", "status"], name="round_by_period")]
        constraints = [
            one_of("purpose", Purpose, "round_purpose_known"),
            one_of("status", RoundStatus, "round_status_known"),
            one_of("choosing", Choosing, "round_choosing_known"),
            models.CheckConstraint(condition=~Q(name=""), name="round_has_name"),
            models.UniqueConstraint(
                fields=["period", "name"],
                name="round_one_per_name",
                violation_error_message="Tahun ini sudah punya putaran dengan nama itu.",
            ),
            models.CheckConstraint(
                condition=Q(shown_from__gte=SHOWN_FROM, spread_from__gte=SPREAD_FROM)
                & Q(spread_from__gte=F("shown_from")),
                name="round_thresholds_protect",
            ),
            models.CheckConstraint(condition=Q(cross_percent__lte=100), name="round_cross_percent"),
            models.CheckConstraint(condition=Q(rater_cap__gte=1), name="round_rater_cap"),
            models.CheckConstraint(
                condition=Q(answer_until__gte=F("answer_from"))
                & (Q(late_until__isnull=True) | Q(late_until__gt=F("answer_until")))
                & (Q(nominate_until__isnull=True) | Q(nominate_until__lt=F("answer_from"))),
                name="round_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(choosing=Choosing.NOMINATION.value) | Q(nominate_until__isnull=False),
                name="round_nomination_has_days",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        RoundStatus.DRAFT.value,
                        RoundStatus.NOMINATION.value,
                        RoundStatus.CANCELLED.value,
                    ]
                )
                | (Q(opened_at__isnull=False) & ~Q(seed="")),
                name="round_open_has_seed",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[RoundStatus.CLOSED.value, RoundStatus.RELEASED.value])
                | Q(closed_at__isnull=False),
                name="round_closed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that speak in this round, in the order of the pages."""
        wanted = (
            (Side.SUPERIOR, self.has_superior),
            (Side.PEER, self.has_peers),
            (Side.SUBORDINATE, self.has_subordinates),
            (Side.PARTNER, self.has_partners),
            (Side.SELF, self.has_self),
        )
        return tuple(side for side, is_wanted in wanted if is_wanted)

    @property
    def purpose_words(self) -> str:
        """The purpose as raters read it before the first question."""
        return PURPOSE_LABELS[Purpose(self.purpose)]

    @property
    def choosing_words(self) -> str:
        """How peers and subordinates are chosen, in words."""
        return CHOOSING_LABELS[Choosing(self.choosing)]


class RoundScope(models.Model):
    """Who is reviewed: a unit and all below it, perhaps only a kind of positions there, or one person."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="scopes")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    position_kind = models.CharField(max_length=20, choices=choices(PositionKind), blank=True)
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            one_of("position_kind", PositionKind, "scope_position_kind_known", blank=True),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, employee__isnull=True)
                | Q(unit__isnull=True, employee__isnull=False, position_kind=""),
                name="scope_unit_or_person",
            ),
            models.UniqueConstraint(fields=["round", "unit", "position_kind"], name="scope_one_per_unit"),
            models.UniqueConstraint(fields=["round", "employee"], name="scope_one_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.unit_id or self.employee_id}"

    @property
    def kind_words(self) -> str:
        """The kind of positions in words, or nothing."""
        return POSITION_LABELS[self.position_kind] if self.position_kind else ""


class Reviewee(Versioned):
    """One person whom a round reviews, as placed when the round was opened (yang dinilai)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reviewees")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="reviewed")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    superior = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    is_leader = models.BooleanField(default=False)  # somebody works below the person
    remark = models.CharField(max_length=300, blank=True)  # how the draw helped itself in a small unit

    class Meta:
        indexes = [
            models.Index(fields=["round", "unit"], name="reviewee_by_unit"),
            models.Index(fields=["superior", "round"], name="reviewee_by_superior"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "employee"], name="reviewee_once_per_round"),
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | ~Q(superior=F("employee")),
                name="reviewee_not_own_superior",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} dalam {self.round_id}"
