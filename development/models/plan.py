"""Plans to grow with support: why, until when, what is done by whom, and how it went."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned
from organizations.models import Employee, choices, one_of
from reviews.models import Evaluation, Talk

from ..rules.plan import ActionKind, Helped, Outcome


class DevelopmentPlan(Versioned):
    """What employee and superior agree on so that somebody grows (rencana pengembangan)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="development_plans")
    evaluation = models.OneToOneField(
        Evaluation, models.PROTECT, null=True, blank=True, related_name="development_plan"
    )
    purpose = models.CharField("yang ingin dicapai bersama", max_length=500)
    started_on = models.DateField("mulai")
    until = models.DateField("sampai")
    begun_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    employee_agreed_at = models.DateTimeField(null=True, blank=True)
    superior_agreed_at = models.DateTimeField(null=True, blank=True)
    superior_agreed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    closed_on = models.DateField("ditutup", null=True, blank=True)
    closed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField("hasil", max_length=12, choices=choices(Outcome), blank=True)
    closing = models.CharField("yang berubah", max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["employee", "started_on"], name="plan_of_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="care_plan_has_purpose"),
            models.CheckConstraint(condition=Q(until__gt=F("started_on")), name="care_plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(superior_agreed_at__isnull=True, superior_agreed_by__isnull=True)
                | Q(superior_agreed_at__isnull=False, superior_agreed_by__isnull=False),
                name="care_plan_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_by__isnull=True, outcome="", closing="")
                | Q(closed_on__isnull=False, closed_by__isnull=False)
                & Q(outcome__in=[outcome.value for outcome in Outcome])
                & ~Q(closing=""),
                name="care_plan_closed_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"Rencana {self.pk}"

    @property
    def is_agreed(self) -> bool:
        """Whether both said yes to the plan as it stands."""
        return self.employee_agreed_at is not None and self.superior_agreed_at is not None


class DevelopmentAction(Versioned):
    """Something that is done for a goal, with a date and the support that somebody promised (kegiatan)."""

    plan = models.ForeignKey(DevelopmentPlan, models.CASCADE, related_name="actions")
    goal = models.CharField("yang dikembangkan", max_length=300)
    kind = models.CharField("bentuk", max_length=12, choices=choices(ActionKind))
    text = models.CharField("kegiatan", max_length=300)
    due_on = models.DateField("paling lambat")
    support = models.CharField("dukungan yang dijanjikan", max_length=300, blank=True)
    promised_by = models.ForeignKey(Employee, models.PROTECT, related_name="promised_support")
    done_on = models.DateField("selesai", null=True, blank=True)
    progress = models.CharField("bagaimana jalannya", max_length=500, blank=True)
    helped = models.CharField("apakah membantu", max_length=12, choices=choices(Helped), blank=True)

    class Meta:
        indexes = [models.Index(fields=["promised_by", "done_on"], name="action_by_promise")]
        constraints = [
            one_of("kind", ActionKind, "development_action_kind_known"),
            one_of("helped", Helped, "development_action_helped_known", blank=True),
            models.CheckConstraint(condition=~Q(goal="") & ~Q(text=""), name="development_action_has_words"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(helped=""), name="development_action_helped_when_done"
            ),
        ]

    def __str__(self) -> str:
        return f"Kegiatan {self.pk}"  # no word of it: events keep this


class DevelopmentReview(models.Model):
    """How a plan stood at a talk, or in between (tinjauan)."""

    plan = models.ForeignKey(DevelopmentPlan, models.CASCADE, related_name="reviews")
    talk = models.ForeignKey(Talk, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField("tinjauan", max_length=1000)
    reviewed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="development_review_has_text"),
            models.UniqueConstraint(
                fields=["plan", "talk", "reviewed_by"],
                condition=Q(talk__isnull=False),
                name="development_review_once_per_talk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.reviewed_at}"
