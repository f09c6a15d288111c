"""Opinions from many sides, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class MultiraterConfig(AppConfig):
    """Rounds, questionnaires, who reviews whom, sealed opinions, released results."""

    name = "multirater"
    verbose_name = "Umpan balik 360"

    def ready(self) -> None:
        """Say whom events about our records concern, and how our rows are called where people are merged."""
        from appraisal import audit
        from organizations.queries import merging

        from .tasks.duties import register_duties

        audit.concerns("multirater", reviewee="employee", rawaccess="reviewee__employee")
        merging.CALLED |= {
            "multirater.RoundScope": "peserta putaran 360",
            "multirater.Reviewee": "yang dinilai di putaran 360",
            "multirater.Invitation": "undangan putaran 360",
            "multirater.Relation": "hubungan pribadi",
        }
        register_duties()
