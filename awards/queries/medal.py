"""Who comes up for a medal: the whole agency in one pass, then one page of it; proposals and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr

from appraisal.paging import CountedPage, counted_page
from organizations.models import Employee, Placement, Unit
from organizations.rules import EmploymentKind, PlacementKind

from ..models import MedalProposal, ServiceRecord
from ..rules.medal import STANDING_LABELS, Standing, answers, standing
from ..rules.proposal import STATE_LABELS, STATE_TAGS, ProposalState
from ..rules.record import RecordKind
from ..rules.service import (
    MEDAL_LABELS,
    YEAR,
    YEARS,
    Career,
    Medal,
    Policy,
    due,
    first_day,
    month_of,
    month_words,
    reached,
    received,
    start_of,
)
from .career import CHUNK, careers, medal_figures, medal_policy
from .record import STANDING_TAGS

PAGE = 50
COMING, PAST = "depan", "lewat"
WINDOWS = {COMING: "Dua belas bulan ke depan", PAST: "Sudah genap sebelum bulan ini"}


@dataclass(frozen=True)
class Candidate:
    """Somebody whose years for a class become full in the window that was asked for."""

    employee: int
    name: str
    nip: str
    position: str
    unit: str
    medal: Medal
    when: int
    state: str
    proposal: int | None
    career: Career
    month_asked: int
    policy: Policy

    @cached_property
    def standing(self) -> Standing:
        """Where the person stands; found out for those who are shown, and for all when it is filtered."""
        return standing(answers(self.career, self.medal, self.month_asked, self.policy))

    @property
    def month(self) -> str:
        """The month in which the years are full, in words."""
        return month_words(self.when)

    @property
    def standing_label(self) -> str:
        """Where the person stands, in words."""
        return STANDING_LABELS[self.standing]

    @property
    def standing_tag(self) -> str:
        """The colour of the words."""
        return STANDING_TAGS[self.standing]

    @property
    def state_label(self) -> str:
        """The state of the proposal, if there is one."""
        return STATE_LABELS[ProposalState(self.state)] if self.state else ""


@dataclass(frozen=True)
class Asked:
    """The filters of the list: the window, a class, a unit at the top, where people stand."""

    window: str = COMING
    medal: str = ""
    unit: int | None = None
    standing: str = ""

    @staticmethod
    def of(params: Mapping[str, str]) -> Asked:
        """Return the filters of an address; what is unknown asks for nothing."""
        unit = params.get("unit", "")
        return Asked(
            window=PAST if params.get("kapan") == PAST else COMING,
            medal=params.get("golongan", "") if params.get("golongan") in set(Medal) else "",
            unit=int(unit) if unit.isascii() and unit.isdigit() and len(unit) < 10 else None,
            standing=params.get("keadaan", "") if params.get("keadaan") in set(Standing) else "",
        )

    @property
    def address(self) -> str:
        """The filters as an address says them."""
        found = {"kapan": self.window, "golongan": self.medal, "unit": self.unit, "keadaan": self.standing}
        return urlencode({name: value for name, value in found.items() if value})


def candidates(on: date, asked: Asked, policy: Policy | None = None) -> list[Candidate]:
    """Return everybody who comes up in the window, by class, unit, month and name (seven queries).

    Digits 9 to 14 of the NIP narrow the agency in the database to those whom the months can concern;
    people with breaks or unpaid leave are looked at one by one, because these move the month.
    """
    policy, month = policy or medal_policy(on), month_of(on)
    people = _narrowed(month, asked.window)
    if asked.unit is not None:
        root = Unit.objects.filter(pk=asked.unit).first()
        inside = Unit.objects.descendants(root, include_self=True) if root else Unit.objects.none()
        posts = Placement.objects.on(on).definitive().filter(unit__in=inside)
        people = people.filter(pk__in=posts.values("employee"))
    known = careers(people, on, policy)
    coming = {pk: row for pk, career in known.items() if (row := _in_window(career, month, asked, policy))}
    found = [
        candidate
        for candidate in _read(people, coming, known, month, policy, on)
        if not asked.standing or asked.standing == candidate.standing.value
    ]
    order = list(Medal)
    return sorted(found, key=lambda one: (order.index(one.medal), one.unit, one.when, one.name, one.employee))


def _narrowed(month: int, window: str) -> QuerySet[Employee]:
    """Return the civil servants whom the window can concern, by their NIP."""
    people = _civil_servants().annotate(since=Substr("nip", 9, 6))
    moved = ServiceRecord.objects.valid().filter(kind__in=[RecordKind.UNPAID_LEAVE, RecordKind.SERVICE_BREAK])
    by_hand = Q(pk__in=moved.values("employee")) | Q(absences__kind="CLTN")
    if window == PAST:
        return people.filter(Q(since__lt=_digits(month - YEARS[Medal.X] * YEAR)) | by_hand).distinct()
    starts = [_digits(month + ahead - years * YEAR) for years in YEARS.values() for ahead in range(YEAR + 1)]
    return people.filter(Q(since__in=starts) | by_hand).distinct()


def _civil_servants() -> QuerySet[Employee]:
    return Employee.objects.active().filter(kind=EmploymentKind.PNS, merged_into=None)


def unread() -> list[tuple[int, str, str]]:
    """Return key, name and NIP of civil servants whose NIP tells no month of appointment (one query)."""
    rows = _civil_servants().order_by("name", "pk").values_list("pk", "name", "nip")
    return [row for row in rows.iterator(CHUNK) if start_of(row[2]) is None]


def _digits(month: int) -> str:
    return f"{first_day(month):%Y%m}"


def _in_window(career: Career, month: int, asked: Asked, policy: Policy) -> tuple[Medal, int] | None:
    """Return the class and month by which somebody comes up in the window, if he does."""
    if asked.window == PAST:
        late = due(career, month - 1, policy)
        found = [late] if late is not None and late[1] < month else []
    else:
        has = max((YEARS[medal] for medal in received(career)), default=0)
        open_ones = [(medal, reached(career, medal, policy)) for medal in Medal if YEARS[medal] > has]
        found = [(medal, when) for medal, when in open_ones if when and month <= when <= month + YEAR]
    return next((row for row in found if asked.medal in ("", row[0].value)), None)


def _read(
    people: QuerySet[Employee],
    coming: dict[int, tuple[Medal, int]],
    known: dict[int, Career],
    month: int,
    policy: Policy,
    on: date,
) -> Iterator[Candidate]:
    posts = _posts(people, on)
    proposals = _proposals(people)
    names = people.order_by().values_list("pk", "front_title", "name", "back_title", "nip")
    for pk, front, name, back, nip in names.iterator(CHUNK):
        if pk not in coming:
            continue
        medal, when = coming[pk]
        state, proposal = proposals.get((pk, medal.value), ("", None))
        title, unit = posts.get(pk, ("", ""))
        full = " ".join(part for part in (front, name) if part) + (f", {back}" if back else "")
        own = (known[pk], month, policy)
        yield Candidate(pk, full, nip, title, unit, medal, when, state, proposal, *own)


def _posts(people: QuerySet[Employee], on: date) -> dict[int, tuple[str, str]]:
    posts = Placement.objects.on(on).filter(kind=PlacementKind.DEFINITIVE, employee__in=people.values("pk"))
    rows = posts.order_by("started_on", "pk").values_list("employee_id", "position__title", "unit__name")
    return {pk: (title, unit) for pk, title, unit in rows.iterator(CHUNK)}


def _proposals(people: QuerySet[Employee]) -> dict[tuple[int, str], tuple[str, int]]:
    rows = MedalProposal.objects.filter(employee__in=people.values("pk")).order_by()
    return {
        (pk, medal): (state, own)
        for pk, medal, state, own in rows.values_list("employee_id", "medal", "state", "pk")
    }


# --- Pages ----------------------------------------------------------------------------------------


def candidate_page(on: date, params: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of candidates under their classes, with counts, filters and figures."""
    asked, figures = Asked.of(params), medal_figures(on)
    found = candidates(on, asked, Policy.of(figures))
    page = counted_page(params.get("halaman", ""), len(found), PAGE, f"?{asked.address}&halaman=")
    return {
        "asked": asked,
        "figures": figures,
        "windows": _windows(asked),
        "page": page,
        "total": len(found),
        "groups": _groups(found[page.part]),
        "numbers": [
            {"value": sum(one.medal == medal for one in found), "label": MEDAL_LABELS[medal]}
            for medal in Medal
        ],
        "medals": MEDAL_LABELS.items(),
        "standings": STANDING_LABELS.items(),
        "unread": unread(),
        "units": Unit.objects.filter(parent__parent__isnull=True).order_by("name", "pk"),
    }


