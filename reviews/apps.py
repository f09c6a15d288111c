"""What was achieved and how it is judged, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Realisations, evaluations, documents, awards."""

    name = "reviews"
    verbose_name = "Penilaian kinerja"

    def ready(self) -> None:
        """Tell rounds of 360 feedback whom awards keep apart (ADR 0022)."""
        from multirater.access.apart import APART

        from .queries.shortlist import people_on_one_shortlist

        APART.append(people_on_one_shortlist)
