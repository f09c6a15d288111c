"""The three papers on credit points: one conversion, what was gathered, what is set (domain research 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from appraisal.errors import Refused
from appraisal.templatetags.ui import MONTHS, angka, tanggal
from organizations.access import superior_of
from organizations.models import Employee, Placement
from organizations.rules import FunctionalLevel, Sex

from ..access.document import CreditOf
from ..models import CreditEntry
from ..queries.credit import (
    Aim,
    figures_of,
    functional_post,
    level_of,
    months_in,
    row_of,
    standing,
    valid_entries,
)
from ..rules.credit import CREDIT_SOURCE_LABELS, LEVEL_LABELS, CreditSource, shown
from ..rules.document import DOCUMENT_LABELS, DocumentKind
from .payload import Letterhead, Person, Sheet, Signature
from .people import appraiser_of, letterhead, party_of, placed, signature

COPIES = (
    "Pejabat Fungsional yang bersangkutan",
    "Pimpinan unit kerja yang bersangkutan",
    "Pimpinan perangkat daerah yang membidangi kepegawaian",
    "Pejabat lain yang dianggap perlu",
)
SEXES = {Sex.MALE.value: "Laki-laki", Sex.FEMALE.value: "Perempuan"}
NONE = "-"


@dataclass(frozen=True)
class CreditSheet(Sheet):
    """What the three papers share: who it is about in nine rows, who signs, who gets a copy."""

    owner: Person
    identity: tuple[tuple[str, str], ...]
    office: str
    signatures: tuple[Signature, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True)
class ConversionSheet(CreditSheet):
    """Konversi Predikat Kinerja ke Angka Kredit: one result."""

    predicate: str
    percent: str
    coefficient: str
    points: str


@dataclass(frozen=True)
class TotalSheet(CreditSheet):
    """Akumulasi Angka Kredit: the six columns of every entry of the level."""

    level: str
    rows: tuple[tuple[str, str, str, str, str, str], ...]
    total: str


@dataclass(frozen=True)
class DecisionSheet(CreditSheet):
    """Penetapan Angka Kredit: before, this year, together; what is asked; the conclusion."""

    level: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    total: tuple[str, str, str]
    minimum: tuple[str, str]
    left: tuple[str, str]
    conclusion: tuple[str, ...]


def conversion_sheet(entry: CreditEntry) -> ConversionSheet:
    """Return the paper of one conversion; raise Refused when the entry does not count or is none."""
    if entry.source != CreditSource.CONVERSION or entry.evaluation is None:
        raise Refused("Dokumen konversi dibuat dari hasil evaluasi.")
    if entry.cancelled_at is not None:
        raise Refused("Catatan ini sudah dibatalkan, jadi dokumennya tidak dibuat lagi.")
    months, row, head = months_in(entry), row_of(entry), letterhead()
    placement = entry.evaluation.plan.placement
    return ConversionSheet(
        kind=DocumentKind.CREDIT_CONVERSION.value,
        title=DOCUMENT_LABELS[DocumentKind.CREDIT_CONVERSION],
        year=entry.year,
        span=f"{MONTHS[months.first - 1]} s.d. {MONTHS[months.last - 1]} {entry.year}",
        letterhead=head,
        owner=placed(entry.employee, placement),
        identity=identity(entry.employee, placement, head),
        **_signed(entry.evaluation.appraiser, entry, head),
        copies=COPIES,
        predicate=row.predicate,
        percent=row.percent,
        coefficient=row.coefficient,
        points=row.points,
    )


def total_sheet(target: CreditOf) -> TotalSheet:
    """Return everything that was gathered in the level up to the end of a year; raise Refused without any."""
    level, entries, shared = _of_person(target, DocumentKind.CREDIT_TOTAL)
    rows = [row_of(entry) for entry in entries]
    return TotalSheet(
        **shared,
        level=LEVEL_LABELS[level],
        rows=tuple(
            (str(row.entry.year), row.months, row.predicate, row.percent, row.coefficient, row.points)
            for row in rows
        ),
        total=_printed(sum((entry.points for entry in entries), Decimal(0))),
    )


def decision_sheet(target: CreditOf) -> DecisionSheet:
    """Return what is set for a person at the end of a year; raise Refused without any entry."""
    level, entries, shared = _of_person(target, DocumentKind.CREDIT_DECISION)
    found = standing(
        target.employee, level, valid_entries(target.employee, target.year), figures_of(target.year)
    )
    rows = []
    for source in CreditSource:
        of_source = [entry for entry in entries if entry.source == source]
        notes = ", ".join(dict.fromkeys(entry.basis for entry in of_source if entry.basis))
        rows.append((CREDIT_SOURCE_LABELS[source], *_split(of_source, target.year), notes or NONE))
    return DecisionSheet(
        **shared,
        level=LEVEL_LABELS[level],
        rows=tuple(rows),
        total=_split(entries, target.year, empty=_printed(Decimal(0))),
        minimum=(_asked(found.rank), _asked(found.next_level)),
        left=(_left(found.rank), _left(found.next_level)),
        conclusion=found.conclusion,
    )


# --- Parts ----------------------------------------------------------------------------------------


def _of_person(
    target: CreditOf, kind: DocumentKind
) -> tuple[FunctionalLevel, list[CreditEntry], dict[str, Any]]:
    """Return the level, its entries up to the year, and what the papers about a person share.

    The level is that of the post at the end of the year (today in the running year); after a promotion
    that of the last entry, until something counts in the new one.
    """
    employee, head = target.employee, letterhead()
    known = valid_entries(employee, target.year)
    last_day = min(date(target.year, 12, 31), timezone.localdate())
    post = functional_post(employee, last_day)
    level = level_of(post, known)
    if not any(entry.level == level for entry in known):
        level = level_of(None, known)
    if level is None:
        raise Refused(f"Belum ada angka kredit sampai akhir {target.year}, jadi belum ada yang dicetak.")
    entries = [entry for entry in known if entry.level == level]
    result = next((entry.evaluation for entry in reversed(entries) if entry.evaluation), None)
    placement = post or (result.plan.placement if result else None)
    last = max(entries, key=lambda entry: (entry.set_at, entry.pk))
    first = entries[0].year if entries[0].year < target.year else "Januari"
    shared = {
        "kind": kind.value,
        "title": DOCUMENT_LABELS[kind],
        "year": target.year,
        "span": f"{first} s.d. Desember {target.year}",
        "letterhead": head,
        "owner": placed(employee, placement) if placement else party_of(employee, last_day),
        "identity": identity(employee, placement, head),
        **_signed(result.appraiser if result else _superior(post, last_day), last, head),
        "copies": COPIES,
    }
    return level, entries, shared


def identity(
    employee: Employee, placement: Placement | None, head: Letterhead
) -> tuple[tuple[str, str], ...]:
    """Return the nine rows of the functional official; what is not on record prints as "-"."""
    person = placed(employee, placement) if placement else party_of(employee, timezone.localdate())
    born = ", ".join(filter(None, (employee.birth_place, tanggal(employee.birth_on))))
    post_since = tanggal(placement.started_on) if placement else NONE
    is_ranked = person.rank_label != "GOLONGAN"
    return (
        ("Nama", person.name),
        (person.number_label, person.number),
        ("Nomor Seri Karpeg", employee.card_number or NONE),
        ("Tempat/Tanggal Lahir", born or NONE),
        ("Jenis Kelamin", SEXES.get(employee.sex, NONE)),
        (
            "Pangkat/Golongan Ruang/TMT" if is_ranked else "Golongan/TMT",
            f"{person.rank} / {tanggal(employee.rank_since) or NONE}",
        ),
        ("Jabatan/TMT", f"{person.position} / {post_since}"),
        ("Unit Kerja", person.unit),
        ("Instansi", head.agency),
    )


def _superior(post: Placement | None, on: date) -> Employee | None:
    line = superior_of(post, on) if post else None
    return line.superior if line else None


def _signed(signer: Employee | None, entry: CreditEntry, head: Letterhead) -> dict[str, Any]:
    """Return who signs with his office: the rating official, on the day of the last entry."""
    on = timezone.localdate(entry.set_at)
    unit = entry.evaluation.plan.placement.unit if entry.evaluation else None
    person = appraiser_of(signer, unit, on) if signer and unit else party_of(signer, on)
    signed = signature("Pejabat Penilai Kinerja", person, place=head.city, on=on)
    return {"office": person.position, "signatures": (signed,)}


def _split(entries: list[CreditEntry], year: int, *, empty: str = NONE) -> tuple[str, str, str]:
    """Return the points of the years before, of the year, and of both."""
    old = [entry.points for entry in entries if entry.year < year]
    new = [entry.points for entry in entries if entry.year == year]
    parts = (old, new, old + new)
    return tuple(_printed(sum(part, Decimal(0))) if part else empty for part in parts)  # type: ignore[return-value]


def _printed(amount: Decimal) -> str:
    return angka(shown(amount), 2)


def _asked(aim: Aim | None) -> str:
    return _printed(aim.needed) if aim else NONE


def _left(aim: Aim | None) -> str:
    """Return the surplus or shortage with its word."""
    if aim is None:
        return NONE
    return f"{'Kekurangan' if aim.left < 0 else 'Kelebihan'} {_printed(abs(aim.left))}"
