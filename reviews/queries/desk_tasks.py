"""What waits for people because of a role that they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, F, Q, Value
from django.urls import reverse

from indicators.models import LibraryEntry
from indicators.rules import EntryStatus
from organizations.access import (
    grants_of,
    may_administer,
    open_attendance_reports,
    open_reports,
)
from organizations.models import Employee
from organizations.rules import Role

from ..models import AwardList
from .year import Rank, Task, Year

REPORTS = {
    "data": ("Jawab laporan data keliru", "organizations:report-list"),
    "kehadiran": ("Jawab koreksi kehadiran", "organizations:attendance-reports"),
}


def desk_tasks(people: Sequence[Employee], year: Year, on: date) -> dict[int, list[Task]]:
    """Return by person what waits at the desks; no query for who holds no role, up to six for who does."""
    return {person.pk: _of_roles(person, year, on) for person in people}


def _waiting(title: str, hint: str, href: str, count: int = 0) -> Task:
    return Task(title, hint, href, "Menunggu Anda", "info", Rank.OTHERS, count)


def _of_roles(user: Employee, year: Year, on: date) -> list[Task]:
    grants = grants_of(user, on)
    if not grants:
        return []
    tasks = []
    for name, count in _open_reports(user, on).items():
        title, href = REPORTS[name]
        tasks.append(_waiting(title, f"{count} pegawai menunggu.", reverse(href), count))
    if any(grant.role == Role.AWARD_COMMITTEE for grant in grants) and _undecided_awards():
        hint, href = "Mesin mengusulkan, orang memutuskan.", reverse("reviews:award-list")
        tasks.append(_waiting("Putuskan usulan penghargaan", hint, href))
    return tasks + (_of_the_agency(year) if may_administer(user, on) else [])


def _open_reports(user: Employee, on: date) -> Counter[str]:
    """Return how many reports about wrong data and wrong attendance wait for this person (one query)."""
    rows = open_reports(user, on).order_by().values_list(Value("data"))
    rows = rows.union(open_attendance_reports(user, on).order_by().values_list(Value("kehadiran")), all=True)
    return Counter(name for (name,) in rows)


def _of_the_agency(year: Year) -> list[Task]:
    tasks = []
    if count := LibraryEntry.objects.filter(status=EntryStatus.PROPOSED).count():
        hint, href = f"{count} usulan menunggu jawaban.", reverse("indicators:entry-queue")
        tasks.append(_waiting("Jawab usulan kamus indikator", hint, href, count))
    if year.period is None:
        hint, href = "Tahun baru perlu tanggal dan angka kebijakan.", reverse("indicators:period-list")
        tasks.append(Task("Buka tahun penilaian", hint, href, "Belum dibuka", "info"))
    return tasks


def _undecided_awards() -> bool:
    recommended = Count("candidates", filter=Q(candidates__decision="DIREKOMENDASIKAN"))
    lists = AwardList.objects.filter(closed_at__isnull=True).annotate(chosen=recommended)
    return lists.filter(chosen__lt=F("places")).exists()
