"""The role and result matrix (matriks peran hasil): what typing into a cell does."""

from __future__ import annotations

from enum import StrEnum

from .plan import AssignmentStatus, ResultKind


class CellMove(StrEnum):
    """What becomes of a cell."""

    NOTHING = "tetap"
    PROPOSE = "usulkan"
    CHANGE = "ubah"
    WITHDRAW = "tarik"


def cell_move(status: AssignmentStatus | None, stored: str, typed: str) -> CellMove:
    """Return what a typed text does to a cell with this state and text; None is a cell without a proposal.

    The regulation is silent (domain research 2.4.3); decided here: a text proposes, another text proposes
    anew (also after a reply that it does not fit), emptying withdraws, and what the person has taken into
    the own plan stays, because from then on it is the person's to change.
    """
    if status == AssignmentStatus.TAKEN:
        return CellMove.NOTHING
    if status is None or status == AssignmentStatus.WITHDRAWN:
        return CellMove.PROPOSE if typed else CellMove.NOTHING
    if typed == stored:
        return CellMove.NOTHING
    return CellMove.CHANGE if typed else CellMove.WITHDRAW


def kind_of_assigned(*, by_superior: bool) -> ResultKind:
    """Return the kind of a result that a leader handed down: main from the superior, else additional.

    Source: domain research 2.4.2 (tambahan: assignments outside the main duties, may cross units).
    """
    return ResultKind.MAIN if by_superior else ResultKind.ADDITIONAL
