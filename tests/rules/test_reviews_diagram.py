"""The diagram of the README says what the table of moves says."""

from __future__ import annotations

from reviews.rules.diagram import README, diagram, table, written
from reviews.rules.evaluation import MOVES


def test_the_readme_shows_the_moves_as_they_are() -> None:
    """Run `python -m reviews.rules.diagram` after a change of the table."""
    text = README.read_text(encoding="utf-8")

    assert diagram() in text
    assert written(text) == text


def test_every_move_stands_in_diagram_and_table() -> None:
    for move, (origins, target, actor) in MOVES.items():
        for origin in origins:
            assert f"    {origin} --> {target}: {move} ({actor})" in diagram()
        assert f"| {move} | " in table()
