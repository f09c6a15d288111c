"""The world of the tests: a small office with named people, and the year 2026 opened.

Ani is a clerk, Budi appraises her, Citra appraises Budi. Dewi works in another unit, Fajar has just
moved. Eko administers the office's unit, Gita the whole agency; Hadi sits in the award committee;
Indra audits. Tests speak in these names.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from indicators.models import CoreValue, Period, Plan, PolicyFigure, Term
from indicators.rules import DEFAULT_FIGURES
from organizations.models import Agency, Employee, Placement, Position, RoleGrant, Unit
from organizations.operations import refresh_lines
from organizations.rules import Role

JAKARTA = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, 42, tzinfo=JAKARTA)
PASSWORD = "kalimat sandi untuk uji"


@dataclass
class World:
    """Everything a test may name."""

    today: date = TODAY
    now: datetime = NOW
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Employee] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    period: Period = field(default=None)  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Employee:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def term(self, number: int) -> Term:
        """Return a quarter by number."""
        return self.period.terms.get(number=number)

    @property
    def final(self) -> Term:
        """The annual term."""
        return self.period.terms.get(kind="FINAL")


# name, NIP, unit, head?, position, kind of position
PEOPLE = [
    ("Citra", "197001011995032001", "dinas", True, "Kepala Dinas", "JPT_PRATAMA"),
    ("Budi", "197505052000031002", "bidang", True, "Kepala Bidang", "ADMINISTRATOR"),
    ("Ani", "199001012015032003", "bidang", False, "Pengadministrasi Perkantoran", "PELAKSANA"),
    ("Fajar", "199102022016031004", "bidang", False, "Arsiparis Mahir", "FUNGSIONAL"),
    ("Dewi", "198803032012032005", "lain", True, "Lurah", "PENGAWAS"),
    ("Eko", "198504042010031006", "dinas", False, "Penata Layanan Operasional", "PELAKSANA"),
    ("Gita", "198205052008032007", "bkpsdm", False, "Analis SDM Aparatur Ahli Muda", "FUNGSIONAL"),
    ("Hadi", "197906062005031008", "bkpsdm", True, "Kepala Badan", "JPT_PRATAMA"),
    ("Indra", "198007072006031009", "inspektorat", False, "Auditor Ahli Muda", "FUNGSIONAL"),
]
UNITS = [
    ("kota", "Pemerintah Kota Arunika", None, "Wali Kota"),
    ("dinas", "Dinas Kependudukan dan Pencatatan Sipil", "kota", "Kepala Dinas"),
    ("bidang", "Bidang Pelayanan Pendaftaran Penduduk", "dinas", "Kepala Bidang"),
    ("lain", "Kelurahan Sukajaya", "kota", "Lurah"),
    ("bkpsdm", "BKPSDM", "kota", "Kepala Badan"),
    ("inspektorat", "Inspektorat", "kota", "Inspektur"),
]
GRANTS = [
    ("eko", Role.UNIT_ADMIN, "dinas"),
    ("gita", Role.BKD_ADMIN, "kota"),
    ("hadi", Role.AWARD_COMMITTEE, "kota"),
    ("indra", Role.AUDITOR, "kota"),
]


def build_office() -> World:
    """Return the office without a year: units, people, placements, roles, lines of superiors."""
    world = World()
    Agency.objects.create(pk=1, name="Pemerintah Kota Arunika", city="Arunika", address="Jalan Merdeka 1")
    for key, name, parent, head in UNITS:
        above = world.units[parent] if parent else None
        world.units[key] = Unit.objects.create(code=f"U-{key}", name=name, parent=above, head_title=head)
    password = make_password(PASSWORD)
    for name, nip, unit, is_head, title, kind in PEOPLE:
        position, _ = Position.objects.get_or_create(title=title, kind=kind)
        employee = Employee.objects.create(
            nip=nip,
            name=name,
            kind="PNS",
            rank="III/c",
            sex="F" if nip[14] == "2" else "M",
            password=password,
        )
        started_on = date(2026, 7, 1) if name == "Fajar" else date(2024, 1, 1)
        world.people[name.lower()] = employee
        world.placements[name.lower()] = Placement.objects.create(
            employee=employee,
            position=position,
            unit=world.units[unit],
            is_head=is_head,
            started_on=started_on,
        )
    for name, role, unit in GRANTS:
        RoleGrant.objects.create(
            employee=world.people[name], role=role, unit=world.units[unit], started_on=date(2024, 1, 1)
        )
    refresh_lines(on=date(2026, 1, 1), at=NOW)
    return world


def build_world() -> World:
    """Return the office with the year 2026 open, and planning and annual evaluation under way."""
    world = build_office()
    world.period = Period.objects.create(
        year=2026,
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 12, 31),
        planning_from=date(2025, 12, 1),
        planning_until=date(2026, 12, 31),
        annual_from=date(2026, 11, 1),
        annual_until=date(2027, 1, 31),
        award_from=date(2027, 2, 1),
        award_until=date(2027, 2, 28),
        opened_at=NOW,
        opened_by=world.gita,
    )
    for number, (start, end) in enumerate(QUARTERS, start=1):
        name = f"Triwulan {('I', 'II', 'III', 'IV')[number - 1]}"
        _term(world.period, "TRIWULANAN", number, name, start, end)
    _term(world.period, "FINAL", 5, "Tahunan", date(2026, 1, 1), date(2026, 12, 31))
    PolicyFigure.objects.bulk_create(
        PolicyFigure(period=world.period, **asdict(figure)) for figure in DEFAULT_FIGURES
    )
    return world


QUARTERS = [
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 9, 30)),
    (date(2026, 10, 1), date(2026, 12, 31)),
]


def _term(period: Period, kind: str, number: int, name: str, start: date, end: date) -> Term:
    is_final = kind == "FINAL"
    return period.terms.create(
        kind=kind,
        number=number,
        name=name,
        started_on=start,
        ended_on=end,
        due_on=end + timedelta(days=10),
        rated_from=None if is_final else end,
        rated_until=None if is_final else end + timedelta(days=30),
    )


def agreed_plan(world: World, name: str = "ani", *, results: int = 1, status: str = "DISEPAKATI") -> Plan:
    """Return a plan of this person with results, one indicator each, and the seven behaviours."""
    placement = world.placements[name]
    agreed = status in ("DISEPAKATI", "DITUTUP")
    plan = Plan.objects.create(
        period=world.period,
        placement=placement,
        form="JPT" if placement.position.is_jpt else "JA_JF",
        started_on=max(world.period.started_on, placement.started_on),
        ended_on=world.period.ended_on,
        status=status,
        created_at=NOW,
        submitted_at=None if status == "DRAF" else NOW,
        agreed_at=NOW if agreed else None,
        agreed_by=world.budi if agreed else None,
    )
    for number in range(1, results + 1):
        result = plan.results.create(
            order=number, text=f"Terlayaninya warga di loket {number}", no_support_reason="Penugasan langsung"
        )
        result.indicators.create(
            order=1,
            aspect="KUANTITAS",
            text=f"Jumlah dokumen yang terbit di loket {number}",
            target=100,
            unit="dokumen",
            perspectives="PENERIMA_LAYANAN" if plan.form == "JPT" else "",
        )
    for value in CoreValue.objects.order_by("number"):
        plan.behaviours.create(value=value)
    return plan
