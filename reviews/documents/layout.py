"""The result and behaviour blocks of the official forms, cut so that each part fits on a page.

The widths below are those of the templates (templates/documents/parts) and of document.css.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .fitting import height, parts

WIDE, COLUMN = "", "KOLOM"  # a qualitative form of staff: one wide cell, or a column for the leader's result
PAGE, PADDING = 267.0, 3.3  # mm between the margins of a landscape A4 page; padding and border of a cell

MANUAL_VALUE, MANUAL_LINES = 105.0, 45  # mm of the column of texts; lines on a portrait page


@dataclass(frozen=True)
class Face:
    """How a typeface sets: mm of an em, its width beside Arial's, lines below the head of a table."""

    em: float
    width: float
    lines: float


# On a plan by typeface, on an evaluation at 8.5 pt. Lines were counted on A4; F4 has a little more room.
ARIAL, TIMES, BOOKMAN = Face(3.35, 1.03, 32), Face(3.53, 0.95, 30), Face(3.18, 1.18, 33)
FACES = {"Liberation Serif": TIMES, "URW Bookman": BOOKMAN}
DENSE = {"Liberation Serif": Face(3.0, 0.95, 34), "URW Bookman": Face(3.0, 1.18, 34)}
DENSE_ARIAL = Face(3.0, 1.03, 34)

# Shares of the page by layout, first without and then with the columns of an evaluation.
SHARES: dict[str, tuple[dict[str, float], dict[str, float]]] = {
    "staff": (
        {"supports": 0.22, "text": 0.24, "aspect": 0.10, "measure": 0.26, "target": 0.14},
        {
            **{"supports": 0.13, "text": 0.14, "aspect": 0.08, "measure": 0.14, "target": 0.09},
            **{"realisation": 0.22, "feedback": 0.16},
        },
    ),
    "leader": (
        {"text": 0.32, "measure": 0.32, "target": 0.14, "perspective": 0.18},
        {
            **{"text": 0.18, "measure": 0.18, "target": 0.09, "perspective": 0.11},
            **{"realisation": 0.22, "feedback": 0.18},
        },
    ),
    "wide": ({"text": 0.96}, {"text": 0.44, "realisation": 0.26, "feedback": 0.26}),
    "column": (
        {"supports": 0.34, "text": 0.62},
        {"supports": 0.20, "text": 0.32, "realisation": 0.22, "feedback": 0.22},
    ),
}
BEHAVIOUR_SHARES = ({"expectation": 0.41}, {"expectation": 0.30, "feedback": 0.26})


def layout_of(payload: Mapping[str, Any]) -> str:
    """Return which of the four result tables a plan or an evaluation is printed with."""
    is_leader = payload["form"] == "JPT"
    if payload["approach"] != "KUALITATIF":
        return "leader" if is_leader else "staff"
    return "column" if payload.get("layout", WIDE) == COLUMN and not is_leader else "wide"


def results(payload: Mapping[str, Any], *, evaluated: bool) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the sections A and B with the parts of their results in the order of printing."""
    layout = layout_of(payload)
    is_leader = payload["form"] == "JPT"
    face = face_of(payload, evaluated=evaluated)
    widths = _widths(SHARES[layout][evaluated], face)
    draw = _as_columns if layout in {"staff", "leader"} else _as_sentences
    return [
        (label, [part for outcome in rows for part in draw(outcome, widths, face.lines, is_leader)])
        for label, rows in (("A. UTAMA", payload["main"]), ("B. TAMBAHAN", payload["additional"]))
    ]


def behaviours(payload: Mapping[str, Any], *, evaluated: bool) -> list[dict[str, Any]]:
    """Return the seven values; a long feedback goes on in a part of its own, without the guides."""
    face = face_of(payload, evaluated=evaluated)
    widths = _widths(BEHAVIOUR_SHARES[evaluated], face)
    return [
        {
            "number": row["number"],
            "name": row["name"],
            "continued": part.continued,
            "guides": [] if part.continued else row["guides"],
            "expectation": "",
            "feedback": "",
            **part.cells,
        }
        for row in payload["behaviours"]
        for part in parts(
            {name: (row[name], width) for name, width in widths.items()}, [], page=face.lines - 3
        )
    ]


def manuals(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the manuals, each with whether it stands on one portrait page; a longer one breaks by rows."""
    face = face_of(payload, evaluated=False)
    width = (MANUAL_VALUE - PADDING) / face.em / face.width
    return [
        {**each, "fits": sum(height(text, width) + 1 for text in _texts(each)) < MANUAL_LINES}
        for each in payload["manuals"]
    ]


