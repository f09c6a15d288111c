"""When a plan may be submitted: the days of planning of its unit, and who can extend them."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny, first_denial
from appraisal.templatetags.ui import tanggal
from organizations.access import chain_of, may_administer
from organizations.models import Employee, RoleGrant, on_day
from organizations.rules import Role, Span

from ..models import Period, Plan, PlanningWindow
from ..rules import Window, nearest_window, submission_window


def planning_span(period: Period, unit: int) -> Span:
    """Return the days of planning of a unit: its own, those of the nearest unit above, or the usual ones."""
    usual = Span(period.planning_from, period.planning_until)
    rows = PlanningWindow.objects.filter(period=period).values_list("unit", "started_on", "ended_on")
    windows = {key: Span(start, end) for key, start, end in rows}
    return nearest_window(chain_of(unit), windows, usual) if windows else usual


def within_window(plan: Plan, on: date) -> Decision:
    """Say whether the dates let the plan be submitted on a day, and who can extend them.

    A change of an agreed plan is not bound to the planning window (domain research 2.6.7).
    """
    if plan.revises_id is not None:
        return ALLOW
    planning = planning_span(plan.period, plan.placement.unit_id)
    window = submission_window(
        planning=planning,
        placement_started_on=plan.placement.started_on,
        was_submitted=plan.submitted_at is not None,
        on=on,
    )
    if window == Window.OPEN:
        return ALLOW
    year = plan.period.year
    if window == Window.NOT_YET:
        return deny(f"Pengajuan SKP {year} dibuka {tanggal(planning.started_on)}. Draf Anda tersimpan.")
    return deny(
        f"Masa pengajuan SKP {year} berakhir {tanggal(planning.ended_on)}. "
        f"Draf Anda tersimpan dan bisa terus ditulis. {_who_extends(on)}"
    )


def _who_extends(on: date) -> str:
    grants = RoleGrant.objects.filter(on_day(on), role=Role.BKD_ADMIN, unit__parent__isnull=True)
    grants = grants.filter(employee__is_active=True).select_related("employee").order_by("employee__name")
    names = " atau ".join(grant.employee.full_name for grant in grants[:2])
    who = f"Admin BKD, {names}," if names else "Admin BKD"
    return f"{who} dapat memperpanjangnya untuk unit Anda."


def may_set_windows(user: Employee, period: Period, on: date) -> Decision:
    """BKD admins set the days of planning of units until the period is closed."""
    closed = deny(f"Periode {period.year} sudah ditutup, jadi jadwalnya tetap.")
    return first_denial(may_administer(user, on), closed if period.closed_at else ALLOW)
