"""An import in parts: which rows of the files change something, kept as data, compared again when written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from ..operations.staff_import import Move, PeopleBatch, UnitBatch
from ..rules.staff_row import StaffRow
from ..rules.unit_row import UnitRow
from . import person, unit
from .comparison import BATCH
from .staff_files import Outcome, StaffFiles

Part = dict[str, Any]  # what: "units" or "people", has: columns of the file, rows: one dictionary each
DATES = ("birth_on", "since")


def parts_of(files: StaffFiles) -> Iterator[Part]:
    """Yield the parts of compared files: units, then who leaves the head of a unit, then five hundred each.

    Who leaves a post as head goes first and in one part, so that the post is free for whoever follows.
    """
    touched = _touched(files, "units")
    units = [row.unit for row in files.unit_verdicts or [] if row.unit and row.row in touched]
    if units:
        yield {"what": "units", "has": sorted(files.unit_has), "rows": [asdict(row) for row in units]}
    touched = _touched(files, "staff")
    people = [row.person for row in files.staff_verdicts or [] if row.person and row.row in touched]
    first = [row for row in people if row.nip in files.leaving_heads]
    rest = [row for row in people if row.nip not in files.leaving_heads]
    for group in [first, *(rest[start : start + BATCH] for start in range(0, len(rest), BATCH))]:
        if group:
            yield {"what": "people", "has": sorted(files.staff_has), "rows": [asdict(row) for row in group]}


def _touched(files: StaffFiles, key: str) -> set[int]:
    lines = files.lines.get(key, {})
    return {row for row, line in lines.items() if line.outcome in {Outcome.NEW, Outcome.CHANGED}}


def unit_batch(part: Part) -> tuple[UnitBatch, dict[int, dict[str, Any]]]:
    """Compare the units of a part, locked, and return what to write and the values of before by key."""
    batch, before = UnitBatch(), {}
    rows = [UnitRow(**row) for row in part["rows"]]
    for result in unit.UnitResource(lock=True).results(rows, part["has"]):
        record = result.instance
        if result.import_type == "new":
            batch.new.append(record)
        elif result.import_type == "update":
            batch.changed.append(record)
            before[record.pk] = {change.column: change.before for change in result.diff}
            if "parent" in before[record.pk]:
                batch.reparented.append(record.code)
    return batch, before


def people_batch(part: Part) -> tuple[PeopleBatch, dict[int, dict[str, Any]]]:
    """Compare the people of a part, locked, and return what to write and the values of before by key."""
    batch, before = PeopleBatch(), {}
    rows = [_row(row) for row in part["rows"]]
    resource = person.PersonResource(lock=True)
    for row, result in zip(rows, resource.results(rows, part["has"]), strict=True):
        record, changed = result.instance, {change.column for change in result.diff}
        is_new = result.import_type == "new"
        own = changed & set(person.OWN)
        if is_new:
            batch.new.append(record)
        elif own:
            batch.changed.append(record)
            batch.columns |= own
            before[record.pk] = {
                change.column: change.before for change in result.diff if change.column in own
            }
        if (is_new and record.place.unit) or changed & set(person.PLACE):
            batch.moves.append(Move(record, resource.held.get(record.pk), record.place, row.since))
    return batch, before


def _row(values: dict[str, Any]) -> StaffRow:
    known = {field.name for field in fields(StaffRow)}
    row = {name: value for name, value in values.items() if name in known}
    for name in DATES:
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    return StaffRow(**row)


def rows_in(parts: Sequence[Part]) -> int:
    """Return how many rows the parts hold."""
    return sum(len(part["rows"]) for part in parts)