def _windows(asked: Asked) -> list[dict[str, Any]]:
    return [
        {"label": label, "href": f"?kapan={window}", "is_current": window == asked.window}
        for window, label in WINDOWS.items()
    ]


def _groups(rows: list[Candidate]) -> list[dict[str, Any]]:
    found: dict[Medal, list[Candidate]] = {}
    for row in rows:
        found.setdefault(row.medal, []).append(row)
    return [{"medal": medal.value, "label": MEDAL_LABELS[medal], "rows": own} for medal, own in found.items()]


HEADER = ("NAMA", "NIP", "JABATAN", "UNIT KERJA", "GOLONGAN", "MASA KERJA GENAP", "KEADAAN", "USULAN")


def candidate_rows(on: date, asked: Asked) -> Iterator[list[str]]:
    """Yield the candidates as rows of a file; why somebody stands where he does is not told there."""
    for one in candidates(on, asked):
        yield [
            one.name,
            one.nip,
            one.position,
            one.unit,
            MEDAL_LABELS[one.medal],
            one.month,
            one.standing_label,
            one.state_label,
        ]


def proposal_page(state: str, asked: str) -> dict[str, Any]:
    """Return one page of the proposals in a state, by class and name (three queries)."""
    states = set(ProposalState)
    wanted = ProposalState(state) if state in states else ProposalState.PREPARED
    rows = MedalProposal.objects.filter(state=wanted.value)
    page: CountedPage = counted_page(asked, rows.count(), PAGE, f"?keadaan={wanted.value}&halaman=")
    shown = rows.select_related("employee", "letter").prefetch_related("papers")
    found = list(shown.order_by("medal", "employee__name", "pk")[page.part])
    return {
        "state": wanted,
        "states": [
            {"label": label, "href": f"?keadaan={one.value}", "is_current": one == wanted}
            for one, label in STATE_LABELS.items()
        ],
        "rows": [{"proposal": row, "missing": _missing(row)} for row in found],
        "page": page,
        "tag": STATE_TAGS[wanted],
        "is_complete": wanted == ProposalState.COMPLETE,
    }


def _missing(proposal: MedalProposal) -> list[str]:
    papers = sorted(proposal.papers.all(), key=lambda paper: paper.pk)
    return [paper.label for paper in papers if paper.state == "BELUM"]
