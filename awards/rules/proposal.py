"""A proposal of a medal: its papers, its states, and which step follows which."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from .service import Medal


class ProposalState(StrEnum):
    """Keadaan usulan."""

    PREPARED = "DISIAPKAN"
    COMPLETE = "LENGKAP"
    SENT = "DIUSULKAN"
    RECEIVED = "DITERIMA"
    POSTPONED = "DITUNDA"


STATE_LABELS = {state: state.value.capitalize() for state in ProposalState}
STATE_TAGS = {
    ProposalState.PREPARED: "mute",
    ProposalState.COMPLETE: "info",
    ProposalState.SENT: "info",
    ProposalState.RECEIVED: "ok",
    ProposalState.POSTPONED: "warn",
}
# From, to: what the button says. A letter makes a complete proposal sent.
MOVES: dict[tuple[ProposalState, ProposalState], str] = {
    (ProposalState.PREPARED, ProposalState.COMPLETE): "Nyatakan lengkap",
    (ProposalState.COMPLETE, ProposalState.PREPARED): "Buka lagi berkasnya",
    (ProposalState.SENT, ProposalState.RECEIVED): "Catat sebagai diterima",
    (ProposalState.PREPARED, ProposalState.POSTPONED): "Tunda",
    (ProposalState.COMPLETE, ProposalState.POSTPONED): "Tunda",
    (ProposalState.SENT, ProposalState.POSTPONED): "Tunda",
    (ProposalState.POSTPONED, ProposalState.PREPARED): "Siapkan lagi",
}


class Paper(StrEnum):
    """Berkas usulan, in the order of the checklist (domain research 9.2)."""

    CANDIDATE_DECREE = "SK_CPNS"
    APPOINTMENT_DECREE = "SK_PNS"
    RANK_DECREE = "SK_PANGKAT"
    POST_DECREE = "SK_JABATAN"
    CURRICULUM = "RIWAYAT_HIDUP"
    APPRAISAL = "PENILAIAN"
    CLEAN_DISCIPLINE = "BEBAS_HUKUMAN"
    STATEMENT = "PERNYATAAN"
    CHARTER = "PIAGAM"


PAPER_LABELS = {
    Paper.CANDIDATE_DECREE: "SK CPNS",
    Paper.APPOINTMENT_DECREE: "SK PNS",
    Paper.RANK_DECREE: "SK pangkat terakhir",
    Paper.POST_DECREE: "SK jabatan terakhir",
    Paper.CURRICULUM: "Daftar riwayat hidup",
    Paper.APPRAISAL: "Penilaian kinerja terakhir",
    Paper.CLEAN_DISCIPLINE: "Surat bebas hukuman disiplin",
    Paper.STATEMENT: "Pernyataan kepala instansi",
    Paper.CHARTER: "Piagam Satyalancana sebelumnya",
}


class PaperState(StrEnum):
    """Keadaan satu berkas."""

    THERE = "ADA"
    MISSING = "BELUM"
    NOT_NEEDED = "TIDAK_PERLU"


PAPER_STATE_LABELS = {
    PaperState.THERE: "Ada",
    PaperState.MISSING: "Belum ada",
    PaperState.NOT_NEEDED: "Tidak perlu",
}


def papers_of(medal: Medal) -> list[Paper]:
    """Return the papers of a class: the charter of the class before is asked for XX and XXX only."""
    return [paper for paper in Paper if paper != Paper.CHARTER or medal != Medal.X]


def may_move(state: ProposalState, to: ProposalState) -> bool:
    """Say whether a proposal goes from one state to the other by hand."""
    return (state, to) in MOVES


def next_states(state: ProposalState) -> list[ProposalState]:
    """Return the states that a proposal can go to by hand, in the order of the buttons."""
    return [to for start, to in MOVES if start == state]


def missing(papers: Iterable[tuple[Paper, PaperState]]) -> list[Paper]:
    """Return the papers that keep a proposal from being complete."""
    return [paper for paper, state in papers if state == PaperState.MISSING]
