"""Who may see and do what because of the organisation: roles over subtrees, superiors on a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from appraisal.access import ALLOW, Decision, deny

from .models import (
    Absence,
    Attendance,
    AttendanceReport,
    DataReport,
    Employee,
    Placement,
    Proposal,
    RoleGrant,
    StaffImport,
    Supervision,
    Unit,
    Upload,
    on_day,
)
from .rules import Role, UploadKind
from .rules.attendance import last_of
from .rules.proposal import ProposalStatus

Rows = TypeVar("Rows", bound="QuerySet[Any]")


@dataclass(frozen=True)
class Scope:
    """The units over which a person holds a role: everything, some, or none."""

    is_all: bool = False
    unit_ids: frozenset[int] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return self.is_all or bool(self.unit_ids)

    def condition(self, path: str) -> Q:
        """Return the condition that the unit at this lookup path lies in the scope."""
        return Q() if self.is_all else Q(**{f"{path}__in": self.unit_ids})

    def filter(self, rows: Rows, path: str) -> Rows:
        """Keep the rows whose unit at this lookup path lies in the scope; all units cost no join."""
        return rows if self.is_all else rows.filter(self.condition(path))


def grants_of(user: Employee, on: date) -> list[RoleGrant]:
    """Return the role grants of a person that hold on a day, read once per loaded user object."""
    cache: dict[date, list[RoleGrant]] = user.__dict__.setdefault("_grants", {})
    if on not in cache and getattr(user, "flags_on", None) == on and not user.holds_role:  # type: ignore[attr-defined]
        cache[on] = []
    if on not in cache:
        rows = RoleGrant.objects.filter(on_day(on), employee=user).select_related("unit")
        cache[on] = list(rows.order_by("pk"))
    return cache[on]


def has_role(user: Employee, role: Role, on: date) -> bool:
    """Say whether the person holds the role over any unit on a day."""
    return any(grant.role == role for grant in grants_of(user, on))


def scope_of(user: Employee, *roles: Role, on: date) -> Scope:
    """Return the units over which the person holds one of the roles on a day.

    A grant over a root covers everything; others cover the unit and all that is below it.
    """
    grants = [grant for grant in grants_of(user, on) if grant.role in roles]
    if any(grant.unit.parent_id is None for grant in grants):
        return Scope(is_all=True)
    ids: set[int] = set()
    for grant in grants:
        ids |= _below(user, grant.unit)
    return Scope(unit_ids=frozenset(ids))


def _below(user: Employee, unit: Unit) -> frozenset[int]:
    """Return the unit and all below it, read once per loaded user object."""
    cache: dict[int, frozenset[int]] = user.__dict__.setdefault("_below", {})
    if unit.pk not in cache:
        below = Unit.objects.descendants(unit, include_self=True)
        cache[unit.pk] = frozenset(below.values_list("pk", flat=True))
    return cache[unit.pk]


def headed_units(user: Employee, on: date) -> list[Unit]:
    """Return the units that the person heads on a day, acting heads as well; read once per user object."""
    cache: dict[date, list[Unit]] = user.__dict__.setdefault("_headed_units", {})
    if on not in cache:
        posts = Placement.objects.on(on).filter(employee=user, is_head=True).select_related("unit")
        cache[on] = [post.unit for post in posts.order_by("pk")]
    return cache[on]


def headed_scope(user: Employee, on: date) -> Scope:
    """Return the units that the person heads on a day, with all that is below them; acting heads as well."""
    cache: dict[date, Scope] = user.__dict__.setdefault("_headed", {})
    if on not in cache:
        units = headed_units(user, on)
        if any(unit.parent_id is None for unit in units):
            cache[on] = Scope(is_all=True)
        else:
            cache[on] = Scope(unit_ids=frozenset(pk for unit in units for pk in _below(user, unit)))
    return cache[on]


def chain_of(unit: int) -> list[int]:
    """Return the unit and its parents up to the root, the unit first (two queries)."""
    rows = Unit.objects.ancestors(unit, include_self=True).values_list("pk", flat=True)
    return list(reversed(rows))


def superior_of(placement: Placement, on: date) -> Supervision | None:
    """Return who appraises the placement on a day, with both people loaded; None when nobody is named."""
    lines = Supervision.objects.on(on).filter(placement=placement)
    return lines.select_related("superior", "upper").order_by("-started_on").first()


def _leading(on: date) -> Q:
    """Return the condition under which a line makes somebody a superior on a day.

    It holds on that day, or it was the last one of who moved or left within a year: that time is judged yet.
    """
    ended = Q(ended_on=F("placement__ended_on"), ended_on__gte=on - timedelta(days=366), ended_on__lt=on)
    return on_day(on) | ended


def with_flags(people: QuerySet[Employee], on: date) -> QuerySet[Employee]:
    """Add to each person, in the same query, who leads anybody, heads a unit, holds a role or was away."""
    lines = Supervision.objects.filter(_leading(on), superior=OuterRef("pk"))
    grants = RoleGrant.objects.filter(on_day(on), employee=OuterRef("pk"))
    day = Value(on, output_field=DateField())
    absences = Absence.objects.filter(employee=OuterRef("pk"))
    headed = Placement.objects.on(on).filter(employee=OuterRef("pk"), is_head=True)
    return people.annotate(
        leads=Exists(lines),
        heads=Exists(headed),
        holds_role=Exists(grants),
        was_away=Exists(absences),
        flags_on=day,
    )


def is_superior(user: Employee, on: date) -> bool:
    """Say whether anybody is appraised by this person on a day, read once per loaded user object."""
    cache: dict[date, bool] = user.__dict__.setdefault("_is_superior", {})
    if on not in cache and getattr(user, "flags_on", None) == on:
        cache[on] = user.leads  # type: ignore[attr-defined]
    if on not in cache:
        cache[on] = Supervision.objects.filter(_leading(on), superior=user).exists()
    return cache[on]


def is_head(user: Employee, on: date) -> bool:
    """Say whether the person heads a unit on a day, also as an acting head; no query with the flags."""
    if getattr(user, "flags_on", None) == on:
        return bool(user.heads)  # type: ignore[attr-defined]
    return Placement.objects.on(on).filter(employee=user, is_head=True).exists()


def desk_scope(user: Employee, on: date) -> Scope:
    """Return the units over which the person reads what the desk reads: BKD admin, unit admin, auditor."""
    return scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, Role.AUDITOR, on=on)


def visible_employees(user: Employee, on: date) -> QuerySet[Employee]:
    """Return the people whose staff record this person may see: self, own team, and the role's units."""
    scope = desk_scope(user, on)
    if scope.is_all:
        everybody: QuerySet[Employee] = Employee.objects.all()
        return everybody
    team = Supervision.objects.on(on).filter(superior=user).values("placement__employee")
    inside = Placement.objects.on(on).filter(unit__in=scope.unit_ids).values("employee")
    seen: QuerySet[Employee] = Employee.objects.filter(Q(pk=user.pk) | Q(pk__in=team) | Q(pk__in=inside))
    return seen


