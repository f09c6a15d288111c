"""Talks between an employee and the superior, with agenda, notes and what follows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import Plan, Term
from organizations.models import Employee, choices, one_of

from ..rules.talk import Side, TalkState, state_of
from .action import HelpRequest
from .remark import Remark


class Talk(Versioned):
    """One planned talk about a plan in a term (dialog kinerja); held when both have confirmed the notes."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="talks")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField("waktu")
    place = models.CharField("tempat", max_length=200, blank=True)
    held_on = models.DateField("tanggal dialog", null=True, blank=True)
    notes = models.TextField("catatan dialog", max_length=4000, blank=True)
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    planned_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    employee_confirmed_at = models.DateTimeField(null=True, blank=True)
    superior_confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["plan", "planned_at"], name="talk_by_plan"),
            models.Index(fields=["superior", "planned_at"], name="talk_by_superior"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(employee_confirmed_at__isnull=True, superior_confirmed_at__isnull=True)
                | (Q(held_on__isnull=False) & ~Q(notes="")),
                name="talk_confirmed_with_notes",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(held_on__isnull=True),
                name="talk_cancelled_or_held",
            ),
            models.UniqueConstraint(
                fields=["plan", "term"],
                condition=Q(cancelled_at__isnull=True, held_on__isnull=True),
                name="talk_one_planned_per_plan_and_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.term_id} {self.planned_at:%Y-%m-%d}"

    @property
    def confirmed(self) -> frozenset[Side]:
        """The sides that have confirmed the notes as they stand."""
        stamps = {Side.EMPLOYEE: self.employee_confirmed_at, Side.SUPERIOR: self.superior_confirmed_at}
        return frozenset(side for side, at in stamps.items() if at is not None)

    @property
    def state(self) -> TalkState:
        """Where the talk stands."""
        return state_of(
            is_cancelled=self.cancelled_at is not None,
            is_held=self.held_on is not None,
            confirmed=self.confirmed,
        )

    @property
    def planned_side(self) -> Side:
        """Which side asked for the talk; the plan's placement should be loaded."""
        asked = self.planned_by_id == self.plan.placement.employee_id
        return Side.EMPLOYEE if asked else Side.SUPERIOR


class TalkPoint(models.Model):
    """One point of the agenda: own words, an open obstacle, or a remark (pokok bahasan)."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="points")
    text = models.CharField("pokok bahasan", max_length=500)
    help_request = models.ForeignKey(HelpRequest, models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.ForeignKey(Remark, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="talk_point_has_text"),
            models.UniqueConstraint(
                fields=["talk", "help_request"],
                condition=Q(help_request__isnull=False),
                name="talk_point_once_per_help",
            ),
            models.UniqueConstraint(
                fields=["talk", "remark"],
                condition=Q(remark__isnull=False),
                name="talk_point_once_per_remark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} {self.pk}"  # no word of it: events keep this


class FollowUp(Versioned):
    """What one of the two does after a talk, by a date (tindak lanjut)."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="follow_ups")
    text = models.CharField("tindak lanjut", max_length=500)
    side = models.CharField("oleh", max_length=8, choices=choices(Side))
    due_on = models.DateField("paling lambat")
    done_on = models.DateField("selesai", null=True, blank=True)

    class Meta:
        constraints = [
            one_of("side", Side, "follow_up_side_known"),
            models.CheckConstraint(condition=~Q(text=""), name="follow_up_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} {self.pk}"  # no word of it: events keep this
