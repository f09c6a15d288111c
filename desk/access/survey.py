"""Who runs surveys, answers them, and reads what they brought."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from organizations.access import may_administer
from organizations.models import Employee

from ..models import Survey


def may_run_surveys(user: Employee, on: date) -> Decision:
    """BKD admins of the whole agency open surveys, answer suggestions and publish what was changed."""
    return may_administer(user, on)


def may_answer_survey(survey: Survey, on: date) -> Decision:
    """Everybody answers while the survey is open."""
    if survey.opens_on <= on <= survey.closes_on:
        return ALLOW
    return deny("Survei ini tidak sedang dibuka.")


def may_see_results(survey: Survey, on: date) -> Decision:
    """Everybody reads the counts once the survey is closed."""
    if survey.closes_on < on:
        return ALLOW
    return deny(f"Hasil survei tampil sesudah {tanggal(survey.closes_on)}, saat survei ditutup.")
