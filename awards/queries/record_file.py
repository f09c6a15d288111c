"""What a file of service records would add, and which files were brought in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from appraisal.paging import counted_page
from organizations.models import Employee, Upload
from organizations.rules import UploadKind

from ..models import ServiceRecord
from ..rules.record import RECORD_LABELS, RecordKind

NEW, SAME, FAULTY = "new", "same", "faulty"
SHOWN = 100
LOTS = 900  # parameters of one query that SQLite certainly takes
Key = tuple[int, str, str]


def judged(rows: Sequence[dict[str, Any]], by: Employee) -> list[dict[str, Any]]:
    """Return the rows with person and outcome; the same rows again give the same.

    Unknown people, a record twice in the file and rows about the uploader are faults; what stands
    already is the same. Two queries per 900 people.
    """
    people = _people({row["values"].get("nip", "") for row in rows})
    stored = _stored(people.values())
    seen: set[Key] = set()
    return [_judged(row, people, stored, seen, by) for row in rows]


def _judged(row: dict[str, Any], people: Any, stored: set[Key], seen: set[Key], by: Employee) -> Any:
    values = row["values"]
    own = row.get("own_faults", row["faults"])
    person = people.get(values.get("nip", ""))
    told = {"line": row["line"], "values": values, "faults": own, "own_faults": own}
    told |= {"employee": person[0] if person else None, "name": person[1] if person else ""}
    if own:
        return told | {"outcome": FAULTY}
    fault = _fault(values, person, seen, by)
    if fault or person is None:
        return told | {"outcome": FAULTY, "faults": [fault]}
    return told | {"outcome": SAME if _key(person[0], values) in stored else NEW}


def _fault(values: dict[str, Any], person: Any, seen: set[Key], by: Employee) -> str:
    if person is None:
        return f"NIP {values['nip']} belum ada di data pegawai. Impor pegawainya dulu."
    if person[0] == by.pk:
        return "Ini tentang Anda sendiri, jadi admin BKD yang lain yang mencatatnya."
    key = _key(person[0], values)
    if key in seen:
        return "Catatan yang sama ada di baris lain. Sisakan satu baris."
    seen.add(key)
    return ""


def _key(person: int, values: dict[str, Any]) -> Key:
    return person, values["kind"], values["started_on"]


def _people(nips: Iterable[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for part in _lots(sorted(nip for nip in nips if nip)):
        rows = Employee.objects.filter(nip__in=part).only("nip", "name", "front_title", "back_title")
        found |= {row.nip: (row.pk, row.full_name) for row in rows}
    return found


def _stored(people: Iterable[tuple[int, str]]) -> set[Key]:
    found: set[Key] = set()
    for part in _lots(sorted(pk for pk, _ in people)):
        rows = ServiceRecord.objects.valid().filter(employee__in=part)
        found |= {
            (pk, kind, day.isoformat())
            for pk, kind, day in rows.values_list("employee", "kind", "started_on")
        }
    return found


def _lots(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + LOTS] for start in range(0, len(values), LOTS))


def record_files() -> QuerySet[Upload]:
    """Return the files that were applied, the newest first."""
    rows = Upload.objects.filter(kind=UploadKind.RECORDS, applied_at__isnull=False).defer("rows")
    return rows.select_related("uploaded_by", "undone_by").order_by("-applied_at", "-pk")


def preview(upload: Upload, asked: str) -> dict[str, Any]:
    """Return one page of a preview: the faulty rows first, then what would be added."""
    rows = sorted(upload.rows, key=lambda row: (row["outcome"] != FAULTY, row["line"]))
    rows = [row for row in rows if row["outcome"] != SAME]
    page = counted_page(asked, len(rows), SHOWN)
    counts = upload.outcome
    return {
        "upload": upload,
        "page": page,
        "rows": [_words(row) for row in rows[page.part]],
        "counts": counts,
        "numbers": [
            {"value": counts[NEW], "label": "baru"},
            {"value": counts[SAME], "label": "sudah ada"},
            {"value": counts[FAULTY], "label": "perlu diperbaiki"},
        ],
    }


def _words(row: dict[str, Any]) -> dict[str, Any]:
    values = row["values"]
    kind, day = values.get("kind"), values.get("started_on")
    word = RECORD_LABELS[RecordKind(kind)] if kind else ""
    return row | {"nip": values.get("nip", ""), "word": word, "day": day}
