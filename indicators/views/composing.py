"""The parts of a draft as tasks, and where each finding of the check is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ..queries import PlanPage, place_of
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
    said = sum(bool(row.suggestion) for row in content.behaviours)
    advised = f" Ada saran atasan untuk {said} nilai." if said else ""
    filled = sum(bool(lines) for _, lines in content.annexes)
    superior = content.superior.full_name if content.superior else "belum ditetapkan"
    people = READY if not to_mend & {"atasan", "masa"} else OPEN
    results = READY if "hasil" not in to_mend else OPEN
    behaviours = OPEN if "perilaku" in to_mend else READY if written else OPTIONAL
    annexes = READY if filled == len(content.annexes) else OPTIONAL
    missing = content.needed.missing
    check = ("Siap diajukan", "ok") if not missing else ("Belum siap", "mute")
    last = f"{missing} hal perlu dilengkapi dulu." if missing else "Baca sekali lagi sebelum ke atasan."
    ready = sum(part is READY for part in (people, results, behaviours, annexes))
    return {
        "general": [each.sentence for each in content.advice if each.place == "daftar"],
        "people": [_task(plan.pk, "Periksa data dan atasan", f"Atasan: {superior}", "plan-settings", people)],
        "results_status": results,
        "behaviours": [
            _task(
                plan.pk,
                "Usulkan ekspektasi perilaku",
                f"{written} dari {len(content.behaviours)} nilai BerAKHLAK sudah berisi. "
                f"Boleh kosong.{advised}",
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
        "check": [_task(plan.pk, "Periksa dan ajukan", last, "plan-check", check)],
        "ready": ready,
        "parts": 4,
    }


def _task(pk: int, title: str, hint: str, name: str, status: tuple[str, str]) -> Task:
    return Task(title, hint, reverse(f"indicators:{name}", args=[pk]), *status)


def placed_findings(content: PlanPage) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the findings in their groups, each with the address where it is mended."""
    later = [finding for finding in content.findings if not finding.blocks]
    groups = [
        ("Yang perlu dilengkapi sebelum diajukan", content.blocking),
        ("Yang boleh menyusul", later),
    ]
    placed = [(title, [_placed(content, each) for each in found]) for title, found in groups]
    placed.append(("Saran, boleh diabaikan", [_advised(content, each) for each in content.advice]))
    return [(title, items) for title, items in placed if items]


def _placed(content: PlanPage, finding: Finding) -> dict[str, str]:
    return {"sentence": finding.sentence, "href": place_of(content.plan, finding)}


def _advised(content: PlanPage, finding: Finding) -> dict[str, str]:
    name, _, number = finding.place.partition("-")
    about = f"Hasil {number}: " if name == "hasil" and number else ""
    return {"sentence": about + finding.sentence, "href": place_of(content.plan, finding)}
