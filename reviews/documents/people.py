"""The people and the letterhead that every document prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from appraisal.errors import Conflict
from appraisal.templatetags.ui import tanggal
from indicators.queries.payload import placement_on
from organizations.models import Agency, AgencyEmblem, Employee, Placement, Unit
from organizations.rules import EmploymentKind, PlacementKind, format_nip, rank_label

from .layout import COLUMN, WIDE
from .payload import Letterhead, Person, Signature

NOBODY = Person(name="-", number="-", rank="-", position="-", unit="-")
NO_AGENCY = Letterhead(
    agency="Instansi", office="", address="", city="", typeface="Liberation Sans", paper="A4"
)
_PPPK = {EmploymentKind.PPPK, EmploymentKind.PPPK_PART_TIME}


def letterhead() -> Letterhead:
    """Return the letterhead of the agency; a bare one until the agency has written its own."""
    agency = Agency.objects.select_related("emblem").first()
    if agency is None:
        return NO_AGENCY
    return Letterhead(
        agency=agency.name,
        office=agency.letterhead,
        address=agency.address,
        city=agency.city,
        typeface=agency.typeface,
        paper=agency.paper,
        emblem=agency.emblem.sha256 if hasattr(agency, "emblem") else "",
    )


@lru_cache(maxsize=2)
def emblem(sha256: str) -> bytes:
    """Return the picture with this fingerprint; raise Conflict when the agency has another one by now."""
    found = AgencyEmblem.objects.first()
    if found is None or found.sha256 != sha256:
        raise Conflict("Lambang pada kop baru saja diganti. Coba sekali lagi.")
    return bytes(found.image)


def chosen_layout() -> str:
    """Return how the agency prints the qualitative form of staff (layout.WIDE or layout.COLUMN)."""
    chosen = Agency.objects.values_list("qualitative_layout", flat=True).first()
    return COLUMN if chosen == COLUMN else WIDE


def party(frozen: Mapping[str, str]) -> Person:
    """Return a person of a frozen plan; empty facts print as "-".

    A mayor logs in by a word, which is no number to print. PPPK have a NI PPPK and a golongan without a
    pangkat (domain research 6.1).
    """
    if not frozen["name"]:
        return NOBODY
    is_pppk = frozen["kind"] in _PPPK
    return Person(
        name=frozen["name"],
        number=format_nip(frozen["nip"]) if frozen["nip"].isdigit() else "-",
        rank=frozen["rank"] or "-",
        position=frozen["position"] or "-",
        unit=frozen["unit"] or "-",
        number_label="NI PPPK" if is_pppk else "NIP",
        rank_label="GOLONGAN" if is_pppk else "PANGKAT/GOL. RUANG",
    )


def party_of(employee: Employee | None, on: date) -> Person:
    """Return a person as the staff data know him on a day."""
    if employee is None:
        return NOBODY
    return party(_facts(employee, placement_on(employee, on)))


def appraiser_of(employee: Employee, unit: Unit, on: date) -> Person:
    """Return who appraises people of a unit: in the acting post (Plt., Plh.) that leads it, if any."""
    above = unit.ancestors(include_self=True).values_list("pk", flat=True)
    acting = Placement.objects.on(on).filter(employee=employee, is_head=True, unit__in=list(above))
    acting = acting.exclude(kind=PlacementKind.DEFINITIVE).select_related("position", "unit")
    post = acting.order_by("-started_on", "pk").first()
    return placed(employee, post) if post else party_of(employee, on)


def placed(employee: Employee, placement: Placement) -> Person:
    """Return a person in one of his placements."""
    return party(_facts(employee, placement))


def _facts(employee: Employee, placement: Placement | None) -> dict[str, str]:
    return {
        "name": employee.full_name,
        "nip": employee.nip,
        "kind": employee.kind,
        "rank": rank_label(employee.rank),
        "position": placement.label if placement else "",
        "unit": placement.unit.name if placement else "",
    }


def signature(role: str, person: Person, *, place: str = "", on: date | None = None) -> Signature:
    """Return the line where a person signs; without a date dots are printed."""
    return Signature(
        role=role,
        name=person.name,
        number=person.number,
        number_label=person.number_label,
        place=place,
        on=tanggal(on),
    )


def span(started_on: date, ended_on: date) -> str:
    """Return an interval as the forms print it: "1 Januari 2026 s.d 31 Desember 2026"."""
    return f"{tanggal(started_on)} s.d {tanggal(ended_on)}"
