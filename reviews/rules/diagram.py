"""The moves of an evaluation as a diagram and a table for the README; `python -m reviews.rules.diagram`."""

from __future__ import annotations

import re
from pathlib import Path

from .evaluation import MOVES, EvaluationMove, EvaluationStatus

README = Path(__file__).parents[1] / "README.md"
PART = re.compile(r"(<!-- moves: .*? -->\n).*?(<!-- end of moves -->)", re.DOTALL)
# What the table of moves does not say: on which condition, and where the move comes from.
NOTES = {
    EvaluationMove.RATE: ("in the days of rating, until the year is closed", "PermenPANRB 6/2022"),
    EvaluationMove.OFFER: ("while a meeting of the group runs", "measurement 5.3"),
    EvaluationMove.TAKE_BACK: ("until a meeting has decided", "measurement 5.3"),
    EvaluationMove.CALIBRATE: ("in the meeting", "measurement 5.3"),
    EvaluationMove.SHARE: ("after the talk and the meeting", "PermenPANRB 6/2022"),
    EvaluationMove.ACKNOWLEDGE: ("", "PermenPANRB 6/2022"),
    EvaluationMove.OBJECT: ("up to the last day of the policy", "PP 30/2019 Pasal 59"),
    EvaluationMove.EXPLAIN: ("who rated, or who is the superior by now", "PP 30/2019 Pasal 59"),
    EvaluationMove.DECIDE: ("of the day, or whom BKD named; final", "PP 30/2019 Pasal 59"),
    EvaluationMove.FINALISE: ("when the days are over (`finalise_evaluations`)", "PP 30/2019 Pasal 59"),
    EvaluationMove.CORRECT: ("one proposes, another approves", "domain research 2.7"),
}


def diagram() -> str:
    """Return the states and moves as a Mermaid state diagram, in the order of the table."""
    lines = [f"    [*] --> {EvaluationStatus.DRAFT}"]
    for move, (origins, target, actor) in MOVES.items():
        starts = [status for status in EvaluationStatus if status in origins]
        lines += [f"    {start} --> {target}: {move} ({actor})" for start in starts]
    lines.append(f"    {EvaluationStatus.FINAL} --> [*]")
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def table() -> str:
    """Return the moves as a table: where from, where to, who, on which condition, which source."""
    rows = ["| move | from | to | who | condition | source |", "|---|---|---|---|---|---|"]
    for move, (origins, target, actor) in MOVES.items():
        starts = ", ".join(status for status in EvaluationStatus if status in origins)
        condition, source = NOTES[move]
        rows.append(f"| {move} | {starts} | {target} | {actor} | {condition} | {source} |")
    return "\n".join(rows)


def written(text: str) -> str:
    """Return a README with diagram and table between its two marks."""
    return PART.sub(lambda marks: f"{marks[1]}{diagram()}\n\n{table()}\n{marks[2]}", text)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
