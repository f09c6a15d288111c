"""What a file of earlier predicates would change, and what was brought in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from appraisal.paging import counted_page
from indicators.models import Period
from organizations.models import Employee, Upload
from organizations.rules import UploadKind
from reviews.models import PastResult
from reviews.rules.evaluation import PREDICATE_LABELS, Predicate

NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"
SHOWN = 100
LOTS = 900  # parameters of one query that SQLite certainly takes
FIELDS = ("predicate", "results_rating", "behaviour_rating", "source")


def judged(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with person, outcome and what is stored; the same rows again give the same.

    A person who is unknown, a year that this system itself appraised and a person twice in a year are
    faults. Two queries per 900 people.
    """
    people = _people({row["values"].get("nip", "") for row in rows})
    stored = _stored(people.values())
    years = set(Period.objects.exclude(opened_at=None).values_list("year", flat=True))
    seen: set[tuple[int, int]] = set()
    return [_judged(row, people, stored, years, seen) for row in rows]


def _judged(row: dict[str, Any], people: Any, stored: Any, years: set[int], seen: Any) -> dict[str, Any]:
    values = row["values"]
    told = {"line": row["line"], "values": values, "faults": row.get("own_faults", row["faults"])}
    told["own_faults"] = told["faults"]
    person = people.get(values.get("nip", ""))
    told |= {"employee": person[0] if person else None, "name": person[1] if person else "", "before": None}
    fault = "" if told["faults"] else _fault(values, person, years, seen)
    if fault:
        told["faults"] = [fault]
    if told["faults"] or person is None:
        return told | {"outcome": FAULTY}
    before = stored.get((person[0], values["year"]))
    if before is None:
        return told | {"outcome": NEW}
    given = {field: values[field] for field in FIELDS}
    same = given == {field: before[field] for field in FIELDS}
    return told | {"outcome": SAME if same else CHANGED, "before": before}


def _fault(values: dict[str, Any], person: Any, years: set[int], seen: set[tuple[int, int]]) -> str:
    if person is None:
        return f"NIP {values['nip']} belum ada di data pegawai. Impor pegawainya dulu."
    if values["year"] in years:
        return f"Tahun {values['year']} dinilai di sistem ini, jadi tidak diimpor."
    key = (person[0], values["year"])
    if key in seen:
        return "Pegawai ini sudah ada untuk tahun yang sama di baris lain. Sisakan satu baris."
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


def _stored(people: Iterable[tuple[int, str]]) -> dict[tuple[int, int], dict[str, Any]]:
    found = {}
    for part in _lots(sorted(pk for pk, _ in people)):
        for row in PastResult.objects.filter(employee__in=part).values(
            "employee", "year", "upload_id", *FIELDS
        ):
            key = (row.pop("employee"), row.pop("year"))
            found[key] = row
    return found


def _lots(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + LOTS] for start in range(0, len(values), LOTS))


def past_files() -> QuerySet[Upload]:
    """Return the files that were applied, the newest first."""
    rows = Upload.objects.filter(kind=UploadKind.PAST, applied_at__isnull=False).defer("rows")
    return rows.select_related("uploaded_by", "undone_by").order_by("-applied_at", "-pk")


def preview(upload: Upload, asked: str) -> dict[str, Any]:
    """Return one page of a preview: the faulty rows first, then what would change."""
    rows = sorted(upload.rows, key=lambda row: (row["outcome"] != FAULTY, row["line"]))
    rows = [row for row in rows if row["outcome"] != SAME]
    page = counted_page(asked, len(rows), SHOWN)
    counts = upload.outcome
    return {
        "upload": upload,
        "page": page,
        "rows": [_words(row) for row in rows[page.part]],
        "counts": counts,
        "effect": counts[NEW] + counts[CHANGED],
        "numbers": [
            {"value": counts[NEW], "label": "baru"},
            {"value": counts[CHANGED], "label": "berubah"},
            {"value": counts[SAME], "label": "sama"},
            {"value": counts[FAULTY], "label": "perlu diperbaiki"},
        ],
    }


def _words(row: dict[str, Any]) -> dict[str, Any]:
    predicate = row["values"].get("predicate", "")
    before = row["before"]["predicate"] if row["before"] else ""
    return row | {
        "nip": row["values"].get("nip", ""),
        "year": row["values"].get("year", ""),
        "word": PREDICATE_LABELS[Predicate(predicate)] if predicate else "",
        "was": PREDICATE_LABELS[Predicate(before)] if before else "",
    }
