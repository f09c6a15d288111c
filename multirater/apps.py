"""Opinions from many sides, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class MultiraterConfig(AppConfig):
    """Rounds, questionnaires, who reviews whom, sealed opinions, released results."""

    name = "multirater"
    verbose_name = "Umpan balik 360"
