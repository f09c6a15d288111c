"""What somebody looks at before a year is opened: figures, holidays, superiors, heads, the year before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from appraisal.templatetags.ui import angka, tanggal
from indicators.models import Period, Term
from indicators.queries import state_of
from indicators.rules import PeriodState
from organizations.models import Holiday, Placement, Supervision, Unit
from organizations.rules import EmploymentKind

NAMED = 20  # people or units by name; the number says how many there are


@dataclass(frozen=True)
class Named:
    """Somebody or something that a check found."""

    name: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Check:
    """One line of the list before the opening; nothing of it stops the opening."""

    label: str
    told: str
    is_ready: bool
    href: str = ""
    link: str = ""
    found: list[Named] = field(default_factory=list)

    @property
    def tag(self) -> tuple[str, str]:
        """The words of the line and the kind of its tag."""
        return ("Siap", "ok") if self.is_ready else ("Perlu dilihat", "warn")


def readiness(period: Period, terms: list[Term], on: date) -> list[Check]:
    """Return the lines of the list before a year is opened (eight queries, flat in people)."""
    return [
        _dates(period, terms),
        _figures(period),
        _holidays(period),
        _without_superior(on),
        _without_head(on),
        _before(period),
    ]


def _dates(period: Period, terms: list[Term]) -> Check:
    parts = sum(not term.is_final for term in terms)
    told = (
        f"Perencanaan {tanggal(period.planning_from)} sampai {tanggal(period.planning_until)}; "
        f"{angka(parts)} masa dan satu evaluasi tahunan."
    )
    return Check(
        "Tanggal dan irama", told, True, reverse("desk:period-dates", args=[period.pk]), "Ubah tanggal"
    )


def _figures(period: Period) -> Check:
    figures = list(period.figures.order_by("pk"))
    waiting = [row for row in figures if not row.confirmed]
    done = f"{angka(len(figures) - len(waiting))} dari {angka(len(figures))}"
    told = f"{done} angka sudah dicocokkan dengan sumbernya."
    found = [
        Named(
            row.label,
            f"{angka(row.value)}, {row.source}, {tanggal(row.sourced_on)}",
            reverse("desk:figure-edit", args=[row.pk]),
        )
        for row in waiting[:NAMED]
    ]
    href = reverse("desk:period-detail", args=[period.pk]) + "#angka"
    return Check("Angka kebijakan", told, not waiting, href, "Periksa angkanya", found)


def _holidays(period: Period) -> Check:
    count = Holiday.objects.filter(day__range=(period.started_on, period.ended_on)).count()
    told = (
        f"{angka(count)} hari libur {period.year} tercatat."
        if count
        else f"Hari libur {period.year} belum ditulis; sementara dipakai libur nasional bertanggal tetap."
    )
    href = f"{reverse('organizations:holiday-list')}?tahun={period.year}"
    return Check("Hari libur", told, bool(count), href, "Atur hari libur")


def _without_superior(on: date) -> Check:
    led = Supervision.objects.on(on).filter(placement=OuterRef("pk"), superior__isnull=False)
    people = Placement.objects.on(on).definitive().filter(~Exists(led), employee__is_active=True)
    people = people.exclude(employee__kind=EmploymentKind.NON_ASN)
    count = people.count()
    shown = people.select_related("employee", "unit").order_by("unit__name", "employee__name", "pk")[:NAMED]
    found = [
        Named(
            row.employee.full_name,
            row.unit.name,
            reverse("organizations:employee-detail", args=[row.employee_id]),
        )
        for row in (shown if count else [])
    ]
    told = f"{angka(count)} pegawai belum punya atasan." if count else "Semua pegawai punya atasan."
    return Check("Atasan", told, not count, found=found)


def _without_head(on: date) -> Check:
    placed = Placement.objects.on(on).filter(unit=OuterRef("pk"))
    units = Unit.objects.without_tree_fields().open().filter(Exists(placed))
    units = units.filter(~Exists(placed.filter(is_head=True)))
    count = units.count()
    found = [Named(row.name) for row in (units.order_by("name", "pk")[:NAMED] if count else [])]
    told = (
        f"{angka(count)} unit belum punya kepala atau pelaksana tugas."
        if count
        else "Semua unit yang berpegawai punya kepala."
    )
    return Check("Kepala unit", told, not count, found=found)


def _before(period: Period) -> Check:
    last = Period.objects.filter(year__lt=period.year).order_by("-year").first()
    if last is None:
        return Check("Tahun sebelumnya", "Belum ada tahun sebelumnya di sini.", True)
    told = f"Tahun {last.year}: {state_of(last)[0].lower()}."
    if last.state == PeriodState.OPEN:
        told += " Keduanya bisa terbuka bersamaan sampai evaluasi selesai."
    href = reverse("desk:period-detail", args=[last.pk])
    return Check("Tahun sebelumnya", told, last.state != PeriodState.PREPARED, href, f"Lihat {last.year}")
