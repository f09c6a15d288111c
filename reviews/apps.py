"""What was achieved and how it is judged, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Realisations, evaluations, documents, awards."""

    name = "reviews"
    verbose_name = "Penilaian kinerja"
