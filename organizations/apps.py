"""Who works where, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Units, positions, people, placements."""

    name = "organizations"
    verbose_name = "Organisasi"
