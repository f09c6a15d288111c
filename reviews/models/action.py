"""What is planned for a quarter, how the owner sees it, and calls for help."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from appraisal.models import Versioned
from indicators.models import Plan, Result, Term
from organizations.models import Employee, choices, one_of

from ..rules.progress import Outlook


class Action(Versioned):
    """One step towards a result in a quarter (rencana aksi)."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="actions")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    text = models.CharField("rencana aksi", max_length=500)
    due_on = models.DateField("paling lambat", null=True, blank=True)
    done_on = models.DateField("selesai", null=True, blank=True)
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["result", "term"], name="action_by_result_and_term")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="action_has_text")]

    def __str__(self) -> str:
        return f"{self.result_id} {self.term_id} {self.pk}"  # no word of it: events keep this


class ResultOutlook(Versioned):
    """How the owner sees a result in a term, in the owner's own choice (status)."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="outlooks")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    outlook = models.CharField("status", max_length=16, choices=choices(Outlook))
    note = models.CharField("keterangan", max_length=500, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("outlook", Outlook, "outlook_known"),
            models.UniqueConstraint(fields=["result", "term"], name="outlook_once_per_result_and_term"),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.term_id} {self.outlook}"


class HelpRequest(Versioned):
    """An obstacle that somebody else can remove (permintaan bantuan): asked, answered, closed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="help_requests")
    result = models.ForeignKey(Result, models.PROTECT, null=True, blank=True, related_name="help_requests")
    text = models.CharField("hambatan dan bantuan yang diperlukan", max_length=1000)
    asked_at = models.DateTimeField()
    reply = models.CharField("jawaban", max_length=1000, blank=True)
    replied_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["plan", "asked_at"], name="help_by_plan"),
            models.Index(fields=["plan"], condition=Q(closed_at__isnull=True), name="help_open"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="help_has_text"),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, replied_by__isnull=True, reply="")
                | (Q(replied_at__isnull=False, replied_by__isnull=False) & ~Q(reply="")),
                name="help_replied_all_or_nothing",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="help_closed_both_or_neither",
            ),
            models.UniqueConstraint(
                fields=["result"],
                condition=Q(closed_at__isnull=True, result__isnull=False),
                name="help_one_open_per_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.pk}"  # no word of it: events keep this
