"""Steps that take two people: what they are and how they end (own rule; see the README of the app)."""

from __future__ import annotations

from enum import StrEnum


class ProposalKind(StrEnum):
    """What is proposed."""

    ROLE = "PERAN"
    MERGE = "GABUNG"


class ProposalStatus(StrEnum):
    """Where a proposal stands."""

    WAITING = "MENUNGGU"
    CONFIRMED = "DISETUJUI"
    DECLINED = "TIDAK"
    WITHDRAWN = "DITARIK"


_LABELS = {
    ProposalStatus.WAITING: "Menunggu persetujuan",
    ProposalStatus.CONFIRMED: "Disetujui",
    ProposalStatus.DECLINED: "Tidak disetujui",
    ProposalStatus.WITHDRAWN: "Ditarik pengusul",
}


def status_label(status: str) -> str:
    """Return the state of a proposal as people read it."""
    return _LABELS[ProposalStatus(status)]
