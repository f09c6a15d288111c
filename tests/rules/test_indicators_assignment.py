"""Cells of the matrix: every state and every kind of typing has one outcome."""

from __future__ import annotations

import pytest

from indicators.rules import AssignmentStatus, CellMove, ResultKind, cell_move, kind_of_assigned

TABLE = [
    # stands               stored    typed     becomes
    (None, "", "", CellMove.NOTHING),
    (None, "", "Baru", CellMove.PROPOSE),
    (AssignmentStatus.WITHDRAWN, "Lama", "", CellMove.NOTHING),
    (AssignmentStatus.WITHDRAWN, "Lama", "Lama", CellMove.PROPOSE),
    (AssignmentStatus.PROPOSED, "Lama", "Lama", CellMove.NOTHING),
    (AssignmentStatus.PROPOSED, "Lama", "Baru", CellMove.CHANGE),
    (AssignmentStatus.PROPOSED, "Lama", "", CellMove.WITHDRAW),
    (AssignmentStatus.DECLINED, "Lama", "Lama", CellMove.NOTHING),
    (AssignmentStatus.DECLINED, "Lama", "Baru", CellMove.CHANGE),
    (AssignmentStatus.DECLINED, "Lama", "", CellMove.WITHDRAW),
    (AssignmentStatus.TAKEN, "Lama", "Baru", CellMove.NOTHING),
    (AssignmentStatus.TAKEN, "Lama", "", CellMove.NOTHING),
]


@pytest.mark.parametrize(("status", "stored", "typed", "move"), TABLE)
def test_each_cell_has_one_outcome(
    status: AssignmentStatus | None, stored: str, typed: str, move: CellMove
) -> None:
    assert cell_move(status, stored, typed) == move


def test_every_state_is_in_the_table() -> None:
    assert {status for status, *_ in TABLE} == {None, *AssignmentStatus}


def test_results_of_the_superior_are_main_and_of_other_leaders_additional() -> None:
    assert kind_of_assigned(by_superior=True) == ResultKind.MAIN
    assert kind_of_assigned(by_superior=False) == ResultKind.ADDITIONAL
