"""Opinions from many sides, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class MultiraterConfig(AppConfig):
    """Rounds, questionnaires, who reviews whom, sealed opinions, released results."""

    name = "multirater"
    verbose_name = "Umpan balik 360"

    def ready(self) -> None:
        """Say whom events about our records concern (the trail is searched by person)."""
        from appraisal import audit

        audit.concerns("multirater", reviewee="employee", rawaccess="reviewee__employee")
