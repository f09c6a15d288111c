"""Opinions from many sides, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class MultiraterConfig(AppConfig):
    """Rounds, questionnaires, who reviews whom, sealed opinions, released results."""

    name = "multirater"
    verbose_name = "Umpan balik 360"

    def ready(self) -> None:
        """Tell the kernel whom our events concern and of our long work; say how our rows are called."""
        from appraisal import audit, jobs
        from organizations.queries import merging

        from .tasks.duties import register_duties
        from .tasks.large_round import LargeRound

        audit.concerns("multirater", reviewee="employee", rawaccess="reviewee__employee")
        merging.CALLED |= {
            "multirater.RoundScope": "peserta putaran 360",
            "multirater.Reviewee": "yang dinilai di putaran 360",
            "multirater.Invitation": "undangan putaran 360",
            "multirater.Relation": "hubungan pribadi",
        }
        jobs.register(LargeRound())
        register_duties()
