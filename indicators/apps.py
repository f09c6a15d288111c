"""What is promised, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Periods, plans, results, indicators, behaviours."""

    name = "indicators"
    verbose_name = "Rencana kinerja"
