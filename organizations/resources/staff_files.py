"""A pair of staff files: read behind the guard, judged by the rules, compared batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from appraisal.errors import Refused
from appraisal.sheets import Cells, Columns, Limits, Table, open_table

from ..models import Employee, Placement, RoleGrant, Unit, on_day
from ..operations.staff_import import Move, PeopleBatch, UnitBatch
from ..rules import Role
from ..rules.staff_list import UnitFact, judge_staff, reason_to_stop
from ..rules.staff_row import (
    BACK,
    EMAIL,
    FRONT,
    SIASN_ID,
    STAFF_COLUMNS,
    STAFF_EXTRAS,
    WORK_EMAIL,
    StaffVerdict,
)
from ..rules.unit_row import ECHELON, HEAD, UNIT_COLUMNS, UNIT_EXTRAS, UnitVerdict, judge_units
from . import person, unit
from .comparison import Change, batches
from .joined import refuse_joined


class Outcome(StrEnum):
    """What becomes of a row; the words of the report."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


OUTCOMES = {"new": Outcome.NEW, "update": Outcome.CHANGED, "skip": Outcome.UNCHANGED}


@dataclass(slots=True)
class Line:
    """One row of a file and what becomes of it."""

    verdict: UnitVerdict | StaffVerdict
    outcome: Outcome
    changes: list[Change] = field(default_factory=list)

    @property
    def message(self) -> str:
        """Faults or notes in one text."""
        return " ".join([*(fault.sentence for fault in self.verdict.faults), *self.verdict.notes])


