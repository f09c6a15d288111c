"""Who may ask for reports, over which units, and open them later."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import desk_scope, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..rules.report import Report


def may_report(user: Employee, roots: Collection[int], on: date) -> Decision:
    """Say whether a person reads the desk's reports over some units and all below; none means all units.

    Asked when a report is asked for, when its work begins and when its result is opened.
    """
    scope = desk_scope(user, on)
    if scope.is_all or (roots and scope.unit_ids.issuperset(roots)):
        return ALLOW
    return deny("Laporan dibuka untuk admin BKD, admin unit dan auditor, masing-masing untuk unitnya.")


def may_begin(user: Employee, report: Report, roots: Collection[int], on: date) -> Decision:
    """Say whether a person may begin a report: issuing is for who issues, all else for who reads."""
    return may_issue_many(user, roots, on) if report == Report.ISSUE else may_report(user, roots, on)


def may_issue_many(user: Employee, roots: Collection[int], on: date) -> Decision:
    """Say whether a person issues the documents of whole units: BKD and unit admins, never auditors."""
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    if scope.is_all or (roots and scope.unit_ids.issuperset(roots)):
        return ALLOW
    return deny("Dokumen resmi diterbitkan oleh admin BKD atau admin unitnya.")
