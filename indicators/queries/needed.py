"""What a draft still needs before it can be submitted, each thing with the address where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from ..models import Plan
from ..rules import Finding, still_needed
from .payload import ordered_results

SHOWN = 4  # on the line of completeness; the page of the check names all
PAGES = {
    "hasil": "result-new",
    "daftar": "plan-compose",
    "tautan": "plan-link",
    "perilaku": "plan-behaviours",
    "lampiran": "plan-annexes",
    "manual": "manual-list",
}


@dataclass(frozen=True)
class Needed:
    """The line of completeness: how many things are missing, the first few with their addresses."""

    missing: int
    items: list[dict[str, str]]
    href: str  # of the page that names all and submits

    @property
    def more(self) -> int:
        """How many things the line leaves to the page of the check."""
        return self.missing - len(self.items)


def needed(plan: Plan, findings: Sequence[Finding]) -> Needed:
    """Return what stops the submission of a loaded plan, each thing once."""
    missing = still_needed(findings)
    items = [{"brief": each.brief, "href": place_of(plan, each)} for each in missing[:SHOWN]]
    return Needed(len(missing), items, reverse("indicators:plan-check", args=[plan.pk]))


def place_of(plan: Plan, finding: Finding) -> str:
    """Return the address where a finding of a loaded plan is mended."""
    name, _, number = finding.place.partition("-")
    if name == "hasil" and number:
        return reverse("indicators:result-edit", args=[ordered_results(plan)[int(number) - 1].pk])
    return reverse(f"indicators:{PAGES.get(name, 'plan-settings')}", args=[plan.pk])
