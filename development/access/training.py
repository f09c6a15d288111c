"""Who offers trainings, who registers, who reads what helped."""

from __future__ import annotations

from datetime import date

from appraisal.access import ALLOW, Decision, deny
from organizations.access import has_role, scope_of
from organizations.models import Employee
from organizations.rules import Role

from ..models import Registration, Training
from ..rules.training import OPEN, why_closed


def may_offer(user: Employee, on: date) -> Decision:
    """BKD admins over the whole agency offer trainings and note who took part."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Pelatihan disusun admin BKD.")


def may_read_counts(user: Employee, on: date) -> Decision:
    """BKD admins and auditors over the whole agency read what helped, in counts without names."""
    if any(has_role(user, role, on) for role in (Role.BKD_ADMIN, Role.AUDITOR)) and (
        scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all
    ):
        return ALLOW
    return deny("Halaman ini untuk admin BKD dan auditor tingkat instansi.")


def may_register(training: Training, on: date) -> Decision:
    """Everybody registers while the days of registering run."""
    why = why_closed(
        register_until=training.register_until, is_cancelled=training.cancelled_at is not None, on=on
    )
    return deny(why) if why else ALLOW


def may_withdraw(user: Employee, registration: Registration, on: date) -> Decision:
    """Whoever registered gives the place back before the training begins."""
    if registration.employee_id != user.pk:
        return deny("Pendaftaran dibatalkan oleh orangnya sendiri.")
    if registration.training.cancelled_at is not None:
        return deny("Pelatihan ini dibatalkan, jadi tidak ada yang perlu dibatalkan lagi.")
    if registration.state not in OPEN or on >= registration.training.starts_on:
        return deny("Pelatihan ini sudah dimulai, jadi pendaftarannya tidak berubah lagi.")
    return ALLOW
