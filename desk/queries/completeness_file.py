"""Completeness as rows of files: what the pages tell, for all units or all people; NIP is text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from appraisal.templatetags.ui import persen

from ..rules.waiting import STAGE_LABELS, Group, Stage
from .asked import below
from .counts import Counts, Desk
from .excluded import Excluded
from .table import Row, columns_of
from .waiting_list import People, all_lines

TABLE_COLUMNS = [
    *("Unit kerja", "Diharapkan", "SKP belum dibuat", "Draf", "Diajukan"),
    *(STAGE_LABELS[stage] for stage in Stage),
    "Dikecualikan",
]
TABLE_WIDTHS = (60, *(14,) * (len(TABLE_COLUMNS) - 1))
PEOPLE_COLUMNS = [
    *("NIP", "Nama", "Jabatan", "Unit kerja", "Keadaan", "Yang ditunggu", "Sejak", "Hari kerja"),
    "Pejabat penilai",
]
PEOPLE_WIDTHS = (22, 40, 40, 50, 30, 40, 14, 12, 40)
EXCLUDED_COLUMNS = ["NIP", "Nama", "Jabatan", "Unit kerja", "Alasan"]
EXCLUDED_WIDTHS = (22, 40, 40, 50, 60)


def table_rows(made: Desk, unit: int) -> Iterator[list[Any]]:
    """Yield a unit and each unit below it with the counts of its subtree, in the order of the tree."""
    stack = [unit]
    while stack:
        current = stack.pop()
        counts = made.below(current)
        if counts.people or counts.left_out:
            yield [made.names[current], *_numbers(counts)]
        stack += reversed(made.children.get(current, []))


def _numbers(counts: Counts) -> list[int]:
    plan = [counts.people, counts.without_plan, counts.drafted, counts.submitted]
    return [*plan, *(counts.done(stage) for stage in Stage), counts.left_out]


def people_rows(asked: People) -> Iterator[list[Any]]:
    """Yield one row per person of a list, with who is waited for since when."""
    for line in all_lines(asked):
        person = line.post.employee
        yield [
            person.nip,
            person.full_name,
            line.post.label,
            line.post.unit.name,
            line.words,
            str(line.wait),
            line.since,
            line.wait.days if line.since else None,
            line.superior.full_name if line.superior else "",
        ]


def excluded_rows(rows: Iterator[Excluded]) -> Iterator[list[Any]]:
    """Yield one row per person who is not expected, with the reason."""
    for row in rows:
        person = row.post.employee
        yield [person.nip, person.full_name, row.post.label, row.post.unit.name, row.reason]


def printed_columns(group: Group) -> list[str]:
    """Return the headings of the printed table."""
    return ["Unit kerja", "Diharapkan", *columns_of(group), "Dikecualikan"]


def printed_row(row: Row) -> list[str]:
    """Return the cells of a printed row: numbers, and shares with what is open in words."""
    cells = [
        f"{persen(cell.value, cell.total)} ({cell.open} belum)"
        if cell.is_share and cell.total
        else str(cell.value)
        for cell in row.cells
    ]
    return [row.name, str(row.people), *cells, str(row.left_out)]


def units_in(made: Desk, unit: int) -> int:
    """Return how many units lie in a subtree."""
    return len(below(made, unit))
