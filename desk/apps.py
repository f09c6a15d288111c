"""The agency's desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Cycle, completeness, analytics, reports, exchange and the trail: the pages of the agency (ADR 0025)."""

    name = "desk"
    verbose_name = "Meja BKD"

    def ready(self) -> None:
        """Make the long work of this app known, and have who asked for some told how it ended."""
        from appraisal.jobs import register
        from appraisal.jobs.work import ON_END

        from .operations.job import tell_owner
        from .tasks.dates_notice import DatesNotice
        from .tasks.reminders import Reminders

        register(DatesNotice())
        register(Reminders())
        ON_END.append(tell_owner)
