"""What waits for people because of a role that they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value
from django.urls import reverse

from indicators.models import LibraryEntry
from indicators.rules import EntryStatus
from organizations.access import (
    deciding,
    grants_of,
    may_administer,
    open_attendance_reports,
    open_reports,
    scope_of,
)
from organizations.models import Employee
from organizations.rules import Role

from ..access.correction import open_corrections
from ..access.hearing import without_decider
from ..models import Objection
from .achievement_tasks import is_headless, to_set
from .year import Rank, Task, Year

# What packages above find for the roles of a person: (person, roles, day) -> tasks.
OF_ROLES: list[Callable[[Employee, list[str], date], list[Task]]] = []
OBJECTED_UNIT = "evaluation__plan__placement__unit"
ROWS = {
    "capaian": (
        "Tetapkan capaian unit",
        "unit menunggu BKD.",
        "reviews:achievement-list",
    ),
    "data": ("Jawab laporan data keliru", "pegawai menunggu.", "organizations:report-list"),
    "kehadiran": ("Jawab koreksi kehadiran", "pegawai menunggu.", "organizations:attendance-reports"),
    "keberatan": ("Tunjuk pejabat pemutus keberatan", "keberatan menunggu.", "reviews:objection-list"),
    "perbaikan": ("Periksa usulan koreksi hasil", "usulan menunggu.", "reviews:correction-list"),
    "usulan": ("Setujui usulan sebagai orang kedua", "usulan menunggu.", "organizations:role-list"),
    "kamus": ("Jawab usulan kamus indikator", "usulan menunggu jawaban.", "indicators:entry-queue"),
}


def desk_tasks(people: Sequence[Employee], year: Year, on: date) -> dict[int, list[Task]]:
    """Return by person what waits at the desks; no query for who holds no role, up to five for who does."""
    return {person.pk: _of_roles(person, year, on) for person in people}


def waiting(title: str, hint: str, href: str, count: int = 0) -> Task:
    """Return a task that waits for somebody at a desk."""
    return Task(title, hint, href, "Menunggu Anda", "info", Rank.OTHERS, count)


def _of_roles(user: Employee, year: Year, on: date) -> list[Task]:
    grants = grants_of(user, on)
    if not grants:
        return []
    tasks = []
    for name, count in _open_rows(user, year, on).items():
        title, hint, href = ROWS[name]
        tasks.append(waiting(title, f"{count} {hint}", reverse(href), count))
    for source in OF_ROLES:
        tasks += source(user, [grant.role for grant in grants], on)
    return tasks + (_of_the_agency(year) if may_administer(user, on) else [])


def _open_rows(user: Employee, year: Year, on: date) -> Counter[str]:
    """Return how many reports, and to the agency's admin how many proposals and units, wait (one query)."""
    rows = open_reports(user, on).order_by().values_list(Value("data"))
    others: list[QuerySet[Any, Any]] = [
        open_attendance_reports(user, on).order_by().values_list(Value("kehadiran"))
    ]
    names = scope_of(user, Role.BKD_ADMIN, on=on)
    if names:
        unheard = without_decider(names.filter(Objection.objects.all(), OBJECTED_UNIT), on)
        others.append(unheard.order_by().values_list(Value("keberatan")))
        others.append(open_corrections(user, on).order_by().values_list(Value("perbaikan")))
    if may_administer(user, on):
        proposed = LibraryEntry.objects.filter(status=EntryStatus.PROPOSED)
        others.append(proposed.order_by().values_list(Value("kamus")))
        others.append(deciding(user, on).order_by().values_list(Value("usulan")))
        units = to_set(year, on).filter(is_headless(on, "parent"))
        others.append(units.order_by().values_list(Value("capaian")))
    return Counter(name for (name,) in rows.union(*others, all=True))


def _of_the_agency(year: Year) -> list[Task]:
    tasks = []
    if year.period is None:
        hint, href = "Tahun baru perlu tanggal dan angka kebijakan.", reverse("desk:period-list")
        tasks.append(Task("Buka tahun penilaian", hint, href, "Belum dibuka", "info"))
    return tasks
