"""Careers, development and learning as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    """The career view, plans to grow, trainings and the courses of raters (ADR 0032)."""

    name = "development"
    verbose_name = "Pengembangan"

    def ready(self) -> None:
        """Tell the trail whom events concern, and merging how rows are called."""
        from appraisal import audit
        from organizations.queries import merging

        audit.concerns("development", developmentgoal="employee")
        merging.CALLED |= {"development.DevelopmentGoal": "tujuan pengembangan"}
