"""What a person wants to grow in, and how (rencana pengembangan)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import Period
from organizations.models import Employee


class DevelopmentGoal(Versioned):
    """One thing to grow in, with a next step and a date; the owner's, read by the superior."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="development_goals")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    goal = models.CharField("yang ingin dikembangkan", max_length=300)
    step = models.CharField("langkah berikutnya", max_length=300)
    support = models.CharField("dukungan yang diharapkan", max_length=300, blank=True)
    due_on = models.DateField("target tanggal")
    from_opinions = models.BooleanField(default=False)  # begun from a result of the 360
    created_at = models.DateTimeField()
    done_on = models.DateField("selesai pada", null=True, blank=True)
    effect = models.CharField("yang berubah", max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["employee", "period"], name="development_by_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(goal="") & ~Q(step=""), name="development_has_goal_and_step"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False) | Q(effect=""), name="development_effect_when_done"
            ),
        ]

    def __str__(self) -> str:
        return f"Tujuan {self.pk}"  # no word of it: events keep this
