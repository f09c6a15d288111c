"""Rows of a file about people, one for each person and year or day: what they would change in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet

from appraisal.paging import counted_page

from ..models import Employee, Upload
from ..rules import UploadKind

NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"
WRITTEN = (NEW, CHANGED)
SHOWN = 100
LOTS = 900  # parameters of one query that SQLite certainly takes


@dataclass(frozen=True)
class Shape:
    """A table that such a file fills: a row is known by its employee and `key`, and holds `fields`."""

    kind: UploadKind
    model: type[Model]
    key: str
    fields: tuple[str, ...]
    called: str  # what was imported, in a sentence: "Riwayat"
    twice: str  # the fault of a row whose person and key stand in another row
    event: str  # the first part of the names of its events


def judged(
    shape: Shape, rows: Sequence[dict[str, Any]], fault: Callable[[Mapping[str, Any]], str]
) -> list[dict[str, Any]]:
    """Return the rows with person, outcome and what is stored; the same rows again give the same.

    `fault` says what else is wrong with the values of a row, "" for nothing. Two queries per 900 people.
    """
    people = _people({row["values"].get("nip", "") for row in rows})
    stored = _stored(shape, people.values())
    seen: set[tuple[int, Any]] = set()
    return [_judged(shape, row, people, stored, fault, seen) for row in rows]


def _judged(
    shape: Shape, row: dict[str, Any], people: Any, stored: Any, fault: Any, seen: Any
) -> dict[str, Any]:
    values = row["values"]
    told = {"line": row["line"], "values": values, "faults": row.get("own_faults", row["faults"])}
    told["own_faults"] = told["faults"]
    person = people.get(values.get("nip", ""))
    told |= {"employee": person[0] if person else None, "name": person[1] if person else "", "before": None}
    wrong = "" if told["faults"] else _fault(shape, values, person, fault, seen)
    if wrong:
        told["faults"] = [wrong]
    if told["faults"] or person is None:
        return told | {"outcome": FAULTY}
    before = stored.get((person[0], values[shape.key]))
    if before is None:
        return told | {"outcome": NEW}
    is_same = all(values[name] == before[name] for name in shape.fields)
    return told | {"outcome": SAME if is_same else CHANGED, "before": before}


def _fault(shape: Shape, values: dict[str, Any], person: Any, fault: Any, seen: set[tuple[int, Any]]) -> str:
    if person is None:
        return f"NIP {values['nip']} belum ada di data pegawai. Impor pegawainya dulu."
    if wrong := fault(values):
        return str(wrong)
    key = (person[0], values[shape.key])
    if key in seen:
        return shape.twice
    seen.add(key)
    return ""


def _people(nips: Iterable[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for part in _lots(sorted(nip for nip in nips if nip)):
        rows = Employee.objects.filter(nip__in=part)
        found |= {
            row.nip: (row.pk, row.full_name) for row in rows.only("nip", "name", "front_title", "back_title")
        }
    return found


def _stored(shape: Shape, people: Iterable[tuple[int, str]]) -> dict[tuple[int, Any], dict[str, Any]]:
    found = {}
    for part in _lots(sorted(pk for pk, _ in people)):
        rows = shape.model._default_manager.filter(employee__in=part)
        for row in rows.values("employee", shape.key, "upload_id", *shape.fields):
            plain = {name: _plain(value) for name, value in row.items()}
            found[plain.pop("employee"), plain.pop(shape.key)] = plain
    return found


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _lots(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + LOTS] for start in range(0, len(values), LOTS))


def counts_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many rows have which outcome."""
    counted = Counter(row["outcome"] for row in rows)
    return {name: counted[name] for name in (NEW, CHANGED, SAME, FAULTY)}


def files_of(kind: UploadKind) -> QuerySet[Upload]:
    """Return the files of a kind that were applied, the newest first."""
    rows = Upload.objects.filter(kind=kind, applied_at__isnull=False).defer("rows")
    return rows.select_related("uploaded_by", "undone_by").order_by("-applied_at", "-pk")


def preview(upload: Upload, asked: str, words: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """Return one page of a preview: the faulty rows first, then what would change; `words` adds to a row."""
    rows = sorted(upload.rows, key=lambda row: (row["outcome"] != FAULTY, row["line"]))
    rows = [row for row in rows if row["outcome"] != SAME]
    page = counted_page(asked, len(rows), SHOWN)
    counts = upload.outcome
    return {
        "upload": upload,
        "page": page,
        "rows": [row | {"nip": row["values"].get("nip", "")} | words(row) for row in rows[page.part]],
        "counts": counts,
        "effect": counts[NEW] + counts[CHANGED],
        "numbers": [
            {"value": counts[NEW], "label": "baru"},
            {"value": counts[CHANGED], "label": "berubah"},
            {"value": counts[SAME], "label": "sama"},
            {"value": counts[FAULTY], "label": "perlu diperbaiki"},
        ],
    }
