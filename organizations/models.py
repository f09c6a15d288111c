"""Units, positions, people, placements, and the dated line of superiors."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from appraisal.models import Versioned

from .rules import (
    JPT,
    EmploymentKind,
    FunctionalLevel,
    PlacementKind,
    PositionKind,
    Role,
    Sex,
    format_nip,
    rank_label,
)


def choices(values: Any) -> list[tuple[str, str]]:
    """Return a rule's enumeration as choices of a column."""
    return [(value.value, value.value.replace("_", " ").capitalize()) for value in values]


def one_of(field: str, values: Any, name: str, *, blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that a column holds one of the values."""
    allowed = [value.value for value in values] + ([""] if blank else [])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name)


def on_day(on: date, prefix: str = "") -> Q:
    """Return the condition that a dated row holds on a day."""
    start, end = f"{prefix}started_on", f"{prefix}ended_on"
    return Q(**{f"{start}__lte": on}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on}))


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that an interval does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
        name=name,
        violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
    )


class Agency(models.Model):
    """The one agency of this installation (instansi): names, letterhead, paper."""

    PAPERS = [("A4", "A4"), ("F4", "F4 (215 × 330 mm)")]
    TYPEFACES = [("Liberation Sans", "Arial"), ("Liberation Serif", "Times"), ("URW Bookman", "Bookman")]

    name = models.CharField("nama instansi", max_length=150)
    letterhead = models.CharField("baris kop kedua", max_length=150, blank=True)
    address = models.CharField("alamat", max_length=250, blank=True)
    city = models.CharField("tempat penandatanganan", max_length=80)
    typeface = models.CharField("huruf dokumen", max_length=40, choices=TYPEFACES, default="Liberation Sans")
    paper = models.CharField("kertas", max_length=2, choices=PAPERS, default="A4")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="agency_only_one"),
            models.CheckConstraint(condition=Q(paper__in=["A4", "F4"]), name="agency_paper_known"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(TreeQuerySet):
    """Units, with the words of the tree."""

    def open(self) -> UnitQuerySet:
        """Keep the units that exist today."""
        return self.filter(closed_on__isnull=True)


class Unit(TreeNode):
    """A node of the organisation (unit organisasi, unor)."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=250)
    head_title = models.CharField(max_length=200, blank=True)
    echelon = models.CharField(max_length=8, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="unit_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A position that people hold (jabatan): title, kind, and for a JF its level."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices(PositionKind))
    level = models.CharField(max_length=20, choices=choices(FunctionalLevel), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["title", "kind"], name="position_title_once_per_kind"),
            one_of("kind", PositionKind, "position_kind_known"),
            one_of("level", FunctionalLevel, "position_level_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_jpt(self) -> bool:
        """Whether the holder uses the form of high leaders (JPT)."""
        return self.kind in JPT


class EmployeeQuerySet(models.QuerySet):
    """People, with the words of visibility."""

    def active(self) -> EmployeeQuerySet:
        """Keep those who take part in the appraisal."""
        return self.filter(is_active=True)

    def search(self, text: str) -> EmployeeQuerySet:
        """Keep people whose name contains the text or whose NIP starts with it."""
        words = text.strip()
        return self.filter(Q(name__icontains=words) | Q(nip__startswith=words.replace(" ", "")))


class EmployeeManager(BaseUserManager.from_queryset(EmployeeQuerySet)):  # type: ignore[misc]
    """Find employees by NIP, as Django's login asks."""

    def get_by_natural_key(self, nip: str) -> Employee:
        return self.get(nip=nip)


class Employee(AbstractBaseUser, Versioned):
    """A person who works for the agency (pegawai) and logs in with the NIP."""

    nip = models.CharField("NIP", max_length=20, unique=True)
    name = models.CharField("nama", max_length=150)
    front_title = models.CharField("gelar depan", max_length=40, blank=True)
    back_title = models.CharField("gelar belakang", max_length=60, blank=True)
    kind = models.CharField("jenis pegawai", max_length=20, choices=choices(EmploymentKind))
    rank = models.CharField("golongan", max_length=8, blank=True)
    sex = models.CharField("jenis kelamin", max_length=1, choices=choices(Sex), blank=True)
    birth_on = models.DateField("tanggal lahir", null=True, blank=True)
    email = models.EmailField("surel", blank=True)
    status = models.CharField("kedudukan hukum", max_length=60, default="Aktif")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS = ["name"]
    objects = EmployeeManager()

    class Meta:
        indexes = [models.Index(fields=["name", "id"], name="employee_by_name")]
        constraints = [
            one_of("kind", EmploymentKind, "employee_kind_known"),
            one_of("sex", Sex, "employee_sex_known", blank=True),
            models.CheckConstraint(condition=~Q(name=""), name="employee_has_name"),
            models.CheckConstraint(
                condition=Q(kind=EmploymentKind.NON_ASN.value) | Q(nip__regex=r"^[0-9]{18}$"),
                name="employee_nip_18_digits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.nip})"

    @property
    def full_name(self) -> str:
        """The name with its titles, as forms print it."""
        front = f"{self.front_title} " if self.front_title else ""
        back = f", {self.back_title}" if self.back_title else ""
        return f"{front}{self.name}{back}"

    @property
    def printed_nip(self) -> str:
        """The NIP in groups; never a number."""
        return format_nip(self.nip)

    @property
    def rank_label(self) -> str:
        """Pangkat and golongan as forms print them."""
        return rank_label(self.rank)


class PlacementQuerySet(models.QuerySet):
    """Placements, with the words of time."""

    def on(self, day: date) -> PlacementQuerySet:
        """Keep the placements that hold on a day."""
        return self.filter(on_day(day))

    def definitive(self) -> PlacementQuerySet:
        """Keep the placements that are not acting ones."""
        return self.filter(kind=PlacementKind.DEFINITIVE)


class Placement(models.Model):
    """A person in a position and a unit from one date to another (penempatan)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="placements")
    position = models.ForeignKey(Position, models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    kind = models.CharField(
        max_length=10, choices=choices(PlacementKind), default=PlacementKind.DEFINITIVE.value
    )
    is_head = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "ended_on"], name="placement_by_unit"),
            models.Index(fields=["employee", "started_on"], name="placement_by_employee"),
        ]
        constraints = [
            one_of("kind", PlacementKind, "placement_kind_known"),
            ends_after_start("placement_ends_after_start"),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(ended_on__isnull=True, kind=PlacementKind.DEFINITIVE.value),
                name="placement_one_open_definitive_per_employee",
                violation_error_message="Pegawai ini sudah punya penempatan definitif yang berjalan.",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_on__isnull=True, kind=PlacementKind.DEFINITIVE.value, is_head=True),
                name="placement_one_open_head_per_unit",
                violation_error_message="Unit ini sudah punya kepala definitif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} di {self.unit_id} sejak {self.started_on}"


class SupervisionQuerySet(models.QuerySet):
    """Lines of superiors, with the words of time."""

    def on(self, day: date) -> SupervisionQuerySet:
        """Keep the lines that hold on a day."""
        return self.filter(on_day(day))


class Supervision(models.Model):
    """Who appraises a placement in an interval (relasi penilai), resolved from tree and overrides."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="supervisions")
    superior = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    upper = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    is_override = models.BooleanField(default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["superior", "ended_on"], name="supervision_by_superior"),
            models.Index(fields=["upper", "ended_on"], name="supervision_by_upper"),
        ]
        constraints = [
            ends_after_start("supervision_ends_after_start"),
            models.UniqueConstraint(fields=["placement", "started_on"], name="supervision_one_per_start"),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(ended_on__isnull=True),
                name="supervision_one_open_per_placement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}: {self.superior_id} sejak {self.started_on}"


class SuperiorOverride(models.Model):
    """Another superior than the tree says, for a date range and with a reason (penetapan atasan)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="superior_overrides")
    superior = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    started_on = models.DateField("mulai tanggal")
    ended_on = models.DateField("sampai tanggal", null=True, blank=True)
    reason = models.CharField("alasan", max_length=300)
    set_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            ends_after_start("override_ends_after_start"),
            models.CheckConstraint(condition=~Q(employee=F("superior")), name="override_not_oneself"),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} dinilai {self.superior_id} sejak {self.started_on}"


ROLE_LABELS = {
    Role.BKD_ADMIN.value: "Admin BKD",
    Role.UNIT_ADMIN.value: "Admin unit",
    Role.AWARD_COMMITTEE.value: "Tim penghargaan",
    Role.AUDITOR.value: "Auditor",
}


class RoleGrant(models.Model):
    """A role over a unit and everything below it (peran)."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20, choices=choices(Role))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("role", Role, "role_known"),
            ends_after_start("role_ends_after_start"),
            models.UniqueConstraint(
                fields=["employee", "role", "unit"],
                condition=Q(ended_on__isnull=True),
                name="role_one_open_per_unit",
                violation_error_message="Orang ini sudah punya peran tersebut di unit itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.role} {self.unit_id}"

    @property
    def label(self) -> str:
        """The role's name as people read it."""
        return ROLE_LABELS[self.role]


class DataReport(Versioned):
    """Somebody says that a fact about him is wrong, "atasan saya keliru" for one (laporan data keliru)."""

    SUBJECTS = [
        ("ATASAN", "Atasan saya keliru"),
        ("UNIT", "Unit kerja saya keliru"),
        ("JABATAN", "Jabatan atau golongan saya keliru"),
        ("LAIN", "Data lain"),
    ]

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="data_reports")
    subject = models.CharField("yang keliru", max_length=10, choices=SUBJECTS)
    message = models.CharField("seharusnya", max_length=500, blank=True)
    reported_at = models.DateTimeField()
    answer = models.CharField("jawaban", max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=["ATASAN", "UNIT", "JABATAN", "LAIN"]), name="report_subject_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="report_answered_both_or_neither",
            ),
            models.UniqueConstraint(
                fields=["employee", "subject"],
                condition=Q(answered_at__isnull=True),
                name="report_one_open_per_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.subject}"


class StaffImport(Versioned):
    """An uploaded pair of staff files between preview and confirmation (impor data)."""

    uploaded_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    units_name = models.CharField(max_length=200, blank=True)
    staff_name = models.CharField(max_length=200, blank=True)
    units_content = models.BinaryField(null=True)
    staff_content = models.BinaryField(null=True)
    counts = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="import_confirmed_both_or_neither",
            )
        ]

    def __str__(self) -> str:
        return f"Impor {self.pk} {self.digest[:8]}"
