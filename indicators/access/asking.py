"""Who may ask whom to write a plan, and who has handed one in."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny, first_denial
from organizations.access import superior_of
from organizations.models import Employee, Placement
from organizations.rules import EmploymentKind

from ..models import Period, Plan
from ..rules import PlanStatus
from . import not_closed


def may_ask(user: Employee, placement: Placement, period: Period, on: date) -> Decision:
    """The holder of a placement asks the superior of today, until the year is closed."""
    if placement.employee_id != user.pk:
        return deny("Permintaan ini dikirim oleh pegawai yang menjabat.")
    line = superior_of(placement, on)
    leader = line.superior if line else None
    return first_denial(not_closed(period), writes_plans(leader, user))


def writes_plans(leader: Employee | None, user: Employee) -> Decision:
    """Say whether a superior is somebody who can be asked for a plan."""
    if leader is None or leader.pk == user.pk:
        return deny("Atasan Anda belum ditetapkan. Laporkan lewat “Atasan saya keliru”.")
    if not leader.is_active or leader.kind == EmploymentKind.NON_ASN:
        return deny(f"{leader.full_name} tidak menyusun SKP di sini. Tulis RHK pimpinan dengan kata sendiri.")
    return ALLOW


def handed_in(leader: Employee, period: Period) -> bool:
    """Say whether a leader has submitted a plan of the year at least once and not taken it back."""
    plans = Plan.objects.filter(period=period, placement__employee=leader)
    return plans.exclude(status=PlanStatus.DRAFT).exists()
