"""Presence at work by month, as the presence system reports it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from appraisal.models import Versioned

from .employee import Employee
from .upload import Upload

_DAYS = ("work_days", "present_days", "leave_days", "travel_days", "absent_days")


class Attendance(Versioned):
    """What the presence system says about a person's month (kehadiran)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="attendances")
    month = models.DateField("bulan")  # its first day
    work_days = models.PositiveSmallIntegerField("hari kerja")
    present_days = models.PositiveSmallIntegerField("hadir")
    leave_days = models.PositiveSmallIntegerField("cuti", default=0)
    travel_days = models.PositiveSmallIntegerField("dinas luar", default=0)
    absent_days = models.PositiveSmallIntegerField("tanpa keterangan", default=0)
    late_minutes = models.PositiveIntegerField("terlambat (menit)", default=0)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["month", "employee"], name="attendance_by_month")]
        constraints = [
            models.UniqueConstraint(fields=["employee", "month"], name="attendance_once_per_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="attendance_first_of_month"),
            models.CheckConstraint(
                condition=Q(**{f"{name}__lte": 31 for name in _DAYS}), name="attendance_days_of_a_month"
            ),
            models.CheckConstraint(
                condition=Q(
                    work_days__gte=F("present_days") + F("leave_days") + F("travel_days") + F("absent_days")
                ),
                name="attendance_within_work_days",
                violation_error_message="Hadir, cuti, dinas luar, dan tanpa keterangan melebihi hari kerja.",
            ),
            models.CheckConstraint(
                condition=Q(late_minutes__lte=31 * 24 * 60), name="attendance_late_within_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.month:%Y-%m}"

    @property
    def source(self) -> str:
        """The name of the file, or that an admin corrected the month since."""
        return self.upload.name if self.upload else "Koreksi admin"


class AttendanceReport(Versioned):
    """Somebody says that a month of the own presence is wrong (koreksi kehadiran)."""

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="reports")
    message = models.CharField("seharusnya", max_length=500)
    reported_at = models.DateTimeField()
    answer = models.CharField("jawaban", max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(message=""), name="attendance_report_has_text"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="attendance_report_answered_all_or_nothing",
            ),
            models.UniqueConstraint(
                fields=["attendance"],
                condition=Q(answered_at__isnull=True),
                name="attendance_report_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id} {self.message[:40]}"
