"""Reads around the role and result matrix: the leader's page, and the proposals of one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from organizations.models import Employee, Placement, Supervision
from organizations.queries import PageLinks

from ..models import Assignment, Period, Plan, Result
from ..rules import AssignmentStatus
from .payload import ordered_results

PEOPLE = 12  # of one page: 12 people and 15 results keep it inside the budget of pages
LONG, SHORT = 160, 60  # letters of a result above its column, and beside each of its cells on a phone


@dataclass(frozen=True)
class MatrixColumn:
    """One of the leader's own results."""

    number: int
    result: Result

    @property
    def heading(self) -> str:
        """The result's text above the column."""
        return shortened(self.result.text, LONG)

    @property
    def short(self) -> str:
        """The result's text beside a cell."""
        return shortened(self.result.text, SHORT)


@dataclass(frozen=True)
class MatrixCell:
    """What of a result was handed down to a person, or nothing yet."""

    column: MatrixColumn
    assignment: Assignment | None

    @property
    def is_taken(self) -> bool:
        """Whether the person has it in the own plan, so that it is his to change."""
        return self.assignment is not None and self.assignment.status == AssignmentStatus.TAKEN

    @property
    def text(self) -> str:
        """The text that was handed down."""
        return self.assignment.text if self.assignment else ""

    @property
    def reply(self) -> str:
        """Why it does not fit, in the person's words."""
        return self.assignment.reply if self.assignment else ""


@dataclass(frozen=True)
class MatrixRow:
    """A person with one cell per result."""

    placement: Placement
    is_outside: bool
    cells: list[MatrixCell]

    @property
    def name(self) -> str:
        """The person's name with titles."""
        return str(self.placement.employee.full_name)


@dataclass(frozen=True)
class MatrixPage:
    """A leader's matrix: everybody, and the people of one page."""

    plan: Plan
    columns: list[MatrixColumn]
    everybody: list[MatrixRow]
    number: int = 1
    rows: list[MatrixRow] = field(default_factory=list)
    links: PageLinks = field(default_factory=lambda: PageLinks([], "", "", ""))

    @property
    def counts(self) -> dict[str, int]:
        """How many cells wait for an answer, were taken, and came back."""
        given = [cell.assignment for row in self.everybody for cell in row.cells if cell.assignment]
        return {
            name: sum(row.status == status for row in given)
            for name, status in (
                ("proposed", AssignmentStatus.PROPOSED),
                ("taken", AssignmentStatus.TAKEN),
                ("declined", AssignmentStatus.DECLINED),
            )
        }


