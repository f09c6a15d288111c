"""What was achieved and how it is judged, as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Realisations, evaluations, documents."""

    name = "reviews"
    verbose_name = "Penilaian kinerja"

    def ready(self) -> None:
        """Tell the trail whom events concern, and the pages about people what we have of them."""
        from appraisal import audit, jobs

        from .tasks.duties import register_duties
        from .tasks.moves import MovesUndo
        from .tasks.notes import NotesApply

        audit.concerns(
            "reviews",
            action="result__plan__placement__employee",
            resultoutlook="result__plan__placement__employee",
            helprequest="plan__placement__employee",
            calibrationcase="evaluation__plan__placement__employee",
            creditentry="employee",
            document="subject",
            evaluation="plan__placement__employee",
            evidencefile="owner",
            feedback="plan__placement__employee",
            note="placement__employee",
            objection="evaluation__plan__placement__employee",
            correction="evaluation__plan__placement__employee",
            realisation="indicator__result__plan__placement__employee",
            remark="placement__employee",
            remarkrequest="placement__employee",
            selfassessment="plan__placement__employee",
            talk="plan__placement__employee",
        )
        self._tell_people()
        register_duties()
        for work in (MovesUndo(), NotesApply()):
            jobs.register(work)

    def _tell_people(self) -> None:
        """Tell the pages about people what we have of somebody, and what merging does to our rows."""
        from organizations.queries import ENTRIES, OPEN_WORK, merging

        from .models import Reminder, ReminderSetting
        from .queries.history import evaluation_entries, open_tasks
        from .queries.merging import CALLED

        ENTRIES.append(evaluation_entries)
        OPEN_WORK.append(open_tasks)

        merging.DOUBLES["reviews.ReminderSetting.employee"] = merging.same(ReminderSetting, "employee")
        merging.DOUBLES["reviews.Reminder.employee"] = merging.same(Reminder, "employee", "day")
        merging.CALLED |= CALLED
