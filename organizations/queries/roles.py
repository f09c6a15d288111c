"""Who holds which role, what ends soon, and what waits for a second person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..models import ROLE_LABELS, Proposal, RoleGrant, on_day
from ..rules.proposal import ProposalStatus
from .people import page_after

SOON = timedelta(days=30)
MOST = 20  # rows of the two short lists above the long one


def role_page(on: date, params: Mapping[str, str]) -> dict[str, Any]:
    """Return one page of role holders by name, with those that end within 30 days (three queries).

    `params`: peran (a role), batas ("tanpa": without an end), sesudah (keyset).
    """
    asked = {name: params.get(name, "")[:40] for name in ("peran", "batas")}
    grants = RoleGrant.objects.filter(on_day(on))
    grants = grants.select_related("employee", "unit", "granted_by", "proposal__decided_by")
    soon = grants.filter(ended_on__lte=on + SOON, ended_on__gte=on).order_by("ended_on", "pk")
    rows = grants
    if asked["peran"] in ROLE_LABELS:
        rows = rows.filter(role=asked["peran"])
    if asked["batas"] == "tanpa":
        rows = rows.filter(ended_on__isnull=True)
    kept = asked | {"sesudah": params.get("sesudah", "")[:250]}
    return {
        "page": page_after(rows, key=("employee__name", "pk"), params=kept),
        "soon": list(soon[:MOST]),
        "asked": asked,
        "roles": ROLE_LABELS,
        "proposals": waiting_proposals(),
    }


def waiting_proposals() -> list[Proposal]:
    """Return the proposals that nobody has decided, oldest first (one query)."""
    rows = Proposal.objects.filter(status=ProposalStatus.WAITING.value)
    rows = rows.select_related("employee", "other", "unit", "proposed_by")
    return list(rows.order_by("proposed_at", "pk")[:MOST])
