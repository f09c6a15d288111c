"""Fairness as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class FairnessConfig(AppConfig):
    """Patterns of rating, comparison values, equal treatment and the appraisal's own health (ADR 0033)."""

    name = "fairness"
    verbose_name = "Keadilan penilaian"

    def ready(self) -> None:
        """Tell the packages below whom events concern, how rows are called, what waits, and of long work."""
        from appraisal import audit, jobs
        from organizations.queries import merging
        from reviews.queries.result_page import BESIDE, TRACES
        from reviews.queries.waiting import SOURCES

        from .models import ComparisonValue, RaterProfile
        from .queries.comparison import comparison_beside, with_comparison
        from .queries.second_opinion import OPINIONS, opinion_beside, with_opinion
        from .queries.waiting import TO_READ
        from .tasks.analysis import AnalyseRaters
        from .tasks.design import Comparability
        from .tasks.duties import register_duties

        audit.concerns("fairness", raterprofile="rater", comparisonvalue="employee")
        audit.concerns("fairness", secondopinion="evaluation__plan__placement__employee")
        BESIDE.extend((comparison_beside, opinion_beside))
        TRACES.extend((with_comparison, with_opinion))
        SOURCES.extend((*OPINIONS, *TO_READ))
        merging.CALLED |= {
            "fairness.RaterAnalysis": "analisis penilai",
            "fairness.RaterProfile": "profil penilai",
            "fairness.ComparisonValue": "nilai pembanding",
            "fairness.SecondOpinion": "pendapat kedua",
        }
        merging.DOUBLES |= {
            "fairness.RaterProfile.rater": merging.same(RaterProfile, "rater", "analysis"),
            "fairness.ComparisonValue.employee": merging.same(ComparisonValue, "employee", "analysis"),
        }
        jobs.register(Comparability())
        jobs.register(AnalyseRaters())
        register_duties()
