"""The cells of the table of completeness: a number, its share, and the address of the people behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from indicators.models import Term

from ..rules.waiting import GROUPS, STAGE_LABELS, Group, Stage, Standing
from .counts import Counts

PLANNING_COLUMNS = ("Belum dibuat", "Draf", "Diajukan", "Disepakati")


@dataclass(frozen=True)
class Cell:
    """One number: of how many, what is open, and where the people are; `is_share` shows a bar."""

    label: str
    value: int
    total: int
    query: str
    is_share: bool = True

    @property
    def open(self) -> int:
        """How many have not reached it."""
        return self.total - self.value


@dataclass(frozen=True)
class Row:
    """One unit with its cells; `query` is the address of everybody, `left_out` of who is not expected."""

    pk: int
    name: str
    has_children: bool
    people: int
    left_out: int
    query: str
    cells: list[Cell]


def group_of(text: str) -> Group:
    """Return the group of stages that an address asks for, else planning."""
    return Group(text) if text in list(Group) else Group.PLANNING


def columns_of(group: Group) -> list[str]:
    """Return the headings of a group."""
    if group == Group.PLANNING:
        return list(PLANNING_COLUMNS)
    return [STAGE_LABELS[stage] for stage in GROUPS[group]]


def rows_of(units: Iterable[tuple[int, str, bool, Counts]], group: Group, term: Term) -> list[Row]:
    """Return the rows of units with the counts of their subtrees."""
    found = []
    for pk, name, has_children, counts in units:
        query = urlencode({"masa": term.pk, "unit": pk})
        cells = list(_cells(counts, group, query))
        found.append(Row(pk, name, has_children, counts.people, counts.left_out, query, cells))
    return found


def _cells(counts: Counts, group: Group, query: str) -> Iterable[Cell]:
    if group != Group.PLANNING:
        for stage in GROUPS[group]:
            yield Cell(STAGE_LABELS[stage], counts.done(stage), counts.people, f"{query}&tahap={stage.value}")
        return
    values = (counts.without_plan, counts.drafted, counts.submitted)
    states = (Standing.NO_PLAN, Standing.DRAFT, Standing.SUBMITTED)
    for label, value, state in zip(PLANNING_COLUMNS, values, states, strict=False):
        yield Cell(label, value, counts.people, f"{query}&tahap={Stage.PLAN}:{state}", is_share=False)
    yield Cell(PLANNING_COLUMNS[-1], counts.agreed, counts.people, f"{query}&tahap={Stage.PLAN}")
