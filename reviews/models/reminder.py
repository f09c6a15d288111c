"""How a person wants to be reminded, and what was sent."""

from __future__ import annotations

from django.db import models

from organizations.models import Employee, choices, one_of

from ..rules.reminder import Rhythm


class ReminderSetting(models.Model):
    """How often somebody wants the digest by mail (pengaturan pengingat); none means weekly."""

    employee = models.OneToOneField(Employee, models.CASCADE, related_name="reminder_setting")
    rhythm = models.CharField(max_length=8, choices=choices(Rhythm), default=Rhythm.WEEKLY.value)
    paused_until = models.DateField("jeda sampai", null=True, blank=True)

    class Meta:
        constraints = [one_of("rhythm", Rhythm, "reminder_rhythm_known")]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.rhythm}"


def setting_of(person: Employee) -> ReminderSetting:
    """Return how a person wants to be reminded; weekly for who never said it (not saved)."""
    return getattr(person, "reminder_setting", None) or ReminderSetting(employee=person)


class Reminder(models.Model):
    """One digest to one person on one day, with what it listed (pengingat)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="reminders")
    day = models.DateField()
    titles = models.JSONField()
    is_mailed = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["day", "id"], name="reminder_by_day")]
        constraints = [models.UniqueConstraint(fields=["employee", "day"], name="reminder_once_per_day")]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.day}"
