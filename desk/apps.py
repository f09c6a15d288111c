"""The agency's desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Cycle, completeness, analytics, reports, exchange and the trail: the pages of the agency (ADR 0025)."""

    name = "desk"
    verbose_name = "Meja BKD"

    def ready(self) -> None:
        """Make the long work of the desk known, and have who asked for some told how it ended (ADR 0026)."""
        from appraisal.jobs import register
        from appraisal.jobs.work import ON_END

        from .operations.job import tell_owner
        from .tasks.dates_notice import DatesNotice
        from .tasks.exchange import ExchangeFile
        from .tasks.people_file import PeopleFile
        from .tasks.reminders import Reminders
        from .tasks.report_documents import ReportDocuments
        from .tasks.report_issue import ReportIssue
        from .tasks.report_table import ReportTable
        from .tasks.siasn import SendToSiasn
        from .tasks.trail_file import TrailFile

        for work in (DatesNotice(), ExchangeFile(), PeopleFile(), Reminders(), SendToSiasn()):
            register(work)
        register(TrailFile())
        for report in (ReportDocuments(), ReportIssue(), ReportTable()):
            register(report)
        ON_END.append(tell_owner)
        self._tell_merging()

        self._tell_trail_and_home()

    def _tell_trail_and_home(self) -> None:
        """Tell the trail whom suggestions are of, and the home page what waits while a survey is open."""
        from appraisal import audit
        from reviews.queries.waiting import SOURCES

        from .queries.survey import TO_SURVEY

        audit.concerns("desk", suggestion="written_by")
        SOURCES.extend(TO_SURVEY)

    def _tell_merging(self) -> None:
        """Tell the merging of doubled people how our rows are called."""
        from organizations.queries import merging

        merging.CALLED |= {
            "desk.SavedView": "tampilan tersimpan",
            "desk.SurveyDone": "survei yang sudah diisi",
            "desk.Suggestion": "saran",
        }
