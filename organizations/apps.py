"""Who works where, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Units, positions, people, placements."""

    name = "organizations"
    verbose_name = "Organisasi"

    def ready(self) -> None:
        """Say whom events about our records concern, and make our long work known."""
        from appraisal import audit

        audit.concerns(
            "organizations",
            employee="pk",
            placement="employee",
            absence="employee",
            rolegrant="employee",
            attendance="employee",
            attendancereport="attendance__employee",
            datareport="employee",
        )
        from appraisal import jobs

        from .tasks.attendance import AttendanceApply
        from .tasks.moves import MovesApply
        from .tasks.staff_import import register_work

        register_work()
        for work in (AttendanceApply(), MovesApply()):
            jobs.register(work)
