"""The parts of a draft as tasks, and where each finding of the check is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ..queries import PlanPage
from ..rules import Finding

READY, OPEN, OPTIONAL = ("Selesai", ""), ("Belum lengkap", "info"), ("Boleh dilengkapi", "mute")


@dataclass(frozen=True)
class Task:
    """One row of the task list."""

    title: str
    hint: str
    href: str
    status: str
    kind: str


def compose_parts(content: PlanPage) -> dict[str, Any]:
    """Return the tasks of a draft in their groups and how many parts are ready."""
    plan = content.plan
    to_mend = {finding.place.split("-")[0] for finding in content.blocking}
    written = sum(bool(row.text) for row in content.behaviours)
    filled = sum(bool(lines) for _, lines in content.annexes)
    superior = content.superior.full_name if content.superior else "belum ditetapkan"
    people = READY if not to_mend & {"atasan", "masa"} else OPEN
    results = READY if "hasil" not in to_mend else OPEN
    behaviours = OPEN if "perilaku" in to_mend else READY if written else OPTIONAL
    annexes = READY if filled == len(content.annexes) else OPTIONAL
    check = ("Siap diajukan", "ok") if not content.blocking else ("Belum siap", "mute")
    ready = sum(part is READY for part in (people, results, behaviours, annexes))
    return {
        "people": [_task(plan.pk, "Periksa data dan atasan", f"Atasan: {superior}", "plan-settings", people)],
        "results_status": results,
        "behaviours": [
            _task(
                plan.pk,
                "Usulkan ekspektasi perilaku",
                f"{written} dari {len(content.behaviours)} nilai BerAKHLAK sudah berisi. Boleh kosong.",
                "plan-behaviours",
                behaviours,
            )
        ],
        "annexes": [
            _task(
                plan.pk,
                "Tulis dukungan yang Anda perlukan",
                f"{filled} dari {len(content.annexes)} daftar lampiran sudah berisi.",
                "plan-annexes",
                annexes,
            )
        ],
        "check": [
            _task(plan.pk, "Periksa dan ajukan", "Baca sekali lagi sebelum ke atasan.", "plan-check", check)
        ],
        "ready": ready,
        "parts": 4,
    }


def _task(pk: int, title: str, hint: str, name: str, status: tuple[str, str]) -> Task:
    return Task(title, hint, reverse(f"indicators:{name}", args=[pk]), *status)


def placed_findings(content: PlanPage) -> list[dict[str, Any]]:
    """Return the findings with the address where each is mended; what blocks comes first."""
    found = sorted(content.findings, key=lambda finding: not finding.blocks)
    return [{"finding": each, "href": _place(content, each)} for each in found]


def _place(content: PlanPage, finding: Finding) -> str:
    name, _, number = finding.place.partition("-")
    if name == "hasil" and number:
        return reverse("indicators:result-edit", args=[content.results[int(number) - 1].result.pk])
    names = {
        "hasil": "result-new",
        "perilaku": "plan-behaviours",
        "lampiran": "plan-annexes",
    }
    return reverse(f"indicators:{names.get(name, 'plan-settings')}", args=[content.plan.pk])
