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
        from reviews.queries.result_page import BESIDE
        from reviews.queries.talk_agenda import MORE
        from reviews.queries.waiting import SOURCES

        from .documents import tell_papers
        from .models import CourseCompletion, CourseStep, PracticeRating, Registration
        from .queries.plan import growth_beside, of_the_talk
        from .queries.waiting import TO_GROW

        audit.concerns("development", developmentgoal="employee", developmentplan="employee")
        audit.concerns("development", developmentaction="plan__employee", registration="employee")
        audit.concerns("development", coursecompletion="employee")
        merging.CALLED |= {
            "development.DevelopmentGoal": "tujuan pengembangan",
            "development.DevelopmentPlan": "rencana pengembangan",
            "development.DevelopmentAction": "kegiatan pengembangan",
            "development.DevelopmentReview": "tinjauan pengembangan",
            "development.PotentialScore": "nilai potensial",
            "development.Training": "pelatihan",
            "development.Registration": "pendaftaran pelatihan",
            "development.CourseStep": "pelajaran yang dibaca",
            "development.PracticeRating": "kasus latihan",
            "development.CourseCompletion": "kursus selesai",
        }
        merging.DOUBLES["development.Registration.employee"] = merging.same(
            Registration, "employee", "training"
        )
        merging.DOUBLES |= {
            f"development.{model.__name__}.employee": merging.same(model, "employee", *others)
            for model, others in (
                (CourseStep, ("course", "lesson")),
                (PracticeRating, ("attempt", "case")),
                (CourseCompletion, ("course",)),
            )
        }
        tell_papers()
        SOURCES.extend(TO_GROW)
        MORE.append(of_the_talk)
        BESIDE.append(growth_beside)
