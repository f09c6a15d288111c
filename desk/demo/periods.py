"""Holidays of the demo year, a unit that is rated on other days, and people who are not evaluated."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from indicators.models import Period
from indicators.operations import set_rating_windows
from organizations.models import Absence, Employee, Placement, Unit
from organizations.operations import set_holidays
from organizations.rules import AbsenceKind, EmploymentKind
from reviews.models import Evaluation
from reviews.rules.evaluation import UNSHARED

from .clock import YEAR, moment
from .insert import insert
from .people import NAMED

BASIS = "Contoh: keputusan bersama tentang hari libur dan cuti bersama"
HOLIDAYS = {
    (2, 17): "Tahun Baru Imlek",
    (3, 19): "Hari Suci Nyepi",
    (3, 20): "Cuti bersama Idul Fitri",
    (3, 23): "Cuti bersama Idul Fitri",
    (3, 24): "Cuti bersama Idul Fitri",
    (4, 3): "Wafat Yesus Kristus",
    (5, 14): "Kenaikan Yesus Kristus",
    (5, 27): "Idul Adha",
    (6, 16): "Tahun Baru Islam",
    (8, 25): "Maulid Nabi Muhammad",
    (12, 24): "Cuti bersama Natal",
}
TURN = date(YEAR, 10, 5), date(YEAR, 10, 16), "Giliran pertama: unit layanan besar"
TIMES_AWAY = [
    (AbsenceKind.SICK_LEAVE, date(YEAR, 7, 1), date(YEAR, 9, 30), "Surat dokter"),
    (AbsenceKind.UNPAID_LEAVE, date(YEAR, 9, 14), None, "Mengikuti pasangan bertugas"),
    (AbsenceKind.STUDY, date(YEAR, 8, 3), None, "Tugas belajar S-2"),
]
ONE_IN = 100  # people


def write_holidays(admin: Employee) -> None:
    """Write the holidays of the year as the BKD pastes them."""
    days = {date(YEAR, *day): name for day, name in HOLIDAYS.items()}
    set_holidays(days=days, basis=BASIS, by=admin, at=moment(date(YEAR - 1, 12, 3), 30))


def write_turns(period: Period, admin: Employee) -> None:
    """Let one large unit be rated earlier in the third quarter."""
    fresh = Period.objects.get(pk=period.pk)
    started_on, ended_on, reason = TURN
    set_rating_windows(
        term=period.terms.get(number=3),
        version=fresh.version,
        units=list(Unit.objects.filter(code="DINKES")),
        started_on=started_on,
        ended_on=ended_on,
        reason=reason,
        by=admin,
        at=moment(date(YEAR, 9, 1), 60),
    )


def write_times_away(period: Period, admin: Employee) -> None:
    """Put one in a hundred people, of those without a shared result, on leave or study."""
    results = Evaluation.objects.filter(plan__placement=OuterRef("pk"), plan__period=period)
    posts = Placement.objects.definitive().filter(is_head=False, ended_on__isnull=True)
    posts = posts.filter(~Exists(results.exclude(status__in=UNSHARED)))
    posts = posts.exclude(employee__nip__in=[person.nip for person in NAMED])
    posts = posts.exclude(employee__kind=EmploymentKind.NON_ASN)
    wanted = max(len(TIMES_AWAY), Employee.objects.count() // ONE_IN)
    insert(
        Absence(
            employee_id=post.employee_id,
            kind=kind.value,
            started_on=start,
            ended_on=end,
            note=note,
            set_by=admin,
            set_at=moment(start, 0),
        )
        for number, post in enumerate(posts.order_by("pk")[:wanted])
        for kind, start, end, note in [TIMES_AWAY[number % len(TIMES_AWAY)]]
    )
