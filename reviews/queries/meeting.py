"""Reads about calibration meetings: how large a group is, the list, the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from appraisal.paging import counted_page, page_number
from organizations.models import Absence, Employee, Placement, Supervision, Unit
from organizations.rules import EmploymentKind

from ..access.line import of_supervised
from ..access.meeting import evaluations_of, visible_cases, visible_meetings
from ..models import CalibrationCase, CalibrationMeeting, Evaluation
from ..rules.evaluation import EvaluationStatus
from .border import Beside, beside, with_counts

PAGE = 50
MOST = 1000  # lines of a sheet; a group is a unit, and larger ones have meetings below
LOADED = ("unit", "term__period", "led_by")


def expected_people(unit: int, on: date) -> int:
    """Return how many people of a unit and everything below it are expected to be rated (three queries).

    The head of the unit is counted with the level above (SE MenPANRB 3/2023), so not here.
    """
    return _People(on).group(unit)


def larger_unit(unit: int, least: int, on: date) -> tuple[str, int] | None:
    """Return the nearest unit above with enough people, as name and count, or None (three queries)."""
    people = _People(on)
    above = people.parents.get(unit, ("", None))[1]
    while above is not None:
        name, parent = people.parents[above]
        if people.group(above) >= least:
            return name, people.group(above)
        above = parent
    return None


class _People:
    """Who is expected to be rated, by unit, and the tree."""

    def __init__(self, on: date) -> None:
        posts = Placement.objects.on(on).definitive().filter(employee__is_active=True)
        away = Absence.objects.on(on).without_plan().values("employee")
        posts = posts.exclude(employee__kind=EmploymentKind.NON_ASN).exclude(employee__in=away)
        self.own: dict[int, dict[bool, int]] = defaultdict(dict)
        for unit, is_head, count in posts.values_list("unit", "is_head").annotate(Count("pk")).order_by():
            self.own[unit][is_head] = count
        rows = Unit.objects.open().values_list("pk", "name", "parent")
        self.parents = {pk: (name, parent) for pk, name, parent in rows.order_by("pk")}
        self.children: dict[int | None, list[int]] = defaultdict(list)
        for pk, (_, parent) in self.parents.items():
            self.children[parent].append(pk)

    def group(self, unit: int) -> int:
        """Return how many people a meeting of a unit has."""
        total, stack = -self.own.get(unit, {}).get(True, 0), [unit]
        while stack:
            current = stack.pop()
            total += sum(self.own.get(current, {}).values())
            stack += self.children.get(current, [])
        return total


# --- The list ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class MeetingPage:
    """One page of meetings, the latest first, and the addresses of the pages beside it."""

    rows: list[CalibrationMeeting]
    label: str
    prev_href: str
    next_href: str


def meeting_page(user: Employee, on: date, number: str) -> MeetingPage:
    """Return the meetings that concern a person: organised, led, or of a group with own people."""
    team = Supervision.objects.on(on).filter(superior=user).values_list("placement__unit", flat=True)
    units = set(team.distinct().order_by())
    concerned = visible_meetings(user, on)
    if units:
        parents = dict(Unit.objects.order_by().values_list("pk", "parent"))
        around = {one for unit in units for one in _upwards(parents, unit)}
        concerned = concerned | CalibrationMeeting.objects.select_related(*LOADED).filter(unit__in=around)
    here = page_number(number)
    found = list(concerned.order_by("-opened_at", "-pk")[(here - 1) * PAGE : here * PAGE + 1])
    return MeetingPage(
        found[:PAGE],
        f"Halaman {here}",
        f"?halaman={here - 1}" if here > 1 else "",
        f"?halaman={here + 1}" if len(found) > PAGE else "",
    )


def _upwards(parents: dict[int, int | None], unit: int) -> list[int]:
    path, current = [], unit
    while current is not None and current not in path:
        path.append(current)
        current = parents.get(current)  # type: ignore[assignment]
    return path


# --- The sheet ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One offered rating with what lies beside it, and what the meeting decided."""

    evaluation: Evaluation
    beside: Beside
    case: CalibrationCase | None


@dataclass(frozen=True)
class Sheet:
    """One page of a meeting's sheet, by name."""

    lines: list[Line]
    total: int
    asked: int  # cases in question
    decided: int
    drafts: list[Evaluation]  # finished drafts of the reader in the group, not handed over
    label: str = ""
    prev_href: str = ""
    next_href: str = ""


def sheet_of(
    user: Employee, meeting: CalibrationMeeting, on: date, params: Mapping[str, str], *, whole: bool = False
) -> Sheet:
    """Return the sheet as this person reads it: fifty lines by name, or all of them to print (six queries).

    `params` may hold "halaman" and "lihat=batas" for the cases in question only.
    """
    seen = visible_cases(user, meeting, on)
    drafts = Q(status=EvaluationStatus.DRAFT, appraiser=user) & ~Q(predicate="")
    mine = evaluations_of(meeting).filter(drafts, of_supervised(user, on)).values("pk")
    rows = evaluations_of(meeting).filter(Q(pk__in=seen.values("pk")) | Q(pk__in=mine))
    rows = with_counts(rows).select_related(
        "term", "appraiser", "plan__placement__employee", "plan__placement__position", "plan__placement__unit"
    )
    found = list(rows.order_by("plan__placement__employee__name", "pk")[:MOST])
    offered = [row for row in found if row.status != EvaluationStatus.DRAFT]
    known = beside(offered)
    cases = {row.evaluation_id: row for row in meeting.cases.select_related("decided_by")}
    lines = [Line(row, known[row.pk], cases.get(row.pk)) for row in offered]
    asked = [line for line in lines if line.beside.questions]
    chosen = asked if params.get("lihat") == "batas" else lines
    kept = "lihat=batas&" if chosen is asked else ""
    page = counted_page(params.get("halaman", ""), len(chosen), PAGE, f"?{kept}halaman=")
    return Sheet(
        lines=chosen if whole else chosen[page.part],
        total=len(lines),
        asked=len(asked),
        decided=sum(1 for line in lines if line.case),
        drafts=[row for row in found if row.status == EvaluationStatus.DRAFT],
        label=page.label,
        prev_href=page.prev_href,
        next_href=page.next_href,
    )
