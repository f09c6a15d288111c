"""What the page about the system shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import filesizeformat

from appraisal.backup.manifest import release
from appraisal.health import State, database_facts, findings

KIND = {State.OK: "ok", State.WARN: "warn", State.BAD: "bad"}


@dataclass(frozen=True)
class SystemState:
    """Each check as a task of the list, the states alone, and the facts beside them."""

    checks: list[dict[str, str]]
    states: list[State]
    facts: list[dict[str, str]]


def state_of_system(at: datetime) -> SystemState:
    """Return what every check finds at the moment, with version and database."""
    found = findings(at)
    checks = [
        {"title": check.title, "hint": one.sentence, "status": one.state.value, "kind": KIND[one.state]}
        for check, one in found
    ]
    name, size = database_facts()
    facts = {
        "Versi Capaian": release(),
        "Basis data": f"{name}, {filesizeformat(size)}",
    }
    rows = [{"label": label, "value": value} for label, value in facts.items()]
    return SystemState(checks, [one.state for _, one in found], rows)
