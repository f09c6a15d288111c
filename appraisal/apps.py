"""The kernel as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """The frame and the kernel; imports no other app of ours."""

    name = "appraisal"
    verbose_name = "Capaian"

    def ready(self) -> None:
        """Tell the worker what it has to do again and again."""
        from .jobs.kernel import register_duties

        register_duties()
