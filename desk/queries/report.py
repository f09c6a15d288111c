"""What a report covers: units in the order of the tree, posts by the batch, and how long it takes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from appraisal.models import Job, JobStatus
from indicators.models import Period, Plan, Term
from organizations.access import Scope
from organizations.models import Placement, Unit
from organizations.rules import EmploymentKind, PositionKind
from reviews.models import Evaluation
from reviews.rules.evaluation import RELEASED

from ..rules.report import DOCUMENTS, REPORT_LABELS, Format, Report, folder_of, unique

SLICE = 400  # posts that one worker takes
SECONDS = {"report-documents": 0.03, "report-issue": 1.0, "report-table": 0.002}  # each, before any run
PAST = 5  # runs that the estimate looks at

POSTS = {
    "pimpinan": (
        "Pimpinan tinggi",
        (PositionKind.JPT_UTAMA, PositionKind.JPT_MADYA, PositionKind.JPT_PRATAMA),
    ),
    "administrasi": ("Administrator dan pengawas", (PositionKind.ADMINISTRATOR, PositionKind.SUPERVISOR)),
    "fungsional": ("Fungsional", (PositionKind.FUNCTIONAL,)),
    "pelaksana": ("Pelaksana", (PositionKind.EXECUTIVE,)),
}


def posts(
    period: Period, groups: Sequence[str], on: date, units: Collection[int] | None = None
) -> QuerySet[Placement]:
    """Return the posts of a report: who works there now, and every post with a plan of the year.

    `groups` are keys of POSTS; none means all. With `units` those of these very units, found by them.
    """
    day = min(on, period.ended_on)
    present = Placement.objects.on(day).definitive().filter(employee__is_active=True)
    present = present.exclude(employee__kind=EmploymentKind.NON_ASN)
    present = present.exclude(position__kind=PositionKind.POLITICAL.value)
    planned = Plan.objects.filter(period=period).values("placement")
    if units is not None:
        present, planned = present.filter(unit__in=units), planned.filter(placement__unit__in=units)
    rows = Placement.objects.filter(Q(pk__in=present.values("pk")) | Q(pk__in=planned))
    if units is not None:
        rows = rows.filter(unit__in=units)
    if groups:
        kinds = [kind.value for group in groups for kind in POSTS[group][1]]
        rows = rows.filter(position__kind__in=kinds)
    return rows


def top_units(scope: Scope) -> list[tuple[int, str]]:
    """Return the units that reports are asked of: the topmost of a role, or where the agency branches out.

    One query.
    """
    rows = Unit.objects.open().order_by("name", "pk").values_list("pk", "name", "parent")
    if not scope.is_all:
        mine = [row for row in rows.filter(pk__in=scope.unit_ids) if row[2] not in scope.unit_ids]
        return [(pk, name) for pk, name, _ in mine]
    below: dict[int | None, list[tuple[int, str]]] = {}
    for pk, name, parent in rows:
        below.setdefault(parent, []).append((pk, name))
    found = below.get(None, [])
    while len(found) == 1 and found[0][0] in below:
        found = below[found[0][0]]
    return found


@dataclass(frozen=True)
class Asked:
    """A report as somebody asks for it: the kind, over which units and whom, and its shape."""

    report: Report
    period: Period
    term: Term | None
    roots: tuple[int, ...]
    where: str
    posts: tuple[str, ...]
    copies: bool
    final: bool
    format: Format
    on: date

    @property
    def kind(self) -> str:
        """The kind of work that makes it."""
        if self.report == Report.ISSUE:
            return "report-issue"
        return "report-documents" if self.report in DOCUMENTS else "report-table"

    @property
    def title(self) -> str:
        """What its page and its file are called: "Formulir SKP 2026, Dinas Kesehatan"."""
        year, term = str(self.period.year), self.term
        when = year if term is None or term.is_final else term.name
        when = when if year in when else f"{when} {year}"
        return f"{REPORT_LABELS[self.report]} {when}, {self.where}"

    @property
    def arguments(self) -> dict[str, Any]:
        """As plain data for a job."""
        return {
            "report": self.report.value,
            "period": self.period.pk,
            "term": self.term.pk if self.term else None,
            "roots": list(self.roots),
            "posts": list(self.posts),
            "copies": self.copies,
            "final": self.final,
            "format": self.format.value,
            "on": self.on.isoformat(),
        }


@dataclass(frozen=True)
class Place:
    """A unit of a report: its folder in the archive, and the topmost unit on the way to it."""

    unit: int
    folder: str
    top: str


def places(roots: Collection[int]) -> list[Place]:
    """Return the units of a report and all below them in the order of the tree (one query).

    Folders begin where the agency branches out, or at the topmost unit that was asked for; who works above
    has a folder beside. Two units of one name beside each other get folders of their own.
    """
    names: dict[int, str] = {}
    below: dict[int | None, list[int]] = {}
    for pk, name, parent in Unit.objects.order_by("name", "pk").values_list("pk", "name", "parent"):
        names[pk] = name
        below.setdefault(parent, []).append(pk)
    found: list[Place] = []
    taken: set[str] = set()

    def walk(unit: int, above: str, *, is_shown: bool) -> None:
        folder = unique(folder_of([*above.split("/"), names[unit]] if above else [names[unit]]), "", taken)
        found.append(Place(unit, folder, folder.partition("/")[0]))
        children = below.get(unit, [])
        for child in children:
            walk(child, folder if is_shown else "", is_shown=is_shown or len(children) > 1)

    named = sorted((pk for pk in roots if pk in names), key=lambda pk: (names[pk], pk))
    for root in named if roots else below.get(None, []):
        walk(root, "", is_shown=bool(roots))
    return found


def shares(rows: QuerySet[Placement], roots: Collection[int]) -> list[list[Place]]:
    """Return the units with posts in shares of about SLICE posts; none spans two topmost units."""
    of_unit: QuerySet[Any, Any] = rows.order_by().values_list("unit").annotate(Count("pk"))
    count = dict(of_unit)
    found: list[list[Place]] = []
    filled = 0
    for place in places(roots):
        if place.unit not in count:
            continue
        if not found or filled >= SLICE or found[-1][-1].top != place.top:
            found.append([])
            filled = 0
        found[-1].append(place)
        filled += count[place.unit]
    return found


def within(rows: QuerySet[Placement], roots: Collection[int]) -> QuerySet[Placement]:
    """Keep the posts of some units and all below; no units keep everything."""
    if not roots:
        return rows
    return rows.filter(unit__in=[place.unit for place in places(roots)])


def to_issue(term: Term, units: Collection[int]) -> QuerySet[Evaluation]:
    """Return the shared results of a term in some units, of which documents are issued."""
    return Evaluation.objects.filter(term=term, status__in=RELEASED, plan__placement__unit__in=units)


def seconds_each(kind: str) -> float:
    """Return how long one of a kind of report takes, measured from past runs; a first guess before any."""
    rows = Job.objects.filter(kind=kind, status=JobStatus.DONE, parent__isnull=True)
    rows = rows.annotate(parts=Sum("slices__total")).order_by("-pk")[:PAST]
    spent = []
    for row in rows:
        parts = row.parts or row.total
        if row.started_at and row.ended_at and parts:
            spent.append((row.ended_at - row.started_at).total_seconds() / parts)
    return median(spent) if spent else SECONDS[kind]