def _texts(manual: Mapping[str, Any]) -> list[str]:
    return [manual["result"], manual["measure"], *(text for *_, text in manual["lines"])]


def face_of(payload: Mapping[str, Any], *, evaluated: bool) -> Face:
    """Return how the typeface of the agency sets."""
    name = payload["letterhead"]["typeface"]
    return DENSE.get(name, DENSE_ARIAL) if evaluated else FACES.get(name, ARIAL)


def _widths(shares: Mapping[str, float], face: Face) -> dict[str, float]:
    """Return the widths of the columns in em of Arial."""
    return {name: (PAGE * share - PADDING) / face.em / face.width for name, share in shares.items()}


def _as_columns(
    outcome: Mapping[str, Any], widths: Mapping[str, float], page: float, is_leader: bool
) -> list[dict[str, Any]]:
    """Return the parts of a quantitative result: merged cells beside one row for each measure."""
    names = [name for name in ("supports", "text", "feedback") if name in widths]
    columns = {"measure": "text"} | {
        name: name for name in ("aspect", "target", "perspective", "realisation") if name in widths
    }
    found = parts(
        {name: (outcome[name], widths[name]) for name in names},
        [
            {name: (measure[key], widths[name]) for name, key in columns.items()}
            for measure in outcome["measures"]
        ],
        page=page,
    )
    blank: dict[str, Any] = dict.fromkeys(columns, "")
    return [{**_named(outcome, part.cells, part.continued), "rows": part.rows or [blank]} for part in found]


def _as_sentences(
    outcome: Mapping[str, Any], widths: Mapping[str, float], page: float, is_leader: bool
) -> list[dict[str, Any]]:
    """Return the parts of a qualitative result: the sentences of one cell below each other."""
    measures = outcome["measures"]
    beside = {
        "supports": outcome["supports"],
        "realisation": "\n".join(each["realisation"] for each in measures if each["realisation"]),
        "feedback": outcome["feedback"],
    }
    above = [] if "supports" in widths or is_leader or not outcome["supports"] else ["supports"]
    found = parts(
        {name: (text, widths[name]) for name, text in beside.items() if name in widths},
        [
            {"text": (outcome["text"], widths["text"])},
            *({name: (beside[name], widths["text"])} for name in above),
            *({"measure": (_sentence(each), widths["text"])} for each in measures),
        ],
        page=page - 1,  # the line above the measures
    )
    return [
        {
            **_named(outcome, part.cells | {"text": _first(part.rows, "text")}, part.continued),
            "below": _first(part.rows, "supports"),
            "measures": [row for row in part.rows if "measure" in row],
        }
        for part in found
    ]


def _named(outcome: Mapping[str, Any], cells: Mapping[str, str], continued: bool) -> dict[str, Any]:
    """Return what every part says: its number, its cells, and of which result it is the rest."""
    said: dict[str, Any] = {"number": outcome["number"], "continued": continued}
    said |= {"supports": "", "feedback": "", "realisation": "", **cells}
    if continued and not said["text"]:
        said["text"] = f"{_short(outcome['text'])} (lanjutan)"
    return said


def _first(rows: Iterable[Mapping[str, Any]], name: str) -> str:
    return next((row[name] for row in rows if name in row), "")


def _sentence(measure: Mapping[str, Any]) -> str:
    """Return a measure with its target inside the sentence, once; and for the JPT its perspective."""
    text, target = measure["text"], measure["target"]
    if target and target.casefold() not in text.casefold():
        text = f"{text}: {target}"
    return f"{text} (perspektif: {measure['perspective']})" if measure["perspective"] else text


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
