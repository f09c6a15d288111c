"""Who may have raw forms opened: two persons, none of whom it concerns, before a third's eyes."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from appraisal.access import ALLOW, Decision, deny
from appraisal.templatetags.ui import tanggal
from organizations.access import Scope, chain_of, scope_of
from organizations.models import Employee, RoleGrant, Supervision, on_day
from organizations.rules import Role

from ..models import RawAccess, Reviewee, Round
from ..rules import RoundStatus
from .rater import own_invitations

OPENABLE = {RoundStatus.CLOSED, RoundStatus.RELEASED}
FORGOTTEN = "Amplop putaran ini sudah dikosongkan. Penulis formulirnya tidak bisa dibuka lagi oleh siapa pun."
NOT_YOURS = "Formulir ini menyangkut Anda atau bawahan Anda, jadi orang lain yang mengurusnya."


def opening_scope(user: Employee, on: date) -> Scope:
    """Return the units for whose people this person may ask or decide: of BKD admins and auditors."""
    return scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on)


def contact_scope(user: Employee, on: date) -> Scope:
    """Return the units whose data this person guards as data protection contact."""
    return scope_of(user, Role.DATA_PROTECTION, on=on)


def contacts_of(reviewee: Reviewee, on: date) -> list[Employee]:
    """Return the data protection contacts of a reviewed person, but the person (two queries)."""
    grants = RoleGrant.objects.filter(on_day(on), role=Role.DATA_PROTECTION)
    found = grants.filter(unit__in=chain_of(reviewee.unit_id)).exclude(employee=reviewee.employee_id)
    return [grant.employee for grant in found.select_related("employee").order_by("employee_id", "pk")]


def may_see_accesses(user: Employee, on: date) -> Decision:
    """BKD admins, auditors and data protection contacts see who asked for forms, and why."""
    if opening_scope(user, on) or contact_scope(user, on):
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD, auditor, dan pejabat pelindung data.")


def visible_accesses(user: Employee, on: date) -> QuerySet[RawAccess]:
    """Return the requests that this person reads: of the role's units, never about oneself or one's team."""
    scope = scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, Role.DATA_PROTECTION, on=on)
    rows: QuerySet[RawAccess] = scope.filter(RawAccess.objects.all(), "reviewee__unit")
    near = Q(reviewee__employee=user) | Q(reviewee__superior=user)
    team = Supervision.objects.on(on).filter(superior=user).values("placement__employee")
    return rows.exclude(near).exclude(reviewee__employee__in=team)


def searchable(user: Employee, row: Round, on: date) -> QuerySet[Reviewee]:
    """Return the people of a round for whom this person may ask."""
    people: QuerySet[Reviewee] = opening_scope(user, on).filter(Reviewee.objects.filter(round=row), "unit")
    team = Supervision.objects.on(on).filter(superior=user).values("placement__employee")
    return people.exclude(employee=user).exclude(superior=user).exclude(employee__in=team)


def may_ask(user: Employee, reviewee: Reviewee, on: date) -> Decision:
    """A BKD admin or an auditor asks, once the round is closed and somebody guards the data."""
    if not (allowed := _may_open(user, reviewee, on)):
        return allowed
    if not contacts_of(reviewee, on):
        return deny(
            "Belum ada pejabat pelindung data untuk unit ini. "
            "Admin BKD memberikan peran itu dulu di halaman pegawai."
        )
    return ALLOW


def may_decide(user: Employee, access: RawAccess, on: date) -> Decision:
    """Another BKD admin or auditor decides, not who asked."""
    if access.decided_at is not None:
        return deny("Permintaan ini sudah diputuskan.")
    if access.asked_by_id == user.pk:
        return deny("Permintaan diputuskan orang kedua. Admin BKD atau auditor yang lain yang memutuskannya.")
    return _may_open(user, access.reviewee, on)


def may_read(user: Employee, access: RawAccess, on: date) -> Decision:
    """Only who asked reads, after the second person agreed, until the last day."""
    if access.asked_by_id != user.pk:
        return deny("Formulir dibaca hanya oleh yang memintanya.")
    if access.decided_at is None:
        return deny("Permintaan ini menunggu keputusan orang kedua.")
    if not access.is_approved:
        return deny("Permintaan ini tidak disetujui.")
    if access.open_until is None or on > access.open_until:
        return deny(f"Akses ini sudah berakhir{_since(access)}. Ajukan permintaan baru bila masih perlu.")
    return _may_open(user, access.reviewee, on)


def _since(access: RawAccess) -> str:
    return f" {tanggal(access.open_until)}" if access.open_until else ""


def _may_open(user: Employee, reviewee: Reviewee, on: date) -> Decision:
    """Say whether this person may have a part in opening forms about somebody."""
    scope = opening_scope(user, on)
    if not (scope.is_all or reviewee.unit_id in scope.unit_ids):
        return deny("Akses formulir diurus admin BKD dan auditor.")
    if user.pk in {reviewee.employee_id, reviewee.superior_id} or _leads(user, reviewee, on):
        return deny(NOT_YOURS)
    if own_invitations(user).filter(reviewee=reviewee).exists():
        return deny("Anda sendiri diminta menulis tentang pegawai ini, jadi orang lain yang mengurusnya.")
    if any(contact.pk == user.pk for contact in contacts_of(reviewee, on)):
        return deny("Pejabat pelindung data mengawasi akses dan tidak ikut membukanya.")
    if reviewee.round.status not in OPENABLE:
        return deny("Formulir bisa dibuka hanya setelah putaran ditutup.")
    return ALLOW


def _leads(user: Employee, reviewee: Reviewee, on: date) -> bool:
    lines = Supervision.objects.on(on).filter(superior=user, placement__employee=reviewee.employee_id)
    return bool(lines.exists())
