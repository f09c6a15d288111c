"""Who exchanges data with other systems for the agency."""

from __future__ import annotations

from datetime import date

from appraisal.access import Decision
from organizations.access import may_administer
from organizations.models import Employee


def may_exchange(user: Employee, on: date) -> Decision:
    """BKD admins of the whole agency send and bring in what concerns everybody."""
    return may_administer(user, on)
