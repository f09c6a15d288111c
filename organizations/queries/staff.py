"""The staff list: found by names, titles and numbers, kept by filters, fifty a page by keyset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from .. import access
from ..models import Employee, Placement, Supervision, Unit
from ..rules import EmploymentKind
from .people import page_after

LONGEST = 80
KINDS = {
    EmploymentKind.PNS.value: "PNS",
    EmploymentKind.CPNS.value: "CPNS",
    EmploymentKind.PPPK.value: "PPPK",
    EmploymentKind.PPPK_PART_TIME.value: "PPPK paruh waktu",
    EmploymentKind.NON_ASN.value: "Pejabat non-ASN",
}
STANDINGS = {"": "Pegawai aktif", "lama": "Pegawai lama", "semua": "Semua"}
GAPS = {"atasan": "Belum punya atasan", "akun": "Belum punya akun", "unit": "Belum ditempatkan"}
NO_ACCOUNT = "!"  # how Django marks a password that nobody has


def staff_page(user: Employee, on: date, params: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of the staff this person serves, with post and superior (at most six queries).

    `params`: q (names, titles, parts of a NIP), unit (name or code; with all below it), jenis, status, belum.
    """
    asked = {
        name: params.get(name, "").strip()[:LONGEST] for name in ("q", "unit", "jenis", "status", "belum")
    }
    people = access.visible_employees(user, on)
    if asked["q"]:
        people = people.search(asked["q"])  # type: ignore[attr-defined]
    people, unknown_unit = _in_unit(people, asked["unit"], on)
    people = _filtered(people, asked, on)
    kept = asked | {"sesudah": params.get("sesudah", "")[:250]}
    page = page_after(people, key=("name", "pk"), params=kept)
    other = {name: value for name, value in asked.items() if value and name != "q"}
    return {
        "rows": rows_of(page.rows, on),
        "page": page,
        "q": asked["q"],
        "asked": asked,
        "is_filtered": bool(other),
        "unknown_unit": unknown_unit,
        "kinds": KINDS,
        "standings": STANDINGS,
        "gaps": GAPS,
    }


def rows_of(people: list[Employee], on: date) -> list[dict[str, Any]]:
    """Return people with the definitive post and the superior of a day (two queries)."""
    placements = Placement.objects.on(on).definitive().filter(employee__in=[person.pk for person in people])
    by_person = {row.employee_id: row for row in placements.select_related("position", "unit")}
    lines = Supervision.objects.on(on).filter(placement__in=[row.pk for row in by_person.values()])
    superiors = {row.placement_id: row.superior for row in lines.select_related("superior")}
    rows = []
    for person in people:
        placement = by_person.get(person.pk)
        superior = superiors.get(placement.pk) if placement else None
        rows.append({"person": person, "placement": placement, "superior": superior})
    return rows


def _in_unit(people: QuerySet[Employee], text: str, on: date) -> tuple[QuerySet[Employee], bool]:
    """Keep who works in the units of a name or code, or below; say whether there is no such unit."""
    if not text:
        return people, False
    named = list(Unit.objects.filter(Q(name__iexact=text) | Q(code__iexact=text)).order_by("pk")[:20])
    named = named or list(Unit.objects.filter(name__icontains=text).order_by("pk")[:20])
    below: set[int] = set()
    for unit in named:
        if unit.pk not in below:
            below |= set(Unit.objects.descendants(unit, include_self=True).values_list("pk", flat=True))
    posts = Placement.objects.on(on).filter(unit__in=below, employee=OuterRef("pk"))
    return (people.filter(Exists(posts)) if below else people.none()), not named


def _filtered(people: QuerySet[Employee], asked: Mapping[str, str], on: date) -> QuerySet[Employee]:
    if asked["status"] not in ("lama", "semua"):
        people = people.filter(is_active=True)
    elif asked["status"] == "lama":
        people = people.filter(is_active=False)
    if asked["jenis"] in KINDS:
        people = people.filter(kind=asked["jenis"])
    posts = Placement.objects.on(on).definitive().filter(employee=OuterRef("pk"))
    if asked["belum"] == "atasan":
        led = Supervision.objects.on(on).filter(superior__isnull=False, placement=OuterRef("pk"))
        people = people.filter(Exists(posts.filter(~Exists(led))))
    elif asked["belum"] == "unit":
        people = people.filter(~Exists(posts))
    elif asked["belum"] == "akun":
        people = people.filter(password__startswith=NO_ACCOUNT)
    return people
