"""Times in which somebody does not work in the post."""

from __future__ import annotations

from datetime import date

from django.db import models

from ..rules import ABSENCE_LABELS, WITHOUT_PLAN, AbsenceKind
from .columns import choices, ends_after_start, on_day, one_of
from .employee import Employee


class AbsenceQuerySet(models.QuerySet):
    """Absences, with the words of time."""

    def on(self, day: date) -> AbsenceQuerySet:
        """Keep the absences that hold on a day."""
        return self.filter(on_day(day))

    def between(self, start: date, end: date) -> AbsenceQuerySet:
        """Keep the absences that share a day with an interval."""
        lasting = models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=start)
        return self.filter(lasting, started_on__lte=end)

    def without_plan(self) -> AbsenceQuerySet:
        """Keep the absences in which nobody expects a plan."""
        return self.filter(kind__in=[kind.value for kind in WITHOUT_PLAN])


class Absence(models.Model):
    """Study, long leave or suspension of a person from one date to another (masa tidak bekerja)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="absences")
    kind = models.CharField("jenis", max_length=24, choices=choices(AbsenceKind))
    started_on = models.DateField("mulai tanggal")
    ended_on = models.DateField("sampai tanggal", null=True, blank=True)
    note = models.CharField("dasar", max_length=300)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["employee", "started_on"], name="absence_by_employee")]
        constraints = [
            one_of("kind", AbsenceKind, "absence_kind_known"),
            ends_after_start("absence_ends_after_start"),
            models.CheckConstraint(condition=~models.Q(note=""), name="absence_has_note"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.kind} sejak {self.started_on}"

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return ABSENCE_LABELS[AbsenceKind(self.kind)]
