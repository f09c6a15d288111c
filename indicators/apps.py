"""What is promised, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Periods, plans, results, indicators, behaviours."""

    name = "indicators"
    verbose_name = "Rencana kinerja"

    def ready(self) -> None:
        """Make the long work of this app known, and say whom events about its records concern."""
        from appraisal import audit
        from appraisal.jobs import register

        from .tasks.closing import ClosingYear

        register(ClosingYear())
        audit.concerns(
            "indicators",
            plan="placement__employee",
            result="plan__placement__employee",
            assignment="placement__employee",
            planrequest="placement__employee",
        )
        self._tell_people()

    def _tell_people(self) -> None:
        """Tell the pages about people what we have of somebody, and what merging does to our rows."""
        from organizations.queries import ENTRIES, merging

        from .models import Reading
        from .queries.history import plan_entries
        from .queries.merging import CALLED, empty_drafts

        ENTRIES.append(plan_entries)

        merging.IDLE["indicators.Plan"] = empty_drafts
        merging.DOUBLES["indicators.Reading.reader"] = merging.same(Reading, "reader", "submission")
        merging.CALLED |= CALLED