def matrix_page(plan: Plan, on: date, page: str = "") -> MatrixPage:
    """Return one page of a plan's matrix (four queries at any size); `plan` has its period and people.

    Rows are the people whom the plan's owner leads on the day, by name, then people outside the line to
    whom something was handed down.
    """
    columns = [MatrixColumn(number, row) for number, row in enumerate(ordered_results(plan), start=1)]
    everybody = _rows(plan, columns, on)
    number = min(int(page), -(-len(everybody) // PEOPLE) or 1) if page.isdecimal() and len(page) < 5 else 1
    number = max(number, 1)
    first = (number - 1) * PEOPLE
    rows = everybody[first : first + PEOPLE]
    links = PageLinks(
        rows,
        f"Orang {first + 1} sampai {first + len(rows)} dari {len(everybody)}",
        f"?hal={number - 1}" if number > 1 else "",
        f"?hal={number + 1}" if first + PEOPLE < len(everybody) else "",
    )
    return MatrixPage(plan, columns, everybody, number, rows, links)


def _rows(plan: Plan, columns: list[MatrixColumn], on: date) -> list[MatrixRow]:
    given = standing_assignments(plan)
    cells = {(row.placement_id, row.result_id): row for row in given}
    team = {row.pk: row for row in team_placements(plan.placement.employee, plan.period, on)}
    outside = {row.placement_id: row.placement for row in given if row.placement_id not in team}
    return [
        MatrixRow(
            placement,
            placement.pk in outside,
            [MatrixCell(column, cells.get((placement.pk, column.result.pk))) for column in columns],
        )
        for people in (team, outside)
        for placement in sorted(people.values(), key=lambda row: (row.employee.name, row.pk))
    ]


def standing_assignments(plan: Plan) -> list[Assignment]:
    """Return what was handed down from a plan and not withdrawn, with the people (one query)."""
    rows = Assignment.objects.filter(result__plan=plan).exclude(status=AssignmentStatus.WITHDRAWN)
    return list(rows.select_related("placement__employee", "placement__position", "placement__unit"))


def team_placements(leader: Employee, period: Period, on: date) -> list[Placement]:
    """Return the placements that a person leads on a day and that lie in the year (one query)."""
    lines = Supervision.objects.on(on).filter(superior=leader, placement__employee__is_active=True)
    lines = lines.select_related("placement__employee", "placement__position", "placement__unit")
    found = [line.placement for line in lines]
    return [
        row
        for row in found
        if row.started_on <= period.ended_on and (row.ended_on or period.started_on) >= period.started_on
    ]


def shortened(text: str, limit: int) -> str:
    """Return a text on one line with at most that many letters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


# --- One result for several people ------------------------------------------------------------------

FOUND_AT_MOST = 10
TICKED_AT_MOST = 100
LETTERS = 3  # the fewest that are searched for


@dataclass(frozen=True)
class HandDownPage:
    """One result with those who can still get it, and those who have it already."""

    result: Result
    team: list[Placement]
    outside: list[Placement]
    given: list[Assignment]
    is_empty_search: bool


def hand_down_page(result: Result, plan: Plan, find: str, ticked: Sequence[str], on: date) -> HandDownPage:
    """Return the team without those who have the result already, and people outside the team.

    `find` is a part of a name or the beginning of a NIP, `ticked` the ids of placements that were found
    before; at most ten more are shown (four queries at any size).
    """
    given = [row for row in standing_assignments(plan) if row.result_id == result.pk]
    having = {row.placement_id for row in given}
    leader = plan.placement.employee
    team = team_placements(leader, plan.period, on)
    apart = {row.pk for row in team} | having
    chosen = [int(pk) for pk in ticked[:TICKED_AT_MOST] if pk.isascii() and pk.isdigit() and len(pk) < 10]
    active = Placement.objects.filter(employee__is_active=True).exclude(pk__in=apart).exclude(employee=leader)
    active = active.select_related("employee", "position", "unit")
    kept = list(active.filter(pk__in=chosen).order_by("employee__name", "pk")) if chosen else []
    find = find.strip()
    found: list[Placement] = []
    if len(find) >= LETTERS:
        people = Employee.objects.active().search(find)
        rows = active.on(on).filter(employee__in=people).exclude(pk__in=chosen)
        found = list(rows.order_by("employee__name", "pk")[:FOUND_AT_MOST])
    return HandDownPage(
        result=result,
        team=sorted(
            (row for row in team if row.pk not in having), key=lambda row: (row.employee.name, row.pk)
        ),
        outside=[*kept, *found],
        given=given,
        is_empty_search=bool(find) and not found,
    )


# --- One person's proposals -------------------------------------------------------------------------


def proposals(placement: Placement, period: Period) -> list[Assignment]:
    """Return what leaders propose to a person and is not answered yet, by leader (one query)."""
    rows = Assignment.objects.filter(
        placement=placement, result__plan__period=period, status=AssignmentStatus.PROPOSED
    )
    return list(rows.select_related("result", "given_by").order_by("given_by__name", "result__order", "pk"))


def waiting_proposals(placements: Sequence[Placement]) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """Return per (year id, placement id) whose proposals wait, and how many (one query)."""
    rows = Assignment.objects.filter(placement__in=placements, status=AssignmentStatus.PROPOSED)
    found: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for row in rows.select_related("given_by", "result__plan").order_by("given_by__name", "pk"):
        found[row.result.plan.period_id, row.placement_id][row.given_by.full_name] += 1
    return {key: list(counts.items()) for key, counts in found.items()}