def may_import(user: Employee, on: date) -> Decision:
    """Only BKD admins over the whole agency bring in staff files."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Impor data dibuka untuk admin BKD.")


def may_see_import(user: Employee, run: StaffImport) -> Decision:
    """A preview is for who uploaded it; what is or was written for every BKD admin (see may_import)."""
    if run.applying_at or run.confirmed_at or run.uploaded_by_id == user.pk:
        return ALLOW
    return deny("Pratinjau ini dibuka untuk admin yang mengunggahnya. Unggah berkasnya sendiri dulu.")


def may_see_upload(user: Employee, upload: Upload) -> Decision:
    """A preview is for who uploaded it; what was applied for every admin of the desk it belongs to."""
    if upload.applied_at is not None or upload.uploaded_by_id == user.pk:
        return ALLOW
    return deny("Pratinjau ini dibuka untuk yang mengunggahnya. Unggah berkasnya sendiri dulu.")


def may_administer(user: Employee, on: date) -> Decision:
    """Only BKD admins over the whole agency change periods, policy, roles and the agency."""
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD.")


def may_see_desk(user: Employee, on: date) -> Decision:
    """BKD admins, unit admins and auditors see the desk, each within the role's units."""
    if desk_scope(user, on):
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD, admin unit, dan auditor.")


