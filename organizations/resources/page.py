"""What the pages of the import show, read from the kept preview; no file is opened for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from appraisal.paging import counted_page

from ..models import StaffImport
from ..operations.import_undo import UNDO_FOR, is_taken_back, may_still_undo
from ..operations.staff_import import LIFETIME, half_written

PAGE = 25
WORDS = {"units": ("Unit", "unit"), "staff": ("Pegawai", "pegawai")}
NUMBERS = (("new", "baru"), ("changed", "berubah"), ("unchanged", "tetap"), ("refused", "perlu diperbaiki"))


def last_imports() -> list[dict[str, Any]]:
    """Return the five last finished imports, newest first: when, by whom, how many, whether undone."""
    return [_run(run) for run in _finished()[:5]]


def import_history(asked: str) -> dict[str, Any]:
    """Return one page of all finished imports, newest first."""
    rows = _finished()
    page = counted_page(asked, rows.count(), PAGE)
    return {"runs": [_run(run) for run in rows[page.part]], "page": page}


def _finished() -> QuerySet[StaffImport]:
    rows = StaffImport.objects.filter(confirmed_at__isnull=False).select_related("confirmed_by", "undone_by")
    return rows.defer("units_content", "staff_content").order_by("-confirmed_at", "-pk")


def import_page(run: StaffImport, at: datetime) -> dict[str, Any]:
    """Return the context of the preview page of a run, also once it is finished."""
    preview = run.counts.get("preview", {})
    parts = [_part(run, key, preview.get(key, {})) for key in WORDS if key in run.counts]
    effect = sum(run.counts[part["key"]][name] for part in parts for name in ("new", "changed"))
    return {
        "run": run,
        "parts": parts,
        "effect": effect,
        "refused": sum(part["refused_count"] for part in parts),
        "stop": preview.get("stop", ""),
        "absent": preview.get("absent", 0),
        "is_expired": run.uploaded_at + LIFETIME < at,
        "expires_at": run.uploaded_at + LIFETIME,
        "going_on": _going_on(run),
        "may_undo": may_still_undo(run, at),
        "undo_until": run.confirmed_at + UNDO_FOR if run.confirmed_at else None,
    }


def half_written_import() -> StaffImport | None:
    """Return the import that the next one has to wait for, if there is one."""
    return half_written().select_related("job", "uploaded_by").first()


def _going_on(run: StaffImport) -> str:
    """Return what a job is at, or stands still in; empty when the page is the person's again."""
    if is_taken_back(run):
        return "dibatalkan"
    if run.applying_at and not run.confirmed_at:
        return "diterapkan"
    return "" if run.counts or run.job is None else "dibaca"


def _part(run: StaffImport, key: str, preview: dict[str, Any]) -> dict[str, Any]:
    title, noun = WORDS[key]
    counts = run.counts[key]
    query = "?berkas=unit" if key == "units" else ""
    return {
        "key": key,
        "title": title,
        "noun": noun,
        "file": run.units_name if key == "units" else run.staff_name,
        "numbers": [{"value": counts[name], "label": label} for name, label in NUMBERS],
        "counts": counts,
        "refused_count": counts["refused"],
        "refused_href": reverse("organizations:import-refused", args=[run.pk]) + query,
        "shown": {name: len(preview.get(name, [])) for name in ("new", "changed", "refused", "notes")},
        "refused": _faults(preview.get("refused", [])),
        "changed": preview.get("changed", []),
        "new": preview.get("new", []),
        "notes": preview.get("notes", []),
        "noted": preview.get("noted", 0),
        "extras": preview.get("extras", []),
    }


def _faults(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one line for each fault, because each has its own repair."""
    return [entry | {"fault": fault} for entry in entries for fault in entry["faults"]]


def _run(run: StaffImport) -> dict[str, Any]:
    counts = run.counts.get("staff", {})
    href = reverse("organizations:import-preview", args=[run.pk])
    return {"run": run, "href": href, "new": counts.get("new", 0), "changed": counts.get("changed", 0)}