class StaffFiles:
    """What the files would change; iterating the batches fills `lines`, in the order of the rows.

    Reading and judging happen at once, before any lock; comparing happens while the batches are
    taken, inside the operation's transaction when it writes.
    """

    def __init__(
        self,
        *,
        units: tuple[str, bytes] | None,
        staff: tuple[str, bytes] | None,
        limits: Limits,
        today: date,
        keep_cells: bool = False,
        lock: bool = False,
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        self.tell = tell  # called now and then while it takes long
        self.today, self.limits, self.keep_cells, self.lock = today, limits, keep_cells, lock
        self.extras: dict[str, list[str]] = {}
        self.lines: dict[str, dict[int, Line]] = {}
        self.leavers: set[str] = set()
        self.leaving_heads: set[str] = set()  # who leaves a post as head of a unit
        self.listed = 0
        self.unit_has: set[str] = set()
        self.staff_has: set[str] = set()
        self.active = 0
        self.admins: set[str] = set()
        self.facts: dict[str, UnitFact] = {}
        with about("units"):
            self.unit_verdicts = self._judge_units(*units) if units else None
        self.facts = self._unit_facts()
        with about("staff"):
            self.staff_verdicts = self._judge_staff(*staff) if staff else None

    # --- Reading and judging ---------------------------------------------------------------------

    def _open(self, key: str, name: str, content: bytes, columns: Columns) -> Table:
        table = open_table(content, name, columns, self.limits)
        self.extras[key] = table.extras
        return table

    def _rows(self, table: Table) -> Iterator[tuple[int, Cells]]:
        for number, row in enumerate(table):
            if number % 500 == 0:
                self.tell()
            yield row

    def _judge_units(self, name: str, content: bytes) -> list[UnitVerdict]:
        table = self._open("units", name, content, Columns(UNIT_COLUMNS, UNIT_EXTRAS))
        missing = {
            column
            for title, column in ((HEAD, "head_title"), (ECHELON, "echelon"))
            if title not in table.places
        }
        self.unit_has = set(unit.HEADERS) - missing
        return judge_units(self._rows(table), dict(Unit.objects.values_list("code", "parent__code")))

    def _judge_staff(self, name: str, content: bytes) -> list[StaffVerdict]:
        table = self._open("staff", name, content, Columns(STAFF_COLUMNS, STAFF_EXTRAS))
        self.staff_has = set(person.LABELS)
        for title, column in ((FRONT, "front_title"), (BACK, "back_title"), (SIASN_ID, "siasn_id")):
            if title not in table.places:
                self.staff_has.discard(column)
        if EMAIL not in table.places and WORK_EMAIL not in table.places:
            self.staff_has.discard("email")
        lost = {line.key: line.row for line in self.unit_verdicts or [] if line.faults and line.key}
        found = judge_staff(
            self._rows(table), self.facts, lost=lost, today=self.today, keep_cells=self.keep_cells
        )
        return list(refuse_joined(found))

    def _unit_facts(self) -> dict[str, UnitFact]:
        """Return the units that people can belong to: those that exist and those of the file."""
        heads = Placement.objects.definitive().filter(ended_on__isnull=True, is_head=True)
        now = dict(heads.values_list("unit__code", "employee__nip"))
        rows = Unit.objects.open().values_list("code", "name", "head_title")
        facts = {code: UnitFact(name, title, now.get(code, "")) for code, name, title in rows}
        for verdict in self.unit_verdicts or []:
            if own := verdict.unit:
                facts[own.code] = UnitFact(own.name, own.head_title, now.get(own.code, ""))
        return facts

    # --- Comparing -------------------------------------------------------------------------------

    def unit_batches(self) -> Iterator[UnitBatch]:
        """Compare the units and yield them at once, because a parent may stand anywhere in the list."""
        lines = self.lines["units"] = _refused(self.unit_verdicts)
        accepted = [verdict for verdict in self.unit_verdicts or [] if verdict.unit]
        joined = UnitBatch()
        for group in batches(accepted):
            results = unit.UnitResource(lock=self.lock).results(
                [one.unit for one in group if one.unit], self.unit_has
            )
            for verdict, result in zip(group, results, strict=True):
                line = Line(verdict, OUTCOMES[result.import_type], result.diff)
                lines[verdict.row] = line
                if line.outcome == Outcome.NEW:
                    joined.new.append(result.instance)
                elif line.outcome == Outcome.CHANGED:
                    joined.changed.append(result.instance)
                    if any(change.column == "parent" for change in line.changes):
                        joined.reparented.append(result.instance.code)
        yield joined

    def people_batches(self) -> Iterator[PeopleBatch]:
        """Compare the people, five hundred at a time, so that memory and cost per row stay flat."""
        lines = self.lines["staff"] = _refused(self.staff_verdicts)
        self.leavers.clear()
        self.leaving_heads.clear()
        self.listed = 0
        self.active = Employee.objects.active().count()
        self.admins = self._admins()
        accepted = [verdict for verdict in self.staff_verdicts or [] if verdict.person]
        for group in batches(accepted):
            self.tell()
            yield self._people_batch(group, lines)

    def _people_batch(self, group: Any, lines: dict[int, Line]) -> PeopleBatch:
        resource = person.PersonResource(lock=self.lock)
        batch = PeopleBatch()
        for verdict, result in zip(
            group, resource.results([one.person for one in group], self.staff_has), strict=True
        ):
            line = Line(verdict, OUTCOMES[result.import_type], result.diff)
            lines[verdict.row] = line
            record, changed = result.instance, {change.column for change in line.changes}
            if line.outcome == Outcome.NEW:
                batch.new.append(record)
            elif own := changed & set(person.OWN):
                batch.changed.append(record)
                batch.columns |= own
            if line.outcome == Outcome.NEW and record.place.unit or changed & set(person.PLACE):
                held = resource.held.get(record.pk)
                if held and held.is_head:
                    self.leaving_heads.add(record.nip)
                batch.moves.append(Move(record, held, record.place, verdict.person.since))
            self._count(line, record, changed)
        return batch

    def _count(self, line: Line, record: Employee, changed: set[str]) -> None:
        was_active = record.is_active != ("is_active" in changed)
        if line.outcome == Outcome.NEW or not was_active:
            return
        self.listed += 1
        if not record.is_active:
            self.leavers.add(record.nip)

    # --- Results ---------------------------------------------------------------------------------

    def compare(self) -> None:
        """Go through everything without writing."""
        for units in self.unit_batches():
            del units
        for people in self.people_batches():
            del people

    def counts(self) -> dict[str, Any]:
        """Return the number of rows by outcome, for each file that was given."""
        given = {"units": self.unit_verdicts, "staff": self.staff_verdicts}
        return {
            key: {
                outcome.value: sum(line.outcome == outcome for line in self.lines[key].values())
                for outcome in Outcome
            }
            for key, verdicts in given.items()
            if verdicts is not None
        }

    def reason_to_stop(self, by: Employee | None) -> str:
        """Return why nothing must be written, or ""; call it after comparing."""
        return reason_to_stop(
            leavers=len(self.leavers),
            active=self.active,
            leaves_importer=by is not None and by.nip in self.leavers,
            leaves_no_admin=bool(self.admins) and self.admins <= self.leavers,
        )

    def _admins(self) -> set[str]:
        grants = RoleGrant.objects.filter(on_day(self.today), role=Role.BKD_ADMIN, unit__parent__isnull=True)
        return set(grants.filter(employee__is_active=True).values_list("employee__nip", flat=True))

    def absent(self) -> int:
        """Return how many active people the staff list does not mention; call it after comparing."""
        if self.staff_verdicts is None:
            return 0
        refused = {verdict.key for verdict in self.staff_verdicts if verdict.faults}
        return self.active - self.listed - Employee.objects.active().filter(nip__in=refused).count()


def _refused(verdicts: Iterable[UnitVerdict | StaffVerdict] | None) -> dict[int, Line]:
    return {verdict.row: Line(verdict, Outcome.REFUSED) for verdict in verdicts or () if verdict.faults}


@contextmanager
def about(key: str) -> Iterator[None]:
    """Say at which of the two uploads a refusal belongs."""
    try:
        yield
    except Refused as refused:
        refused.field = key
        raise