def may_set_superior(user: Employee, employee: Employee, on: date) -> Decision:
    """BKD admins and the unit admin of the person's unit set another superior; never for themselves."""
    if user.pk == employee.pk:
        return deny("Atasan Anda sendiri ditetapkan oleh admin lain.")
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    placements = Placement.objects.on(on).filter(employee=employee)
    if scope.is_all or (scope and scope.filter(placements, "unit").exists()):
        return ALLOW
    return deny("Penetapan atasan dilakukan admin BKD atau admin unit pegawai itu.")


def may_correct(user: Employee, employee: Employee, on: date) -> Decision:
    """Who may set the person's superior may correct what papers print of the person; never the own record."""
    if may_set_superior(user, employee, on):
        return ALLOW
    return deny(
        "Data pegawai diperbaiki admin BKD atau admin unit pegawai itu, dan tidak oleh dirinya sendiri."
    )


def may_correct_core(user: Employee, employee: Employee, on: date) -> Decision:
    """Name, number, kind and rank are corrected by BKD admins over the whole agency; never the own ones."""
    if user.pk == employee.pk:
        return deny("Data Anda sendiri diperbaiki admin lain.")
    if may_administer(user, on):
        return ALLOW
    return deny("Nama, NIP, dan golongan diperbaiki admin BKD.")


def may_place(user: Employee, employee: Employee, on: date, *units: Unit) -> Decision:
    """BKD admins, and the unit admin of both units, move people and note absences; never their own.

    `units` are those that the person shall work in. Who administers the agency is left to the BKD.
    """
    if user.pk == employee.pk:
        return deny("Penempatan Anda sendiri dicatat oleh admin lain.")
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    if scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return ALLOW
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=on)
    posts = Placement.objects.definitive().filter(lasting, employee=employee)
    inside = scope.is_all or (scope and scope.filter(posts, "unit").exists())
    if not inside:
        return deny("Penempatan dicatat admin BKD atau admin unit pegawai itu.")
    if any(grant.role == Role.BKD_ADMIN for grant in grants_of(employee, on)):
        return deny("Penempatan admin BKD dicatat oleh admin BKD.")
    if all(scope.is_all or unit.pk in scope.unit_ids for unit in units):
        return ALLOW
    return deny("Unit tujuan di luar unit yang Anda kelola. Mintalah admin BKD mencatatnya.")


def may_answer_report(user: Employee, report: DataReport, on: date) -> Decision:
    """Who may set the person's superior may answer the report about wrong data."""
    return may_set_superior(user, report.employee, on)


ONLY_BKD = ("CATATAN",)  # subjects of reports that unit admins do not read: punishments may stand in them


def open_reports(user: Employee, on: date) -> QuerySet[DataReport]:
    """Return the unanswered reports about wrong data that this person may see and answer."""
    return kept_reports(user, on).filter(answered_at__isnull=True)


def kept_reports(user: Employee, on: date) -> QuerySet[DataReport]:
    """Return the reports about wrong data, answered ones as well, of the people this admin serves."""
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    rows = DataReport.objects.all()
    if scope.is_all:
        return rows
    inside = Placement.objects.on(on).filter(unit__in=scope.unit_ids).values("employee")
    return rows.filter(employee__in=inside).exclude(subject__in=ONLY_BKD)


# --- Attendance ----------------------------------------------------------------------------------


def may_keep_attendance(user: Employee, on: date) -> Decision:
    """BKD admins for everybody and unit admins for their units bring in and correct attendance."""
    if scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on):
        return ALLOW
    return deny("Kehadiran dikelola admin BKD dan admin unit.")


def people_in(scope: Scope, month: date, on: date) -> Q:
    """Return the condition that a person works in the scope today or worked there in a month."""
    if scope.is_all:
        return Q()
    last = max(last_of(month), on)
    open_then = Q(ended_on__isnull=True) | Q(ended_on__gte=month)
    posts = Placement.objects.filter(open_then, unit__in=scope.unit_ids, started_on__lte=last)
    return Q(pk__in=posts.values("employee"))


def kept_attendance(user: Employee, month: date, on: date) -> QuerySet[Attendance]:
    """Return the rows of a month that this admin reads: everybody's, or those of the own units."""
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    rows = Attendance.objects.filter(month=month)
    if scope.is_all:
        return rows
    return rows.filter(employee__in=Employee.objects.filter(people_in(scope, month, on)))


