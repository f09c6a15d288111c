"""Reads around the role and result matrix: the leader's page, and the proposals of one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from organizations.models import Employee, Placement, Supervision
from organizations.queries import PageLinks

from ..models import Assignment, Period, Plan, Result
from ..rules import AssignmentStatus
from .payload import ordered_results

PEOPLE = 12  # of one page: 12 people and 15 results keep it inside the budget of pages
SHORT = 90  # letters of a result above its column


@dataclass(frozen=True)
class MatrixColumn:
    """One of the leader's own results."""

    number: int
    result: Result
    short: str


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
    columns = [
        MatrixColumn(number, row, short(row.text))
        for number, row in enumerate(ordered_results(plan), start=1)
    ]
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


def short(text: str, limit: int = SHORT) -> str:
    """Return a result's text as a heading of a column."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


# --- One person's proposals -------------------------------------------------------------------------


def proposals(placement: Placement, period: Period) -> list[Assignment]:
    """Return what leaders propose to a person and is not answered yet, by leader (one query)."""
    rows = Assignment.objects.filter(
        placement=placement, result__plan__period=period, status=AssignmentStatus.PROPOSED
    )
    return list(rows.select_related("result", "given_by").order_by("given_by__name", "result__order", "pk"))
