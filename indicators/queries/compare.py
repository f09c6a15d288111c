"""Reads of the page that lays two versions of a plan side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from appraisal.templatetags.ui import tanggal

from ..models import Plan, PlanCopy, Submission
from ..rules import Comparison, Mark, PartChange, PlanStatus, compare
from .payload import plan_payload

NOW = "kini"  # the key of the plan as it stands


@dataclass(frozen=True)
class Version:
    """One version that can be chosen: its key in the address, its words, its content."""

    key: str
    label: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class ComparePage:
    """Two versions of a plan and what differs between them."""

    versions: list[Version]
    before: Version | None = None
    after: Version | None = None
    comparison: Comparison | None = None

    @property
    def groups(self) -> list[tuple[str, tuple[PartChange, ...]]]:
        """What differs, group by group; groups without a difference are left out."""
        found = self.comparison
        named = (
            [
                ("Data SKP", found.settings),
                ("Rencana hasil kerja", found.results),
                ("Perilaku kerja", found.behaviours),
                ("Lampiran", found.annexes),
            ]
            if found
            else []
        )
        return [(title, parts) for title, parts in named if parts]

    @property
    def summary(self) -> str:
        """What differs, in one sentence."""
        found = self.comparison
        if found is None or found.is_empty:
            return "Isi kedua versi sama."
        marks = [part.mark for part in found.results]
        words = {Mark.NEW: "baru", Mark.GONE: "dihapus", Mark.CHANGED: "berubah"}
        told = [f"{marks.count(mark)} hasil {word}" for mark, word in words.items() if mark in marks]
        lists = {"perilaku": found.behaviours, "lampiran": found.annexes}
        told += [f"{len(parts)} {name} berubah" for name, parts in lists.items() if parts]
        told += ["data SKP berubah"] if found.settings else []
        sentence = ", ".join(told)
        return f"{sentence[0].upper()}{sentence[1:]}."


def compare_page(plan: Plan, before: str, after: str) -> ComparePage:
    """Return two versions of a loaded plan side by side; keys that name none fall back to the usual pair.

    The usual pair: a change beside the plan in force as it was agreed on; an agreed plan beside its
    last but one copy; else the plan as it stands beside what was submitted before.
    """
    versions = _versions(plan)
    by_key = {version.key: version for version in versions}
    usual = _usual(plan, versions)
    if usual is None:
        return ComparePage(versions)
    old, new = by_key.get(before, usual[0]), by_key.get(after, usual[1])
    origins = _origins(plan)
    return ComparePage(
        versions, old, new, compare(_readable(old.payload, origins), _readable(new.payload, origins))
    )


def _versions(plan: Plan) -> list[Version]:
    """Return everything that was kept of a plan in the order of time, and at the end what it says now."""
    copies = PlanCopy.objects.filter(plan=plan.revises_id or plan.pk).order_by("revision")
    kept = [
        (row.agreed_at, Version(f"s{row.revision}", f"Disepakati {tanggal(row.agreed_at)}", row.payload))
        for row in copies
    ]
    for row in Submission.objects.filter(plan=plan).order_by("number"):
        label = f"Pengajuan ke-{row.number}, {tanggal(row.submitted_at)}"
        kept.append((row.submitted_at, Version(f"p{row.number}", label, row.payload)))
    in_time = [version for _, version in sorted(kept, key=lambda each: each[0])]
    return [*in_time, Version(NOW, "Isi sekarang", plan_payload(plan))]


def _usual(plan: Plan, versions: list[Version]) -> tuple[Version, Version] | None:
    copies = [version for version in versions if version.key.startswith("s")]
    submissions = [version for version in versions if version.key.startswith("p")]
    now = versions[-1]
    if plan.revises_id is not None and copies:
        before = [version for version in copies if version.key != f"s{plan.revision}"]
        return before[-1], now
    if plan.status in {PlanStatus.AGREED, PlanStatus.CLOSED}:
        return (copies[-2], copies[-1]) if len(copies) > 1 else None
    if plan.status == PlanStatus.SUBMITTED:
        submissions = submissions[:-1]  # the last one is what it says now
    return (submissions[-1], now) if submissions else None


# --- Payloads as the rule reads them ----------------------------------------------------------------------


def _origins(plan: Plan) -> dict[str, dict[int, int]]:
    """Return which row of the plan in force each row of a change came from; nothing for a plan proper."""
    if plan.revises_id is None:
        return {"results": {}, "indicators": {}}
    results = list(plan.results.all())
    indicators = [row for result in results for row in result.indicators.all()]
    return {
        "results": {row.pk: row.origin_id for row in results if row.origin_id},
        "indicators": {row.pk: row.origin_id for row in indicators if row.origin_id},
    }


def _readable(payload: Mapping[str, Any], origins: Mapping[str, Mapping[int, int]]) -> dict[str, Any]:
    """Return a payload with dates in words, and rows under the keys of the plan in force."""
    dates = {
        name: payload[name] and tanggal(date.fromisoformat(payload[name]))
        for name in ("started_on", "ended_on")
    }
    results = [
        _named(row, origins["results"])
        | {"indicators": [_named(each, origins["indicators"]) for each in row["indicators"]]}
        for row in payload["results"]
    ]
    return {**payload, **dates, "results": results}


def _named(row: Mapping[str, Any], origins: Mapping[int, int]) -> dict[str, Any]:
    return {**row, "id": origins.get(row["id"], row["id"])}