def attendance_files(user: Employee, on: date) -> QuerySet[Upload]:
    """Return the files of attendance that this admin opens: own ones; the BKD all applied."""
    rows = Upload.objects.filter(kind=UploadKind.ATTENDANCE)
    applied = Q(applied_at__isnull=False) if scope_of(user, Role.BKD_ADMIN, on=on).is_all else Q(pk=None)
    return rows.filter(Q(uploaded_by=user) | applied)


def attendance_reports(user: Employee, on: date) -> QuerySet[AttendanceReport]:
    """Return the reports about wrong attendance of the people this admin serves; never the own ones."""
    scope = scope_of(user, Role.BKD_ADMIN, Role.UNIT_ADMIN, on=on)
    rows = AttendanceReport.objects.exclude(attendance__employee=user)
    if scope.is_all:
        return rows
    inside = Placement.objects.on(on).filter(unit__in=scope.unit_ids).values("employee")
    return rows.filter(attendance__employee__in=inside)


def open_attendance_reports(user: Employee, on: date) -> QuerySet[AttendanceReport]:
    """Return the reports about wrong attendance that wait for an answer of this person."""
    return attendance_reports(user, on).filter(answered_at__isnull=True)


def may_answer_attendance(user: Employee, report: AttendanceReport, on: date) -> Decision:
    """BKD admins and the unit admin of the person answer; nobody answers the own report."""
    if attendance_reports(user, on).filter(pk=report.pk).exists():
        return ALLOW
    return deny("Koreksi kehadiran dijawab admin BKD atau admin unit pegawai itu.")


# --- Steps that take two people ------------------------------------------------------------------


def may_see_roles(user: Employee, on: date) -> Decision:
    """BKD admins and auditors over the whole agency see who holds which role, and what is proposed."""
    if scope_of(user, Role.BKD_ADMIN, Role.AUDITOR, on=on).is_all:
        return ALLOW
    return deny("Halaman ini dibuka untuk admin BKD dan auditor.")


def who_may_decide(proposal: Proposal, on: date) -> list[Employee]:
    """Return who may confirm or decline: other BKD admins; where there is none, auditors.

    Nobody who proposed it or is concerned. An auditor counts only when the role began before the proposal, so
    that nobody names the second person for the occasion. Both over the whole agency.
    """
    grants = RoleGrant.objects.filter(on_day(on), unit__parent__isnull=True, employee__is_active=True)
    grants = grants.exclude(employee__in=[proposal.proposed_by_id, proposal.employee_id])
    if proposal.other_id is not None:
        grants = grants.exclude(employee=proposal.other_id)
    admins = grants.filter(role=Role.BKD_ADMIN)
    day = timezone.localdate(proposal.proposed_at)
    chosen = admins if admins.exists() else grants.filter(role=Role.AUDITOR, started_on__lt=day)
    return list(Employee.objects.filter(role_grants__in=chosen).distinct().order_by("pk"))


def may_decide(user: Employee, proposal: Proposal, on: date) -> Decision:
    """Say whether this person is the second one of a proposal (see `who_may_decide`)."""
    if user.pk == proposal.proposed_by_id:
        return deny("Usulan Anda disetujui oleh orang lain.")
    if user.pk in (proposal.employee_id, proposal.other_id):
        return deny("Usulan tentang Anda disetujui oleh orang lain.")
    if user.pk in [one.pk for one in who_may_decide(proposal, on)]:
        return ALLOW
    return deny("Usulan ini disetujui oleh admin BKD lain, atau auditor bila tidak ada admin lain.")


def may_withdraw(user: Employee, proposal: Proposal) -> Decision:
    """Only who proposed something takes it back."""
    return ALLOW if user.pk == proposal.proposed_by_id else deny("Usulan ditarik oleh pengusulnya.")


def deciding(user: Employee, on: date) -> QuerySet[Proposal]:
    """Return the proposals that wait for this BKD admin as the second person (one query)."""
    waiting = Proposal.objects.filter(status=ProposalStatus.WAITING.value)
    if not scope_of(user, Role.BKD_ADMIN, on=on).is_all:
        return waiting.none()
    mine = Q(proposed_by=user) | Q(employee=user) | Q(other=user, other__isnull=False)
    return waiting.exclude(mine)
