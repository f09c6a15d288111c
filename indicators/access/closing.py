"""When a year is closed, archived, and taken out of the archive."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import waktu
from organizations.access import may_administer
from organizations.models import Employee

from ..models import Period
from ..rules import PeriodState


def not_archived(period: Period) -> Decision:
    """An archived year is read only: not even results are corrected in it."""
    if period.archived_at is None:
        return ALLOW
    return deny(f"Tahun {period.year} diarsipkan pada {waktu(period.archived_at)}, jadi hanya dibaca.")


def may_archive(user: Employee, period: Period, on: date) -> Decision:
    """BKD admins archive a year whose closing is done."""
    reasons = {
        PeriodState.PREPARED: f"Tahun {period.year} belum dibuka.",
        PeriodState.OPEN: f"Tahun {period.year} diarsipkan setelah ditutup.",
        PeriodState.CLOSING: f"Tahun {period.year} masih sedang ditutup.",
    }
    ready = deny(reasons[period.state]) if period.state in reasons else not_archived(period)
    return first_denial(may_administer(user, on), ready)


def may_unarchive(user: Employee, period: Period, on: date) -> Decision:
    """BKD admins take an archived year out of the archive."""
    kept = ALLOW if period.archived_at else deny(f"Tahun {period.year} tidak sedang diarsipkan.")
    return first_denial(may_administer(user, on), kept)
