"""What follows from an act on a person's post, in sentences, before anybody presses the button."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from appraisal.templatetags.ui import tanggal

from ..models import Employee, Placement, Position, RoleGrant, SuperiorOverride, Unit, on_day
from ..rules import ABSENCE_EFFECTS, ACTING_WORDS, AbsenceKind, PlacementKind
from ..rules.move_row import MoveRow
from .outlook import Change, Outlook, Shift
from .tree import Tree

DAY = timedelta(days=1)
# What apps above know of work that somebody leaves open, as sentences; they append in AppConfig.ready.
OPEN_WORK: list[Callable[[Employee, date], list[str]]] = []
NAMED = 5  # people whose change of superior is told by name
NOBODY = "belum ditetapkan"


def after_transfer(row: MoveRow, outlook: Outlook, notes: Sequence[str]) -> list[str]:
    """Return what follows from a move that was judged sound."""
    person = outlook.people[row.nip]
    place = outlook.units[row.unit]
    held = outlook.held.get(person.pk)
    own, *others = outlook.shifts(outlook.changes([row]), {person.pk: place.pk})
    until = row.since - DAY
    said = []
    if held:
        said.append(
            f"SKP sebagai {held.position}, {held.unit} berakhir {tanggal(until)} dan dinilai "
            f"{_name(own.before, outlook)} untuk masa itu."
        )
    said.append(
        f"SKP baru sebagai {row.title}, {place} disusun mulai {tanggal(row.since)}. "
        f"Atasannya {_name(own.after, outlook)}."
    )
    said += [*_others(others, outlook), *notes]
    said += _overrides(person, row.since)
    said += [
        f"Tugas {post.label}, {post.unit} tetap berjalan sampai {tanggal(post.ended_on)}."
        for post in _posts(person, row.since).exclude(kind=PlacementKind.DEFINITIVE)
    ]
    said += [
        f"Peran {grant.label} untuk {grant.unit} tetap berlaku. Akhiri bila tidak sesuai lagi."
        for grant in _grants(person, row.since)
    ]
    return said


def after_end(placement: Placement, on: date) -> list[str]:
    """Return what follows when a post ends after a day."""
    person = placement.employee
    outlook = Outlook([person.nip], on)
    if placement.kind != PlacementKind.DEFINITIVE:
        superior = outlook.tree.line(placement.unit_id, person.pk, on)[0].superior
        return [
            f"SKP tambahan sebagai {placement.label} berakhir {tanggal(on)} dan dinilai "
            f"{_name(superior, outlook)} untuk masa itu.",
            "Jabatan definitif dan atasan pegawai lain tidak berubah.",
        ]
    led = placement.unit_id if placement.is_head else None
    own, *others = outlook.shifts([Change(person.pk, on + DAY, led, None)], {person.pk: None})
    said = [
        f"SKP sebagai {placement.position}, {placement.unit} berakhir {tanggal(on)} dan tetap bisa dinilai "
        f"{_name(own.before, outlook)}.",
        "Pegawai ini tidak masuk daftar yang belum menyusun, dan akunnya ditutup.",
        *_others(others, outlook),
    ]
    if _posts(person, on + DAY).exclude(pk=placement.pk).exists() or _grants(person, on).exists():
        said.append("Tugas Plt./Plh. dan perannya berakhir juga.")
    if below := list(_named(on + DAY).filter(superior=person)[:NAMED]):
        people = ", ".join(row.employee.name for row in below)
        said.append(f"Penetapannya sebagai atasan berakhir untuk {people}.")
    return said + open_work(person, on)


def open_work(person: Employee, on: date) -> list[str]:
    """Return what somebody who leaves has not finished, as sentences."""
    return [sentence for ask in OPEN_WORK for sentence in ask(person, on)]


def after_deactivation(person: Employee, on: date) -> list[str]:
    """Return what follows when somebody without a definitive post leaves after a day."""
    said = ["Akunnya ditutup. Riwayat, SKP, dan dokumennya tetap ada."]
    grants = list(_grants(person, on))
    said += [f"Peran {grant.label} untuk {grant.unit} berakhir." for grant in grants]
    if below := list(_named(on + DAY).filter(superior=person)[:NAMED]):
        people = ", ".join(row.employee.name for row in below)
        said.append(f"Penetapannya sebagai atasan berakhir untuk {people}.")
    return said + open_work(person, on)


def after_reactivation(person: Employee) -> list[str]:
    """Return what follows when somebody takes part again."""
    said = [
        "Pegawai ini masuk lagi dalam daftar dan hitungan.",
        "Sandi lama tidak berlaku lagi. Buat sandi pertama yang baru.",
        "Peran yang sudah berakhir tidak kembali.",
    ]
    if not person.placements.definitive().filter(ended_on__isnull=True).exists():
        said.append("Pegawai ini belum punya jabatan. Catat mutasinya setelah ini.")
    return said


def after_acting(
    employee: Employee, *, position: Position, unit: Unit, kind: str, on: date, until: date
) -> list[str]:
    """Return what follows when somebody leads a unit as Plt. or Plh."""
    tree = Tree(on)
    superior = tree.line(unit.pk, employee.pk, on)[0].superior
    head = tree.head(unit.pk, on)
    names = {row.pk: row.name for row in Employee.objects.filter(pk__in=[superior, head])}
    above = names.get(superior, NOBODY) if superior else NOBODY
    said = [
        "Jabatan definitifnya tetap, SKP-nya juga.",
        f"SKP tambahan sebagai {ACTING_WORDS[PlacementKind(kind)]}{position}, {unit} bisa disusun untuk "
        f"{tanggal(on)} sampai {tanggal(until)}. Atasannya {above}.",
        f"Pegawai {unit} tetap dinilai {above}: Plt. dan Plh. tidak menjadi pejabat penilai.",
    ]
    if head is not None:
        said.append(f"{unit} masih dipimpin {names[head]} sebagai pejabat definitif.")
    return said


def after_absence(kind: str) -> list[str]:
    """Return what follows when somebody is away."""
    return [ABSENCE_EFFECTS[AbsenceKind(kind)], "Jabatan dan atasannya tidak berubah."]


# --- Parts ----------------------------------------------------------------------------------------


def _name(person: int | None, outlook: Outlook) -> str:
    return outlook.names.get(person, NOBODY) if person else NOBODY


def _others(shifts: Sequence[Shift], outlook: Outlook) -> list[str]:
    """Return who else gets another superior: by old and new one, the first by name, the rest as a number."""
    if not shifts:
        return ["Atasan pegawai lain tidak berubah."]
    groups: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for shift in shifts:
        groups[shift.before, shift.after].append(shift.employee)
    shown = {person for people in groups.values() for person in people[:NAMED]}
    names = dict(Employee.objects.filter(pk__in=shown).values_list("pk", "name"))
    said = []
    for (before, later), people in groups.items():
        told = ", ".join(names[person] for person in people[:NAMED])
        more = f", dan {len(people) - NAMED} orang lagi" if len(people) > NAMED else ""
        said.append(
            f"{len(people)} orang lain berganti atasan dari {_name(before, outlook)} ke "
            f"{_name(later, outlook)}: {told}{more}."
        )
    return said


def _named(since: date) -> QuerySet[SuperiorOverride]:
    """Return the overrides that last beyond a day."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=since)
    return SuperiorOverride.objects.filter(lasting).select_related("employee", "superior").order_by("pk")


def _overrides(person: Employee, since: date) -> list[str]:
    said = []
    for row in _named(since).filter(employee=person):
        if row.started_on < since:
            said.append(f"Penetapan atasan {row.superior.name} berakhir {tanggal(since - DAY)}.")
        else:
            said.append(
                f"Penetapan atasan {row.superior.name} mulai {tanggal(row.started_on)} tetap berlaku."
            )
    led = [row.employee.name for row in _named(since).filter(superior=person)[:NAMED]]
    if led:
        said.append(
            f"Tetap menjadi atasan yang ditetapkan untuk {', '.join(led)}. Periksa bila tidak sesuai."
        )
    return said


def _posts(person: Employee, since: date) -> QuerySet[Placement]:
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gte=since)
    return (
        Placement.objects.filter(lasting, employee=person).select_related("position", "unit").order_by("pk")
    )


def _grants(person: Employee, on: date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(on_day(on), employee=person).select_related("unit").order_by("pk")
